/// One post at a station: the worker on it, or nobody.
struct Post: BitwiseCopyable {
  var station: Int32 = 0
  /// Number at the station.
  var slot: Int32 = 0
  /// Number of the worker, and of the next departure that may happen, for addresses.
  var worker: Int32 = 0
  var departure: Int32 = 0
  var isFilled = true
  var exists = true
  /// Since when the worker is here, or nobody.
  var since = 0.0
  /// Up to when its time has been accounted for.
  var accounted = 0.0
  /// Until then the worker is new and slower.
  var settles = 0.0
  /// Whether its crew counts the worker as new, until the event at `settles`.
  var isNew = false
  var grade: UInt8 = 1
}

/// The workers on the posts of a station, counted: what the mean of their pace and skill is made of.
///
/// Whole numbers, so that a change of one post leaves no rounding behind, and costs the same at a station of any size.
struct Crew: BitwiseCopyable, Equatable {
  var settled: Int32 = 0
  var newcomers: Int32 = 0
  /// Grades above the first, of the settled and of the newcomers.
  var settledGrades: Int32 = 0
  var newcomerGrades: Int32 = 0
  /// Those who came after the first worker of their post.
  var successors: Int32 = 0
  var vacancies: Int32 = 0

  var count: Int32 { settled + newcomers }

  /// Counts the worker on a post in, or out; a vacancy where there is none.
  mutating func add(_ sign: Int32, of post: Post) {
    guard post.exists else { return }
    guard post.isFilled else {
      vacancies += sign
      return
    }
    let grades = Int32(post.grade) - 1
    if post.isNew {
      newcomers += sign
      newcomerGrades += sign * grades
    } else {
      settled += sign
      settledGrades += sign * grades
    }
    if post.worker > 0 { successors += sign }
  }

  /// The pace and the skill of the workers in the mean: newcomers are slower, those of higher grades faster.
  func ability(_ turnover: Turnover) -> (pace: Double, skill: Double) {
    guard count > 0 else { return (1, 0) }
    let step = turnover.grades?.paceStep ?? 0
    let settled = Double(settled) + step * Double(settledGrades)
    let newcomers = Double(newcomers) + step * Double(newcomerGrades)
    return (
      (settled + turnover.newcomerPace * newcomers) / Double(count),
      turnover.newcomerSkill * Double(successors) / Double(count)
    )
  }
}
