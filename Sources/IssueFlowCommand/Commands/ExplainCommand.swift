import ArgumentParser
import IssueFlow
import Policies
import ScenarioLanguage

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
      let mentions = mentions(of: name, console.texts)
      console.note(
        mentions.isEmpty
          ? [console.texts.unknownName(name, suggestion: suggestion(for: name, console.texts))]
          : [console.texts.onlyMentioned(name)] + Columns(rows: mentions).lines(style: .plain, width: console.width))
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

  /// Every name that has a page, with a sentence of it, by what it is.
  private func chapters(_ texts: Texts) -> [(heading: String, pages: [(name: String, text: String)])] {
    [
      (texts.responsesHeading, Response.all.map { ($0.name, texts($0.meaning)) }),
      (texts.causesHeading, causes.map { ($0.name, texts($0.meaning)) }),
      (texts.measuresHeading, MeasureRegistry.all.map { ($0.page.id, texts($0.page.title)) }),
      (texts.keysHeading, ScenarioSchema.fields.map { ($0.0, texts($0.1.doc)) }),
    ]
  }

  private func index(_ console: Console) -> [String] {
    chapters(console.texts).flatMap { heading, pages in
      [console.style(.strong, heading)] + Columns(rows: pages).lines(style: console.style, width: console.width) + [""]
    }.dropLast()
  }

  /// The pages in whose sentence, or in the words that reports use for them, a text stands; in either language.
  private func mentions(of text: String, _ texts: Texts) -> [(name: String, text: String)] {
    let wanted = text.lowercased()
    guard wanted.count > 2 || wanted.contains(where: { !$0.isASCII }) else { return [] }
    let told = Language.allCases.map { Texts(language: $0) }.flatMap { spoken in
      causes.map { ($0.name, spoken($0.title)) } + chapters(spoken).flatMap(\.pages)
    }
    let names = Set(told.filter { $0.1.lowercased().contains(wanted) }.map(\.0))
    return Array(chapters(texts).flatMap(\.pages).filter { names.contains($0.name) }.prefix(Self.mostMentions))
  }

  private static let mostMentions = 12

  private func suggestion(for name: String, _ texts: Texts) -> String {
    let candidates =
      Response.all.map(\.name) + causes.map(\.name) + MeasureRegistry.all.flatMap { [$0.page.id, $0.page.term] }
      + ScenarioSchema.explainable
    let kind = ScenarioProblem.Kind.unknownName(name, what: texts.explainable, candidates: candidates)
    return texts.language == .chinese ? kind.sentence(.chinese) : kind.sentence(.english)
  }

  private var causes: [LeakCause] { LeakCause.allCases.filter { $0 != .none } }
}

extension Columns {
  /// A name and a sentence in each row.
  fileprivate init(rows: [(name: String, text: String)]) {
    self.init([.left, .left])
    for row in rows { add([.init(row.name), .init(row.text)]) }
  }
}
