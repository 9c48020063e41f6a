import ArgumentParser
import Experiments
import IssueFlow

/// `issueflow run`: simulates a scenario, writes its results and says what comes of it.
struct RunCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "run", abstract: texts.runAbstract, discussion: texts.runDiscussion)
  }

  @Argument(help: .text(\.file), completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @OptionGroup var options: StudyOptions

  @Option(name: .shortAndLong, help: .text(\.outFolder, valueName: "dir"), completion: .directory)
  var out: String?

  @Flag(help: .text(\.excel))
  var excel = false

  @Flag(help: .text(\.events))
  var events = false

  @Flag(help: .text(\.issues))
  var issues = false

  @Option(help: .text(\.trace, valueName: "file"), completion: .file())
  var trace: String?

  @OptionGroup var language: LanguageOptions

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: options.quiet)
    let loaded: LoadedScenario
    do {
      loaded = try LoadedScenario(path: file, overrides: options.overrides)
    } catch {
      return console.report(error)
    }
    let path = out ?? "results/\(loaded.document.scenario.name)"
    let study: Study
    do throws(ExperimentError) {
      study = try await self.study(loaded, folder: path, console)
    } catch {
      return console.report(error, in: loaded.document)
    }
    let report = TerminalReport(study: study, console: console)
    if options.json {
      try Output.standard.write(JSONReport.document(of: study, folder: path).text)
    } else {
      try console.say(options.quiet ? report.verdictLines : report.lines(folder: path))
    }
    return .done
  }

  /// Runs the scenario and puts its result files in place, all or none.
  private func study(
    _ loaded: LoadedScenario, folder path: String, _ console: Console
  ) async throws(ExperimentError) -> Study {
    let folder = try ResultFolder(path: path, options: ResultOptions(issues: issues, events: events, excel: excel))
    defer { folder.discard() }
    let study = try await Study.run(loaded, options: options, records: folder.records, console: console)
    if let trace { try study.result.writeTrace(to: trace) }
    try folder.write(study.result, study: study.uncertainty, toolVersion: Version.text, log: study.times.log)
    return study
  }
}
