import IssueFlow
import OutputAnalysis

/// On which ground plausible cities stand.
public enum Ground: Hashable, Sendable {
  /// On another one each: households, skew and fractions of staff are drawn anew, as `city.seed` would.
  case drawn
  /// All on that of the scenario, as it asks (`city.ground: fixed`).
  case fixed(seed: UInt32)
  /// On that of the scenario's tables.
  case tables
}

/// How much of the cities' margins is the ground's doing.
///
/// A ground is no number, so no curve can be fitted to it. Some of the cities are run on a second ground, with the same
/// inputs and luck of its own; with the means ȳ and ȳ′ on both,
///
///     E[(ȳ − ȳ′)²] / 2 = the ground's variance, interactions with the inputs included, + luck / R,
///
/// which is the total index of Jansen (1999) once luck is taken off. Were the ground nothing, the replications of both
/// could be exchanged: the p-value is that of shuffles within the pairs.
public struct GroundInfluence: Hashable, Sendable {
  /// Pairs of cities.
  public let pairs: Int
  /// The ground's part of the variance of the margins over cities; may be below 0 by chance.
  public let index: Double
  public let standardError: Double
  /// Corrected together with the inputs', see ``InputInfluence/pValue``.
  public internal(set) var pValue: Double
  public internal(set) var isDistinct = false

  /// Pairs beyond this number tell little more.
  static let mostPairs = 30

  /// Compares replications on two grounds.
  ///
  /// - Parameters:
  ///   - pairs: of each city, the values on its own ground and on another; equally many.
  ///   - variance: of the cities' means.
  ///   - shuffle: a shuffle of so many things by its number.
  /// - Returns: `nil` below three pairs or two replications, and when nothing varies.
  init?(
    _ pairs: [(own: [Double], other: [Double])], variance: Double, most: Int = 999, shuffle: (Int, Int) -> [Int]
  ) {
    guard let r = pairs.first?.own.count, pairs.count >= 3, r >= 2, variance > 0 else { return nil }
    let squares = pairs.map { GroundInfluence.square($0.own, $0.other) }
    let ground = Tally(squares.map { $0 / 2 })
    self.pairs = pairs.count
    index = ((ground.mean ?? 0) - GroundInfluence.luck(pairs) / Double(r)) / variance
    standardError = (ground.standardDeviation ?? 0) / Double(pairs.count).squareRoot() / variance
    let all = pairs.map { $0.own + $0.other }
    pValue =
      PermutationTest.pValues([squares.reduce(0, +)], most: most) { _, number in
        let order = shuffle(number, 2 * r * all.count)
        // The order of all numbers, cut down to each pair's, shuffles within the pair.
        var places = [[Int]](repeating: [], count: all.count)
        for place in order { places[place / (2 * r)].append(place % (2 * r)) }
        let sum = zip(all, places).reduce(0) { sum, pair in
          let values = pair.1.map { pair.0[$0] }
          return sum + GroundInfluence.square(Array(values.prefix(r)), Array(values.suffix(r)))
        }
        return [sum]
      }.first ?? 1
  }

  /// The ground's variance of a response; unbiased, so that it may be below 0.
  static func variance(_ pairs: [(own: [Double], other: [Double])]) -> Double? {
    guard let r = pairs.first?.own.count, pairs.count >= 3, r >= 2 else { return nil }
    let squares = pairs.reduce(0) { $0 + square($1.own, $1.other) }
    return squares / Double(2 * pairs.count) - luck(pairs) / Double(r)
  }

  /// The mean variance within a city on one ground.
  private static func luck(_ pairs: [(own: [Double], other: [Double])]) -> Double {
    pairs.reduce(0) { $0 + (Tally($1.own).variance ?? 0) + (Tally($1.other).variance ?? 0) } / Double(2 * pairs.count)
  }

  private static func square(_ a: [Double], _ b: [Double]) -> Double {
    let difference = (Tally(a).mean ?? 0) - (Tally(b).mean ?? 0)
    return difference * difference
  }
}

extension FlowModel {
  /// Whether another ground made the same city.
  func isSameGround(as other: FlowModel) -> Bool {
    units == other.units && stations.map(\.servers) == other.stations.map(\.servers)
  }
}
