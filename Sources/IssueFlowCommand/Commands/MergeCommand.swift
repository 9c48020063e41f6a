import ArgumentParser
import Experiments
import Foundation

/// `issueflow merge`: puts the shards of a sweep together.
struct MergeCommand: Subcommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "merge", abstract: texts.mergeAbstract, discussion: texts.mergeDiscussion)
  }

  @Argument(help: .text(\.shardFolders, valueName: "dir"), completion: .directory)
  var folders: [String]

  @Option(name: .shortAndLong, help: .text(\.mergeOut, valueName: "dir"), completion: .directory)
  var out: String

  @Flag(help: .text(\.forceResult))
  var force = false

  @Flag(name: .shortAndLong, help: .text(\.quiet))
  var quiet = false

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws {
    try StudyOptions.checkPath(out, "--out")
  }

  mutating func perform() async throws -> ExitStatus {
    let console = language.console(isQuiet: quiet)
    let begin = ContinuousClock.now
    let report: SweepMerge.Report
    do throws(ExperimentError) {
      let log = StudyLog(
        date: Date(), invocation: CommandLine.arguments, wallSeconds: (ContinuousClock.now - begin) / .seconds(1),
        jobs: 1)
      report = try SweepMerge.merge(folders, into: out, log: log, mayShrink: force)
      console.sayOutdatedPage(in: out)
    } catch {
      return console.report(error)
    }
    try console.say([console.texts.merged(points: report.points, failures: report.failures, folder: out)])
    return report.failures > 0 ? .failure : .done
  }
}
