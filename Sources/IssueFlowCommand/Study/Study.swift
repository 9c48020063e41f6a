import Experiments
import Foundation

/// A scenario that has been run, with all that a report says of it.
struct Study: Sendable {
  let file: String
  let result: ExperimentResult
  let uncertainty: UncertaintyResult?
  /// What became of the scenario's expectations; `nil` when it has none, or was only run.
  var expectations: ExpectationReport?
  /// Numbers that moved away from a baseline; `nil` without one.
  var moves: [Baseline.Move]?
  let times: RunTimes

  /// Runs a scenario, and the plausible cities around it on request.
  static func run(
    _ loaded: LoadedScenario, options: StudyOptions, expecting: Bool = false, console: Console
  ) async throws(ExperimentError) -> Study {
    try await run(
      loaded, experiment(loaded, options), journal: nil, options: options, expecting: expecting, console: console)
  }

  /// Runs a scenario, goes on where an earlier run of it was interrupted, and puts the result files in place.
  static func run(
    _ loaded: LoadedScenario, into path: String, results: ResultOptions = ResultOptions(), trace: String? = nil,
    options: StudyOptions, expecting: Bool = false, console: Console
  ) async throws(ExperimentError) -> Study {
    if let trace { try ExperimentResult.checkTrace(trace) }
    let folder = try ResultFolder(path: path, options: results)
    defer { folder.close() }
    let experiment = experiment(loaded, options)
    let journal = try folder.journal(
      of: experiment, tool: Version.build, cities: options.uncertainty, mayShrink: options.force)
    console.say(journal)
    do throws(ExperimentError) {
      let study = try await run(
        loaded, experiment, journal: journal, options: options, expecting: expecting, console: console)
      if let trace { try study.result.writeTrace(to: trace) }
      try folder.write(
        study.result, study: study.uncertainty, toolVersion: Version.text, log: study.times.log,
        layers: loaded.document.layers)
      console.sayOutdatedPage(in: path)
      return study
    } catch {
      if journal.count > 0, journal.isInPlace {
        console.note([console.texts.kept(journal.count, of: experiment.replications, in: journal.folder)])
      }
      throw error
    }
  }

  static func experiment(_ loaded: LoadedScenario, _ options: StudyOptions) -> Experiment {
    Experiment(
      model: loaded.model, canonicalText: loaded.document.canonicalText, replications: options.replications,
      seed: options.seed)
  }

  private static func run(
    _ loaded: LoadedScenario, _ experiment: Experiment, journal: RunJournal?, options: StudyOptions, expecting: Bool,
    console: Console
  ) async throws(ExperimentError) -> Study {
    console.warn(of: loaded.model.remarks, in: loaded.document)
    let jobs = options.jobCount
    // Each job has tables as long as the city, whichever of its subtrees it simulates.
    let pieces = (experiment.looks.looks.last ?? experiment.replications) * loaded.model.subtrees.count
    let atOnce = options.uncertainty == nil ? min(jobs, pieces) : jobs
    try MemoryLimit.check(loaded.model.leastMemory, jobs: atOnce)
    let memory = loaded.model.greatestMemory * Double(atOnce)
    if memory > Double(ProcessInfo.processInfo.physicalMemory) {
      console.remark(console.texts.memory(gibibytes: memory / 1_073_741_824, jobs: atOnce))
    }
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
      let result = try await experiment.run(jobs: jobs, journal: journal, progress: progress)
      var uncertainty: UncertaintyResult?
      if let cities {
        let study = UncertaintyStudy(document: document, around: result, cities: cities)
        uncertainty = try await study.run(jobs: jobs, confidence: result.confidence, progress: progress)
      }
      let expectations = expecting ? try await ExpectationReport.judge(result, jobs: jobs, progress: progress) : nil
      let times = RunTimes(
        began: begin.date, wall: ContinuousClock.now - begin.instant, cpu: .seconds(result.cpuSeconds),
        events: result.events, jobs: jobs)
      return Study(
        file: document.path, result: result, uncertainty: uncertainty, expectations: expectations, times: times)
    }
  }
}

extension Console {
  /// Says that a page beside new results shows earlier ones; it says so on its top too.
  func sayOutdatedPage(in folder: String) {
    if ReportPage.isOutdated(in: folder) { note([texts.outdatedPage(folder)]) }
  }

  /// Says what was found of an earlier run.
  func say(_ journal: RunJournal) {
    switch journal.opening {
    case .new: break
    case .resumed(let replications, let isDamaged):
      if isDamaged { note([texts.damagedJournal(journal.folder)]) }
      if replications > 0 { remark(texts.resumed(replications, from: journal.folder)) }
    case .setAside(let path, let stranger): note([texts.setAside(path, stranger)])
    }
  }
}

extension Console {
  /// Says what was found of an earlier sweep.
  func say(_ journal: SweepJournal) {
    let (points, runs) = (journal.finishedPoints, journal.looseRuns)
    say(
      opening: journal.opening, in: journal.folder, resumed: texts.resumedSweep(points: points, runs: runs),
      points + runs)
  }

  /// Says what was found of an earlier study that is made of replications.
  func say(opening: JournalOpening, in folder: String, finished: Int) {
    say(opening: opening, in: folder, resumed: texts.resumed(finished, from: folder), finished)
  }

  private func say(opening: JournalOpening, in folder: String, resumed: String, _ finished: Int) {
    switch opening {
    case .new: break
    case .found(let isDamaged):
      if isDamaged { note([texts.damagedJournal(folder)]) }
      if finished > 0 { remark(resumed) }
    case .setAside(let path, let stranger): note([texts.setAside(path, stranger)])
    }
  }
}
