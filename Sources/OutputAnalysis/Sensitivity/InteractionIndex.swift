/// How much of the variance of an output pairs of inputs explain together, beyond what each explains alone.
///
/// The closed second-order index without the additive part: products of the first two cosines of both inputs, four
/// columns, are fitted to what an additive model leaves (those of the two inputs, and of all others that are given as
/// strong), and corrected for chance like ``GivenDataIndex``. p-values come from shuffling the residuals of the additive
/// model (Freedman and Lane 1983), against the greatest of all pairs, so that they hold for all pairs together. The
/// statistic is the sum of the columns' squared weights, each over its own variance Σ q² e² (White 1980), so that residuals
/// which are larger for some values of an input than for others are no interaction (DiCiccio and Romano 2017); residuals are
/// divided by √(1 − leverage) for it (Huh and Jhun 2001 on the exchange of residuals). A pair
/// that is found joins the model before the others are looked at again, because what it does would show in pairs that
/// share an input with it.
public struct InteractionIndex: Hashable, Sendable {
  /// The input with the lower number.
  public let first: Int
  /// The other input.
  public let second: Int
  /// The share of the variance; may be below 0 by chance.
  public let index: Double
  /// Corrected for the number of pairs.
  public let pValue: Double

  /// Samples below this show no pair: four products and their additive parts need their degrees of freedom.
  public static let leastSample = 40
  /// Inputs of which all pairs are looked at.
  public static let mostInputs = 12

  /// The number of cosines of an input in the additive model, and in products.
  private static let additive = 4
  private static let factors = 2

  /// Looks at all pairs of some inputs.
  ///
  /// - Parameters:
  ///   - inputs: by input and then by observation; of those beyond ``mostInputs`` nothing is said.
  ///   - outputs: one for each observation.
  ///   - strong: inputs whose own effects every pair allows for, as far as the sample bears it.
  ///   - error: the chance of any false pair; 0 < error < 1.
  ///   - most: the number of shuffles at most.
  ///   - order: a shuffle of the observations by its number.
  /// - Returns: the pairs that are found, in the order in which they were; empty for small samples, and for outputs that do
  ///   not vary.
  /// - Complexity: O(found · shuffles · pairs · n)
  public static func found(
    inputs: [[Double]], outputs: [Double], strong: [Int], error: Double, most: Int, order: (_ shuffle: Int) -> [Int]
  ) -> [InteractionIndex] {
    let n = outputs.count
    let centred = Columns.centred(outputs)
    let total = Columns.product(centred, centred)
    guard n >= leastSample, total > 0, !Tally(outputs).hasZeroVariance else { return [] }
    let bases = inputs.map { CosineBasis($0, terms: additive) }
    var common: [[Double]] = []
    func allow(for columns: [[Double]]) {
      for column in columns { if let new = Columns.orthonormal(column, to: common) { common.append(new) } }
    }
    for input in strong.prefix(n / 16) { allow(for: bases[input].columns) }
    var found: [InteractionIndex] = []
    while common.count + 10 < n / 2 {
      let known = found.map { [$0.first, $0.second] }
      let pairs = pairs(bases, common: common).filter { !known.contains([$0.first, $0.second]) }
      var residual = centred
      Columns.remove(common, from: &residual)
      // A residual is smaller than the error behind it by what the model could follow; shuffles have no model.
      let errors = Columns.studentised(residual, by: common)
      let observed = pairs.map { statistic($0, residual, errors) }
      let pValues = PermutationTest.simultaneous(observed, most: most) { shuffle in
        let shuffled = order(shuffle).map { errors[$0] }
        return pairs.map { statistic($0, shuffled, shuffled) }
      }
      guard let best = pairs.indices.max(by: { observed[$0] < observed[$1] }), pValues[best] <= error else { break }
      let pair = pairs[best]
      let explained = explained(pair, residual)
      Columns.remove(pair.own, from: &residual)
      let freedom = Double(max(1, n - 1 - common.count - pair.own.count - pair.products.count))
      let noise = max(0, Columns.product(residual, residual) - explained) / freedom
      found.append(
        InteractionIndex(
          first: pair.first, second: pair.second,
          index: (explained - Double(pair.products.count) * noise) / total, pValue: pValues[best]))
      allow(for: pair.own + pair.products)
    }
    return found
  }

  private static func statistic(_ pair: Pair, _ values: [Double], _ errors: [Double]) -> Double {
    pair.products.reduce(0) { sum, column in
      let variance = Columns.squares(column, errors)
      let weight = Columns.product(column, values)
      return variance > 0 ? sum + weight * weight / variance : sum
    }
  }

  /// The sum of squares that a pair's products explain.
  private static func explained(_ pair: Pair, _ values: [Double]) -> Double {
    pair.products.reduce(0) { sum, column in
      let weight = Columns.product(column, values)
      return sum + weight * weight
    }
  }

  private struct Pair {
    let first: Int
    let second: Int
    /// Columns of the two inputs that the common ones do not hold, and products beyond all of them.
    let own: [[Double]]
    let products: [[Double]]
  }

  private static func pairs(_ bases: [CosineBasis], common: [[Double]]) -> [Pair] {
    let inputs = bases.indices.prefix(mostInputs)
    return inputs.flatMap { first in
      inputs.filter { $0 > first }.compactMap { second in
        var own: [[Double]] = []
        for column in bases[first].columns + bases[second].columns {
          if let column = Columns.orthonormal(column, to: common + own) { own.append(column) }
        }
        var products: [[Double]] = []
        for a in bases[first].columns.prefix(factors) {
          for b in bases[second].columns.prefix(factors) {
            let raw = zip(a, b).map { $0 * $1 }
            if let column = Columns.orthonormal(raw, to: common + own + products) { products.append(column) }
          }
        }
        return products.isEmpty ? nil : Pair(first: first, second: second, own: own, products: products)
      }
    }
  }
}
