import OutputAnalysis
import ScenarioLanguage

/// How a simulated log stands beside a real one, number by number.
public struct GoodnessTable: Sendable {
  public enum Measure: String, CaseIterable, Sendable {
    /// Cases a day.
    case volume
    /// Of all cases, those open at the end of the log.
    case open
    case share
    case medianTime = "median_time"
    case p90Time = "p90_time"
    /// To the first closing, where cases are opened again; the times above are to the last.
    case medianFirst = "median_time_to_first_closing"
    case p90First = "p90_time_to_first_closing"
    /// Of closings, those opened again.
    case reopened
    /// Between coming to a tier and the beginning of work, where the log tells both.
    case meanWait = "mean_wait"
    case p90Wait = "p90_wait"
    case arrivals
    /// In a log of dates only, which tells no hours.
    case weekdays = "arrivals_by_weekday"
    case medianOfType = "median_time_of_type"
    case p90OfType = "p90_time_of_type"
    case pathDistance = "path_distance"
    case timeDistance = "time_distance"

    /// Whether it is a share, whose differences are in points.
    var isShare: Bool {
      switch self {
      case .share, .open, .reopened: true
      default: false
      }
    }
  }

  /// Why a number is not met.
  public enum Blame: String, CaseIterable, Sendable {
    /// The scenario fails beside the very cases that it was fitted to.
    case model
    /// The last cases are not like the first.
    case change
    /// Two logs of one city are as far apart.
    case noise
  }

  public struct Row: Sendable {
    public let measure: Measure
    /// The tier, type, block of the day or day of the week.
    public let name: String
    /// Of the log that is compared; `nil` where it has too few cases.
    public let log: Double?
    /// The mean over simulated logs.
    public let simulated: Double?
    /// How far they are apart: in points for shares, relative for times and arrivals, itself for distances.
    public let difference: Double?
    /// How far apart two simulated logs are, in the mean.
    public let noise: Double?
    /// How far the first cases are from those that are compared; `nil` when there are no others.
    public let drift: Double?
    /// How far the scenario is from the cases that it was fitted to; `nil` when these are the ones that are compared.
    public let inSample: Double?
    /// How far apart they may be; `nil` for numbers without a bound.
    public let allowed: Double?
    public let cases: Int
    /// Simulated logs.
    let runs: Int

    /// Whether it is a share, whose differences are in points.
    public var isShare: Bool { measure.isShare }

    public var holds: Bool? {
      guard let allowed, let difference else { return nil }
      return difference.magnitude <= allowed
    }

    /// Whether the first cases themselves would have met the number; `nil` where it is not judged or there are no others.
    public var naiveHolds: Bool? {
      guard let allowed, difference != nil, let drift else { return nil }
      return drift.magnitude <= allowed
    }

    /// Why the number is not met; `nil` where it is.
    ///
    /// It is noise if one log of the scenario's own would be as far off one time in twenty. Else the model is to blame if it
    /// is off by more than is allowed in sample as well, in the same direction and by half as much at least; else the
    /// change of the log.
    public var blame: Blame? {
      guard holds == false, let allowed, let difference else { return nil }
      // The mean distance of two normal numbers is 2/√π of their spread.
      let spread = (noise ?? 0) / 1.128_379
      if difference.magnitude <= 1.96 * spread * (1 + 1 / Double(max(1, runs))).squareRoot() { return .noise }
      guard let inSample else { return drift == nil ? .model : .change }
      let isAlike = inSample * difference > 0 && inSample.magnitude * 2 >= difference.magnitude
      return inSample.magnitude > allowed && isAlike ? .model : .change
    }
  }

  public internal(set) var rows: [Row] = []

  /// Of the numbers that the log tells and that have a bound, how many the simulated logs met.
  public var met: (count: Int, judged: Int) {
    let judged = rows.compactMap(\.holds)
    return (judged.count { $0 }, judged.count)
  }

  /// How many of the same numbers are met by saying that the future is like the first cases; `nil` where the fit has seen
  /// all cases.
  public var naive: Int? {
    guard rows.contains(where: { $0.drift != nil }) else { return nil }
    return rows.count { $0.naiveHolds ?? false }
  }

  /// Misses by what is to blame.
  public func misses(_ blame: Blame) -> Int { rows.count { $0.blame == blame } }

  static func allowed(_ measure: Measure) -> Double? {
    switch measure {
    case .share, .open, .reopened: 0.03
    case .medianTime, .medianFirst, .meanWait: 0.2
    case .p90Time, .p90First, .p90Wait: 0.3
    case .volume, .arrivals, .weekdays: 0.1
    case .medianOfType, .p90OfType, .pathDistance, .timeDistance: nil
    }
  }
}
