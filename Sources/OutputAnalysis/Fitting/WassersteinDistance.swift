/// How far two samples of a number lie apart: the area between their distribution functions.
///
/// It is the least mean distance by which the values of one must be moved to become the other (Vallender 1974), in the unit of the values.
public enum WassersteinDistance {
  /// The distance between two samples, of any sizes; `nil` when one is empty.
  ///
  /// Values that are not finite are left out.
  ///
  /// - Complexity: O(n log n) for n values in all.
  public static func between(_ first: [Double], _ second: [Double]) -> Double? {
    let a = first.filter(\.isFinite).sorted()
    let b = second.filter(\.isFinite).sorted()
    guard let firstValue = a.first, let secondValue = b.first else { return nil }
    var (i, j) = (0, 0)
    var position = min(firstValue, secondValue)
    var area = 0.0
    while i < a.count || j < b.count {
      let next = min(i < a.count ? a[i] : .infinity, j < b.count ? b[j] : .infinity)
      area += (next - position) * abs(Double(i) / Double(a.count) - Double(j) / Double(b.count))
      position = next
      while i < a.count, a[i] == next { i += 1 }
      while j < b.count, b[j] == next { j += 1 }
    }
    return area
  }

  /// The area between two survival curves up to the shorter of their longest times, in minutes; `nil` when one curve
  /// has no case.
  ///
  /// Where the open cases of both curves begin beyond that time, or there are none and both end before it, this is the
  /// distance of the samples; else what lies beyond is not known and not counted.
  ///
  /// - Complexity: O(n) for n times.
  public static func between(_ first: KaplanMeier, _ second: KaplanMeier) -> Double? {
    guard first.count > 0, second.count > 0 else { return nil }
    // A curve that has come down to 0 is known for ever.
    let ends = [first, second].map { $0.tailShare > 0 ? $0.longest : .infinity }
    let end = min(ends[0], ends[1], max(first.longest, second.longest))
    var (i, j) = (0, 0)
    var (position, area) = (0.0, 0.0)
    while position < end {
      let next = min(
        end, i < first.times.count ? first.times[i] : .infinity, j < second.times.count ? second.times[j] : .infinity)
      let heights = (i == 0 ? 1 : first.survival[i - 1], j == 0 ? 1 : second.survival[j - 1])
      area += (next - position) * abs(heights.0 - heights.1)
      position = next
      while i < first.times.count, first.times[i] <= next { i += 1 }
      while j < second.times.count, second.times[j] <= next { j += 1 }
    }
    return area
  }
}
