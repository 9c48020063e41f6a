import Foundation

/// Drawn values, with what is needed to compare them with theory.
public struct Sample {
  /// In rising order.
  public let values: [Double]
  public let mean: Double
  /// The unbiased variance.
  public let variance: Double
  /// The fourth central moment, divided by n.
  private let fourthMoment: Double

  public init(_ drawn: [Double]) {
    precondition(drawn.count > 1, "a sample needs two values (was \(drawn.count))")
    values = drawn.sorted()
    let n = Double(drawn.count)
    let mean = values.reduce(0, +) / n
    var second = 0.0
    var fourth = 0.0
    for value in values {
      let square = (value - mean) * (value - mean)
      second += square
      fourth += square * square
    }
    self.mean = mean
    variance = second / (n - 1)
    fourthMoment = fourth / n
  }

  /// Estimates the standard error of ``variance``: √((μ₄ − σ⁴) / n).
  public var standardErrorOfVariance: Double {
    max(0, (fourthMoment - variance * variance) / Double(values.count)).squareRoot()
  }

  /// The largest distance between the empirical and a continuous distribution function (Kolmogorov, Smirnov).
  public func largestGap(to cdf: (Double) -> Double) -> Double {
    let n = Double(values.count)
    var gap = 0.0
    for (index, value) in values.enumerated() {
      let p = cdf(value)
      gap = max(gap, p - Double(index) / n, Double(index + 1) / n - p)
    }
    return gap
  }

  /// The gap that a sample of this size exceeds with probability at most 2 exp(−2 n d²).
  ///
  /// The bound is that of Dvoretzky, Kiefer and Wolfowitz with Massart's constant; so the test is never too
  /// strict, whatever the size.
  ///
  /// - Parameters:
  ///   - size: The number of values.
  ///   - significance: The probability of rejecting the true distribution, 1e-4 for instance.
  public static func gapLimit(size: Int, significance: Double) -> Double {
    (log(2 / significance) / (2 * Double(size))).squareRoot()
  }
}
