/// Why a list of buckets is not a histogram.
public enum LogHistogramError: Error, Hashable, Sendable {
  /// No bucket has this index.
  case unknownBucket(index: Int)
  /// A stored bucket holds one observation or more.
  case countNotPositive(index: Int, count: Int)
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
  /// - Throws: when an index is unknown or out of order, or a count is not positive or too large.
  /// - Complexity: O(b) in the occupied range of buckets.
  public init(buckets: [(index: Int, count: Int)]) throws(LogHistogramError) {
    self.init()
    var previous = -1
    for (index, bucketCount) in buckets {
      guard index == 0 || Self.validIndices.contains(index) else { throw .unknownBucket(index: index) }
      guard bucketCount > 0 else { throw .countNotPositive(index: index, count: bucketCount) }
      guard index > previous else { throw .notIncreasing(index: index) }
      guard !count.addingReportingOverflow(bucketCount).overflow else { throw .countOverflow }
      previous = index
      add(bucketCount, toBucket: index)
    }
  }
}
