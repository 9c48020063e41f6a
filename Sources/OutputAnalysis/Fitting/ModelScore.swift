import Foundation

/// How well a fitted model explains a sample, as numbers that models are compared by.
public struct ModelScore: Sendable, Hashable {
  /// The logarithm of the likelihood, with densities by minute; a share at zero and intervals count as probabilities.
  public let logLikelihood: Double
  /// The number of fitted parameters, the share at zero included.
  public let parameterCount: Int
  /// The number of cases, ended or open.
  public let count: Int
  /// The number of cases that have ended.
  public let endedCount: Int

  /// A score.
  public init(logLikelihood: Double, parameterCount: Int, count: Int, endedCount: Int) {
    self.logLikelihood = logLikelihood
    self.parameterCount = parameterCount
    self.count = count
    self.endedCount = endedCount
  }

  /// That of the same model fitted to another sample.
  func again(_ logLikelihood: Double, count: Int, ended: Int) -> ModelScore {
    ModelScore(logLikelihood: logLikelihood, parameterCount: parameterCount, count: count, endedCount: ended)
  }

  /// Akaike's criterion, 2k − 2 ln L (Akaike 1974); lower is better.
  public var aic: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Akaike's criterion for few cases, AIC + 2k(k + 1) / (n − k − 1), with n the cases that have ended (Hurvich and
  /// Tsai 1989); +∞ when there are not more cases than parameters can be told from.
  public var aicc: Double {
    let k = Double(parameterCount)
    let room = Double(endedCount) - k - 1
    return room > 0 ? aic + 2 * k * (k + 1) / room : .infinity
  }

  /// Schwarz's criterion, k ln n − 2 ln L (Schwarz 1978), with n the cases that have ended, since an open case says
  /// little (Volinsky and Raftery 2000); lower is better.
  public var bic: Double { Double(parameterCount) * log(Double(max(endedCount, 1))) - 2 * logLikelihood }
}
