/// What the keys of a design must be together.
extension ReadingPlace {
  func check(_ design: DesignSpec, _ node: SourceNode) {
    checkSpace(design, node)
    let plan = design.plan
    for (key, plans) in DesignRules.plansOfKeys {
      if let written = node[key], !plans.contains(plan) {
        report(DesignRules.keyOfOtherPlan(key, plan: plan, plans: plans), at: written.position)
      }
    }
    for (key, plans) in DesignRules.plansThatNeed where plans.contains(plan) && node[key] == nil {
      report(.missing(LocalizedText(same: key)), at: node["plan"]?.position ?? node.position)
    }
    if plan == .uncertainInputs {
      if let factors = node["factors"] {
        report(
          .conflict(
            en: "`uncertain-inputs` takes its factors from the ranges in the scenario; leave `factors` out",
            zh: "uncertain-inputs 的因素来自场景中的范围；请去掉 factors"), at: factors.position)
      }
      if design.base.isEmpty { report(.missing(LocalizedText(same: "base")), at: node.position) }
      return
    }
    if design.factors.isEmpty, design.policies.isEmpty,
      node["factors"] == nil || node["factors"]?.items?.isEmpty == true
    {
      report(.missing(LocalizedText(same: "factors")), at: node.position)
    }
    checkLevels(design, node)
    checkDimensions(design, node)
    if !design.constraints.isEmpty, ![.grid, .zip, .csv, .latinHypercube, .sobol].contains(plan) {
      report(
        .conflict(
          en:
            "points of \(plan.rawValue) belong together, so that none can be left out; constraints are for grid, zip, csv, lhs and sobol",
          zh: "\(plan.rawValue) 的设计点相互关联，不能剔除；constraints 仅用于 grid、zip、csv、lhs 和 sobol"),
        at: node["constraints"]?.position ?? node.position)
    }
  }

  /// What a search demands of its space too.
  func checkSpace(_ design: DesignSpec, _ node: SourceNode) {
    switch (node["base"], node["policies"]) {
    case (nil, nil): report(.missing(LocalizedText(en: "base, or policies", zh: "base 或 policies")), at: node.position)
    case (_?, let policies?):
      report(
        .conflict(
          en: "points change one `base`, or begin from several `policies`; write one of them",
          zh: "只能写 base 与 policies 之一"),
        at: policies.position)
    default: break
    }
    for (index, constraint) in design.constraints.enumerated() {
      let written = node["constraints"]?.items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      checkNames(
        of: constraint, in: design, wanted: .truth,
        at: written?.position ?? node["constraints"]?.position ?? node.position)
    }
  }

  /// Whether an expression names factors only, and comes to what is wanted.
  func checkNames(
    of expression: DesignExpression, in design: DesignSpec, wanted: DesignExpression.Kind, at position: SourcePosition
  ) {
    let known = design.factors.map(\.id) + (design.policies.isEmpty ? [] : [PolicySpec.column])
    for name in expression.names where !known.contains(name) {
      return report(.unknownName(name, what: .factorWord, candidates: known), at: position)
    }
    guard expression.kind(design.kind) != wanted else { return }
    report(
      wanted == .truth
        ? .conflict(
          en: "\"\(expression.text)\" is no condition; compare numbers with numbers or words with words",
          zh: "“\(expression.text)”不是条件；请将数与数、词与词比较")
        : .conflict(
          en: "\"\(expression.text)\" is no number; factors of words do not add up",
          zh: "“\(expression.text)”不是数；取词的因素不能相加"),
      at: position)
  }

  private func checkLevels(_ design: DesignSpec, _ node: SourceNode) {
    for factor in design.factors {
      let written = node["factors"]?.items?.first { $0.itemID == factor.id }
      let position = written?["id"]?.position ?? node.position
      let place = below("factors").below(factor.id)
      let hasLevels = written?["values"] != nil || written?["from"] != nil
      switch design.plan {
      case .csv where hasLevels:
        place.report(
          .conflict(en: "the table gives the levels; leave them out here", zh: "水平由表格给出；请在此去掉"), at: position)
      case .csv: break
      case _ where !hasLevels:
        place.report(.missing(LocalizedText(en: "values, or from and to", zh: "values，或 from 和 to")), at: position)
      case .zip where written?["values"] == nil:
        place.report(.conflict(en: "`zip` needs `values`", zh: "zip 需要 values"), at: position)
      case .grid where written?["from"] != nil && (factor.levels ?? design.levels) == nil,
        .oneAtATime where written?["from"] != nil && (factor.levels ?? design.levels) == nil:
        place.report(.missing(LocalizedText(same: "levels")), at: position)
      default: break
      }
    }
    if design.plan == .zip {
      let counts = design.factors.map(\.values.count) + (design.policies.isEmpty ? [] : [design.policies.count])
      if let first = counts.first, counts.contains(where: { $0 != first }) {
        report(
          .conflict(
            en:
              "`zip` takes one level of each factor at a time; they have \(counts.map(String.init).joined(separator: ", ")) levels",
            zh: "zip 逐一配对各因素的水平；水平数为 \(counts.map(String.init).joined(separator: "、"))"),
          at: node["factors"]?.position ?? node.position)
      }
    }
    if design.plan == .csv, design.table != nil { checkColumns(design, node) }
  }

  private func checkColumns(_ design: DesignSpec, _ node: SourceNode) {
    let wanted = design.factors.map(\.id) + (design.policies.isEmpty ? [] : [PolicySpec.column])
    let file = node["file"]
    // Known from reading the key, so that faults lie where they are in the user's table.
    guard let name = file?.text, let file, let table = context.table(named: name, from: file, path: path) else {
      return
    }
    for name in wanted where table.column(name) == nil {
      below("file").report(
        .missing(LocalizedText(en: "column \(name)", zh: "列 \(name)")), at: table.header[0].position(in: table.source))
    }
    for cell in table.header where !wanted.contains(cell.text) && cell.text != "design_point" {
      below("file").report(
        .unknownName(cell.text, what: .factorWord, candidates: wanted), at: cell.position(in: table.source))
    }
    guard let column = table.column(PolicySpec.column), !design.policies.isEmpty else { return }
    let known = design.policies.map(\.id)
    for cell in table.rows.map({ $0[column] }) where !known.contains(cell.text) {
      below("file").report(
        .unknownName(cell.text, what: .policyWord, candidates: known), at: cell.position(in: table.source))
    }
  }

  private func checkDimensions(_ design: DesignSpec, _ node: SourceNode) {
    let dimensions = design.factors.count + (design.policies.isEmpty ? 0 : 1)
    let most: [PlanKind: Int] = [.sobol: 40, .saltelli: 20]
    if let limit = most[design.plan], dimensions > limit {
      report(
        .tooMany(
          LocalizedText(en: "factors for a sequence of Sobol", zh: "个因素（Sobol 序列）"), limit: "\(limit)"),
        at: node["factors"]?.position ?? node.position)
    }
    if design.positions(dimensions: dimensions) > 5 * Double(DesignSpec.mostPoints) {
      report(
        .tooMany(
          LocalizedText(en: "points times factors", zh: "个设计点与因素之积"), limit: "\(5 * DesignSpec.mostPoints)"),
        at: (node["points"] ?? node["trajectories"])?.position ?? node.position)
    }
    if design.plan == .morris, let levels = design.levels, !levels.isMultiple(of: 2) {
      report(
        .conflict(en: "`morris` needs an even number of levels", zh: "morris 的水平数必须为偶数"),
        at: node["levels"]?.position ?? node.position)
    }
    if design.plan == .grid, design.gridPoints == nil {
      report(.tooManyCombinations, at: node["factors"]?.position ?? node.position)
    }
  }
}

extension ScenarioProblem.Kind {
  static let tooManyCombinations = ScenarioProblem.Kind.tooMany(
    LocalizedText(en: "combinations", zh: "种组合"), limit: "\(DesignSpec.mostPoints)")
}

/// Which keys belong to which plans.
enum DesignRules {
  static let plansOfKeys: [(String, [PlanKind])] = [
    ("points", [.latinHypercube, .sobol, .saltelli, .uncertainInputs]), ("trajectories", [.morris]),
    ("levels", [.grid, .oneAtATime, .morris]), ("second_order", [.saltelli]), ("file", [.csv]),
  ]
  static let plansThatNeed: [(String, [PlanKind])] = [
    ("points", [.latinHypercube, .sobol, .saltelli, .uncertainInputs]), ("trajectories", [.morris]), ("file", [.csv]),
  ]

  static func keyOfOtherPlan(_ key: String, plan: PlanKind, plans: [PlanKind]) -> ScenarioProblem.Kind {
    let names = plans.map(\.rawValue)
    return .conflict(
      en: "`\(key)` has no meaning in a \(plan.rawValue) plan; it belongs to \(names.joined(separator: ", "))",
      zh: "\(key) 在 \(plan.rawValue) 中没有意义；它属于 \(names.joined(separator: "、"))")
  }
}

extension DesignSpec {
  /// Points that a design may have, so that their numbers fit in memory.
  public static let mostPoints = 10_000_000

  /// Numbers that a plan of the unit cube keeps in memory: one for each point and factor.
  func positions(dimensions: Int) -> Double {
    let (count, width) = (Double(points ?? 0), Double(dimensions))
    return switch plan {
    case .latinHypercube, .sobol: count * width
    case .saltelli: count * (secondOrder ? 2 * width + 2 : width + 2) * width
    case .morris: Double(trajectories ?? 0) * (width + 1) * width
    case .grid, .zip, .csv, .oneAtATime, .uncertainInputs: 0
    }
  }

  /// Number of all combinations; `nil` when there are too many.
  public var gridPoints: Int? {
    var product = max(1, policies.count)
    for factor in factors {
      let levels = factor.values.isEmpty ? factor.levels ?? self.levels ?? 1 : factor.values.count
      product *= max(1, levels)
      if product > DesignSpec.mostPoints { return nil }
    }
    return product
  }

  /// What a factor is in expressions; `nil` when there is none of this name.
  func kind(_ name: String) -> DesignExpression.Kind? {
    if name == PolicySpec.column, !policies.isEmpty { return .text }
    guard let index = factors.firstIndex(where: { $0.id == name }) else { return nil }
    if plan == .csv, let table, let column = table.header.firstIndex(of: name) {
      var factor = factors[index]
      factor.values = table.rows.map { $0[column] }
      return factor.quantities == nil ? .text : .number
    }
    return factors[index].from == nil && factors[index].quantities == nil ? .text : .number
  }
}
