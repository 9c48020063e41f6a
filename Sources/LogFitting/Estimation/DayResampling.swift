import Foundation
import OutputAnalysis

/// Draws days anew, in blocks, so that what hangs together within days stays together (Künsch 1989).
///
/// Blocks are half as long as the third root of the number of days, rounded: the rate at which their best length grows. Of m
/// blocks m − 1 are drawn: the variance of a mean of m things drawn so is then that of a sample, s² / m, and not
/// (m − 1) / m of it (Davison and Hinkley 1997, section 2.6).
struct DayResampling {
  /// Of so many days, how long a block is.
  static func blockLength(days: Int) -> Int { max(1, Int(cbrt(Double(days) / 8).rounded())) }

  /// Days drawn, of so many: blocks one after another, the last perhaps shorter.
  static func drawn(_ days: Int, using luck: inout SplitMix64) -> [Int] {
    let length = blockLength(days: days)
    let blocks = stride(from: 0, to: days, by: length).map { $0..<min(days, $0 + length) }
    guard blocks.count > 1 else { return Array(0..<days) }
    return (1..<blocks.count).flatMap { _ in blocks[Int.random(in: blocks.indices, using: &luck)] }
  }

  /// An interval of 95 % of a ratio of sums over days; `nil` for fewer than 5 days, or a ratio of nothing.
  static func interval(_ days: [(upper: Double, lower: Double)]) -> (low: Double, high: Double)? {
    guard days.count >= 5, days.contains(where: { $0.lower > 0 }) else { return nil }
    var luck = SplitMix64(seed: 0x5eed)
    var ratios: [Double] = []
    for _ in 0..<400 {
      var sum = (upper: 0.0, lower: 0.0)
      for day in drawn(days.count, using: &luck) {
        sum.upper += days[day].upper
        sum.lower += days[day].lower
      }
      if sum.lower > 0 { ratios.append(sum.upper / sum.lower) }
    }
    ratios.sort()
    guard ratios.count >= 100 else { return nil }
    return (ratios[ratios.count / 40], ratios[ratios.count - 1 - ratios.count / 40])
  }
}
