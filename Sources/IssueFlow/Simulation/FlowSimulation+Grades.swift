import RandomStreams
import ScenarioLanguage

// Grades: workers rise, and are paid more, likelier where their unit solves more of what comes to it.

extension FlowSimulation {
  mutating func beginGrades(ofTier tier: Int, after old: Tier?, _ time: Double) {
    let grades = policy.rules.tiers[tier].turnover?.grades
    schedulePeriodic(.reviewsGrades, tier, grades?.review, before: old?.turnover?.grades?.review, time)
  }

  mutating func reviewGrades(tier: Int, _ time: Double) {
    guard let grades = policy.rules.tiers[tier].turnover?.grades, grades.review > 0 else { return }
    let number = Int(time)
    for unit in region.subtree.units[tier] {
      let chance = grades.raise * (conditions.solvedShare(of: unit) ?? 0)
      for station in model.layout.stations(ofUnit: unit) {
        for index in workforce.posts(at: station) {
          let post = workforce.posts[index]
          guard post.exists, post.isFilled, Int(post.grade) < GradeSpec.highest else { continue }
          let address = address(.gradeReview, post: index, ordinal: number & 0xFF_FFFF)
          guard stream.bernoulli(chance, at: address) else { continue }
          if let tenure = workforce.raise(index, at: time) { count(tenure) }
        }
      }
      if policy.rules.tiers[tier].rating == nil { conditions.forgetVisits(to: unit) }
      refreshDesks(of: unit)
    }
    schedule(.reviewsGrades, tier, at: time + grades.review)
  }
}
