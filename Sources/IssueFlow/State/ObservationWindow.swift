/// Where a subtree is with respect to the observation: each follows the one before, and none comes back.
enum ObservationWindow: UInt8, BitwiseCopyable {
  case before
  case open
  case closed
}

/// Entries of a subtree that are open.
struct OpenCounts: BitwiseCopyable {
  /// Issues, and what is none.
  var all = 0
  /// Those of them that are no issues of residents': further reports, false alarms, work from above.
  var others = 0
  /// Issues of the cohort.
  var ofCohort = 0
}
