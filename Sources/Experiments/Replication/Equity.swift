/// How unequally the units of a tier fare: the residents of some wait longer, or find fewer of their issues closed nearby.
///
/// A unit counts once, whatever its size; units in which nothing was closed do not count.
struct Equity {
  /// Ascending.
  private let values: [Double]

  init(_ values: [Double?]) { self.values = values.compactMap { $0 }.sorted() }

  /// The Gini coefficient: half the mean difference of two units, relative to the mean; 0 when all are equal.
  ///
  /// G = Σ (2i − n − 1) xᵢ / (n Σ xᵢ) over ascending values (Dixon and others 1987). `nil` without values, or when all
  /// are zero.
  var gini: Double? {
    let n = Double(values.count)
    let sum = values.reduce(0, +)
    guard n > 0, sum > 0 else { return nil }
    let weighted = values.enumerated().reduce(0) { $0 + (2 * Double($1.offset + 1) - n - 1) * $1.element }
    return max(0, weighted / (n * sum))
  }

  /// The mean of the tenth of the units with the highest values, or the lowest; of one unit at least.
  func tenth(highest: Bool) -> Double? {
    guard !values.isEmpty else { return nil }
    let count = max(1, Int((Double(values.count) / 10).rounded(.up)))
    let tenth = highest ? values.suffix(count) : values.prefix(count)
    return tenth.reduce(0, +) / Double(count)
  }
}

extension UnitFlows {
  /// Mean minutes from registration to closing of the issues that arose under each unit of a tier.
  func timesToClose(_ units: Range<Int>) -> [Double?] {
    units.map { timed[$0] > 0 ? time[$0] / Double(timed[$0]) : nil }
  }

  /// Share of their closed issues that the lowest tier closed.
  func lowestTierShares(_ units: Range<Int>, tiers: Int) -> [Double?] {
    units.map { unit in
      let counts = closed[unit * tiers..<(unit + 1) * tiers]
      let total = counts.reduce(0) { $0 + Int($1) }
      return total > 0 ? Double(closed[unit * tiers]) / Double(total) : nil
    }
  }
}
