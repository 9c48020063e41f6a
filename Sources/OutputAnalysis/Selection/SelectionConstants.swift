import Foundation

/// Constants of selection procedures whose systems have luck of their own.
///
/// Each solves P(correct selection) = P* in the least favourable case, where all others are worse by the indifference:
/// by quadrature of the integral that defines it, then bisection.
public enum SelectionConstants {
  /// Rinott's h for k systems with ν = n₀ − 1 degrees of freedom each (Rinott 1978; Bechhofer, Santner and Goldsman 1995):
  ///
  ///     ∫₀^∞ [ ∫₀^∞ Φ( h / √(ν (1/x + 1/y)) ) f_ν(x) dx ]^{k−1} f_ν(y) dy = P*,   f_ν the density of χ²_ν.
  ///
  /// - Precondition: systems ≥ 2, 1/k < probability < 1 and degreesOfFreedom ≥ 1.
  public static func rinott(systems: Int, probability: Double, degreesOfFreedom: Int) -> Double {
    check(systems, probability)
    precondition(degreesOfFreedom >= 1, "a variance has degrees of freedom (had \(degreesOfFreedom))")
    let nu = Double(degreesOfFreedom)
    let nodes = chiSquareNodes(nu)
    return root { h in
      var sum = 0.0
      for y in nodes {
        var inner = 0.0
        for x in nodes { inner += x.weight * StandardNormal.cdf(h / (nu * (1 / x.value + 1 / y.value)).squareRoot()) }
        sum += y.weight * pow(inner, Double(systems - 1))
      }
      return sum - probability
    }
  }

  /// Dudewicz and Dalal's h₁ for k systems with a first stage of n₀ replications (1975; Law, §10.4.1):
  ///
  ///     ∫ F_ν(t + h)^{k−1} f_ν(t) dt = P*,   F_ν and f_ν of Student's t with ν = n₀ − 1.
  ///
  /// - Precondition: systems ≥ 2, 1/k < probability < 1 and firstStage ≥ 2.
  public static func dudewiczDalal(systems: Int, probability: Double, firstStage: Int) -> Double {
    check(systems, probability)
    precondition(firstStage >= 2, "a variance needs two replications (was \(firstStage))")
    let nu = Double(firstStage - 1)
    // Equal parts of probability: the mean of F over the quantiles of t is the integral.
    let parts = 4_000
    let quantiles = (0..<parts).map {
      StudentT.quantile((Double($0) + 0.5) / Double(parts), degreesOfFreedom: nu)
    }
    return root { h in
      quantiles.reduce(0) { $0 + pow(StudentT.cdf($1 + h, degreesOfFreedom: nu), Double(systems - 1)) }
        / Double(parts) - probability
    }
  }

  /// Replications of each of k systems of one known variance, in a single stage (Bechhofer 1954): the least n with
  ///
  ///     ∫ Φ(z + δ √n / σ)^{k−1} φ(z) dz ≥ P*.
  ///
  /// - `indifference`: δ / σ.
  /// - Precondition: systems ≥ 2, 1/k < probability < 1 and indifference > 0.
  public static func bechhofer(systems: Int, probability: Double, indifference: Double) -> Int {
    check(systems, probability)
    precondition(indifference > 0, "an indifference is positive (was \(indifference))")
    let step = 0.01
    let nodes = stride(from: -8.0, through: 8, by: step).map { (z: $0, weight: exp(-$0 * $0 / 2) * step) }
    let scale = (2 * Double.pi).squareRoot()
    let g = root { g in
      nodes.reduce(0) { $0 + $1.weight * pow(StandardNormal.cdf($1.z + g), Double(systems - 1)) } / scale - probability
    }
    // Quadrature knows g to many digits, but not whether a whole number is just reached.
    return max(1, Int(((g / indifference) * (g / indifference) - 1e-9).rounded(.up)))
  }

  private static func check(_ systems: Int, _ probability: Double) {
    precondition(systems >= 2, "the best of one is no question")
    precondition(
      probability > 1 / Double(systems) && probability < 1,
      "a probability lies between 1/k, which a guess has, and 1 (was \(probability))")
  }

  /// Points and weights for χ²: Simpson's rule in √(2x), in which the density is about normal.
  private static func chiSquareNodes(_ nu: Double) -> [(value: Double, weight: Double)] {
    let centre = (2 * nu).squareRoot()
    let (low, high) = (max(1e-6, centre - 9), centre + 9)
    let count = 240
    let step = (high - low) / Double(count)
    let logScale = nu / 2 * log(2) + lgamma(nu / 2)
    return (0...count).map { index in
      let s = low + Double(index) * step
      let x = s * s / 2
      // dx = s ds.
      let density = exp((nu / 2 - 1) * log(x) - x / 2 - logScale) * s
      let simpson = index == 0 || index == count ? 1.0 : index.isMultiple(of: 2) ? 2 : 4
      return (x, density * simpson * step / 3)
    }
  }

  private static func root(_ function: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while function(high) < 0, high < 1e6 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if function(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// Rinott's two-stage selection for systems with luck of their own (1978).
public enum RinottProcedure {
  /// Returns Nᵢ = max(n₀, ⌈(h Sᵢ / δ)²⌉) for each system: then the best sample mean is within δ of the best with
  /// probability P*.
  ///
  /// - `deviations`: of the first stage, one for each system.
  /// - `firstStage`: n₀, replications of each.
  /// - Precondition: two systems at least, firstStage ≥ 2, indifference > 0, deviations ≥ 0.
  public static func replications(
    deviations: [Double], firstStage: Int, indifference: Double, probability: Double = 0.95
  ) -> [Int] {
    precondition(indifference > 0, "an indifference is positive (was \(indifference))")
    precondition(deviations.allSatisfy { $0 >= 0 }, "deviations are not negative")
    let h = SelectionConstants.rinott(
      systems: deviations.count, probability: probability, degreesOfFreedom: firstStage - 1)
    return deviations.map { max(firstStage, Int((h * $0 / indifference * (h * $0 / indifference)).rounded(.up))) }
  }
}
