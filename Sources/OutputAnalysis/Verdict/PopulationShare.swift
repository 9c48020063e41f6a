/// How many units of a system satisfy a demand, each judged by its own replications.
///
/// The claim "at least k of N units are inside" is the rejection of "at most k − 1 are". With p-values of the units in
/// increasing order it is rejected when (N − k + 1) p₍ₖ₎ ≤ α: a partial conjunction test (Benjamini and Heller 2008),
/// which holds whatever the dependence between the units. If j ≤ k − 1 units are inside, a false claim needs k − j of the
/// N − j others with p ≤ α / (N − k + 1), and by Markov's inequality that happens with probability
/// (N − j) / (k − j) · α / (N − k + 1) ≤ α at most. For k = N it is the intersection–union test, for k = 1 Bonferroni's.
public struct PopulationShare: Hashable, Sendable {
  /// What is known of one unit.
  public enum Standing: String, Hashable, Sendable {
    case inside
    case outside
    case unclear
  }

  /// Standings of the units, in their order, at the error that each may spend on the claims of this demand.
  public let standings: [Standing]
  /// Whether the share of units inside lies within the bounds, at α.
  public let holds: Bool
  /// Whether it lies outside them, at α / comparisons.
  public let violated: Bool

  /// Judges the share of units inside against bounds in 0...1, of which one at least is given.
  ///
  /// - Precondition: 0 < confidence < 1 and comparisons ≥ 1.
  /// - Complexity: O(N log N)
  public init(
    units: [CensoredMean], atLeast lower: Double? = nil, atMost upper: Double? = nil, confidence: Double,
    comparisons: Int = 1
  ) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    precondition(comparisons >= 1, "there is at least one comparison (was \(comparisons))")
    let alpha = 1 - confidence
    let error = alpha / Double(comparisons) / (lower != nil && upper != nil ? 2 : 1)
    let inside = Claims(units.map(\.insidePValue))
    let outside = Claims(units.map(\.outsidePValue))
    let count = units.count
    // A bound such as 0.9 of 10 units is 9 of them, whatever the last bit of the product.
    let least = lower.map { Int(($0 * Double(count) - 1e-9).rounded(.up)) }
    let most = upper.map { Int(($0 * Double(count) + 1e-9).rounded(.down)) }
    holds =
      count > 0 && (least.map { inside.shows(atLeast: $0, alpha: alpha) } ?? true)
      && (most.map { outside.shows(atLeast: count - $0, alpha: alpha) } ?? true)
    violated =
      count > 0
      && ((least.map { $0 > 0 && outside.shows(atLeast: count - $0 + 1, alpha: error) } ?? false)
        || (most.map { $0 < count && inside.shows(atLeast: $0 + 1, alpha: error) } ?? false))
    let wantedInside = least ?? most.map { $0 + 1 } ?? 1
    let wantedOutside = least.map { count - $0 + 1 } ?? most.map { count - $0 } ?? 1
    let insideError = inside.error(atLeast: wantedInside, alpha: least == nil ? error : alpha)
    let outsideError = outside.error(atLeast: wantedOutside, alpha: least == nil ? alpha : error)
    standings = units.map { unit in
      if unit.insidePValue <= insideError { return .inside }
      return unit.outsidePValue <= outsideError ? .outside : .unclear
    }
  }

  /// The share of units shown to be inside: the least that the true share may be, as far as this demand asks.
  public var least: Double? { share { $0 == .inside } }
  /// The share of units not shown to be outside.
  public var greatest: Double? { share { $0 != .outside } }

  private func share(_ isCounted: (Standing) -> Bool) -> Double? {
    standings.isEmpty ? nil : Double(standings.count(where: isCounted)) / Double(standings.count)
  }

  private struct Claims {
    let sorted: [Double]
    init(_ pValues: [Double]) { sorted = pValues.sorted() }

    func error(atLeast k: Int, alpha: Double) -> Double {
      alpha / Double(max(1, sorted.count - max(1, k) + 1))
    }

    func shows(atLeast k: Int, alpha: Double) -> Bool {
      if k <= 0 { return true }
      return k <= sorted.count && sorted[k - 1] <= error(atLeast: k, alpha: alpha)
    }
  }
}
