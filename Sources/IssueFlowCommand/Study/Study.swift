import Experiments
import Foundation
import IssueFlow

/// A scenario that has been run, with all that a report says of it.
struct Study: Sendable {
  let file: String
  let result: ExperimentResult
  let uncertainty: UncertaintyResult?
  let times: RunTimes

  /// Runs a scenario, and the plausible cities around it on request.
  static func run(
    _ loaded: LoadedScenario, options: StudyOptions, records: RecordFiles? = nil, console: Console
  ) async throws(ExperimentError) -> Study {
    let experiment = Experiment(
      model: loaded.model, canonicalText: loaded.document.canonicalText, replications: options.replications,
      seed: options.seed)
    let jobs = options.jobCount
    let document = loaded.document
    let cities = options.uncertainty
    let bar = ProgressBar(console: console)
    defer { bar.clear() }
    let progress: ExperimentProgress = { phase, done, total in
      bar.show(console.texts.label(of: phase), done: done, of: total)
    }
    progress(.replications, 0, experiment.replications)
    let begin = (date: Date(), instant: ContinuousClock.now)
    return try await Interruption.watched(console) { () async throws(ExperimentError) -> Study in
      let result = try await experiment.run(jobs: jobs, records: records, progress: progress)
      var uncertainty: UncertaintyResult?
      if let cities {
        let study = UncertaintyStudy(document: document, around: result, cities: cities)
        uncertainty = try await study.run(jobs: jobs, confidence: result.confidence, progress: progress)
      }
      let times = RunTimes(
        began: begin.date, wall: ContinuousClock.now - begin.instant, cpu: .seconds(result.cpuSeconds),
        events: result.events, jobs: jobs)
      return Study(file: document.path, result: result, uncertainty: uncertainty, times: times)
    }
  }
}

/// What a run cost. It differs from run to run, so it goes to the terminal, `--json` and `run.log` alone.
struct RunTimes: Sendable {
  let began: Date
  let wall: Duration
  /// Of the replications.
  let cpu: Duration
  let events: Int
  let jobs: Int

  /// Events of a second of one core.
  var eventsPerSecond: Double { cpu > .zero ? Double(events) / (cpu / .seconds(1)) : 0 }

  var log: RunLog {
    RunLog(
      date: began, invocation: CommandLine.arguments, wallSeconds: wall / .seconds(1), cpuSeconds: cpu / .seconds(1),
      jobs: jobs)
  }
}
