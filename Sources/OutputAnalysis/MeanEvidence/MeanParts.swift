/// What the parts of a mean say about its tail: the values over which every replication takes its mean.
///
/// The mean time of twenty issues in a replication hides how long one more long issue might be; the times of the issues
/// tell. See ``MeanEvidence``.
public struct MeanParts: Hashable, Sendable {
  /// How many parts there are, over all replications.
  public private(set) var count: Int
  /// The largest part of all.
  public private(set) var largest: Double
  /// The smallest part, where the lower tail matters too, as for differences: a part of the subtracted mean counts with
  /// its sign changed.
  public private(set) var smallest: Double?

  /// - Precondition: a count of one or more, and finite values.
  public init(count: Int, largest: Double, smallest: Double? = nil) {
    precondition(count > 0, "a mean has one part or more (was \(count))")
    precondition(largest.isFinite && (smallest?.isFinite ?? true), "parts are finite")
    self.count = count
    self.largest = largest
    self.smallest = smallest
  }

  /// The parts of all replications, each of which was tallied; nil when there are none.
  public init?(_ replications: some Sequence<Tally>) {
    var all = Tally()
    for tally in replications { all.merge(tally) }
    guard let largest = all.maximum else { return nil }
    self.init(count: all.count, largest: largest)
  }

  /// Adds the parts of further replications.
  public mutating func merge(_ other: MeanParts) {
    count += other.count
    largest = max(largest, other.largest)
    smallest = smallest.flatMap { mine in other.smallest.map { min(mine, $0) } }
  }

  /// The same parts with the other sign.
  var mirrored: MeanParts? { smallest.map { MeanParts(count: count, largest: -$0, smallest: -largest) } }
}
