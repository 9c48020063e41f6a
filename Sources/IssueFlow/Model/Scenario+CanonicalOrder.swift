// The order of a file is its author's. What is simulated has an order of its own, so that two files which list the same
// things in another order are one scenario: whatever is met first, wins a tie or is summed first is decided by ids.

extension Scenario {
  /// The same scenario with everything that is known by an id in the order of the ids.
  ///
  /// Tiers keep their order, which means something, and so do sessions and steps in time. The rows of the city's tables are
  /// ordered by id too; a type or an errand that names no line keeps the one that was first in the file.
  ///
  /// - Complexity: O(*n* log *n*)
  var inCanonicalOrder: Scenario {
    var scenario = self
    scenario.orderLines()
    scenario.types.sort { $0.id.precedesAsID($1.id) }
    scenario.errands.sort { $0.id.precedesAsID($1.id) }
    scenario.channels.sort { $0.id.precedesAsID($1.id) }
    scenario.departments.sort { $0.id.precedesAsID($1.id) }
    scenario.volunteers.sort { $0.id.precedesAsID($1.id) }
    scenario.responders.sort { $0.id.precedesAsID($1.id) }
    scenario.works.sort { $0.id.precedesAsID($1.id) }
    scenario.calendars.sort { $0.id.precedesAsID($1.id) }
    scenario.profiles.sort { $0.id.precedesAsID($1.id) }
    scenario.measures.sort { $0.page.number < $1.page.number }
    if case .tables(let tables) = scenario.city.source {
      scenario.city.source = .tables(tables.mapValues { rows in rows.sorted { $0.id.precedesAsID($1.id) } })
    }
    return scenario
  }

  private mutating func orderLines() {
    for tier in tiers.indices where tiers[tier].lines.count > 1 {
      if tiers[tier].firstLine.isEmpty { tiers[tier].firstLine = tiers[tier].lines[0].id }
      tiers[tier].lines.sort { $0.id.precedesAsID($1.id) }
      guard tier == 0 else { continue }
      let first = tiers[tier].firstLine
      for type in types.indices where types[type].line.isEmpty { types[type].line = first }
      for errand in errands.indices where errands[errand].line.isEmpty { errands[errand].line = first }
    }
  }
}

extension String {
  /// Whether it comes before another id: runs of digits by their number, all else by its bytes, so that `grid-2` comes
  /// before `grid-10`. Different ids never tie.
  ///
  /// - Complexity: O(length)
  package func precedesAsID(_ other: String) -> Bool {
    var (a, b) = (self, other)
    let order = a.withUTF8 { first in b.withUTF8 { second in IDOrder.compare(first, second) } }
    if order != 0 { return order < 0 }
    return a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}

private enum IDOrder {
  /// Below, at or above zero as the first comes before, beside or after the second; ids that differ by leading zeros alone
  /// stand beside each other.
  static func compare(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if isDigit(a[i]), isDigit(b[j]) {
        let (first, second) = (number(a, from: &i), number(b, from: &j))
        if first.count != second.count { return first.count < second.count ? -1 : 1 }
        for (x, y) in zip(first, second) where x != y { return x < y ? -1 : 1 }
      } else {
        if a[i] != b[j] { return a[i] < b[j] ? -1 : 1 }
        i += 1
        j += 1
      }
    }
    return (a.count - i) - (b.count - j)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  /// The digits of a number without leading zeros; the place is moved behind them.
  private static func number(
    _ text: UnsafeBufferPointer<UInt8>, from place: inout Int
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var start = place
    while place < text.count, isDigit(text[place]) { place += 1 }
    while start < place - 1, text[start] == 48 { start += 1 }
    return text[start..<place]
  }
}
