import ArgumentParser

/// How the command ends; scripts and CI jobs read the number.
enum ExitStatus: Int32, CaseIterable, Error {
  /// The target is met, or the work is done.
  case done = 0
  case notMet = 1
  /// A wrong argument, or a scenario that is not valid.
  case usage = 2
  /// Something failed that is not the author's doing: a full disk, or a mistake in this program.
  case failure = 3
  case undecided = 4
  /// There is no target to check, or nothing was observed of what a target demands.
  case nothingToCheck = 5
  case interrupted = 130

  var code: ExitCode { ExitCode(rawValue) }

  /// The status of several scenarios together: what needs attention first wins.
  static func worst(of statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let bySeverity: [ExitStatus] = [.interrupted, .failure, .usage, .notMet, .undecided, .nothingToCheck, .done]
    let seen = Set(statuses)
    return bySeverity.first(where: seen.contains) ?? .done
  }
}
