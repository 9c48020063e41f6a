import Foundation

/// The survival curve of a censored sample: the product-limit estimate of Kaplan and Meier (1958).
///
/// At each time t at which d cases end while r are under observation, the curve falls by the factor 1 − d / r. A case
/// cut off at t was under observation at t, so that among ties endings come before cuts. Without open cases the curve
/// is one minus the empirical distribution function.
///
/// Rounded durations are taken at their rounded values.
///
/// Source: Klein and Moeschberger (2003), sections 4.2 to 4.5.
public struct KaplanMeier: Sendable, Hashable {
  /// The different times at which cases ended, in minutes, rising.
  public let times: [Double]
  /// The estimate of S(t) = P(T > t) from each time on, to the next.
  public let survival: [Double]
  /// Greenwood's variance of the survival from each time on: S² Σ d / (r (r − d)); 0 once S is 0.
  public let variance: [Double]
  /// How many cases were under observation just before each time.
  public let atRisk: [Int]
  /// How many ended at each time.
  public let deaths: [Int]
  /// The longest time seen, ended or open; 0 without cases.
  public let longest: Double
  /// The number of cases.
  public let count: Int

  /// Estimates the curve.
  ///
  /// - Complexity: O(n) for n cases.
  public init(_ sample: DurationSample) {
    self.init(ended: sample.ended, open: sample.open)
  }

  /// Estimates the curve from rising lists of minutes.
  init(ended: [Double], open: [Double]) {
    var times: [Double] = []
    var survival: [Double] = []
    var variance: [Double] = []
    var atRisk: [Int] = []
    var deaths: [Int] = []
    var share = 1.0
    var sum = 0.0
    var (next, cut) = (0, 0)
    while next < ended.count {
      let time = ended[next]
      while cut < open.count, open[cut] < time { cut += 1 }
      let risk = ended.count - next + open.count - cut
      let first = next
      while next < ended.count, ended[next] == time { next += 1 }
      let died = next - first
      share *= Double(risk - died) / Double(risk)
      if died < risk { sum += Double(died) / (Double(risk) * Double(risk - died)) }
      times.append(time)
      survival.append(share)
      variance.append(share * share * sum)
      atRisk.append(risk)
      deaths.append(died)
    }
    self.times = times
    self.survival = survival
    self.variance = variance
    self.atRisk = atRisk
    self.deaths = deaths
    longest = max(ended.last ?? 0, open.last ?? 0)
    count = ended.count + open.count
  }

  /// The estimate of P(T > t); `nil` beyond the longest time seen when cases were still open there.
  ///
  /// - Complexity: O(log n).
  public func survival(at time: Double) -> Double? {
    if time > longest, let last = survival.last ?? (count > 0 ? 1 : nil), last > 0 { return nil }
    guard count > 0 else { return nil }
    let after = times.firstIndex(atLeast: time.nextUp)
    return after == 0 ? 1 : survival[after - 1]
  }

  /// The smallest time t with S(t) ≤ 1 − p, in minutes; `nil` when the curve does not come down so far.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  /// - Complexity: O(log n).
  public func quantile(_ p: Double) -> Double? {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    // A rounding error of the products must not push a quantile one time further.
    let level = 1 - p + 1e-12
    var range = 0..<survival.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = survival[middle] > level ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound < times.count ? times[range.lowerBound] : nil
  }

  /// The time by which half of the cases have ended; `nil` when the curve does not come down to one half.
  public var median: Double? { quantile(0.5) }

  /// The mean of min(T, limit), in minutes: the area under the curve up to the limit.
  ///
  /// - Parameter limit: In minutes; cut off at the longest time seen, which is the default.
  /// - Complexity: O(n).
  public func restrictedMean(upTo limit: Double = .infinity) -> Double {
    let end = min(limit, longest)
    var (area, start, height) = (0.0, 0.0, 1.0)
    for (time, share) in zip(times, survival) {
      guard time < end else { break }
      area += (time - start) * height
      (start, height) = (time, share)
    }
    return area + max(0, end - start) * height
  }
}
