import ArgumentParser
import Experiments
import Foundation
import ScenarioLanguage

/// `issueflow search`: looks for the cheapest policy that meets the targets.
struct SearchCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "search", abstract: texts.searchAbstract, discussion: texts.searchDiscussion)
  }

  @Argument(help: .text(\.searchFile, valueName: "search"), completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(name: .shortAndLong, help: .text(\.outFolder, valueName: "dir"), completion: .directory)
  var out: String?

  @Option(name: .shortAndLong, help: .text(\.seed))
  var seed: UInt32?

  @Option(name: .shortAndLong, help: .text(\.jobs))
  var jobs: Int?

  @Option(name: .customLong("set"), help: .text(\.set, valueName: "path=value"))
  var settings: [String] = []

  @Flag(help: .text(\.forceResult))
  var force = false

  @Flag(help: .text(\.json))
  var json = false

  @Flag(name: .shortAndLong, help: .text(\.quiet))
  var quiet = false

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    try StudyOptions.check(jobs, "--jobs", 1...1024)
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: quiet || json)
    let document: DesignDocument<SearchSpec>
    do {
      document = try .load(path: file, overrides: settings.map(Override.init(argument:)))
    } catch {
      return console.report(error)
    }
    do throws(ExperimentError) {
      return try await search(try PolicySearch(document: document, seed: seed, tool: Version.content), console)
    } catch {
      return console.report(error)
    }
  }

  private func search(_ search: PolicySearch, _ console: Console) async throws(ExperimentError) -> ExitStatus {
    let path = out ?? "results/\(search.document.spec.space.name)"
    let folder = try SearchFolder(path: path)
    defer { folder.close() }
    let journal = try folder.journal(of: search, mayShrink: force)
    console.say(opening: journal.opening, in: journal.folder, finished: journal.count)
    console.warn(of: search.document.policies.map(\.document))
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    let bar = ProgressBar(console: console)
    defer { bar.clear() }
    let begin = (date: Date(), instant: ContinuousClock.now)
    let incumbent = Incumbent()
    let outcome: SearchOutcome
    do throws(ExperimentError) {
      outcome = try await Interruption.watched(console) { () async throws(ExperimentError) in
        try await search.run(
          jobs: jobs, journal: journal,
          progress: { bar.show(console.texts.label(of: $0), done: $1, of: $2) },
          found: { progress in
            guard let best = progress.best, incumbent.isNew(best.policy) else { return }
            bar.clear()
            console.remark(console.texts.bestSoFar(progress))
          })
      }
      let wall = (ContinuousClock.now - begin.instant) / .seconds(1)
      try folder.write(
        outcome, of: search,
        log: StudyLog(date: begin.date, invocation: CommandLine.arguments, wallSeconds: wall, jobs: jobs))
      console.sayOutdatedPage(in: path)
    } catch {
      if journal.count > 0, journal.isInPlace {
        console.note([console.texts.keptOfSearch(journal.count, in: journal.folder)])
      }
      throw error
    }
    bar.clear()
    let report = SearchReport(search: search, outcome: outcome, console: console)
    do throws(OutputFailure) {
      if json {
        try Output.standard.write(outcome.json(of: search).text)
      } else {
        try console.say(quiet ? report.answer : report.lines(folder: path))
      }
    } catch {
      return console.report(error)
    }
    if outcome.ending == .interrupted { return .interrupted }
    if outcome.isConfirmed { return .done }
    // That none meets is known only when every policy is decided.
    return outcome.ending == .nothingMeets ? .notMet : .undecided
  }
}
