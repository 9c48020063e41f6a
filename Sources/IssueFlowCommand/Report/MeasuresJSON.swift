import Experiments
import ScenarioLanguage

/// The list of measures for programs: what `measures` and `explain` say, in both languages.
enum MeasuresJSON {
  static func document(of kinds: [MeasureKind]) -> JSONValue {
    .object([
      ("areas", .array(MeasureArea.allCases.map(area))),
      ("measures", .array(kinds.map(measure))),
    ])
  }

  private static func area(_ area: MeasureArea) -> JSONValue {
    .object([("id", .string(area.rawValue)), ("title", both(area.title))])
  }

  private static func measure(_ kind: MeasureKind) -> JSONValue {
    let page = kind.page
    return .object([
      ("number", .integer(page.number)), ("id", .string(page.id)), ("area", .string(page.area.rawValue)),
      ("term", .string(page.term)), ("title", both(page.title)), ("mechanism", both(page.mechanism)),
      ("side_effect", both(page.sideEffect)), ("in_hand", both(page.inHand)),
      // What each rule says holds once a city can be saved.
      ("saved_state", .string("not yet")),
      ("parameters", .array(kind.parameters.map(parameter))),
    ])
  }

  private static func parameter(_ parameter: MeasureKind.Parameter) -> JSONValue {
    let field = parameter.field
    return .object([
      ("id", .string(field.key)), ("default", .string(field.defaultText)), ("is_required", .boolean(field.isRequired)),
      ("is_cost", .boolean(field.isMoney)), ("unit", both(field.unit)), ("meaning", both(field.doc)),
      ("range", .string(parameter.range)), ("source", both(parameter.source)),
    ])
  }

  private static func both(_ text: LocalizedText) -> JSONValue {
    .object([("en", .string(text.en)), ("zh", .string(text.zh))])
  }
}
