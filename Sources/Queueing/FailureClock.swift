/// What wears a server out.
@frozen
public enum FailureDependence: Hashable, Sendable {
  /// The time for which it is up, busy or not.
  case time
  /// The time for which it works; an idle server does not fail.
  case operation
}

/// Counts the life of one server until its next failure.
///
/// The caller draws each life, tells when the server works, and schedules what ``Due`` says; a failure that was due
/// but put off by a pause is stale when its event occurs, and ``fail(_:at:)`` says so.
///
/// Invariants, checked by `checkInvariants()`: the life left is not negative; a server that is down has none.
public struct FailureClock: Sendable {
  /// A failure to be scheduled.
  @frozen
  public struct Due: Hashable, BitwiseCopyable, Sendable {
    /// When the server fails, unless it stops working before.
    public let time: Double
    let turn: UInt32
  }

  /// What wears the server out.
  public let dependence: FailureDependence
  /// Whether the server is up.
  public internal(set) var isUp = true
  /// Whether the server works.
  public internal(set) var works = false
  var life: Double
  /// Since when the life runs out; `nil` while it does not.
  var since: Double?
  var turn: UInt32 = 0

  /// Creates the clock of a server that is up and idle; call ``renew(life:at:)`` to begin.
  public init(_ dependence: FailureDependence) {
    self.dependence = dependence
    life = .infinity
  }

  /// Begins a life of so many minutes: at the start, and after a repair. An unfailing life is infinite.
  /// - Returns: the failure to schedule, if the life runs out from now on.
  /// - Precondition: the life is not negative.
  public mutating func renew(life: Double, at time: Double) -> Due? {
    precondition(life >= 0, "a life is not negative (was \(life))")
    self.life = life
    isUp = true
    since = nil
    turn &+= 1
    return run(at: time)
  }

  /// Says that the server works from now on.
  /// - Returns: the failure to schedule, if this makes one due.
  /// - Precondition: the server is up.
  public mutating func beginService(at time: Double) -> Due? {
    precondition(isUp, "a server that is down cannot work")
    guard !works else { return nil }
    works = true
    return since == nil ? run(at: time) : nil
  }

  /// Says that the server is idle from now on.
  public mutating func endService(at time: Double) {
    works = false
    guard dependence == .operation, let since else { return }
    life = max(0, life - (time - since))
    self.since = nil
    turn &+= 1
  }

  /// Lets a failure that was due occur.
  /// - Returns: whether the server fails; false when the failure was put off or the server is down already.
  public mutating func fail(_ due: Due, at time: Double) -> Bool {
    guard isUp, due.turn == turn, since != nil else { return false }
    isUp = false
    works = false
    life = 0
    since = nil
    turn &+= 1
    return true
  }

  /// Minutes of life left at a time.
  public func lifeLeft(at time: Double) -> Double { max(0, life - (since.map { time - $0 } ?? 0)) }

  private mutating func run(at time: Double) -> Due? {
    guard dependence == .time || works else { return nil }
    since = time
    turn &+= 1
    return life < .infinity ? Due(time: time + life, turn: turn) : nil
  }

  /// Says what is wrong with the clock's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if life < 0 { return "\(life) minutes of life are left" }
    if !isUp && (works || since != nil || life > 0) { return "a server that is down works or lives" }
    if dependence == .operation, since != nil, !works { return "the life of an idle server runs out" }
    return nil
  }
}
