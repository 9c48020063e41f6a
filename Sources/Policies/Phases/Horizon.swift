import ScenarioLanguage

/// The stretch of simulated time: warm-up, observation, drain.
///
/// Simulated time zero is midnight of ``origin``, the day on which the warm-up begins; times are minutes since then.
public struct Horizon: Hashable, Sendable {
  @inlinable public static var minutesPerDay: Double { 1440 }
  @inlinable public static var minutesPerYear: Double { 365.25 * minutesPerDay }

  public let origin: CivilDate
  /// The cohort: issues that arise at or after this time …
  public let observationStart: Double
  /// … and before this one.
  public let observationEnd: Double
  /// No event after this time occurs.
  public let end: Double

  public var observationLength: Double { observationEnd - observationStart }

  /// Days that the horizon touches.
  public var dayCount: Int { max(1, Horizon.whole((end / Horizon.minutesPerDay).rounded(.up))) }

  /// Days that end by the end of the observation, the last perhaps cut short: those of the timeline.
  public var observedDayCount: Int { max(1, Horizon.whole((observationEnd / Horizon.minutesPerDay).rounded(.up))) }

  /// The civil date of a simulated day.
  public func date(ofDay day: Int) -> CivilDate { origin.adding(days: day) }

  /// ISO 8601 local date and time, to the second, of a simulated time.
  public func timestamp(at time: Double) -> String {
    let seconds = Int((time * 60).rounded(.down))
    let (day, ofDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return "\(date(ofDay: day).iso)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))"
  }

  /// The next of some minutes of the week, Monday 00:00 first, strictly after a time.
  /// - Precondition: there is one; they ascend.
  package func nextOfWeek(_ minutes: [Double], after time: Double) -> Double {
    let week = 7 * Horizon.minutesPerDay
    let offset = Double(origin.weekday) * Horizon.minutesPerDay
    let start = ((time + offset) / week).rounded(.down) * week
    let ofWeek = time + offset - start
    guard let first = minutes.first else { return .infinity }
    let next = minutes.first { $0 > ofWeek } ?? first + week
    return start + next - offset
  }

  /// A number of days that can be counted; whoever checks a scenario has to be able to ask how long too long is.
  private static func whole(_ days: Double) -> Int { Int(min(days, 1e12)) }

  package init(_ scenario: Scenario) {
    let warmUp =
      switch scenario.warmUp {
      case .fixed(let minutes): minutes
      case .detected(let atMost): atMost
      }
    // Whole days before the start, so that the observation begins at a midnight whatever the warm-up.
    let days = (warmUp / Horizon.minutesPerDay).rounded(.up)
    origin = scenario.start.adding(days: -Horizon.whole(days))
    observationStart = days * Horizon.minutesPerDay
    observationEnd = observationStart + scenario.observe
    end = observationEnd + scenario.drain
  }
}
