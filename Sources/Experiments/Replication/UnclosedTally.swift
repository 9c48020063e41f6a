import IssueFlow
import OutputAnalysis

/// What is known of the cohort's issues that were not closed: what they have come to so far.
struct UnclosedTally: Sendable {
  /// Minutes since registration when the run, or the issue, ended; zero for those nobody has found.
  var ages = LogHistogram()
  /// Sum of the same minutes, and the number of issues, by type.
  var ageOfType: [Double]
  var ofType: [Int]
  /// Sum of the minutes since they arose, of undiscovered issues.
  var undiscoveredAge = 0.0
  /// Those that had been opened again already.
  var reopened = 0
  /// Those with a time limit that is not over yet.
  var withinLimit = 0
  /// Issues, of the cohort or older, that may be on a visit which began in the window and has not ended.
  var onVisit = 0

  private let windowEnd: Double

  init(plan: MeasurementPlan) {
    ageOfType = [Double](repeating: 0, count: plan.typeCount)
    ofType = [Int](repeating: 0, count: plan.typeCount)
    windowEnd = plan.model.horizon.observationEnd
  }

  var count: Int { ages.count }

  mutating func addOpen(_ issue: IssueRecord) {
    if issue.arose < windowEnd { onVisit += 1 }
  }

  mutating func add(_ issue: IssueRecord) {
    let age = issue.isRegistered ? max(0, issue.ended - issue.registered) : 0
    ages.add(age)
    ageOfType[Int(issue.type)] += age
    ofType[Int(issue.type)] += 1
    if issue.outcome == .undiscovered { undiscoveredAge += max(0, issue.ended - issue.arose) }
    if issue.reopens > 0 { reopened += 1 }
    if issue.due < .infinity, issue.ended <= issue.due { withinLimit += 1 }
  }

  /// Adds what is known of other issues.
  mutating func add(_ other: UnclosedTally) {
    ages.merge(other.ages)
    for type in ofType.indices {
      ageOfType[type] += other.ageOfType[type]
      ofType[type] += other.ofType[type]
    }
    undiscoveredAge += other.undiscoveredAge
    reopened += other.reopened
    withinLimit += other.withinLimit
    onVisit += other.onVisit
  }
}
