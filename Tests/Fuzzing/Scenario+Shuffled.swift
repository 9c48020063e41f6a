import ScenarioLanguage
import TestSupport

extension Scenario {
  /// The same scenario with everything that has an id listed in another order: what a file's author may do at will.
  ///
  /// Tiers keep their order, which means something, and so do lines where some type names none: it takes the first.
  public func shuffled(seed: UInt64) -> Scenario {
    var generator = SeededGenerator(seed: seed)
    var scenario = self
    scenario.types.shuffle(using: &generator)
    scenario.channels.shuffle(using: &generator)
    scenario.departments.shuffle(using: &generator)
    scenario.errands.shuffle(using: &generator)
    scenario.volunteers.shuffle(using: &generator)
    scenario.responders.shuffle(using: &generator)
    scenario.calendars.shuffle(using: &generator)
    scenario.profiles.shuffle(using: &generator)
    scenario.measures.shuffle(using: &generator)
    let allNameLines = types.allSatisfy { !$0.line.isEmpty } && errands.isEmpty && measures.isEmpty
    for tier in scenario.tiers.indices where tier == 0 && allNameLines {
      scenario.tiers[tier].lines.shuffle(using: &generator)
    }
    if case .tables(let tables) = scenario.city.source {
      var shuffled = tables
      for id in tables.keys.sorted() { shuffled[id]?.shuffle(using: &generator) }
      scenario.city.source = .tables(shuffled)
    }
    return scenario
  }
}
