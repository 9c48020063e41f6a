/// Why a list of buckets is not a histogram.
public enum LogHistogramError: Error, Hashable, Sendable {
  /// No bucket has this index.
  case unknownBucket(index: Int)
  /// A stored bucket holds one observation or more.
  case countNotPositive(index: Int, count: Int)
  /// A bucket's smallest and largest observation lie in it, in this order.
  case outsideBucket(index: Int, least: Double, greatest: Double)
  /// Buckets come in strictly increasing order of their indices.
  case notIncreasing(index: Int)
  /// The counts add up to more than an integer holds.
  case countOverflow
}

extension LogHistogramError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownBucket(let index):
      "histogram bucket \(index): no such bucket; use 0 for zeros or \(LogHistogram.validIndices)"
    case .countNotPositive(let index, let count):
      "histogram bucket \(index): \(count) is not a number of observations; use 1 or more"
    case .outsideBucket(let index, let least, let greatest):
      "histogram bucket \(index): observations from \(least) to \(greatest) are not in it"
    case .notIncreasing(let index):
      "histogram bucket \(index): out of order; indices increase and occur once"
    case .countOverflow:
      "histogram: the counts add up to more than \(Int.max)"
    }
  }
}

extension LogHistogram {
  /// Restores a histogram from its ``buckets``.
  ///
  /// - Throws: when an index is unknown or out of order, a count is not positive or too large, or an observation is
  ///   not in its bucket.
  /// - Complexity: O(b) in the occupied range of buckets.
  public init(buckets: [Bucket]) throws(LogHistogramError) {
    self.init()
    var previous = -1
    for bucket in buckets {
      let (index, bucketCount) = (bucket.index, bucket.count)
      guard index == 0 || Self.validIndices.contains(index) else { throw .unknownBucket(index: index) }
      guard bucketCount > 0 else { throw .countNotPositive(index: index, count: bucketCount) }
      guard index > previous else { throw .notIncreasing(index: index) }
      guard !count.addingReportingOverflow(bucketCount).overflow else { throw .countOverflow }
      previous = index
      // A single observation is smallest and largest; zeros are told apart from nothing else.
      guard bucket.least <= bucket.greatest, bucketCount > 1 || bucket.least == bucket.greatest,
        bucket.least >= 0, Self.index(of: bucket.least) == index, Self.index(of: bucket.greatest) == index
      else { throw .outsideBucket(index: index, least: bucket.least, greatest: bucket.greatest) }
      add(bucketCount, from: bucket.least, to: bucket.greatest, toBucket: index)
    }
  }
}
