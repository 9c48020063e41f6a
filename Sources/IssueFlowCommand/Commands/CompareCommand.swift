import ArgumentParser
import Experiments
import Foundation
import ScenarioLanguage

/// `issueflow compare`: runs policies on the same luck and says what each changes.
struct CompareCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "compare", abstract: texts.compareAbstract, discussion: texts.compareDiscussion)
  }

  @Argument(help: .text(\.comparedFiles, valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @OptionGroup var options: StudyOptions

  @Option(name: .shortAndLong, help: .text(\.compareOut, valueName: "dir"), completion: .directory)
  var out: String?

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
    if files.count + options.policies.count < 2 { throw ValidationError(Texts(language: .ofProcess).compareNeedsTwo) }
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: options.quiet)
    var documents: [ScenarioDocument] = []
    var problems = 0
    // Every policy is laid over the first city, and compared with it; what is wrong with that is said once.
    let laid = options.policies.map { (files[0], [$0]) }
    for (file, policies) in files.map({ ($0, []) }) + laid {
      guard policies.isEmpty || !documents.isEmpty || files.isEmpty else { continue }
      do {
        documents.append(
          try LoadedScenario(path: file, policies: policies, overrides: options.overrides).document)
      } catch {
        _ = console.report(error)
        problems += 1
        if documents.isEmpty { return .usage }
      }
    }
    guard problems == 0 else { return .usage }
    do throws(ExperimentError) {
      return try await compare(documents, console)
    } catch {
      return console.report(error)
    }
  }

  private func compare(_ documents: [ScenarioDocument], _ console: Console) async throws(ExperimentError) -> ExitStatus
  {
    let comparison = try Comparison(
      documents, replications: options.replications, seed: options.seed, tool: Version.content)
    let path = out ?? "results/" + comparison.entries.map(\.id).joined(separator: "-vs-")
    let folder = try ComparisonFolder(path: path)
    defer { folder.close() }
    let journal = try folder.journal(of: comparison, cities: options.uncertainty, mayShrink: options.force)
    console.say(opening: journal.opening, in: journal.folder, finished: journal.count)
    console.warn(of: documents)
    let jobs = options.jobCount
    let cities = options.uncertainty
    let bar = ProgressBar(console: console)
    defer { bar.clear() }
    let begin = (date: Date(), instant: ContinuousClock.now)
    let progress: ExperimentProgress = { bar.show(console.texts.label(of: $0), done: $1, of: $2) }
    let outcome: (ComparedPolicies, PlausibleComparison?)
    do throws(ExperimentError) {
      outcome = try await Interruption.watched(console) {
        () async throws(ExperimentError) -> (ComparedPolicies, PlausibleComparison?) in
        let result = try await comparison.run(jobs: jobs, journal: journal, progress: progress)
        var plausible: PlausibleComparison?
        if let cities {
          plausible = try await PlausibleComparison.run(
            comparison, around: result, cities: cities, jobs: jobs, progress: progress)
        }
        return (result, plausible)
      }
      let wall = (ContinuousClock.now - begin.instant) / .seconds(1)
      let log = StudyLog(date: begin.date, invocation: CommandLine.arguments, wallSeconds: wall, jobs: jobs)
      try folder.write(outcome.0, of: comparison, plausible: outcome.1, log: log)
      console.sayOutdatedPage(in: path)
    } catch {
      if journal.count > 0, journal.isInPlace {
        console.note([console.texts.kept(journal.count, of: comparison.replications, in: journal.folder)])
      }
      throw error
    }
    bar.clear()
    let report = ComparisonReport(result: outcome.0, plausible: outcome.1, console: console)
    do throws(OutputFailure) {
      if options.json {
        try Output.standard.write(report.json(folder: path).text)
      } else {
        try console.say(options.quiet ? report.answer : report.lines(folder: path))
      }
    } catch {
      return console.report(error)
    }
    guard outcome.0.isConsistent else {
      console.note([console.texts.inconsistentComparison])
      return .failure
    }
    return .done
  }
}
