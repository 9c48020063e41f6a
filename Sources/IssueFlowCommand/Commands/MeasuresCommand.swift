import ArgumentParser
import Policies
import ScenarioLanguage

/// `issueflow measures`: the levers that a policy may pull, each with its term, its parameters and its side effect.
struct MeasuresCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "measures", abstract: Texts(language: .ofProcess).measuresAbstract)
  }

  @Flag(help: .text(\.measuresJSON))
  var json = false

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    if json {
      try Output.standard.write(MeasuresJSON.document(of: MeasureRegistry.all).text)
      return .done
    }
    let console = language.console()
    try console.say(MeasureRegistry.all.flatMap { row(of: $0, console) } + [console.texts.measuresHint])
    return .done
  }

  /// What it is called on one line, then its parameters, then what it is known to cost elsewhere.
  private func row(of kind: MeasureKind, _ console: Console) -> [String] {
    let (page, texts) = (kind.page, console.texts)
    let number = String(repeating: " ", count: page.number < 10 ? 1 : 0) + "\(page.number)"
    let names = texts.language == .chinese ? [page.term, page.title.en] : [page.title.en, page.term]
    func paragraph(_ text: String, _ emphasis: Emphasis) -> [String] {
      text.wrapped(to: console.width - 4).map { "    " + console.style(emphasis, $0) }
    }
    return ["\(number)  \(console.style(.strong, page.id))  \(names.joined(separator: " · "))"]
      + paragraph(kind.parameters.map(\.field.key).joined(separator: ", "), .faint)
      + paragraph(console.style.glyphs.warning + " " + texts(page.sideEffect), .none) + [""]
  }
}
