/// The keys of a search file.
extension Section<SearchSpec> {
  static var search: Section {
    Section(
      doc: LocalizedText(
        en: "A search for the cheapest policy that meets the targets of the base scenario.", zh: "寻找满足基础场景目标的最低成本政策。"),
      fields: (Section<DesignSpec>.heading + Section<DesignSpec>.space).map(inSpace) + selection + surrogate + after,
      check: { search, node, place in place.check(search, node) })
  }

  private static func inSpace(_ field: Field<DesignSpec>) -> Field<SearchSpec> {
    Field(spec: field.spec) { node, search, place in field.read(node, &search.space, place) }
  }

  private static var selection: [Field<SearchSpec>] {
    [
      Field(
        "cost", .expression, default: "staff and measures, as the scenario prices them",
        en: "What a policy costs, as a number made of the factors.", zh: "政策成本：由因素组成的数。"
      ) { node, search, place in
        search.cost = place.leaf(node, Notation<DesignExpression>.expression)
      },
      .leaf(
        "confidence", \.confidence, .share(.insideZeroToOne), default: "95%",
        en: "Chance that the choice is right where every policy is tried.", zh: "穷举时选对的概率。"),
      .leaf(
        "indifference", \.indifference, .indifference, default: "0.5 points",
        en:
          "How far beyond or short of a bound does not matter: of shares in points, of other responses as a part of the bound.",
        zh: "超出或未达限值多少可忽略：比例以百分点计，其他指标以限值的比例计。"),
      .leaf(
        "first", \.first, .integer(2...100_000), default: "5", unit: .runs,
        en: "Runs of a policy before its first look.",
        zh: "每项政策首次查看前的次数。"),
      .leaf(
        "at_most", \.atMost, .integer(2...1_000_000), default: "320", unit: .runs,
        en: "Runs after which a policy is left undecided.", zh: "每项政策的次数上限，此后视为不能判定。"),
      .leaf(
        "runs", \.runs, .optionalInteger(1...100_000_000), unit: .runs, en: "Runs of the whole search at most.",
        zh: "整个搜索的次数上限。"),
      Field(
        "time", .duration(.positive), en: "Time after which the search ends with the best so far.",
        zh: "搜索时间上限，到时给出目前最好的政策。"
      ) { node, search, place in
        search.minutes = place.leaf(node, Notation<Double>.duration(.positive))
      },
    ]
  }

  private static var surrogate: [Field<SearchSpec>] {
    [
      .leaf(
        "method", \.method, .choice, default: "auto",
        en:
          "`exhaustive` promises its confidence; `surrogate` is for spaces too large for that; `auto` chooses by size.",
        zh: "exhaustive 保证其置信水平；surrogate 用于过大的空间；auto 按规模选择。"),
      .leaf(
        "initial", \.initial, .optionalInteger(2...10_000), en: "Policies with which the surrogate begins.",
        zh: "surrogate 起始的政策数。"),
      Field(
        "explore", .map(.text, of: .pathOfScenario),
        en: "What is set while looking around, such as a smaller city; answers are confirmed without it.",
        zh: "探索阶段的设置（如较小的城市）；结果在没有这些设置时确认。"
      ) { node, search, place in
        guard let entries = node.entries else {
          return place.report(.shape(found: node.shape, expected: .mappingOfKeys), at: node.position)
        }
        for entry in entries {
          guard SourcePath.components(of: entry.key) != nil, let text = entry.value.text, entry.value.shape == .text
          else {
            place.report(.overridePath(entry.key), at: entry.keyPosition)
            continue
          }
          search.explore[entry.key] = text
        }
      },
    ]
  }

  private static var after: [Field<SearchSpec>] {
    [
      .leaf(
        "confirm", \.confirm, .integer(2...100_000), default: "20", unit: .runs,
        en: "Fresh runs that confirm the answer.", zh: "用于确认结果的新的重复次数。"),
      .leaf(
        "cities", \.cities, .integer(0...100_000), default: "0",
        en: "Plausible cities, drawn from the ranges of uncertain inputs, in which the answer is tried.",
        zh: "用于检验结果的可能城市数（从不确定输入的范围抽取）。"),
      .leaf(
        "plausible", \.plausible, .share(), default: "80%",
        en: "Share of the plausible cities in which it must meet the targets.", zh: "在可能城市中必须达标的比例。"),
    ]
  }
}

extension Notation<Double> {
  fileprivate static var indifference: Self {
    .init(
      .tolerance,
      text: { (text) throws(TextProblem) in
        let tolerance = try ShareGrammar.tolerance(text)
        guard tolerance > 0, tolerance < 1 else {
          throw TextProblem(.outOfRange(text, allowed: LocalizedText(en: "more than 0 points", zh: "大于 0 的百分点")))
        }
        return tolerance
      })
  }
}

extension ReadingPlace {
  fileprivate func check(_ search: SearchSpec, _ node: SourceNode) {
    checkSpace(search.space, node)
    if search.space.factors.isEmpty, search.space.policies.isEmpty, node["factors"] == nil {
      report(.missing(LocalizedText(en: "factors, or policies", zh: "factors 或 policies")), at: node.position)
    }
    for factor in search.space.factors where factor.values.isEmpty && factor.from == nil {
      let written = node["factors"]?.items?.first { $0.itemID == factor.id }
      if written?["from"] == nil, written?["values"] == nil {
        below("factors").below(factor.id).report(
          .missing(LocalizedText(en: "values, or from and to", zh: "values，或 from 和 to")),
          at: written?["id"]?.position ?? node.position)
      }
    }
    if let cost = search.cost {
      checkNames(of: cost, in: search.space, wanted: .number, at: node["cost"]?.position ?? node.position)
    }
    var space = search.space
    space.levels = space.levels ?? SearchSpec.usualLevels
    if space.gridPoints == nil {
      report(.tooManyCombinations, at: node["factors"]?.position ?? node.position)
    }
    if search.first > search.atMost {
      report(
        .conflict(en: "`first` is more than `at_most`", zh: "first 大于 at_most"),
        at: node["first"]?.position ?? node.position)
    }
  }
}
