import Foundation

/// What the curve says nothing about, when the longest case is still open: the tail beyond it, taken as exponential.
///
/// Brown, Hollander and Korwar (1974) continue the curve by S(t) = exp(t ln S(L) / L) for t > L, where L is the longest
/// time seen: the exponential curve through (0, 1) and (L, S(L)). Klein and Moeschberger (2003, section 4.2) compare it
/// with other completions.
extension KaplanMeier {
  /// The share of cases that last longer than anything seen; 0 when the longest case has ended.
  public var tailShare: Double { count == 0 ? 0 : survival.last ?? 1 }

  /// The rate of the exponential tail a minute; `nil` without a tail, or when no case has ended.
  private var tailRate: Double? {
    guard tailShare > 0, tailShare < 1, longest > 0 else { return nil }
    return -log(tailShare) / longest
  }

  /// The estimate of P(T > t), with the tail completed; `nil` when no case has ended.
  public func completedSurvival(at time: Double) -> Double? {
    guard !times.isEmpty else { return nil }
    if time > longest { return tailRate.map { exp(-$0 * time) } ?? 0 }
    return survival(at: time)
  }

  /// The quantile with the tail completed, in minutes; `nil` when no case has ended, +∞ at p = 1 with a tail.
  public func completedQuantile(_ p: Double) -> Double? {
    if let time = quantile(p) { return time }
    guard !times.isEmpty, let tailRate else { return times.last }
    return max(longest, -log1p(-p) / tailRate)
  }

  /// The mean with the tail completed, in minutes; `nil` when no case has ended.
  public var completedMean: Double? {
    guard !times.isEmpty else { return nil }
    return restrictedMean() + (tailRate.map { tailShare / $0 } ?? 0)
  }

  /// So many values, of equal probability, that stand for the completed curve: the mean of each slice of it.
  ///
  /// The mean of the values is the completed mean. A slice's mean is used instead of its middle, which would lose the
  /// weight of a long tail; every quantile is off by less than a slice, 1/k.
  ///
  /// - Returns: Rising minutes, `points` of them; empty when no case has ended.
  /// - Complexity: O(n + points).
  func sliceMeans(_ points: Int) -> [Double] {
    guard !times.isEmpty, points > 0 else { return [] }
    let slice = 1 / Double(points)
    var means = Array(repeating: 0.0, count: points)
    // Mass from `from` to `to` of the distribution function sits at one time.
    func add(from: Double, to: Double, at time: Double) {
      var low = from
      while low < to - 1e-15 {
        let index = min(points - 1, Int((low / slice + 1e-9).rounded(.down)))
        let high = index == points - 1 ? to : min(to, Double(index + 1) * slice)
        means[index] += (high - low) / slice * time
        low = max(high, low.nextUp)
      }
    }
    var before = 1.0
    for (time, share) in zip(times, survival) {
      add(from: 1 - before, to: 1 - share, at: time)
      before = share
    }
    if let tailRate {
      // Beyond a level s of survival lies, from the exponential, the mass s (1 − ln s) / rate.
      func beyond(_ share: Double) -> Double { share > 0 ? share * (1 - log(share)) / tailRate : 0 }
      var low = tailShare
      while low > 1e-12 {
        let index = min(points - 1, Int(((1 - low) / slice + 1e-9).rounded(.down)))
        let high = index == points - 1 ? 0 : max(0, 1 - Double(index + 1) * slice)
        means[index] += (beyond(low) - beyond(high)) / slice
        low = min(high, low.nextDown)
      }
    }
    return means
  }
}
