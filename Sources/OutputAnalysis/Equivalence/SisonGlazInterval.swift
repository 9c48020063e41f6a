import Foundation

/// Simultaneous intervals for the shares of independent counts in many categories.
///
/// With ν(c) the probability that all k cells of a multinomial around the counts deviate by at most c, the
/// intervals are [xᵢ − c, xᵢ + c + 2γ] / N for the c with ν(c) < 1 − α < ν(c + 1) and γ = (1 − α − ν(c)) /
/// (ν(c + 1) − ν(c)) (Sison and Glaz 1995). ν is approximated by truncated Poisson variables and an Edgeworth
/// expansion of their sum (May and Johnson 2000). Meant for seven categories or more; for three, of which it covers
/// 93 % where 95 are stated (<doc:ErrorRates>), prefer ``GoodmanInterval``. For independent trials only; issues of one
/// replication are not.
public enum SisonGlazInterval {
  /// Returns one interval per category, together of confidence about 1 − alpha.
  ///
  /// Nil when there is no trial, and when no half-width reaches the confidence (a single category, or an
  /// alpha too small for the approximation).
  ///
  /// - Precondition: counts are not negative and 0 < alpha < 1.
  /// - Complexity: O(N k) for N trials.
  public static func intervals(counts: [Int], alpha: Double) -> [ClosedRange<Double>]? {
    precondition(alpha > 0 && alpha < 1, "an error lies between 0 and 1 (was \(alpha))")
    precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative (were \(counts))")
    let trials = counts.reduce(0, +)
    guard trials > 0 else { return nil }
    let wanted = 1 - alpha
    var previous = 0.0
    for c in 1...trials {
      let coverage = coverage(of: c, counts: counts, trials: trials)
      if coverage > wanted && previous < wanted {
        let gamma = (wanted - previous) / (coverage - previous)
        return counts.map { count in
          let low = max(0, Double(count - (c - 1)) / Double(trials))
          let high = min(1, (Double(count + (c - 1)) + 2 * gamma) / Double(trials))
          return low...high
        }
      }
      previous = coverage
    }
    return nil
  }

  /// The approximation of ν(c).
  private static func coverage(of c: Int, counts: [Int], trials: Int) -> Double {
    let moments = counts.map { TruncatedPoisson(mean: Double($0), centre: $0, reach: c) }
    let mean = moments.reduce(0) { $0 + $1.mean }
    let variance = moments.reduce(0) { $0 + $1.variance }
    let third = moments.reduce(0) { $0 + $1.thirdCumulant }
    let fourth = moments.reduce(0) { $0 + $1.fourthCumulant }
    let inside = moments.reduce(1) { $0 * $1.probability }
    guard variance > 0 else { return 0 }

    // Edgeworth expansion of the density of the sum at the number of trials.
    let z = (Double(trials) - mean) / variance.squareRoot()
    let skewness = third / pow(variance, 1.5)
    let excess = fourth / (variance * variance)
    let z2 = z * z
    let polynomial =
      1 + skewness * z * (z2 - 3) / 6
      + excess * (z2 * z2 - 6 * z2 + 3) / 24
      + skewness * skewness * (z2 * z2 * z2 - 15 * z2 * z2 + 45 * z2 - 15) / 72
    let density = polynomial * exp(-z2 / 2) / (2 * Double.pi * variance).squareRoot()

    // A multinomial is independent Poisson variables given their sum, which equals N with this probability.
    let n = Double(trials)
    let sumIsTrials = exp(n * log(n) - n - lgamma(n + 1))
    return inside * density / sumIsTrials
  }
}

/// The cumulants of a Poisson variable that is kept in centre ± reach.
private struct TruncatedPoisson {
  let mean: Double
  let variance: Double
  let thirdCumulant: Double
  let fourthCumulant: Double
  /// The probability of being kept.
  let probability: Double

  init(mean lambda: Double, centre: Int, reach: Int) {
    let low = max(0, centre - reach)
    let high = centre + reach
    func cumulative(_ x: Int) -> Double { GSLCumulative.poisson(x, mean: lambda) }
    guard lambda > 0 else {
      // A Poisson variable of mean zero is zero, and zero is within every reach.
      (mean, variance, thirdCumulant, fourthCumulant, probability) = (0, 0, 0, 0, 1)
      return
    }
    let kept = cumulative(high) - cumulative(low - 1)
    // E[X (X − 1) ... (X − r + 1)] = λʳ P(low − r ≤ X ≤ high − r) / P(low ≤ X ≤ high)
    let factorial = (1...4).map { r in
      pow(lambda, Double(r)) * (cumulative(high - r) - cumulative(low - r - 1)) / kept
    }
    let m1 = factorial[0]
    let m2 = factorial[1] + m1
    let m3 = factorial[2] + 3 * factorial[1] + m1
    let m4 = factorial[3] + 6 * factorial[2] + 7 * factorial[1] + m1
    let central2 = m2 - m1 * m1
    let central4 = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1
    mean = m1
    variance = central2
    thirdCumulant = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1
    fourthCumulant = central4 - 3 * central2 * central2
    probability = kept
  }
}
