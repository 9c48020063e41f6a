/// Quantiles of non-negative observations from log-scaled buckets with integer counts.
///
/// A bucket holds the positive numbers whose exponent and first 7 fraction bits agree: 128 buckets an octave,
/// equally wide inside it, found from the bits alone. No logarithm is taken, so every platform fills the same
/// buckets, and because the counts are integers merging is exact, commutative and associative: shards of an
/// experiment give the same bytes as one run. A bucket at x is at most x/128 wide and is represented by its
/// middle, so a quantile differs from the order statistic it stands for by at most 1/256 (0.390625 %) of it.
///
/// Memory is bounded by the range of the observations, not by their number: 1 KiB per octave, 30 KiB from a
/// second to 30 years. After Masson, Rim and Lee (DDSketch) with the buckets of Tene's HdrHistogram.
public struct LogHistogram: Hashable, Sendable {
  /// The bound of the relative error of a quantile: 1/256.
  public static let relativeError: Double = 1.0 / 256

  /// The number of observations.
  public private(set) var count: Int = 0
  /// The number of observations that are zero, or positive but below 2⁻¹⁰²².
  public private(set) var zeroCount: Int = 0

  /// The index of the first element of `counts`; zero when there is none.
  private var firstIndex: Int = 0
  /// The counts from the lowest to the highest occupied bucket. Invariant: empty, or both ends are positive;
  /// hence histograms with the same observations are equal, whatever the order of additions and merges.
  private var counts: [Int] = []

  /// Creates a histogram without observations.
  public init() {}

  /// Adds an observation, `count` times.
  ///
  /// - Precondition: x is finite and not negative; the count is not negative.
  /// - Complexity: O(1), amortised over the growth of the occupied range.
  public mutating func add(_ x: Double, count times: Int = 1) {
    precondition(x.isFinite && x >= 0, "an observation is finite and not negative (was \(x))")
    precondition(times >= 0, "a count is not negative (was \(times))")
    add(times, toBucket: Self.index(of: x))
  }

  /// Adds the observations of another histogram, exactly.
  ///
  /// - Complexity: O(b) in the other's occupied range of buckets.
  public mutating func merge(_ other: LogHistogram) {
    count += other.count
    zeroCount += other.zeroCount
    guard !other.counts.isEmpty else { return }
    cover(other.firstIndex)
    cover(other.firstIndex + other.counts.count - 1)
    let offset = other.firstIndex - firstIndex
    for (position, added) in other.counts.enumerated() { counts[offset + position] += added }
  }

  /// Returns the p-quantile: the middle of the bucket of the ⌈p·n⌉-th smallest observation.
  ///
  /// This is the inverse of the empirical distribution (type 1 of Hyndman and Fan), p = 0 meaning the
  /// smallest observation. Nil when there is none. Relative error at most ``relativeError``; zero is exact.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  /// - Complexity: O(b) in the occupied range of buckets.
  public func quantile(_ p: Double) -> Double? {
    quantile(p, withLonger: 0)
  }

  /// Returns the p-quantile of the observations and `longer` further ones, each larger than all of them.
  ///
  /// Nil when the quantile is one of the further ones, or when there is no observation.
  ///
  /// - Precondition: 0 ≤ p ≤ 1 and longer ≥ 0.
  /// - Complexity: O(b) in the occupied range of buckets.
  public func quantile(_ p: Double, withLonger longer: Int) -> Double? {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    precondition(longer >= 0, "a count is not negative (was \(longer))")
    guard count > 0 else { return nil }
    // 0.07 × 100 is 7.000000000000001 in binary: a product within rounding of a whole number is that number.
    let product = p * Double(count + longer)
    let whole = product.rounded()
    let rank = max(1, Int(abs(product - whole) <= 4 * whole.ulp ? whole : product.rounded(.up)))
    if rank > count { return nil }
    var passed = zeroCount
    if rank <= passed { return 0 }
    for (position, bucketCount) in counts.enumerated() {
      passed += bucketCount
      if rank <= passed { return Self.middle(ofBucket: firstIndex + position) }
    }
    preconditionFailure("the counts add up to \(passed), not to \(count)")
  }

  // MARK: - Buckets

  /// The nonzero buckets in increasing order; index 0 is the bucket of zeros.
  ///
  /// - Complexity: O(b) in the occupied range of buckets.
  public var buckets: [(index: Int, count: Int)] {
    var result: [(index: Int, count: Int)] = zeroCount > 0 ? [(0, zeroCount)] : []
    for (position, bucketCount) in counts.enumerated() where bucketCount > 0 {
      result.append((firstIndex + position, bucketCount))
    }
    return result
  }

  /// Returns the half-open range of observations that a bucket holds.
  ///
  /// - Precondition: the index is that of a bucket.
  public static func bounds(ofBucket index: Int) -> Range<Double> {
    precondition(index == 0 || validIndices.contains(index), "no bucket has the index \(index)")
    if index == 0 { return 0..<Double.leastNormalMagnitude }
    return lowest(inBucket: index)..<lowest(inBucket: index + 1)
  }

  /// Indices of the buckets of positive numbers: the bits of every normal finite number, shifted.
  static let validIndices: Range<Int> = 128..<(2047 << 7)

  /// Sign bit aside, 52 − 7 = 45 fraction bits are ignored: what remains grows with the number.
  static func index(of x: Double) -> Int {
    x < Double.leastNormalMagnitude ? 0 : Int(x.bitPattern >> 45)
  }

  mutating func add(_ times: Int, toBucket index: Int) {
    guard times > 0 else { return }
    count += times
    guard index > 0 else {
      zeroCount += times
      return
    }
    cover(index)
    counts[index - firstIndex] += times
  }

  private static func lowest(inBucket index: Int) -> Double { Double(bitPattern: UInt64(index) << 45) }

  private static func middle(ofBucket index: Int) -> Double {
    Double(bitPattern: UInt64(index) << 45 | 1 << 44)
  }

  /// Extends the occupied range to an index; the caller makes its count positive.
  private mutating func cover(_ index: Int) {
    if counts.isEmpty {
      firstIndex = index
      counts = [0]
    } else if index < firstIndex {
      counts.insert(contentsOf: repeatElement(0, count: firstIndex - index), at: 0)
      firstIndex = index
    } else if index >= firstIndex + counts.count {
      counts.append(contentsOf: repeatElement(0, count: index - firstIndex - counts.count + 1))
    }
  }
}
