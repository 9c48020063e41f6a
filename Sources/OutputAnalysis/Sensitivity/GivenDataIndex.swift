/// How much of the variance of an output one input explains, from a sample of both and no further runs.
///
/// The first-order index Var(E[y | x]) / Var(y), with E[y | x] a sum of J cosines of the rank of x fitted by least
/// squares, so that effects which are not monotone are seen too (Plischke 2012). R² of such a fit is too large by chance;
/// what is told is
///
///     S = 1 − (1 − R²) (n − 1) / (n − 1 − J),
///
/// which is 0 in the mean where x explains nothing, and may be below (Ezekiel 1930). Its standard error is that of the
/// ratio of residual to total variance by the delta method, from the n single contributions.
public struct GivenDataIndex: Hashable, Sendable {
  /// S, at most 1.
  public let index: Double
  /// The standard error of S, not negative.
  public let standardError: Double
  /// R².
  public let explained: Double
  /// Number of cosines, J.
  public let terms: Int
  /// What the first cosine weighs: below 0 when the output rises.
  public let monotone: Double
  /// What the second cosine weighs: below 0 when the output is greatest between the ends.
  public let band: Double
  /// The standard error of either weight.
  public let weightError: Double

  /// What the output does as the input rises.
  public enum Shape: String, Hashable, Sendable {
    case raises
    case lowers
    /// It is greatest between the ends.
    case band
    /// It is least between the ends.
    case trough
  }

  /// Of a cos(πu) + b cos(2πu), which turns inside when |a| < 4 |b|.
  ///
  /// It counts as a turn when |a| ≤ 4 |b| / 3, so that the way back is a quarter of the range or more, and b is beyond
  /// two of its standard errors.
  public var shape: Shape {
    if abs(monotone) <= 4 * abs(band) / 3, abs(band) > 2 * weightError { return band < 0 ? .band : .trough }
    return monotone < 0 ? .raises : .lowers
  }

  /// How many cosines a sample bears: one for each twelve, from 2 to 4.
  public static func terms(for count: Int) -> Int { min(4, max(2, count / 12)) }

  /// `nil` below six pairs, or when either side does not vary.
  ///
  /// - Precondition: as many inputs as outputs, all finite.
  /// - Complexity: O(n log n)
  public init?(_ inputs: [Double], _ outputs: [Double]) {
    precondition(inputs.count == outputs.count, "\(inputs.count) inputs have \(outputs.count) outputs")
    self.init(CosineBasis(inputs, terms: Self.terms(for: inputs.count)), outputs)
  }

  init?(_ basis: CosineBasis, _ outputs: [Double]) {
    let centred = Columns.centred(outputs)
    let total = Columns.product(centred, centred)
    let n = Double(outputs.count)
    let freedom = n - 1 - Double(basis.columns.count)
    guard outputs.count >= 6, !basis.columns.isEmpty, total > 0, !Tally(outputs).hasZeroVariance, freedom >= 1 else {
      return nil
    }
    var residual = centred
    Columns.remove(basis.columns, from: &residual)
    let left = Columns.product(residual, residual) / total
    let factor = (n - 1) / freedom
    explained = 1 - left
    index = 1 - left * factor
    let variance = total / n
    let influence = zip(residual, centred).map { ($0 * $0 - left * $1 * $1) / variance }
    standardError = (Columns.product(influence, influence) / n / n).squareRoot() * factor
    terms = basis.columns.count
    func weight(_ term: Int) -> Double {
      basis.terms.firstIndex(of: term).map { Columns.product(basis.columns[$0], centred) } ?? 0
    }
    monotone = weight(1)
    band = weight(2)
    weightError = (left * total / freedom).squareRoot()
  }
}

/// The fit behind a ``GivenDataIndex`` for many outputs in turn, as shuffles need it.
public struct CosineEffect: Sendable {
  private let basis: CosineBasis

  /// Prepares the fit on an input; one that does not vary explains nothing.
  public init(_ inputs: [Double]) {
    basis = CosineBasis(inputs, terms: GivenDataIndex.terms(for: inputs.count))
  }

  /// The sum of squares that the input explains; of outputs with the same total it ranks as R² does.
  ///
  /// - Complexity: O(n)
  public func explained(_ outputs: [Double]) -> Double {
    basis.columns.reduce(0) { sum, column in
      let weight = Columns.product(column, outputs)
      return sum + weight * weight
    }
  }
}
