import ScenarioLanguage

/// The policies that a search may choose, by number.
struct SearchSpace: Sendable {
  let document: DesignDocument<SearchSpec>
  let points: DesignPoints
  private let positions: [[FactorLevel: Double]]

  init(_ document: DesignDocument<SearchSpec>, seed: UInt32) {
    self.document = document
    var design = document.spec.space
    design.plan = .grid
    design.levels = design.levels ?? SearchSpec.usualLevels
    points = DesignPoints.combinations(of: design, seed: seed)
    positions = points.levelLists.map { list in
      Dictionary(
        list.enumerated().map { ($1, list.count > 1 ? Double($0) / Double(list.count - 1) : 0) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  var count: Int { points.count }
  var spec: SearchSpec { document.spec }

  /// What the cost expression comes to; `nil` when the scenario's prices count.
  func statedCost(of number: Int) -> Double? {
    guard let cost = spec.cost else { return nil }
    let point = points[number]
    let value = cost.value { name in
      if name == PolicySpec.column { return .text(document.policies[point.policy].id) }
      guard let index = points.columns.firstIndex(where: { $0.name == name }) else { return nil }
      return point.levels[index].number.map { .number($0) } ?? point.levels[index].text.map { .text($0) }
    }
    if case .number(let number) = value { return number }
    return .infinity
  }

  /// Where a policy lies in the unit cube: levels by their order, whole scenarios each on an axis of its own.
  func position(of number: Int) -> [Double] {
    let point = points[number]
    let policies = document.policies.count
    let axes = policies > 1 ? (0..<policies).map { $0 == point.policy ? 1.0 : 0 } : []
    return axes + zip(point.levels, positions).map { $1[$0] ?? 0 }
  }

  /// How a policy reads in reports.
  func text(of number: Int) -> String {
    let point = points[number]
    let policy = document.policies.count > 1 ? [document.policies[point.policy].id] : []
    return (policy + zip(points.columns, point.levels).map { "\($0.name)=\($1.text ?? "")" }).joined(separator: ", ")
  }

  /// The settings that make a policy of its scenario.
  func overrides(of number: Int) -> [Override] {
    zip(points.columns, points[number].levels).flatMap { column, level in
      level.text.map { text in column.paths.map { Override(path: $0, value: text) } } ?? []
    }
  }
}
