import IssueFlow
import ScenarioLanguage

/// All expectations of a scenario, judged against the same city without its measures.
public struct ExpectationReport: Sendable {
  public let findings: [ExpectationFinding]
  public let replications: Int
  public let confidence: Double
  /// The same replications with every measure at dose 0.
  public let without: ExperimentResult

  /// Met when all hold; not met when one is violated; else undecided. `nil` when a response was not observed.
  public var decision: Verdict.Decision? {
    let states = findings.map(\.state)
    if states.contains(.violated) { return .notMet }
    if states.contains(.notObserved) { return nil }
    return states.contains(.open) ? .undecided : .met
  }

  /// Runs the city without its measures as often, and on the same luck, as it was run with them.
  /// - Returns: `nil` when the scenario expects nothing.
  public static func judge(
    _ with: ExperimentResult, jobs: Int = 1, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> ExpectationReport? {
    let expectations = with.scenario.expectations
    guard !expectations.isEmpty else { return nil }
    var scenario = with.model.written.withoutMeasures
    // The number of replications is that of the run; a verdict about the city without measures is not asked for.
    scenario.targets = nil
    let model: FlowModel
    do {
      model = try FlowModel(validating: scenario)
    } catch {
      throw .model(error)
    }
    let without = try await Experiment(model: model, replications: with.replications.count, seed: with.seed)
      .run(jobs: jobs, progress: progress)
    let plans = (with: MeasurementPlan(model: with.model), without: MeasurementPlan(model: without.model))
    let findings = expectations.map { expectation -> ExpectationFinding in
      let response = Response.named(expectation.response)
      func values(_ result: ExperimentResult) -> [Double?] {
        result.replications.map { replication in
          response.flatMap { replication.value(of: $0, expectation.responseClass) }
        }
      }
      let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
      return ExpectationFinding(
        expectation, with: values(with), without: values(without),
        supports: (
          response?.support(in: plans.with) ?? anything, response?.support(in: plans.without) ?? anything
        ), confidence: with.confidence, expectations: expectations.count)
    }
    return ExpectationReport(
      findings: findings, replications: with.replications.count, confidence: with.confidence, without: without)
  }
}
