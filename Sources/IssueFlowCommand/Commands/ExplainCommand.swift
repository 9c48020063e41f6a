import ArgumentParser
import IssueFlow

/// `issueflow explain`: what a key of a scenario, a response, a cause or a measure is.
struct ExplainCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "explain", abstract: Texts(language: .ofProcess).explainAbstract)
  }

  @Argument(
    help: .text(\.explainName),
    completion: .list(Response.all.map(\.name) + MeasureRegistry.all.map(\.page.id) + ScenarioSchema.explainable))
  var name: String?

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    let console = language.console()
    guard let name else {
      try console.say(index(console))
      return .done
    }
    let pages = pages(of: name, console.texts)
    guard !pages.isEmpty else {
      console.note([console.texts.unknownName(name, suggestion: suggestion(for: name, console.texts))])
      return .usage
    }
    try console.say(Array(pages.joined(separator: [""])))
    return .done
  }

  /// One name may mean several things; each has its page.
  private func pages(of name: String, _ texts: Texts) -> [[String]] {
    var pages: [[String]] = []
    if let response = Response.named(name) { pages.append(texts.page(of: response)) }
    if let cause = causes.first(where: { $0.name == name }) { pages.append(texts.page(of: cause)) }
    if let kind = MeasureRegistry.named(name) { pages.append(texts.page(of: kind)) }
    if let page = ScenarioSchema.explain(name, in: texts.language) { pages.append([page]) }
    return pages
  }

  private func index(_ console: Console) -> [String] {
    let texts = console.texts
    var responses = Columns([.left, .left])
    for response in Response.all { responses.add([.init(response.name), .init(texts(response.meaning))]) }
    var reasons = Columns([.left, .left])
    for cause in causes { reasons.add([.init(cause.name), .init(texts.meaning(of: cause))]) }
    var keys = Columns([.left, .left])
    for (path, field) in ScenarioSchema.fields { keys.add([.init(path), .init(texts(field.doc))]) }
    var measures = Columns([.left, .left])
    for kind in MeasureRegistry.all { measures.add([.init(kind.page.id), .init(texts(kind.page.title))]) }
    let tables = [
      (texts.responsesHeading, responses), (texts.causesHeading, reasons), (texts.measuresHeading, measures),
      (texts.keysHeading, keys),
    ]
    return tables.flatMap { heading, table in
      [console.style(.strong, heading)] + table.lines(style: console.style, width: console.width) + [""]
    }.dropLast()
  }

  private func suggestion(for name: String, _ texts: Texts) -> String {
    let candidates =
      Response.all.map(\.name) + causes.map(\.name) + MeasureRegistry.all.flatMap { [$0.page.id, $0.page.term] }
      + ScenarioSchema.explainable
    let kind = ScenarioProblem.Kind.unknownName(name, what: texts.explainable, candidates: candidates)
    return texts.language == .chinese ? kind.sentence(.chinese) : kind.sentence(.english)
  }

  private var causes: [LeakCause] { LeakCause.allCases.filter { $0 != .none } }
}
