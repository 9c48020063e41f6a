/// Arrivals of a Poisson process whose rate changes with time, one after the other.
///
/// The k-th arrival is the inverse of the cumulative rate at Λ(arrival k − 1) plus an exponential number with
/// mean 1 that lives at ordinal k (E. Çinlar, *Introduction to Stochastic Processes*, 1975, ch. 4). So
/// arrival k uses the same luck under every rate, and the sequence is a value: copy it to try two futures.
///
/// To lower the rate by a common fraction, keep the arrivals and thin them with
/// ``RandomStream/keeps(_:at:)``: then the survivors have the same times as before.
public struct NonhomogeneousPoisson: Sendable {
  /// Arrivals in a unit of time, by time.
  public let rate: PiecewiseConstantRate
  /// What the luck of the arrivals is for; see ``StreamAddress``.
  public let purpose: StreamPurpose
  /// The kind of customer, in 0 ..< 2¹⁶.
  public let type: Int
  /// Where the customers come from, in 0 ..< 2²⁴.
  public let place: Int
  /// The ordinal of the next arrival to be drawn, from 0.
  private var nextOrdinal = 0
  /// The cumulative rate at the last arrival drawn.
  private var cumulative = 0.0
  /// An arrival that was drawn but not handed out, because it lies beyond a limit.
  private var pending: Arrival?

  /// An arrival: its time and the ordinal that is its identity.
  public struct Arrival: Hashable, Sendable, BitwiseCopyable {
    /// Which arrival it is, from 0.
    public let ordinal: Int
    /// When it comes, in the unit of time of the rate.
    public let time: Double
  }

  /// Starts at time 0; `type` and `place` are those of ``StreamAddress``.
  public init(rate: PiecewiseConstantRate, purpose: StreamPurpose, type: Int = 0, place: Int = 0) {
    self.rate = rate
    self.purpose = purpose
    self.type = type
    self.place = place
  }

  /// Returns the next arrival; nil when the rate stays 0 from here on.
  ///
  /// - Complexity: O(log n) in the number of pieces.
  public mutating func next(from stream: RandomStream) -> Arrival? {
    if let arrival = pending {
      pending = nil
      return arrival
    }
    let address = StreamAddress(purpose: purpose, type: type, place: place, ordinal: nextOrdinal)
    let level = cumulative + stream.exponential(mean: 1, at: address)
    let time = rate.time(ofCumulative: level)
    guard time.isFinite else { return nil }
    cumulative = level
    defer { nextOrdinal += 1 }
    return Arrival(ordinal: nextOrdinal, time: time)
  }

  /// Returns all further arrivals before a time; the first at or after it is kept for the next call.
  public mutating func arrivals(before end: Double, from stream: RandomStream) -> [Arrival] {
    var found: [Arrival] = []
    while let arrival = next(from: stream) {
      guard arrival.time < end else {
        pending = arrival
        break
      }
      found.append(arrival)
    }
    return found
  }
}
