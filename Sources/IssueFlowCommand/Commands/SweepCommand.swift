import ArgumentParser
import Experiments
import Foundation
import IssueFlow
import ScenarioLanguage

/// `issueflow sweep`: simulates every point of a design.
struct SweepCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "sweep", abstract: texts.sweepAbstract, discussion: texts.sweepDiscussion)
  }

  @Argument(help: .text(\.designFile, valueName: "design"), completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(name: .shortAndLong, help: .text(\.outFolder, valueName: "dir"), completion: .directory)
  var out: String?

  @Option(name: [.customShort("n"), .long], help: .text(\.replications))
  var replications: Int?

  @Option(name: .shortAndLong, help: .text(\.seed))
  var seed: UInt32?

  @Option(name: .shortAndLong, help: .text(\.jobs))
  var jobs: Int?

  @Option(name: .customLong("set"), help: .text(\.set, valueName: "path=value"))
  var settings: [String] = []

  @Option(help: .text(\.shard, valueName: "i/n"))
  var shard: ShardArgument?

  @Flag(help: .text(\.dryRun))
  var dryRun = false

  @Flag(help: .text(\.resume))
  var resume = false

  @Flag(help: .text(\.retryFailed))
  var retryFailed = false

  @Flag(help: .text(\.forceResult))
  var force = false

  @Flag(help: .text(\.jsonLines))
  var json = false

  @Flag(name: .shortAndLong, help: .text(\.quiet))
  var quiet = false

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    try StudyOptions.check(replications, "--replications", 1...1_000_000)
    try StudyOptions.check(jobs, "--jobs", 1...1024)
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: quiet || json)
    let sweep: Sweep
    do {
      let document = try DesignDocument<DesignSpec>.load(path: file, overrides: settings.map(Override.init(argument:)))
      do throws(ExperimentError) {
        sweep = try Sweep(
          document: document, replications: replications, seed: seed, shard: shard?.shard, tool: Version.content)
      } catch {
        return console.report(error)
      }
    } catch {
      return console.report(error)
    }
    let report = SweepReport(sweep: sweep, console: console)
    if dryRun { return try say(await report.plan(jobs: jobCount, isJSON: json), console) }
    do throws(ExperimentError) {
      return try await run(sweep, report, console)
    } catch {
      return console.report(error)
    }
  }

  private var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  private func say(_ plan: SweepReport.Plan, _ console: Console) throws -> ExitStatus {
    if let json = plan.json { try Output.standard.writeLines([json.line]) } else { try console.say(plan.lines) }
    return .done
  }

  private func run(_ sweep: Sweep, _ report: SweepReport, _ console: Console) async throws(ExperimentError)
    -> ExitStatus
  {
    let path = out ?? "results/\(sweep.document.spec.name)"
    if resume, report.isComplete(in: path) {
      console.remark(console.texts.alreadyComplete(path))
      return .done
    }
    let folder = try SweepFolder(path: path)
    defer { folder.close() }
    let journal = try folder.journal(
      of: sweep, mustResume: resume, retryFailed: retryFailed, isShard: shard != nil, mayShrink: force)
    console.say(journal)
    console.warn(of: sweep.document.policies.map(\.document))
    let jobs = jobCount
    let bar = ProgressBar(console: console)
    defer { bar.clear() }
    let (isJSON, begin) = (json, (date: Date(), instant: ContinuousClock.now))
    if isJSON { report.began(journal) }
    let simulation: Double
    do throws(ExperimentError) {
      simulation = try await Interruption.watched(console) { () async throws(ExperimentError) in
        try await sweep.run(
          jobs: jobs, journal: journal,
          progress: { bar.show(console.texts.label(of: $0), done: $1, of: $2) },
          ended: { if isJSON { report.ended($0) } })
      }
    } catch {
      sayKept(journal, sweep, console)
      throw error
    }
    let log = StudyLog(
      date: begin.date, invocation: CommandLine.arguments,
      wallSeconds: (ContinuousClock.now - begin.instant) / .seconds(1), jobs: jobs,
      simulationSeconds: simulation)
    let summary = report.summary(journal, folder: path, isShard: shard != nil)
    do throws(ExperimentError) {
      try folder.write(sweep, isShard: shard != nil, log: log)
      console.sayOutdatedPage(in: path)
    } catch {
      sayKept(journal, sweep, console)
      throw error
    }
    bar.clear()
    do throws(OutputFailure) {
      if isJSON {
        try report.finished(failures: summary.failures, folder: path)
      } else {
        // A script that was told to be quiet still hears of failures.
        try console.say(quiet ? Array(summary.lines.prefix(summary.failures > 0 ? 1 : 0)) : summary.lines)
      }
    } catch {
      return console.report(error)
    }
    return summary.failures > 0 ? .failure : .done
  }
}

extension SweepCommand {
  /// Says what of an unfinished sweep the same command will find.
  fileprivate func sayKept(_ journal: SweepJournal, _ sweep: Sweep, _ console: Console) {
    guard journal.finishedPoints + journal.looseRuns > 0, journal.isInPlace else { return }
    console.note([console.texts.keptOfSweep(journal.finishedPoints, of: sweep.range.count, in: journal.folder)])
  }
}

/// A shard as `2/4`.
struct ShardArgument: ExpressibleByArgument {
  let shard: Sweep.Shard

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, (1...count).contains(number) else {
      return nil
    }
    shard = Sweep.Shard(number: number, of: count)
  }
}
