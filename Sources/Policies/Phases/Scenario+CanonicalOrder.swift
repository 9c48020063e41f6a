import ScenarioLanguage

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
