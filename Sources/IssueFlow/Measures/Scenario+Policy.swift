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
  /// The share that a tier or one below it may decide, filled in as the model does where the file is silent.
  func decides(at tier: Int, of scenario: Scenario) -> Double {
    if authority.isEmpty { return 1 }
    return scenario.tiers[...tier].reduce(0) { max($0, authority[$1.id] ?? 0) }
  }
}

extension LocalizedText {
  static let perWorker = LocalizedText(en: "for each worker", zh: "每人")
  static let perUnitOfLowestTier = LocalizedText(en: "for each unit of the lowest tier", zh: "每个最低层级单元")

  static func needsTiers(_ count: Int) -> LocalizedText {
    LocalizedText(en: "the measure needs \(count) tiers or more", zh: "该措施需要至少 \(count) 个层级")
  }

  static func noSuchType(_ id: String) -> LocalizedText {
    LocalizedText(en: "there is no issue type `\(id)`", zh: "没有事项类型 `\(id)`")
  }

  static func needs(_ key: String, en: String, zh: String) -> LocalizedText {
    LocalizedText(en: "the measure needs `\(key)`: \(en)", zh: "该措施需要 `\(key)`：\(zh)")
  }
}
