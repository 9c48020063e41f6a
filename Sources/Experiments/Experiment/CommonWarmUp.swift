import IssueFlow
import Policies
import ScenarioLanguage

/// The warm-up that all cities of a study share.
///
/// An issue is known by its number since time zero, so that cities can be compared issue by issue only if all begin
/// equally long before the observation; and a warm-up found anew in each city would let it follow the luck.
struct CommonWarmUp: Sendable {
  let days: Int
  let origin: WarmUpReport.Origin

  var minutes: Double { Double(days) * Horizon.minutesPerDay }

  /// The longest that any of the scenarios wants, which is looked for where it says so; `nil` when each point may have
  /// its own, because there is one scenario with a fixed one, or the design varies it.
  static func find(
    documents: [ScenarioDocument], seed: UInt32, jobs: Int, progress: ExperimentProgress?, isVaried: Bool
  ) async throws(ExperimentError) -> CommonWarmUp? {
    let isDetected = documents.contains { if case .detected = $0.scenario.warmUp { true } else { false } }
    guard !isVaried, isDetected || documents.count > 1 else { return nil }
    var longest: CommonWarmUp?
    for document in documents {
      let model: FlowModel
      do {
        model = try FlowModel(validating: document.scenario)
      } catch {
        throw .model(error)
      }
      let report = try await Experiment(model: model, seed: seed).warmUp(jobs: jobs, progress: progress)
      if report.days > longest?.days ?? -1 { longest = CommonWarmUp(days: report.days, origin: report.origin) }
    }
    return longest
  }
}
