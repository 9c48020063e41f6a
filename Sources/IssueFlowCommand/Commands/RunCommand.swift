import ArgumentParser
import Experiments

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

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    try StudyOptions.checkPath(trace, "--trace")
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: options.quiet)
    let loaded: LoadedScenario
    do {
      loaded = try LoadedScenario(path: file, policies: options.policies, overrides: options.overrides)
    } catch {
      return console.report(error)
    }
    let path = out ?? "results/\(loaded.document.scenario.name)"
    let study: Study
    do throws(ExperimentError) {
      study = try await Study.run(
        loaded, into: path, results: ResultOptions(issues: issues, events: events, excel: excel), trace: trace,
        options: options, console: console)
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
}
