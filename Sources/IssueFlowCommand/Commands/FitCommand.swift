import ArgumentParser
import Experiments
import Foundation
import IssueFlow
import LogFitting
import ScenarioLanguage

/// `issueflow fit`: makes a scenario of a city's log of issues, and says how well it behaves like the log.
struct FitCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(commandName: "fit", abstract: texts.fitAbstract, discussion: texts.fitDiscussion)
  }

  @Argument(help: .text(\.logFile, valueName: "log"), completion: .file(extensions: ["csv", "gz"]))
  var log: String

  @Option(
    name: .shortAndLong, help: .text(\.mapFile, valueName: "map"), completion: .file(extensions: ["yaml", "yml"]))
  var map: String

  @Option(
    name: .shortAndLong, help: .text(\.fitOut, valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var out: String?

  @Option(help: .text(\.holdout, valueName: "share"))
  var holdout: ShareArgument?

  @Flag(help: .text(\.followCases))
  var followCases = false

  @Option(name: [.customShort("n"), .long], help: .text(\.fitReplications))
  var replications = 5

  @Option(help: .text(\.fitEnsemble, valueName: "cities"))
  var ensemble = LogFit.usualEnsemble

  @Option(name: .shortAndLong, help: .text(\.fitSeed))
  var seed: UInt32 = 1

  @Option(name: .shortAndLong, help: .text(\.jobs))
  var jobs: Int?

  @Flag(help: .text(\.force))
  var force = false

  @Flag(help: .text(\.json))
  var json = false

  @Flag(name: .shortAndLong, help: .text(\.quiet))
  var quiet = false

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    if followCases, holdout == nil { throw ValidationError(Texts(language: .ofProcess).followNeedsHoldout) }
    try StudyOptions.check(replications, "--replications", 2...1000)
    if ensemble != 0 { try StudyOptions.check(ensemble, "--ensemble", 10...10_000) }
    try StudyOptions.check(jobs, "--jobs", 1...1024)
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: quiet || json)
    let document: LogMapDocument
    do {
      document = try LogMapDocument.load(path: map)
    } catch {
      return console.report(error)
    }
    let file = out ?? "\(document.map.name).yaml"
    let folder = (file as NSString).deletingLastPathComponent
    let name = (file as NSString).lastPathComponent
    let stem = name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? (name as NSString).deletingPathExtension : name
    let fit = LogFit(
      document: document, path: log, holdout: holdout?.share ?? 0, followsCases: followCases, seed: seed,
      replications: replications, ensemble: ensemble)
    let bar = ProgressBar(console: console)
    defer { bar.clear() }
    let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    do throws(FitError) {
      let result = try await watched(console) { () async throws(FitError) in
        try await fit.run(stem: stem, jobs: jobs) { step in
          let (label, done, total) = console.texts.progress(of: step)
          bar.show(label, done: done, of: total)
        }
      }
      try result.write(to: folder, mayReplace: force)
      bar.clear()
      let report = FitReport(
        fit: fit, result: result, file: folder.isEmpty ? "\(stem).yaml" : "\(folder)/\(stem).yaml", console: console)
      return try say(report)
    } catch {
      bar.clear()
      return console.report(error)
    }
  }

  private func say(_ report: FitReport) throws(FitError) -> ExitStatus {
    do throws(OutputFailure) {
      if json {
        try Output.standard.write(report.json.text)
      } else {
        try report.console.say(quiet ? [report.answer] : report.lines)
      }
    } catch {
      throw .experiment(.file(path: "stdout", reason: "\(error)"))
    }
    return .done
  }

  /// Work that Ctrl-C ends.
  private func watched(
    _ console: Console, _ work: @escaping @Sendable () async throws(FitError) -> FittedLog
  ) async throws(FitError) -> FittedLog {
    let outcome: Result<FittedLog, FitError>
    do throws(ExperimentError) {
      outcome = try await Interruption.watched(console) { () async throws(ExperimentError) in
        do throws(FitError) {
          return .success(try await work())
        } catch {
          return .failure(error)
        }
      }
    } catch {
      throw .experiment(error)
    }
    return try outcome.get()
  }
}

/// A share below one, as `30%` or `0.3`.
struct ShareArgument: ExpressibleByArgument {
  let share: Double

  init?(argument: String) {
    let isPercent = argument.hasSuffix("%")
    guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else { return nil }
    share = isPercent ? number / 100 : number
    guard share > 0, share < 0.95 else { return nil }
  }
}

extension Console {
  /// Says why nothing was fitted.
  func report(_ error: FitError) -> ExitStatus {
    switch error {
    case .map(let error): return report(error)
    case .experiment(let error): return report(error)
    default:
      let lines = error.lines.map { texts($0) }
      note([texts.error(lines.first ?? "")] + lines.dropFirst())
      return .usage
    }
  }
}
