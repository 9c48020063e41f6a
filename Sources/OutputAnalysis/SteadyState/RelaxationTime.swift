/// How fast a queue forgets that it began empty.
///
/// The slowest part of the way of M/M/1 to its steady state falls off as exp(−t/τ) with τ = E[S] / (1 − √ρ)² (Abate
/// and Whitt 1987). In heavy traffic a station of c servers whose
/// work varies otherwise is the same diffusion on another scale,
///
///     τ = E[S] (1 + C²) / (2 c (1 − √ρ)²),
///
/// with C² the squared coefficient of variation of the work. Of a queue that began empty about 94 % of the mean line is
/// there after one τ and 99 % after two.
public enum RelaxationTime {
  /// Warm-ups of so many τ leave about one part in a hundred to come.
  public static let warmUps = 2.0
  /// The mean over so many τ is a sum of few independent parts, far from normal, and its interval too narrow.
  public static let observations = 10.0
  /// Over so many τ even an empty beginning moves the mean by one part in a hundred at most, τ / 2 over the length.
  public static let negligible = 50.0

  /// Returns τ in the unit of the work; infinite from a load of 1 on, and without capacity.
  ///
  /// - Parameters:
  ///   - meanWork: E[S], above 0.
  ///   - servers: c, in the mean over time where they are not always there; above 0.
  ///   - load: ρ, 0 or more.
  ///   - squaredVariation: C² of the work; 1 for exponential work.
  public static func of(meanWork: Double, servers: Double, load: Double, squaredVariation: Double = 1) -> Double {
    precondition(meanWork > 0 && servers >= 0 && load >= 0, "work \(meanWork), servers \(servers), load \(load)")
    guard load < 1, servers > 0 else { return .infinity }
    let gap = 1 - load.squareRoot()
    return meanWork * (1 + squaredVariation) / (2 * servers * gap * gap)
  }

  /// Whether a warm-up and an observation are long enough beside τ, all three in one unit.
  public static func isEnough(warmUp: Double, observation: Double, beside time: Double) -> Bool {
    observation >= observations * time && (warmUp >= warmUps * time || observation >= negligible * time)
  }
}
