import ArgumentParser
import IssueFlow

/// `issueflow measures`: the levers that a policy may pull, one a line.
struct MeasuresCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "measures", abstract: Texts(language: .ofProcess).measuresAbstract)
  }

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    let console = language.console()
    let texts = console.texts
    var columns = Columns([.right, .left, .left, .left, .left], indent: 0)
    columns.addHeader(["", texts.measureHeading, texts.termHeading, texts.parametersHeading, texts.sideEffectHeading])
    for kind in MeasureRegistry.all {
      columns.add([
        .init("\(kind.page.number)"), .init(kind.page.id, .strong), .init(texts(kind.page.title)),
        .init(kind.parameters.map(\.field.key).joined(separator: ", ").truncated(to: 48)),
        .init(texts(kind.page.sideEffect)),
      ])
    }
    try console.say(columns.lines(style: console.style, width: console.width) + ["", texts.measuresHint])
    return .done
  }
}
