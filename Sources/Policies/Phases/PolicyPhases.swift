import ScenarioLanguage

/// A scenario with measures as a row of scenarios without: what holds in each stretch between two of their dates.
///
/// Measures act in the order of the registry, whatever the order of the file, each on what those before it left; and
/// whatever has an id is in the order of ids, see ``Scenario/inCanonicalOrder``.
package struct PolicyPhases {
  package struct Stretch {
    /// Simulated minutes.
    package let start: Double
    package let scenario: Scenario
  }

  /// The scenario with all that its measures bring in, before any of them acts: one list of types, channels and
  /// departments for the whole run.
  package let base: Scenario
  /// The same with a rate for what arises under some measure only: what arrivals are thinned from.
  package let rateBase: Scenario
  /// In order of time; the first begins at zero.
  package let stretches: [Stretch]

  package init(_ scenario: Scenario) {
    var base = scenario.inCanonicalOrder
    let uses = base.measures
    for use in uses { use.measure.prepare(&base) }
    base = base.inCanonicalOrder
    let horizon = Horizon(base)
    let starts = Set(uses.flatMap(\.changes))
      .map { Double($0.dayNumber - horizon.origin.dayNumber) * Horizon.minutesPerDay }
      .filter { $0 > 0 && $0 < horizon.end }
    let prepared = base
    // A measure that lacks what it acts on is refused, and cannot act before that.
    let able = uses.filter { $0.measure.shortcomings(of: prepared).isEmpty }
    let stretches = ([0] + starts.sorted()).map { start in
      var changed = prepared
      let date = horizon.origin.adding(days: Int(start / Horizon.minutesPerDay))
      for use in able {
        let dose = use.dose(on: date)
        if dose > 0 { use.measure.apply(to: &changed, dose: dose) }
      }
      return Stretch(start: start, scenario: changed)
    }
    self.base = base
    self.stretches = stretches
    var rateBase = base
    for index in base.types.indices where base.types[index].rate.number <= 0 {
      rateBase.types[index].rate =
        stretches.map { $0.scenario.types[index].rate }.max { $0.number < $1.number }
        ?? base.types[index].rate
    }
    for index in base.errands.indices where base.errands[index].rate.number <= 0 {
      rateBase.errands[index].rate =
        stretches.map { $0.scenario.errands[index].rate }.max { $0.number < $1.number }
        ?? base.errands[index].rate
    }
    self.rateBase = rateBase
  }
}
