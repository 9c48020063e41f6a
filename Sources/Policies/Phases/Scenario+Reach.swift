import ScenarioLanguage

// Measures and observed routing: what acts through authority and competence does not reach types that ask for neither.

extension Scenario {
  /// What of some measures cannot reach a type whose routing is observed.
  func remarksOnReach(of uses: [MeasureUse]) -> [ScenarioRemark] {
    let routed = types.filter { $0.routing != nil }.map(\.id)
    guard !routed.isEmpty else { return [] }
    // A city may have a hundred types.
    let names = routed.prefix(5).map { "`\($0)`" }
    let (english, chinese) = (names.joined(separator: ", "), names.joined(separator: "、"))
    let more = routed.count > names.count ? (en: " and \(routed.count - names.count) more", zh: "等") : (en: "", zh: "")
    return uses.compactMap { use in
      let id = use.page.id
      let text: LocalizedText
      switch use.page.decisions {
      case .nothing: return nil
      case .all:
        text = LocalizedText(
          en: "\(id) does nothing for \(english)\(more.en): the routing of the type is observed",
          zh: "\(id) 对 \(chinese)\(more.zh)不起作用：该类型的流转取自记录")
      case .some(let part):
        text = LocalizedText(
          en: "\(part.en) of \(id) does nothing for \(english)\(more.en): the routing of the type is observed",
          zh: "\(id) 的\(part.zh)对 \(chinese)\(more.zh)不起作用：该类型的流转取自记录")
      }
      return ScenarioRemark(path: ["measures", id], kind: .custom(text))
    }
  }

  /// What is wrong with a measure that acts through authority or competence where every type's routing is observed.
  package func lacksDecisions(for use: MeasureUse) -> [ScenarioProblem.Kind] {
    guard case .all = use.page.decisions, use.isEverActive, types.allSatisfy({ $0.routing != nil }) else { return [] }
    return [
      .custom(
        en: """
          \(use.page.id) does nothing here: it changes who may decide or who succeeds, and the routing of every type is \
          observed; write `authority` and `competence` instead of `routing` for the types that it should act on
          """,
        zh: """
          \(use.page.id) 在此不起作用：它改变的是权限或能力，而所有类型的流转都取自记录；\
          请对该措施应作用的类型用权限（authority）和能力（competence）代替 routing
          """)
    ]
  }
}

extension MeasureUse {
  /// Whether its dose is ever more than 0.
  package var isEverActive: Bool { dose > 0 || steps.contains { $0.dose > 0 } }
}

extension LocalizedText {
  static let competencePart = LocalizedText(en: "the competence part", zh: "能力部分")
}
