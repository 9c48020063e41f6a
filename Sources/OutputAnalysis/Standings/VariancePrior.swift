import Foundation

/// What the variances of many small samples say about each of them.
///
/// With the sample variances s² on d degrees of freedom each, and true variances of which the inverse is a scaled χ² on
/// d₀ degrees of freedom, the best that is known of one of them is
///
///     s̃² = (d₀ s₀² + d s²) / (d₀ + d)   on d₀ + d degrees of freedom
///
/// (Smyth 2004, *Statistical Applications in Genetics and Molecular Biology* 3, 3). d₀ and s₀² come from the mean and the
/// variance of log s². Where the variances are alike they are pooled nearly as one; where they differ each keeps its own.
public struct VariancePrior: Hashable, Sendable {
  /// s₀².
  public let variance: Double
  /// d₀; 0 when nothing is known beside a sample's own. At most the degrees of freedom of all samples together, because
  /// a pooled variance is not known any better.
  public let degreesOfFreedom: Double

  /// Nothing is known.
  public static let none = VariancePrior(variance: 0, degreesOfFreedom: 0)

  private init(variance: Double, degreesOfFreedom: Double) {
    self.variance = variance
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Learns from sample variances, each on `freedom` degrees of freedom. Those that are 0 say nothing; below three others
  /// nothing is known.
  ///
  /// - Precondition: variances are finite and not negative, freedom > 0.
  /// - Complexity: O(n)
  public init(variances: [Double], freedom: Double) {
    precondition(freedom > 0, "a variance has degrees of freedom (was \(freedom))")
    let known = variances.filter { $0 > 0 }
    guard known.count >= 3 else {
      self = .none
      return
    }
    let logs = Tally(known.map { log($0) })
    let most = freedom * Double(known.count)
    let excess = (logs.variance ?? 0) - GSLCumulative.trigamma(freedom / 2)
    let prior = excess > 0 ? 2 * VariancePrior.inverseTrigamma(excess) : .infinity
    if prior >= most {
      self.init(variance: known.reduce(0, +) / Double(known.count), degreesOfFreedom: most)
    } else {
      func bias(_ d: Double) -> Double { GSLCumulative.digamma(d / 2) - log(d / 2) }
      self.init(variance: exp((logs.mean ?? 0) - bias(freedom) + bias(prior)), degreesOfFreedom: prior)
    }
  }

  /// The best that is known of a variance, and on how many degrees of freedom.
  ///
  /// - Precondition: the sample variance is not negative, and freedom > 0.
  public func moderated(_ variance: Double, freedom: Double) -> (variance: Double, degreesOfFreedom: Double) {
    let total = degreesOfFreedom + freedom
    return ((degreesOfFreedom * self.variance + freedom * variance) / total, total)
  }

  /// The x with ψ′(x) = y, by bisection on the logarithm; ψ′ falls from ∞ to 0.
  private static func inverseTrigamma(_ y: Double) -> Double {
    var (low, high) = (-20.0, 20.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if GSLCumulative.trigamma(exp(middle)) > y { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }
}
