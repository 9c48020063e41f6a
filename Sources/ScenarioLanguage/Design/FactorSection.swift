/// `factors`: what a design varies.
extension Section<FactorSpec> {
  static var factor: Section {
    Section(
      doc: LocalizedText(
        en: "A part of the scenario that varies: over levels in `values`, or over a range `from` … `to`.",
        zh: "场景中变动的部分：取 values 中的水平，或在 from … to 的范围内变动。"),
      fields: [
        .leaf(
          "id", \.id, .id(reserved: [PolicySpec.column, "design_point"]), required: true,
          en: "Its column in the results.", zh: "结果中的列名。"),
        Field(
          "path", .texts(.pathOfScenario), required: true,
          en: "Where it is in the scenario, as --set takes it, or a list of places that all take its value.",
          zh: "在场景中的位置（同 --set），或共用其取值的位置列表。"
        ) { node, factor, place in
          factor.paths = place.texts(node).compactMap { node, place in
            guard let text = node.text, SourcePath.components(of: text) != nil else {
              place.report(.overridePath(node.text ?? ""), at: node.position)
              return nil
            }
            return text
          }
        },
        Field("values", .texts(.valueOfScenario), en: "Its levels, as the scenario writes them.", zh: "各水平，按场景写法。") {
          node, factor, place in
          factor.values = place.texts(node).compactMap { node, place in
            if let text = node.text, node.shape == .text { return text }
            place.report(.shape(found: node.shape, expected: .plainText), at: node.position)
            return nil
          }
        },
        .leaf("from", \.from, .quantity, en: "Low end of its range.", zh: "范围下端。"),
        .leaf("to", \.to, .quantity, en: "High end of its range, in the same unit.", zh: "范围上端，单位相同。"),
        .leaf(
          "levels", \.levels, .optionalInteger(2...10_000), en: "Levels of its range, ends included.",
          zh: "范围内的水平数，含两端。"),
        .leaf(
          "whole", \.isWhole, .boolean, default: "false", en: "Whether only whole numbers make sense.", zh: "是否只取整数。"),
        .leaf(
          "scale", \.scale, .choice, default: "linear",
          en: "Whether steps of a range are equal, or equal in ratio (`log`).",
          zh: "范围内各步等距，或等比（log）。"),
      ],
      check: { factor, node, place in place.check(factor, node) })
  }
}

extension ReadingPlace {
  fileprivate func check(_ factor: FactorSpec, _ node: SourceNode) {
    let hasRange = node["from"] != nil || node["to"] != nil
    if hasRange, node["values"] != nil {
      return report(
        .conflict(en: "a factor has either `values`, or `from` and `to`", zh: "因素要么写 values，要么写 from 和 to"),
        at: node.position)
    }
    guard hasRange else { return }
    guard let from = factor.from, let to = factor.to else {
      if node["from"] == nil || node["to"] == nil {
        report(.missing(LocalizedText(same: node["from"] == nil ? "from" : "to")), at: node.position)
      }
      return
    }
    let position = node["to"]?.position ?? node.position
    if from.unit.filter({ !$0.isWhitespace }) != to.unit.filter({ !$0.isWhitespace }) {
      report(.rangeImpossible(.rangeOfOtherUnit), at: position)
    } else if from.number >= to.number {
      report(
        .conflict(en: "`to` must be more than `from` (\(from.text))", zh: "to 必须大于 from（\(from.text)）"), at: position)
    } else if factor.scale == .logarithmic, from.number <= 0 {
      report(
        .conflict(en: "steps of equal ratio need ends above 0", zh: "等比步长要求两端大于 0"),
        at: node["from"]?.position ?? position)
    } else if factor.isWhole, from.number.rounded() != from.number || to.number.rounded() != to.number {
      report(
        .conflict(en: "a factor of whole numbers has whole ends", zh: "只取整数的因素，两端必须为整数"), at: position)
    }
  }

  /// The items of a list of texts, or the one text that stands for a list of one.
  func texts(_ node: SourceNode) -> [(SourceNode, ReadingPlace)] {
    guard let items = node.items else {
      if node.shape == .text { return [(node, self)] }
      report(.shape(found: node.shape, expected: .listOfTexts), at: node.position)
      return []
    }
    if items.isEmpty { report(.wrongCount(found: 0, expected: "1–"), at: node.position) }
    return items.enumerated().map { ($0.element, below("\($0.offset)")) }
  }

  /// A response, or with a dot one of its classes.
  func response(_ node: SourceNode) -> (name: String, responseClass: String)? {
    guard let text = node.text, NameGrammar.isGuard(text) else {
      report(.malformedName(node.text ?? "", allowed: .guardExample), at: node.position)
      return nil
    }
    let parts = text.split(separator: ".").map(String.init)
    guard Response.named(parts[0]) != nil else {
      report(.unknownName(parts[0], what: .responseWord, candidates: Response.all.map(\.name)), at: node.position)
      return nil
    }
    return (parts[0], parts.count > 1 ? parts[1] : "")
  }
}

/// The longer way to say how often a point is simulated.
struct PrecisionDraft {
  var first = 5
  var atMost = 100
  var response = ""
  var responseClass = ""
  var relativeHalfWidth = 0.05
}

extension Section<PrecisionDraft> {
  static var precision: Section {
    Section(
      doc: LocalizedText(
        en:
          "Replications until the interval of a response is narrow enough and stays so (Hoad, Robinson and Davies 2010).",
        zh: "重复到某指标的区间足够窄并保持（Hoad、Robinson 与 Davies，2010）。"),
      fields: [
        .leaf("first", \.first, .integer(2...1_000_000), default: "5", unit: .runs, en: "Runs at least.", zh: "最少次数。"),
        .leaf(
          "at_most", \.atMost, .integer(2...1_000_000), default: "100", unit: .runs, en: "Runs at most.", zh: "最多次数。"),
        Field("response", .text, required: true, en: "Which response, as `share.grid`.", zh: "哪个指标，如 share.grid。") {
          node, draft, place in
          if let (name, part) = place.response(node) { (draft.response, draft.responseClass) = (name, part) }
        },
        .leaf(
          "relative_half_width", \.relativeHalfWidth, .share(.insideZeroToOne), default: "5%",
          en: "Half the width of its interval over its mean.", zh: "区间半宽与均值之比。"),
      ],
      check: { draft, node, place in
        if draft.first > draft.atMost {
          place.report(.conflict(en: "`first` is more than `at_most`", zh: "first 大于 at_most"), at: node.position)
        }
      })
  }
}

extension ReadingPlace {
  /// A number of replications, or the mapping of the longer way.
  func replications(_ node: SourceNode) -> ReplicationRule? {
    guard node.entries != nil else {
      return leaf(node, Notation<Int>.integer(1...1_000_000)).map { .fixed($0) }
    }
    var draft = PrecisionDraft()
    Section<PrecisionDraft>.precision.read(node, into: &draft, at: self)
    return .precise(
      first: draft.first, atMost: draft.atMost, response: draft.response, responseClass: draft.responseClass,
      relativeHalfWidth: draft.relativeHalfWidth)
  }
}

extension LocalizedText {
  static let pathOfScenario = LocalizedText(en: "path in the scenario", zh: "场景中的位置")
  static let valueOfScenario = LocalizedText(en: "value of the scenario", zh: "场景中的取值")
  static let listOfTexts = LocalizedText(en: "a list of texts", zh: "文本列表")
}
