import Foundation

/// A law of one family, fitted by maximum likelihood, perhaps beside a share of cases that take no time.
public struct FamilyFit: Sendable, Hashable {
  /// The law of the cases that take time.
  public let law: DurationLaw
  /// The standard error of each of the law's parameters, in the order of ``DurationLaw/parameters``, from the observed
  /// information.
  public let standardErrors: [Double]
  /// The share of cases that take no time; 0 unless fitted.
  public let zeroShare: Double
  /// The standard error of ``zeroShare``; 0 when it is not fitted.
  public let zeroShareError: Double
  /// How well it explains the sample.
  public let score: ModelScore
}

/// A mixture of two laws, perhaps beside a share of cases that take no time.
public struct MixtureFit: Sendable, Hashable {
  /// The share of all cases that each law describes, and the law; the lower median first.
  ///
  /// The shares and ``zeroShare`` sum to 1.
  public let components: [Component]
  /// The share of cases that take no time; 0 unless fitted.
  public let zeroShare: Double
  /// The standard error of ``zeroShare``; 0 when it is not fitted.
  public let zeroShareError: Double
  /// How well it explains the sample.
  public let score: ModelScore

  /// One law of a mixture.
  public struct Component: Sendable, Hashable {
    /// The share of all cases.
    public let share: Double
    /// The standard error of the share.
    public let shareError: Double
    /// The law.
    public let law: DurationLaw
    /// The standard error of each of the law's parameters, in the order of ``DurationLaw/parameters``.
    public let standardErrors: [Double]
  }
}

/// The sample itself as a distribution: values of equal probability.
public struct EmpiricalFit: Sendable, Hashable {
  /// Minutes, rising; each with the same probability.
  public let points: [Double]
  /// The share of cases that last longer than anything seen; their times come from an exponential tail.
  public let tailShare: Double
}

/// A distribution of durations that was learnt from a sample.
public enum FittedDuration: Sendable, Hashable {
  /// All cases take the same time.
  case constant(Double)
  /// One family.
  case family(FamilyFit)
  /// Two families mixed.
  case mixture(MixtureFit)
  /// The sample itself.
  case empirical(EmpiricalFit)

  /// The laws with their shares; the share that is missing to 1 takes no time. Empty for a constant and a sample.
  var parts: [(share: Double, law: DurationLaw)] {
    switch self {
    case .constant, .empirical: []
    case .family(let fit): [(1 - fit.zeroShare, fit.law)]
    case .mixture(let fit): fit.components.map { ($0.share, $0.law) }
    }
  }

  /// The probability of lasting longer than `x` minutes; 1 for negative x.
  ///
  /// - Complexity: O(log n) for a sample of n points.
  public func survival(_ x: Double) -> Double {
    guard x >= 0 else { return 1 }
    switch self {
    case .constant(let value): return x < value ? 1 : 0
    case .empirical(let fit):
      guard !fit.points.isEmpty else { return 0 }
      return 1 - Double(fit.points.firstIndex(atLeast: x.nextUp)) / Double(fit.points.count)
    case .family, .mixture: return parts.reduce(0) { $0 + $1.share * $1.law.survival(x) }
    }
  }

  /// The time that a share `p` of the cases do not exceed, in minutes.
  ///
  /// - Precondition: 0 ≤ p ≤ 1.
  /// - Complexity: O(1); some 60 evaluations of the survival for a mixture.
  public func quantile(_ p: Double) -> Double {
    precondition((0...1).contains(p), "a probability lies in 0...1 (was \(p))")
    switch self {
    case .constant(let value): return value
    case .empirical(let fit):
      guard !fit.points.isEmpty else { return 0 }
      let index = Int((p * Double(fit.points.count)).rounded(.up)) - 1
      return fit.points[min(max(index, 0), fit.points.count - 1)]
    case .family(let fit):
      guard p > fit.zeroShare else { return 0 }
      return fit.law.quantile(min(1, (p - fit.zeroShare) / (1 - fit.zeroShare)))
    case .mixture(let fit): return Self.mixtureQuantile(p, fit)
    }
  }

  /// Between the lowest and the highest quantile of the parts, by bisection of logarithms.
  private static func mixtureQuantile(_ p: Double, _ fit: MixtureFit) -> Double {
    guard p > fit.zeroShare else { return 0 }
    let within = min(1, (p - fit.zeroShare) / (1 - fit.zeroShare))
    let ends = fit.components.map { $0.law.quantile(within) }
    guard var low = ends.min(), var high = ends.max(), low > 0, high.isFinite else { return ends.max() ?? 0 }
    let wanted = 1 - p
    for _ in 0..<60 where high / low > 1 + 1e-13 {
      let middle = (low * high).squareRoot()
      let share = fit.components.reduce(0) { $0 + $1.share * $1.law.survival(middle) }
      if share > wanted { low = middle } else { high = middle }
    }
    return (low * high).squareRoot()
  }

  /// The expectation in minutes; +∞ when a log-logistic part has a shape of at most 1.
  public var mean: Double {
    switch self {
    case .constant(let value): return value
    case .empirical(let fit): return fit.points.reduce(0, +) / Double(max(fit.points.count, 1))
    case .family, .mixture: return parts.reduce(0) { $0 + ($1.share > 0 ? $1.share * $1.law.mean : 0) }
    }
  }

  /// How well it explains the sample; `nil` for a constant and for the sample itself, which have no likelihood.
  public var score: ModelScore? {
    switch self {
    case .constant, .empirical: nil
    case .family(let fit): fit.score
    case .mixture(let fit): fit.score
    }
  }

  /// Akaike's criterion; `nil` for a constant and for the sample itself.
  public var aic: Double? { score?.aic }
}
