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
    do throws(ExperimentError) {
      let path = out ?? "results/\(loaded.document.scenario.name)"
      let folder = try ResultFolder(path: path, options: ResultOptions(issues: issues, events: events, excel: excel))
      // A folder that is not written to cleans up when it goes, whatever ends this.
      let study = try await Study.run(loaded, options: options, records: folder.records, console: console)
      try folder.write(study.result, study: study.uncertainty, toolVersion: Version.text, log: study.times.log)
      if let trace { try study.writeTrace(to: trace) }
      return try answer(study, folder: path, console)
    } catch {
      return console.report(error, in: loaded.document)
    }
  }

  private func answer(
    _ study: Study, folder: String, _ console: Console
  ) throws(ExperimentError) -> ExitStatus {
    let report = TerminalReport(study: study, console: console)
    let lines = options.quiet ? report.verdictLines : report.lines(folder: folder)
    let text =
      options.json ? JSONReport.document(of: study, folder: folder).text : lines.map { $0 + "\n" }.joined()
    do throws(OutputFailure) {
      try Output.standard.write(text)
      return .done
    } catch {
      throw .file(path: "standard output", reason: error.reason)
    }
  }
}
