import IssueFlow
import Policies

/// How high open issues rise and how long they stay high, from the days of a replication.
extension MeasurementPlan {
  /// Most issues open at the end of any day of the observation.
  func peakOpen(_ days: [DayRecord]) -> Double? { observed(days).map(\.open).max().map(Double.init) }

  /// Days from the last change of the policy until no more issues are open than on the day before its first change;
  /// to the end of the observation when they never are. `nil` for a policy that does not change in the observation.
  func recoveryTime(_ days: [DayRecord]) -> Double? {
    let days = observed(days)
    guard let first = model.policyChanges.first, let last = model.policyChanges.last,
      let before = days.last(where: { Double($0.day + 1) * Horizon.minutesPerDay <= first })
    else { return nil }
    let after = days.filter { Double($0.day + 1) * Horizon.minutesPerDay >= last }
    guard let end = after.last else { return nil }
    let recovered = after.first { $0.open <= before.open } ?? end
    return max(0, Double(recovered.day + 1) * Horizon.minutesPerDay - last)
  }

  private func observed(_ days: [DayRecord]) -> [DayRecord] {
    days.filter { Double($0.day) * Horizon.minutesPerDay >= model.horizon.observationStart }
  }
}
