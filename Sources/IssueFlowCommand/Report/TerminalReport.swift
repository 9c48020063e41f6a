import Experiments
import ScenarioLanguage

/// The report of a run for a person: the answer first, then why, then how it went.
struct TerminalReport {
  let study: Study
  let console: Console

  var result: ExperimentResult { study.result }
  var texts: Texts { console.texts }
  var style: Style { console.style }
  var width: Int { console.width }
  var tiers: [TierSpec] { result.scenario.tiers }

  /// All sections, with an empty line between them.
  /// - Parameter folder: where the result files are, if any were written.
  func lines(folder: String?) -> [String] {
    let sections = [
      answer, split, splits, guards, leaks, issues, tierTable, departmentTable, uncertainty, diagnoses,
      ending(folder: folder),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  func heading(_ text: String) -> String { style(.strong, text) }

  func table(_ columns: Columns) -> [String] { columns.lines(style: style, width: width) }

  /// A text in lines below each other, the first after a mark.
  func paragraph(_ mark: String, _ text: String, emphasis: Emphasis = .none) -> [String] {
    let indent = String(repeating: " ", count: mark.columns + 3)
    return text.wrapped(to: width - indent.columns).enumerated().map { index, line in
      (index == 0 ? "  \(style(emphasis, mark)) " : indent) + line
    }
  }

  func name(ofTier id: String) -> String {
    tiers.first { $0.id == id }.map { texts.name($0.title, id: id) } ?? id
  }

  func name(ofType id: String) -> String {
    result.scenario.types.first { $0.id == id }.map { texts.name($0.title, id: id) } ?? id
  }
}
