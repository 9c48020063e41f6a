import OutputAnalysis
import ScenarioLanguage

extension CriterionFinding {
  /// How far the least favourable mean is inside, as ``UncertaintyResult/JudgedCity/margin`` says.
  var margin: Double {
    let below = lower.map { leastMean - $0 } ?? .infinity
    // Where nothing bounds it, the mean of what was closed must do: a margin is a finite number.
    let greatest = greatestMean.isFinite ? greatestMean : max(leastMean, estimate.mean ?? leastMean)
    let above = upper.map { $0 - greatest } ?? .infinity
    let scale =
      if let lower, let upper { (upper - lower) / 2 } else { abs(lower ?? upper ?? 1) }
    let distance = min(below, above)
    return scale > 0 ? distance / scale : distance
  }
}

/// A city while its replications are made.
struct CityState {
  let numbers: [Double]
  var failure: LocalizedText?
  var hasTargets = false
  var layout: ResponseLayout?
  /// Of the first look.
  var values: [[Double?]] = []
  /// The least distance in each replication of the first look, in which the ground's part is measured.
  var margins: [Double] = []
  /// Where demands on single units are made.
  var units: UnitEvidence?
  var demands: CityDemands?
  /// Its values and least distances on another ground; `nil` where that was not tried, or would be the same.
  var twin: (values: [[Double?]], margins: [Double])?

  init(numbers: [Double]) { self.numbers = numbers }

  /// What is known of demands on single units.
  func others(error: Double, bounds: Int) -> [(demand: OtherDemand, margin: Double)] {
    guard let units, let demands else { return [] }
    return demands.others(units, error: error, bounds: bounds)
  }
}

extension UncertaintyResult {
  init(
    draws: InputDraws, states: [CityState], search: StandingSearch, confidence: Double, ground: Ground?
  ) {
    inputs = draws.inputs
    layout = states.lazy.compactMap(\.layout).first ?? ResponseLayout(scenario: Scenario())
    replicationsPerCity = search.rule.looks[0]
    mostReplications = search.rule.looks.last ?? search.rule.looks[0]
    let hasTargets = states.contains(where: \.hasTargets)
    meeting = hasTargets ? search.share : nil
    cities = states.enumerated().map { index, state in
      let outcome: Outcome =
        if let reason = state.failure {
          .invalid(reason)
        } else {
          .judged(JudgedCity(state, search: search, index: index))
        }
      return City(number: index + 1, inputs: state.numbers, outcome: outcome)
    }
    let judged = states.filter { $0.failure == nil }
    let twins = judged.compactMap { state in state.twin.map { (own: state, other: $0) } }
    // Where another ground made the same cities, there is nothing of it to speak of.
    self.ground = ground == .drawn && twins.isEmpty ? nil : ground
    let perCity = replicationsPerCity
    variances = layout.entries.enumerated().compactMap { index, entry in
      let values = judged.map { $0.values.compactMap { $0[index] } }
      guard values.allSatisfy({ $0.count == perCity }), let separation = VarianceSeparation(values) else { return nil }
      let pairs = twins.map { pair in
        (own: pair.own.values.compactMap { $0[index] }, other: pair.other.values.compactMap { $0[index] })
      }
      let isWhole = pairs.allSatisfy { $0.own.count == perCity && $0.other.count == perCity }
      return VarianceRow(
        response: entry.response, responseClass: entry.responseClass, separation: separation,
        ground: isWhole ? GroundInfluence.variance(pairs) : nil)
    }
    let margins = judged.filter { !$0.margins.isEmpty }.map { Tally($0.margins).mean ?? 0 }
    let influence = GroundInfluence(
      hasTargets ? twins.map { ($0.own.margins, $0.other.margins) } : [], variance: Tally(margins).variance ?? 0
    ) { number, count in draws.shuffle(number, of: count, kind: 2) }
    let sensitivity = Sensitivity(
      hasTargets
        ? cities.compactMap { city in
          guard case .judged(let judged) = city.outcome else { return nil }
          return SensitivityCity(
            inputs: city.inputs, margin: judged.margin, leans: judged.leans, isMet: judged.standing == .met)
        } : [], draws: draws, ground: influence, confidence: confidence)
    influences = sensitivity.influences
    interactions = sensitivity.interactions
    groundInfluence = sensitivity.ground
  }
}

extension UncertaintyResult.JudgedCity {
  /// A city as the search left it; without targets there is nothing to meet.
  fileprivate init(_ state: CityState, search: StandingSearch, index: Int) {
    let bounds = search.bounds(of: index)
    let others = state.others(error: search.rule.lastError, bounds: bounds.count)
    standing = state.hasTargets ? search.standing(of: index) ?? .inconclusive(.edge) : .inconclusive(.edge)
    leans = state.hasTargets && search.leans(index)
    replications = search.replications(of: index)
    margin = (bounds.map(\.finiteMean) + others.map(\.margin)).min() ?? 0
    values = state.values
  }
}
