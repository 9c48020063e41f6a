import Foundation

/// A law in unbounded coordinates, in which likelihoods are maximised.
///
/// `location` is the logarithm of the scale (of the median, the mean, …). `spread` is the logarithm of σ, the scale of
/// ln x: of sigma for the lognormal, of 1/shape for the Weibull and log-logistic laws; for the gamma law it is
/// −ln(k)/2, the logarithm of the coefficient of variation. For the exponential law it is 0.
struct LawCoordinates: Sendable, Hashable {
  var family: DurationFamily
  var location: Double
  var spread: Double

  /// Spreads beyond these are not searched: an e-fold σ of 20, or a law that is all but constant.
  static let spreads = log(1e-3)...log(20.0)

  var law: DurationLaw {
    switch family {
    case .exponential: .exponential(mean: exp(location))
    case .gamma: .gamma(mean: exp(location), cv: exp(spread))
    case .lognormal: .lognormal(median: exp(location), sigma: exp(spread))
    case .weibull: .weibull(scale: exp(location), shape: exp(-spread))
    case .logLogistic: .logLogistic(median: exp(location), shape: exp(-spread))
    }
  }

  /// The same law by its parameters' standard errors: those of the coordinates times the derivative.
  func standardErrors(location: Double, spread: Double) -> [Double] {
    switch family {
    case .exponential: [location * exp(self.location)]
    case .gamma, .lognormal: [location * exp(self.location), spread * exp(self.spread)]
    case .weibull, .logLogistic: [location * exp(self.location), spread * exp(-self.spread)]
    }
  }

  /// A start from the mean and standard deviation of ln x, by each law's own moments of ln x.
  init(_ family: DurationFamily, logMean: Double, logDeviation: Double) {
    self.family = family
    let deviation = min(max(logDeviation, 2e-3), 10)
    switch family {
    case .exponential:
      (location, spread) = (logMean + 0.5772, 0)
    case .gamma:
      // Var ln x = ψ′(k) ≈ 1/k + 1/(2k²), and the mean exceeds the geometric mean by about 1/(2k) in logarithms.
      let k = (1 + (1 + 2 * deviation * deviation).squareRoot()) / (2 * deviation * deviation)
      (location, spread) = (logMean + 1 / (2 * k), -log(k) / 2)
    case .lognormal:
      (location, spread) = (logMean, log(deviation))
    case .weibull:
      let sigma = deviation * 6.0.squareRoot() / Double.pi
      (location, spread) = (logMean + 0.5772 * sigma, log(sigma))
    case .logLogistic:
      (location, spread) = (logMean, log(deviation * 3.0.squareRoot() / Double.pi))
    }
  }

  init(_ family: DurationFamily, location: Double, spread: Double) {
    self.family = family
    self.location = location
    self.spread = spread
  }
}
