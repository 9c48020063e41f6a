import IssueFlow
import OutputAnalysis
import ScenarioLanguage

extension UncertaintyStudy {
  /// Runs all cities, look by look.
  /// - `jobs`: cities that run at once.
  /// - `confidence`: of the share of cities that meet, and of what is said of all inputs together; between 0 and 1.
  /// - `progress`: told of every city that ends.
  public func run(
    jobs: Int = 1, confidence: Double = 0.95, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> UncertaintyResult {
    let draws = InputDraws(inputs: inputs, seed: seed)
    var states = (0..<cities).map { CityState(numbers: draws.numbers(ofCity: $0 + 1)) }
    let rule = StandingRule(systems: cities, first: replicationsPerCity)
    var search = StandingSearch(systems: cities, rule: rule, confidence: confidence)
    while let wanted = search.wanted {
      let open = wanted.systems
      var next = 0
      try await OrderedTasks.run(
        count: open.count, jobs: jobs,
        work: { index throws(ExperimentError) in try batch(city: open[index] + 1, wanted.replications) },
        progress: { progress?(.cities, cities - open.count + $0, cities) },
        deliver: { batch in
          take(batch, into: &states[open[next]], of: open[next], &search)
          next += 1
        })
      let known = states
      let bounds = open.map { search.bounds(of: $0).count }.max() ?? 0
      search.judge { system, error in known[system].others(error: error, bounds: bounds).map(\.demand) }
    }
    if ground == .drawn { try await runTwins(&states, count: rule.looks[0], jobs: jobs) }
    return UncertaintyResult(draws: draws, states: states, search: search, confidence: confidence, ground: ground)
  }

  /// Replications of a city, made into what is kept of them.
  private struct Batch: Sendable {
    var failure: LocalizedText?
    var hasTargets = false
    var layout: ResponseLayout?
    var values: [[Double?]] = []
    /// Bound by bound.
    var distances: [[(cautious: Double, generous: Double)]] = []
    var demands: CityDemands?
    var units: [UnitFlows] = []

    init(failure: LocalizedText? = nil) { self.failure = failure }

    /// The least distance in each replication, as far as it is known.
    var margins: [Double] {
      guard let first = distances.first else { return [] }
      return first.indices.map { replication in
        distances.reduce(.infinity) { least, bound in
          let distance = bound[replication]
          return min(least, distance.cautious.isFinite ? distance.cautious : distance.generous)
        }
      }
    }
  }

  private func take(_ batch: Batch, into state: inout CityState, of system: Int, _ search: inout StandingSearch) {
    if let failure = batch.failure {
      state.failure = failure
      search.drop(system)
      return
    }
    search.add(batch.distances, to: system)
    if state.layout == nil {
      state.layout = batch.layout
      state.hasTargets = batch.hasTargets
      state.values = batch.values
      state.margins = batch.margins
    }
    // A city's model is as large as the city, and kept only where its units are judged.
    guard let demands = batch.demands, demands.areOfUnits else { return }
    state.demands = demands
    var units = state.units ?? UnitEvidence(plan: demands.plan)
    for flows in batch.units { units.add(flows) }
    state.units = units
  }

  private func batch(city: Int, _ replications: ClosedRange<Int>) throws(ExperimentError) -> Batch {
    switch model(ofCity: city, isTwin: false) {
    case .success(let model): try batch(model, city: city, replications, isTwin: false)
    case .failure(let error): Batch(failure: error.reason)
    }
  }

  private func batch(
    _ model: FlowModel, city: Int, _ replications: ClosedRange<Int>, isTwin: Bool
  ) throws(ExperimentError) -> Batch {
    let runner = ReplicationRunner(model: model, seed: seed)
    let luck = CityLuck(model: model)
    var batch = Batch()
    do throws(VerdictProblem) {
      batch.demands = try CityDemands(plan: runner.plan)
    } catch {
      return Batch(failure: error.text)
    }
    var results: [ReplicationResult] = []
    for replication in replications {
      var result = try runner.run(replication: luck.number(city: city, replication: replication, isTwin: isTwin))
      if batch.demands?.areOfUnits ?? false, let units = result.details?.units { batch.units.append(units) }
      result.details = nil
      results.append(result)
    }
    batch.layout = runner.plan.layout
    batch.hasTargets = model.scenario.targets != nil
    batch.values = results.map(\.values)
    do throws(VerdictProblem) {
      batch.distances = try batch.demands?.distances(of: results) ?? []
    } catch {
      return Batch(failure: error.text)
    }
    return batch
  }

  /// Runs the first cities on a second ground, unless that is the same.
  private func runTwins(_ states: inout [CityState], count: Int, jobs: Int) async throws(ExperimentError) {
    let chosen = Array(states.indices.filter { states[$0].failure == nil }.prefix(GroundInfluence.mostPairs))
    var twins: [Batch?] = []
    try await OrderedTasks.run(
      count: chosen.count, jobs: jobs,
      work: { index throws(ExperimentError) -> Batch? in
        let city = chosen[index] + 1
        guard case .success(let own) = model(ofCity: city, isTwin: false),
          case .success(let other) = model(ofCity: city, isTwin: true), !own.isSameGround(as: other)
        else { return nil }
        let batch = try batch(other, city: city, 1...count, isTwin: true)
        return batch.failure == nil ? batch : nil
      }, progress: { _ in }, deliver: { twins.append($0) })
    for (index, twin) in zip(chosen, twins) { states[index].twin = twin.map { ($0.values, $0.margins) } }
  }
}

extension VerdictProblem {
  fileprivate var text: LocalizedText {
    LocalizedText(en: message(language: .english), zh: message(language: .chinese))
  }
}
