import Experiments
import Foundation
import IssueFlow
import ScenarioLanguage

/// Simulates a fitted city beside the log.
extension LogFit {
  /// The parts of a log that a fit is about.
  struct LogParts {
    /// What the city was learnt from.
    let learnt: EventLog
    /// All cases that it could have been learnt from.
    let training: EventLog
    /// What it is compared with.
    let target: EventLog
  }

  func goodness(
    files: [FittedScenario.File], city: FittedCity, table: LogTable, parts: LogParts, jobs: Int,
    progress: @escaping @Sendable (Step) -> Void
  ) async throws(FitError) -> GoodnessTable {
    let names = TypeTable(log: parts.learnt, names: table.types, most: document.map.mostTypes)
    let target = parts.target
    func summary(_ log: EventLog) -> LogSummary {
      LogSummary(log, resolution: target.resolution, typeCount: names.originIDs.count) {
        names.position(ofText: Int($0.type))
      }
    }
    // Beside the cases that it was fitted to as well, so that a model that is wrong is told from a log that changes.
    let logs = holdout > 0 ? [target, parts.learnt] : [target]
    let total = logs.count * replications
    progress(.simulating(finished: 0, of: total))
    var runs: [[LogSummary]] = []
    for (index, log) in logs.enumerated() {
      runs.append(
        try await simulated(
          files: files, like: log, resolution: target.resolution, names: names, jobs: jobs
        ) { [replications] in progress(.simulating(finished: index * replications + $0, of: total)) })
    }
    return GoodnessComparison(
      tiers: city.tiers.map(\.id), types: names.originIDs, target: summary(target),
      training: holdout > 0 ? summary(parts.training) : nil, learnt: holdout > 0 ? summary(parts.learnt) : nil,
      simulatedLearnt: holdout > 0 ? runs[1] : [], simulated: runs[0]
    ).table()
  }

  /// Logs of the scenario, as the log beside it would tell of them.
  private func simulated(
    files: [FittedScenario.File], like log: EventLog, resolution: Double, names: TypeTable, jobs: Int,
    progress: @escaping @Sendable (Int) -> Void
  ) async throws(FitError) -> [LogSummary] {
    let model = try model(of: files, target: log)
    let origin = (log.begin / 1440).rounded(.down) * 1440 - model.horizon.observationStart
    let runner = ReplicationRunner(model: model, seed: seed)
    let typeCount = names.originIDs.count
    var summaries: [LogSummary] = []
    do throws(ExperimentError) {
      try await OrderedTasks.run(
        count: replications, jobs: jobs,
        work: { index throws(ExperimentError) -> LogSummary in
          let watcher = SimulatedLog(origin: origin, like: log)
          _ = try runner.run(replication: index, records: nil, watchers: [watcher])
          return watcher.summary(like: log, resolution: resolution, typeCount: typeCount) { names.origin[$0] }
        },
        progress: progress,
        deliver: { summaries.append($0) })
    } catch {
      throw .experiment(error)
    }
    return summaries
  }

  /// The scenario as it will be read, over the span of the log that it is compared with.
  private func model(of files: [FittedScenario.File], target: EventLog) throws(FitError) -> FlowModel {
    let folder = NSTemporaryDirectory() + "issueflow-fit-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: folder + "/" + file.name)) }
    } catch {
      throw .experiment(.file(path: folder, reason: error.localizedDescription))
    }
    let first = (target.begin / 1440).rounded(.down)
    let span = max(1, target.lastArrivals - first * 1440)
    do throws(ScenarioError) {
      let written = try ScenarioDocument.load(path: folder + "/" + files[0].name)
      let document = try written.loaded(overriding: [
        Override(path: "start", value: CivilDate(dayNumber: Int(first)).iso),
        Override(path: "observe", value: TimeText.number(span, digits: 12) + " min"),
        Override(path: "drain", value: TimeText.number(max(0, target.end - target.lastArrivals), digits: 12) + " min"),
      ])
      do throws(FlowModelError) {
        return try FlowModel(validating: document.scenario)
      } catch {
        throw ScenarioError(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) })
      }
    } catch {
      // Neither this folder nor what is set here is anything that the author of the log has seen.
      throw .cityUnsound(
        path: path, from: LogTimeText.day(target.begin), to: LogTimeText.day(target.lastArrivals - 1),
        reasons: error.problems.map {
          LocalizedText(en: $0.kind.sentence(.english), zh: $0.kind.sentence(.chinese))
        })
    }
  }
}
