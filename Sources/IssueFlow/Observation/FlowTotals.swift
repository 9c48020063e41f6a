import EventKernel

/// What a replication counted itself, beside the rows it gave to observers.
public struct FlowTotals: Sendable {
  /// One station over the observation window.
  public struct Station: Sendable, BitwiseCopyable {
    /// Visits that arrived.
    public var arrived = 0
    /// Visits whose work began.
    public var started = 0
    /// Visits in line when the window opened, and when it closed.
    public var waitingAtStart = 0
    public var waitingAtEnd = 0
    /// Working minutes done.
    public var work = 0.0
    /// Working minutes of the visits that began.
    public var demanded = 0.0
    /// Minutes that workers were on duty.
    public var staffed = 0.0
    /// Minutes, nights and weekends included, for which workers were paid.
    public var employed = 0.0
  }

  /// Issues by fate since time zero; at every instant `opened` is the sum of all others.
  public struct Counts: Hashable, Sendable {
    public var opened = 0
    public var open = 0
    public var closed: [Int]
    public var withdrawn = 0
    public var merged = 0
    public var dismissed = 0
    /// Work from above, done.
    public var errands = 0

    /// Nothing has been opened, and so much closed by tier.
    public init(closed: [Int]) { self.closed = closed }

    /// What is lost between the lines; zero unless the program is wrong.
    public var imbalance: Int { opened - open - closed.reduce(0, +) - withdrawn - merged - dismissed - errands }
  }

  public var stations: [Station]
  /// Time average of the number waiting over the window, by tier.
  public var queueLength: [Double]
  public var counts: Counts
  /// By ``FlowFact``.
  public var facts: [Double]
  /// Arrivals of issues and completions of services since time zero.
  public var events: Int
  /// Calendar events since time zero.
  public var calendarEvents: Int
  public var fingerprint: Fingerprint
  /// Simulated time at which the run ended.
  public var end: Double
  /// Whether the cohort was followed to its last issue.
  public var cohortIsComplete: Bool
}
