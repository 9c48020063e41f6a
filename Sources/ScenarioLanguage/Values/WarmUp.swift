/// How long a simulation runs before it is observed.
public enum WarmUp: Hashable, Sendable {
  /// So many minutes before the observation.
  case fixed(Double)
  /// Detected by MSER-5 on the daily series of a pilot, at most so many minutes.
  case detected(atMost: Double)
}
