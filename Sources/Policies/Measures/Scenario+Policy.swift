import RandomStreams
import ScenarioLanguage

// What measures ask of a scenario and do to it in common.

extension Scenario {
  /// Units of a tier, counted in its table or by its numbers.
  func unitCount(ofTier tier: Int) -> Double {
    switch city.source {
    case .tables(let tables): Double(tables[tiers[tier].id]?.count ?? 0)
    case .generated(let counts):
      tiers[tier...].reduce(1) { $0 * Double(counts[$1.id] ?? 0) }
    }
  }

  /// Workers of a tier in the mean: what its table says, or its number, and what measures have added so far.
  func workers(ofTier tier: Int) -> Double {
    let spec = tiers[tier]
    let own: Double =
      switch city.source {
      case .tables(let tables):
        (tables[spec.id] ?? []).reduce(0) { $0 + ($1.staff.map(Double.init) ?? spec.staff) }
      case .generated: unitCount(ofTier: tier) * spec.staff
      }
    return own + spec.extraStaff * unitCount(ofTier: tier)
  }

  /// Households of the whole city, in the mean.
  var households: Double {
    switch city.source {
    case .tables(let tables): (tables[tiers[0].id] ?? []).reduce(0) { $0 + ($1.households ?? 0) }
    case .generated: unitCount(ofTier: 0) * city.households.mean
    }
  }

  /// Spreads workers evenly over the units of a tier; a negative number takes them away.
  mutating func addStaff(_ workers: Double, toTier tier: Int) {
    let units = unitCount(ofTier: tier)
    if units > 0 { tiers[tier].extraStaff += workers / units }
  }

  /// Households of a lowest-tier unit, in the mean.
  var householdsPerUnit: Double { households / max(1, unitCount(ofTier: 0)) }

  /// Lowest-tier units under one of a tier, in the mean; of the highest tier there is.
  func unitsBelow(tier: Int) -> Double {
    unitCount(ofTier: 0) / max(1, unitCount(ofTier: min(tier, tiers.count - 1)))
  }

  /// Units of the tier that calls departments.
  var whistlingUnits: Double {
    tiers.firstIndex { $0.id == whistleAt }.map { unitCount(ofTier: $0) } ?? 0
  }

  /// Issues of a type that arise in a lowest-tier unit in a year, in the mean.
  func issuesPerUnitYear(of type: IssueTypeSpec) -> Double {
    let perMinute =
      switch type.rate {
      case .perHousehold(let rate): rate * householdsPerUnit
      case .perUnit(let rate): rate
      case .perCity(let rate): rate / max(1, unitCount(ofTier: 0))
      }
    return perMinute * Horizon.minutesPerYear
  }

  mutating func addFalseClosure(_ share: Double, atTier tier: Int) {
    let id = tiers[tier].id
    let now = feedback?.falseClosure[id] ?? 0
    feedback?.falseClosure[id] = min(1, now + share)
  }

  mutating func addCost(of page: MeasurePage, _ perYear: Double) {
    policyCosts.append(PolicyCost(measure: page.id, perYear: perYear))
  }

  /// The same city with all measures at dose 0: what each of them is compared with.
  public var withoutMeasures: Scenario {
    var scenario = self
    for index in scenario.measures.indices {
      scenario.measures[index].dose = 0
      scenario.measures[index].steps = []
    }
    return scenario
  }
}

extension IssueTypeSpec {
  /// Minutes that an issue stands undiscovered, in the mean, if all clocks ran exponentially and round the clock.
  var timeUndiscovered: Double {
    let rate = foundBy.keys.sorted().reduce(0) { sum, channel in
      let mean = foundBy[channel]?.mean ?? 0
      return mean > 0 ? sum + 1 / mean : sum
    }
    return rate > 0 ? 1 / rate : 0
  }
}

extension Distribution {
  /// The same shape with another mean; a constant where the shape cannot be scaled, or the mean was zero.
  func withMean(_ mean: Double) -> Distribution {
    let now = self.mean
    if now == mean { return self }
    return mean > 0 && now > 0 && isScalable ? scaled(by: mean / now) : .constant(mean)
  }
}

extension IssueTypeSpec {
  /// The share that a tier or one below it may decide, filled in as the model does where the file is silent.
  func decides(at tier: Int, of scenario: Scenario) -> Double {
    if authority.isEmpty { return 1 }
    return scenario.tiers[...tier].reduce(0) { max($0, authority[$1.id] ?? 0) }
  }
}

extension LocalizedText {
  /// The report on Changzhou that names the measures; see `seeds/sources.md`.
  static let sourceDocument = LocalizedText(en: "the source document on Changzhou", zh: "原文")
  static let shumskyPinker = LocalizedText(
    en: "Shumsky and Pinker 2003; size a guess", zh: "Shumsky 与 Pinker 2003；数值为估计")
  static let reportsPerYear = LocalizedText(en: "reports a year", zh: "件/年")
  static let hoursPerWeek = LocalizedText(en: "hours a week", zh: "小时/周")
  static let perWorker = LocalizedText(en: "for each worker", zh: "每人")
}
