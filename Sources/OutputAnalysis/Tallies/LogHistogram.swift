/// Quantiles of non-negative observations from log-scaled buckets with integer counts.
///
/// A bucket holds the positive numbers whose exponent and first 7 fraction bits agree: 128 buckets an octave,
/// equally wide inside it, found from the bits alone. No logarithm is taken, so every platform fills the same
/// buckets, and because the counts are integers merging is exact, commutative and associative: shards of an
/// experiment give the same bytes as one run. A bucket at x is at most x/128 wide and keeps its smallest and its
/// largest observation. An order statistic that is one of these two is exact, so that no quantile leaves the range
/// of what was observed, and one of observations that agree is what they agree on. Any other is told as the middle
/// of the bucket, and differs from it by at most 1/256 (0.390625 %) of it; ``range(ofQuantile:withLonger:)`` says
/// between which observations it lies.
///
/// Memory is bounded by the range of the observations, not by their number: 3 KiB per octave, 90 KiB from a
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
  /// From the lowest to the highest occupied bucket. Invariant: empty, or both ends hold observations; hence
  /// histograms with the same observations are equal, whatever the order of additions and merges.
  private var cells: [Cell] = []

  /// The observations of a bucket.
  private struct Cell: Hashable, BitwiseCopyable, Sendable {
    var count = 0
    var least = Double.infinity
    var greatest = 0.0

    @inline(__always)
    mutating func add(_ times: Int, from low: Double, to high: Double) {
      count += times
      if low < least { least = low }
      if high > greatest { greatest = high }
    }
  }

  /// Creates a histogram without observations.
  public init() {}

  /// Adds an observation, `count` times.
  ///
  /// - Precondition: x is finite and not negative; the count is not negative.
  /// - Complexity: O(1), amortised over the growth of the occupied range.
  public mutating func add(_ x: Double, count times: Int = 1) {
    precondition(x.isFinite && x >= 0, "an observation is finite and not negative (was \(x))")
    precondition(times >= 0, "a count is not negative (was \(times))")
    add(times, from: x, to: x, toBucket: Self.index(of: x))
  }

  /// Adds the observations of another histogram, exactly.
  ///
  /// - Complexity: O(b) in the other's occupied range of buckets.
  public mutating func merge(_ other: LogHistogram) {
    count += other.count
    zeroCount += other.zeroCount
    guard !other.cells.isEmpty else { return }
    cover(other.firstIndex)
    cover(other.firstIndex + other.cells.count - 1)
    let offset = other.firstIndex - firstIndex
    for (position, added) in other.cells.enumerated() {
      cells[offset + position].add(added.count, from: added.least, to: added.greatest)
    }
  }

  /// Returns the p-quantile, the ⌈p·n⌉-th smallest observation: itself where it is the first or the last of its
  /// bucket, else the middle of the bucket, or the observation of the bucket that is nearest to it from inside.
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
    guard let range = range(ofQuantile: p, withLonger: longer) else { return nil }
    if range.lowerBound == range.upperBound { return range.lowerBound }
    let middle = Self.middle(ofBucket: Self.index(of: range.lowerBound))
    return min(max(middle, range.lowerBound), range.upperBound)
  }

  /// Returns two observations between which the p-quantile lies, see ``quantile(_:withLonger:)``; twice the same
  /// where it is known exactly.
  ///
  /// - Precondition: 0 ≤ p ≤ 1 and longer ≥ 0.
  /// - Complexity: O(b) in the occupied range of buckets.
  public func range(ofQuantile p: Double, withLonger longer: Int = 0) -> ClosedRange<Double>? {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    precondition(longer >= 0, "a count is not negative (was \(longer))")
    guard count > 0 else { return nil }
    // 0.07 × 100 is 7.000000000000001 in binary: a product within rounding of a whole number is that number.
    let product = p * Double(count + longer)
    let whole = product.rounded()
    let rank = max(1, Int(abs(product - whole) <= 4 * whole.ulp ? whole : product.rounded(.up)))
    if rank > count { return nil }
    var passed = zeroCount
    if rank <= passed { return 0...0 }
    for cell in cells {
      let before = passed
      passed += cell.count
      guard rank <= passed else { continue }
      if rank == before + 1 { return cell.least...cell.least }
      return rank == passed ? cell.greatest...cell.greatest : cell.least...cell.greatest
    }
    preconditionFailure("the counts add up to \(passed), not to \(count)")
  }

  // MARK: - Buckets

  /// Observations that share a bucket; bucket 0 is that of zeros.
  public struct Bucket: Hashable, BitwiseCopyable, Sendable {
    /// Which bucket it is, from 0.
    public let index: Int
    /// How many observations it holds.
    public let count: Int
    /// The smallest of them; zero for zeros.
    public let least: Double
    /// The largest of them; zero for zeros.
    public let greatest: Double

    /// A bucket of so many observations between the two given.
    public init(index: Int, count: Int, least: Double, greatest: Double) {
      self.index = index
      self.count = count
      self.least = least
      self.greatest = greatest
    }
  }

  /// The nonzero buckets in increasing order.
  ///
  /// - Complexity: O(b) in the occupied range of buckets.
  public var buckets: [Bucket] {
    var result = zeroCount > 0 ? [Bucket(index: 0, count: zeroCount, least: 0, greatest: 0)] : []
    for (position, cell) in cells.enumerated() where cell.count > 0 {
      result.append(
        Bucket(index: firstIndex + position, count: cell.count, least: cell.least, greatest: cell.greatest))
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

  mutating func add(_ times: Int, from low: Double, to high: Double, toBucket index: Int) {
    guard times > 0 else { return }
    count += times
    guard index > 0 else {
      zeroCount += times
      return
    }
    cover(index)
    cells[index - firstIndex].add(times, from: low, to: high)
  }

  private static func lowest(inBucket index: Int) -> Double { Double(bitPattern: UInt64(index) << 45) }

  private static func middle(ofBucket index: Int) -> Double {
    Double(bitPattern: UInt64(index) << 45 | 1 << 44)
  }

  /// Extends the occupied range to an index; the caller makes its count positive.
  private mutating func cover(_ index: Int) {
    if cells.isEmpty {
      firstIndex = index
      cells = [Cell()]
    } else if index < firstIndex {
      cells.insert(contentsOf: repeatElement(Cell(), count: firstIndex - index), at: 0)
      firstIndex = index
    } else if index >= firstIndex + cells.count {
      cells.append(contentsOf: repeatElement(Cell(), count: index - firstIndex - cells.count + 1))
    }
  }
}
