import Foundation

extension GoodnessOfFit {
  /// Compares a model with the survival curve of a sample, without a p-value.
  ///
  /// - Complexity: O(different times); above 4,000 of them every so-many-th is visited, which misses at most 1/2000 of
  ///   the gap.
  init(_ model: FittedDuration, _ curve: KaplanMeier, resolution: Double) {
    let ended = curve.deaths.reduce(0, +)
    let gap = GoodnessOfFit.gap(model, curve, resolution: resolution)
    self.init(
      gap: gap, statistic: GoodnessOfFit.statistic(gap, ended: ended), pValue: nil, replicates: 0,
      medianError: GoodnessOfFit.error(0.5, model, curve, resolution: resolution),
      p90Error: GoodnessOfFit.error(0.9, model, curve, resolution: resolution),
      restrictedMeanError: GoodnessOfFit.meanError(model, curve))
  }

  /// The same with a p-value.
  func with(pValue: Double, replicates: Int) -> GoodnessOfFit {
    GoodnessOfFit(
      gap: gap, statistic: statistic, pValue: pValue, replicates: replicates, medianError: medianError,
      p90Error: p90Error, restrictedMeanError: restrictedMeanError)
  }

  /// Compares the areas below both curves up to the longest time seen.
  ///
  /// The model's is taken by the trapezoid rule on 1,000 quadratic steps, fine near 0.
  private static func meanError(_ model: FittedDuration, _ curve: KaplanMeier) -> Double? {
    let observed = curve.restrictedMean()
    guard observed > 0 else { return nil }
    var (area, time, height) = (0.0, 0.0, model.survival(0))
    for step in 1...1000 {
      let next = curve.longest * Double(step * step) * 1e-6
      let below = model.survival(next)
      area += (next - time) * (height + below) / 2
      (time, height) = (next, below)
    }
    return area / observed - 1
  }

  /// An upper bound of the p-value of a model's gap, without drawing: that of a model with known parameters.
  ///
  /// Fitting brings a model nearer to its sample, so that the gap of a fitted model is smaller than Kolmogorov's. With
  /// open cases √n (Ŝ − S) is S (1 + n σ²) times a Brownian bridge, with σ² the sum in Greenwood's formula (Hall and
  /// Wellner 1980). Only times up to which that factor is below 1.5 are compared; P(sup |B| ≥ t) ≤ 2 exp(−2t²).
  static func bound(_ model: FittedDuration, _ curve: KaplanMeier, resolution: Double) -> Double {
    let n = Double(curve.count)
    let limit = 1.5
    let steady = curve.times.indices.prefix { index in
      let share = curve.survival[index]
      return share > 0 && share + n * curve.variance[index] / share < limit
    }
    let t = gap(model, curve, resolution: resolution, count: steady.count) * n.squareRoot() / limit
    return min(1, 2 * exp(-2 * t * t))
  }

  /// Stephens' (1974) form of the Kolmogorov–Smirnov statistic, whose law hardly depends on n.
  static func statistic(_ gap: Double, ended: Int) -> Double {
    guard ended > 0 else { return 0 }
    let root = Double(ended).squareRoot()
    return gap * (root + 0.12 + 0.11 / root)
  }

  /// The largest distance between the distribution functions where the curve is observed.
  ///
  /// Exact times are compared on both sides of every step, rounded ones where their interval ends: inside it the
  /// sample says nothing.
  static func gap(
    _ model: FittedDuration, _ curve: KaplanMeier, resolution: Double, count: Int? = nil
  ) -> Double {
    let stride = max(1, curve.times.count / 4000)
    var largest = 0.0
    for index in Swift.stride(from: 0, to: count ?? curve.times.count, by: stride) {
      let time = curve.times[index]
      let after = model.survival(time + resolution / 2)
      largest = max(largest, abs(curve.survival[index] - after))
      // A share at exactly 0 is a step of both.
      if resolution == 0, time > 0 {
        largest = max(largest, abs((index == 0 ? 1 : curve.survival[index - 1]) - after))
      }
    }
    return largest
  }

  /// The relative error of a quantile; within one step of rounding there is none.
  private static func error(_ p: Double, _ model: FittedDuration, _ curve: KaplanMeier, resolution: Double) -> Double? {
    guard let observed = curve.quantile(p), observed > 0 else { return nil }
    let fitted = model.quantile(p)
    guard fitted.isFinite else { return .infinity }
    let distance = fitted - observed
    return (distance < 0 ? min(0, distance + resolution / 2) : max(0, distance - resolution / 2)) / observed
  }
}
