import CGSL

/// The log-logistic law, and what a limit makes of it.
extension Distribution {
  /// The probability of at most `x` without a limit: 1 / (1 + (x / median)^−shape).
  static func logLogisticShare(_ x: Double, median: Double, shape: Double) -> Double {
    x <= 0 ? 0 : 1 / (1 + pow(x / median, -shape))
  }

  static func logLogisticCDF(_ x: Double, median: Double, shape: Double, atMost: Double?) -> Double {
    let share = logLogisticShare(x, median: median, shape: shape)
    guard let atMost else { return share }
    return x >= atMost ? 1 : share / logLogisticShare(atMost, median: median, shape: shape)
  }

  /// Mean and variance; E[X^k] = median^k (kπ / shape) / sin(kπ / shape) without a limit, for shape > k.
  ///
  /// Source: Johnson, Kotz and Balakrishnan, *Continuous Univariate Distributions* 2 (1995), section 23.10.
  static func logLogisticMoments(
    median: Double, shape: Double, atMost: Double?
  ) -> (mean: Double, variance: Double) {
    func moment(_ k: Double) -> Double {
      if let atMost { return truncatedMoment(k, shape: shape, ratio: atMost / median) }
      let angle = k * Double.pi / shape
      return shape > k ? angle / sin(angle) : .infinity
    }
    let (first, second) = (moment(1), moment(2))
    return (median * first, median * median * max(0, second - first * first))
  }

  /// Computes E[X^k] for median 1, of values of at most `ratio`.
  ///
  /// With s = ln x, G the distribution function and H its value at the limit R:
  ///
  ///     E[X^k] = ∫ k e^(ks) (H − G(e^s)) ds / H   over s ≤ ln R
  ///
  /// The integrand is smooth, with poles π/shape off the axis: five Gauss–Legendre nodes on panels of half of 1/shape
  /// give it to rounding. Below the range G is less than e⁻⁴⁰ of H, or the power is, and the integral closed.
  private static func truncatedMoment(_ k: Double, shape: Double, ratio: Double) -> Double {
    let limit = log(ratio)
    let rate = max(shape, k)
    let low = min(0, limit) - 40 / rate
    let high = shape > k ? min(limit, max(0, low) + 45 / (shape - k)) : limit
    let panels = max(1, Int(((high - low) * 2 * rate).rounded(.up)))
    let half = (high - low) / Double(panels) / 2
    let whole = logLogisticShare(ratio, median: 1, shape: shape)
    var sum = whole * exp(k * low)
    for panel in 0..<panels {
      let middle = low + (2 * Double(panel) + 1) * half
      for (node, weight) in gaussLegendre {
        let s = middle + half * node
        // H − G as a difference of survivals, without loss far out; below 1 the two forms are equally good.
        let gap = s > 0 ? 1 / (1 + exp(shape * s)) - 1 / (1 + exp(shape * limit)) : whole - 1 / (1 + exp(-shape * s))
        sum += half * weight * k * exp(k * s) * gap
      }
    }
    return sum / whole
  }

  /// Nodes and weights of order five: Abramowitz and Stegun, table 25.4.
  private static let gaussLegendre: [(node: Double, weight: Double)] = [
    (0, 0.568_888_888_888_888_9),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_5), (0.538_469_310_105_683_1, 0.478_628_670_499_366_5),
    (-0.906_179_845_938_664, 0.236_926_885_056_189_1), (0.906_179_845_938_664, 0.236_926_885_056_189_1),
  ]
}
