import ArgumentParser
import Experiments
import Foundation
import ScenarioLanguage

/// `issueflow check`: runs scenarios and says by its exit code whether their targets are met.
struct CheckCommand: Subcommand {
  enum Undecided: String, CaseIterable, ExpressibleByArgument {
    case pass
    case fail
  }

  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "check", abstract: texts.checkAbstract, discussion: texts.checkDiscussion)
  }

  @Argument(help: .text(\.files, valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @OptionGroup var options: StudyOptions

  @Option(help: .text(\.junit, valueName: "file"), completion: .file(extensions: ["xml"]))
  var junit: String?

  @Option(help: .text(\.undecided))
  var undecided = Undecided.fail

  @Option(help: .text(\.baseline, valueName: "path"), completion: .file(extensions: ["csv"]))
  var baseline: String?

  @Option(name: .shortAndLong, help: .text(\.outFolders, valueName: "dir"), completion: .directory)
  var out: String?

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    try StudyOptions.checkPath(junit, "--junit")
    try StudyOptions.checkPath(baseline, "--baseline")
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: options.quiet)
    if let junit {
      do throws(ExperimentError) {
        try JUnitReport.checkPlace(junit)
      } catch {
        return console.report(error)
      }
    }
    // All are read before the first is run: an hour of work must not end at a misspelt key of the last.
    let (found, unmatched) = FilePatterns.expand(files)
    if !unmatched.isEmpty {
      console.note(unmatched.map { console.texts.error(console.texts.noMatch($0)) })
      return .usage
    }
    var (scenarios, broken) = load(found, console)
    let baselines = broken.isEmpty ? read(of: scenarios, &broken, console) : [:]
    if broken.isEmpty { refuseSmaller(scenarios, &broken, console) }
    if !broken.isEmpty { scenarios = [] }
    var outcomes = broken
    if broken.isEmpty {
      for scenario in scenarios {
        let outcome = await outcome(of: scenario, baselines[scenario.document.path], console)
        outcomes.append(outcome)
        if case .studied(let study) = outcome, !options.json {
          try console.say(CheckReport(study: study, console: console).lines(isShort: options.quiet))
        }
        if case .failed(_, _, .interrupted) = outcome { break }
      }
    }
    if options.json { try sayJSON(outcomes) }
    var status = ExitStatus.worst(of: outcomes.map { $0.status(undecidedPasses: undecided == .pass) })
    if let junit, !write(outcomes, to: junit, console) { status = .failure }
    return status
  }

  /// The earlier numbers of each scenario, by its path: a file for all, or a folder of results by scenario name.
  private func read(
    of scenarios: [LoadedScenario], _ broken: inout [CheckOutcome], _ console: Console
  ) -> [String: Baseline] {
    guard let baseline else { return [:] }
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: baseline, isDirectory: &isFolder)
    var read: [String: Baseline] = [:]
    for scenario in scenarios {
      let path = isFolder.boolValue ? "\(baseline)/\(scenario.document.scenario.name)/summary.csv" : baseline
      do {
        read[scenario.document.path] = try Baseline(path: path)
      } catch {
        let message = console.texts.sentence(error)
        console.note([console.texts.error(message)])
        broken.append(.failed(file: scenario.document.path, message: message, status: .usage))
      }
    }
    return read
  }

  /// What would replace a larger result is refused before anything is run.
  private func refuseSmaller(_ scenarios: [LoadedScenario], _ broken: inout [CheckOutcome], _ console: Console) {
    guard let out, !options.force else { return }
    for scenario in scenarios {
      do throws(ExperimentError) {
        try ResultFolder.checkExtent(
          of: Study.experiment(scenario, options), cities: options.uncertainty,
          in: "\(out)/\(scenario.document.scenario.name)")
      } catch {
        let status = console.report(error, in: scenario.document)
        broken.append(
          .failed(file: scenario.document.path, message: error.text(in: console.texts.language), status: status))
      }
    }
  }

  private func load(_ files: [String], _ console: Console) -> (scenarios: [LoadedScenario], broken: [CheckOutcome]) {
    var scenarios: [LoadedScenario] = []
    var broken: [CheckOutcome] = []
    for file in files {
      do throws(ScenarioError) {
        scenarios.append(try LoadedScenario(path: file, policies: options.policies, overrides: options.overrides))
      } catch {
        let status = console.report(error)
        broken.append(.failed(file: file, message: error.report(in: console.texts.language), status: status))
      }
    }
    return (scenarios, broken)
  }

  private func outcome(
    of scenario: LoadedScenario, _ baseline: Baseline?, _ console: Console
  ) async -> CheckOutcome {
    do throws(ExperimentError) {
      var study = try await study(scenario, console)
      study.moves = baseline?.moves(to: study.result)
      return .studied(study)
    } catch {
      let document = scenario.document
      return .failed(
        file: document.path, message: error.text(in: console.texts.language),
        status: console.report(error, in: document))
    }
  }

  private func study(_ scenario: LoadedScenario, _ console: Console) async throws(ExperimentError) -> Study {
    guard let out else { return try await Study.run(scenario, options: options, expecting: true, console: console) }
    return try await Study.run(
      scenario, into: "\(out)/\(scenario.document.scenario.name)", options: options, expecting: true,
      console: console)
  }

  private func sayJSON(_ outcomes: [CheckOutcome]) throws {
    let documents = outcomes.map { outcome -> JSONValue in
      switch outcome {
      case .studied(let study):
        JSONReport.document(of: study, folder: out.map { "\($0)/\(study.result.scenario.name)" })
      case .failed(let file, let message, _): .object([("file", .string(file)), ("error", .string(message))])
      }
    }
    try Output.standard.write(JSONValue.array(documents).text)
  }

  private func write(_ outcomes: [CheckOutcome], to file: String, _ console: Console) -> Bool {
    let report = JUnitReport(suites: outcomes.map { $0.suite(console.texts) })
    do {
      // Asked again: an hour may have passed.
      try JUnitReport.checkPlace(file)
      try Data(report.text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      return true
    } catch let error as ExperimentError {
      _ = console.report(error)
      return false
    } catch {
      console.note([console.texts.cannotWrite(file, reason: error.localizedDescription)])
      return false
    }
  }
}
