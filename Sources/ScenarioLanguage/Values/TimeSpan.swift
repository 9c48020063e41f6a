/// A span in clock time, in working time, or in working days of the calendar concerned.
public enum TimeSpan: Hashable, Sendable {
  case clock(minutes: Double)
  case workingTime(minutes: Double)
  case workingDays(Double)
}
