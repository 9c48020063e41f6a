import IssueFlow
import RandomStreams

/// Plausible cities: inputs drawn from their ranges outside, luck inside, and what that does to the verdict.
///
/// Every city meets the same luck, so that cities differ by their inputs alone. A drawn input depends on the seed, the
/// input's path and the city's number; inputs that are added or removed do not move the others.
public struct UncertaintyStudy: Sendable {
  /// Makes a city of the drawn numbers, one for each input, or says why they do not make one.
  public typealias CityMaker = @Sendable (_ numbers: [Double]) -> Result<FlowModel, InvalidCity>

  /// Why drawn numbers do not make a city.
  public struct InvalidCity: Error, Sendable {
    public let reason: LocalizedText
    public init(reason: LocalizedText) { self.reason = reason }
  }

  public let inputs: [InputRange]
  public let cities: Int
  public let replicationsPerCity: Int
  public let seed: UInt32
  private let makeCity: CityMaker

  /// - Precondition: there is one city, and one replication for each, at least.
  public init(
    inputs: [InputRange], cities: Int, replicationsPerCity: Int, seed: UInt32, makeCity: @escaping CityMaker
  ) {
    precondition(cities > 0, "a study has cities (was \(cities))")
    precondition(replicationsPerCity > 0, "a city has replications (was \(replicationsPerCity))")
    self.inputs = inputs
    self.cities = cities
    self.replicationsPerCity = replicationsPerCity
    self.seed = seed
    self.makeCity = makeCity
  }

  /// Prepares a study around a result of a scenario file.
  ///
  /// A detected warm-up is that of the result: to detect it anew for each city would let it follow the luck.
  public init(document: ScenarioDocument, around result: ExperimentResult, cities: Int, replicationsPerCity: Int = 3) {
    self.init(
      document: document, warmUp: result.scenario.warmUp, seed: result.seed, cities: cities,
      replicationsPerCity: replicationsPerCity)
  }

  /// Prepares a study of a scenario file whose cities all have one warm-up.
  public init(
    document: ScenarioDocument, warmUp: WarmUp, seed: UInt32, cities: Int, replicationsPerCity: Int = 3
  ) {
    let inputs = document.uncertainInputs
    self.init(
      inputs: inputs.map(InputRange.init), cities: cities, replicationsPerCity: replicationsPerCity, seed: seed
    ) { numbers in
      do throws(ScenarioError) {
        let overrides = zip(inputs, numbers).map { $0.override(number: $1) }
        var scenario = try document.loaded(overriding: overrides).scenario
        scenario.warmUp = warmUp
        do throws(FlowModelError) {
          return .success(try FlowModel(validating: scenario))
        } catch {
          return .failure(
            InvalidCity(problems: error.findings.map { document.problem(at: $0.path, kind: $0.kind) }))
        }
      } catch {
        return .failure(InvalidCity(problems: error.problems))
      }
    }
  }

  /// The numbers of a city, one for each input.
  public func numbers(ofCity city: Int) -> [Double] { InputDraws(inputs: inputs, seed: seed).numbers(ofCity: city) }

  /// Runs all cities.
  /// - `jobs`: cities that run at once.
  /// - `confidence`: of each city's verdict, between 0 and 1.
  /// - `progress`: told of every city that ends.
  public func run(
    jobs: Int = 1, confidence: Double = 0.95, progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> UncertaintyResult {
    var cities: [UncertaintyResult.City] = []
    var layout: ResponseLayout?
    try await OrderedTasks.run(
      count: self.cities, jobs: jobs,
      work: { index throws(ExperimentError) in try city(index + 1) },
      progress: { progress?(.cities, $0, self.cities) },
      deliver: { city in
        cities.append(city.city)
        layout = layout ?? city.layout
      })
    return UncertaintyResult(
      inputs: inputs, layout: layout ?? ResponseLayout(scenario: Scenario()), cities: cities,
      replicationsPerCity: replicationsPerCity, confidence: confidence)
  }

  private func city(
    _ number: Int
  ) throws(ExperimentError) -> (city: UncertaintyResult.City, layout: ResponseLayout?) {
    let numbers = numbers(ofCity: number)
    func invalid(_ reason: LocalizedText) -> UncertaintyResult.City {
      UncertaintyResult.City(number: number, inputs: numbers, outcome: .invalid(reason))
    }
    let model: FlowModel
    switch makeCity(numbers) {
    case .success(let made): model = made
    case .failure(let error): return (invalid(error.reason), nil)
    }
    let runner = ReplicationRunner(model: model, seed: seed)
    var results: [ReplicationResult] = []
    var units = UnitEvidence(plan: runner.plan)
    for replication in 1...replicationsPerCity {
      var result = try runner.run(replication: replication)
      if let details = result.details { units.add(details.units) }
      result.details = nil
      results.append(result)
    }
    let layout = runner.plan.layout
    do {
      let outcome = try UncertaintyResult.JudgedCity(plan: runner.plan, replications: results, units: units)
      return (UncertaintyResult.City(number: number, inputs: numbers, outcome: .judged(outcome)), layout)
    } catch {
      return (
        invalid(LocalizedText(en: error.message(language: .english), zh: error.message(language: .chinese))), layout
      )
    }
  }
}

extension UncertaintyStudy.InvalidCity {
  fileprivate init(problems: [ScenarioProblem]) {
    reason = LocalizedText(
      en: problems.map { $0.message(language: .english) }.joined(separator: "; "),
      zh: problems.map { $0.message(language: .chinese) }.joined(separator: "；"))
  }
}
