import IssueFlow
import RandomStreams
import ScenarioLanguage

/// Plausible cities: inputs drawn from their ranges outside, luck inside, and what that does to the verdict.
///
/// Every city has luck of its own, so that cities are independent and their share has an interval; policies that are
/// studied on one seed share inputs, ground and luck city by city. A drawn input depends on the seed, the input's path and
/// the city's number; inputs that are added or removed do not move the others. The ground of a generated city is drawn
/// too, unless the scenario keeps it (`city.ground: fixed`): its seed was chosen by nobody.
public struct UncertaintyStudy: Sendable {
  /// Makes a city of the drawn numbers, one for each input, or says why they do not make one.
  public typealias CityMaker = @Sendable (_ numbers: [Double]) -> Result<FlowModel, InvalidCity>
  /// As that, on a ground in place of that of `city.seed`; `nil` for the scenario's own.
  typealias GroundedCityMaker =
    @Sendable (_ numbers: [Double], _ ground: UInt32?) -> Result<FlowModel, InvalidCity>

  /// Why drawn numbers do not make a city.
  public struct InvalidCity: Error, Sendable {
    public let reason: LocalizedText
    public init(reason: LocalizedText) { self.reason = reason }
  }

  public let inputs: [InputRange]
  public let cities: Int
  /// Replications that every city gets; those near an edge get more, see `StandingRule`.
  public let replicationsPerCity: Int
  public let seed: UInt32
  /// On what the cities stand; `nil` when that was not said.
  public let ground: Ground?
  private let makeCity: GroundedCityMaker

  /// What every city gets at first.
  public static let firstReplications = 4

  /// Prepares a study of cities that are made in code, all on the ground that they give themselves.
  /// - Precondition: there is one city, and one replication for each, at least.
  public init(
    inputs: [InputRange], cities: Int, replicationsPerCity: Int, seed: UInt32, makeCity: @escaping CityMaker
  ) {
    self.init(inputs: inputs, cities: cities, replicationsPerCity: replicationsPerCity, seed: seed, ground: nil) {
      numbers, _ in makeCity(numbers)
    }
  }

  init(
    inputs: [InputRange], cities: Int, replicationsPerCity: Int, seed: UInt32, ground: Ground?,
    makeCity: @escaping GroundedCityMaker
  ) {
    precondition(cities > 0, "a study has cities (was \(cities))")
    precondition(replicationsPerCity > 0, "a city has replications (was \(replicationsPerCity))")
    self.inputs = inputs
    self.cities = cities
    self.replicationsPerCity = replicationsPerCity
    self.seed = seed
    self.ground = ground
    self.makeCity = makeCity
  }

  /// Prepares a study around a result of a scenario file.
  ///
  /// A detected warm-up is that of the result: to detect it anew for each city would let it follow the luck.
  public init(
    document: ScenarioDocument, around result: ExperimentResult, cities: Int,
    replicationsPerCity: Int = firstReplications
  ) {
    self.init(
      document: document, warmUp: result.scenario.warmUp, seed: result.seed, cities: cities,
      replicationsPerCity: replicationsPerCity)
  }

  /// Prepares a study of a scenario file whose cities all have one warm-up.
  public init(
    document: ScenarioDocument, warmUp: WarmUp, seed: UInt32, cities: Int, replicationsPerCity: Int = firstReplications
  ) {
    let inputs = document.uncertainInputs
    self.init(
      inputs: inputs.map(InputRange.init), cities: cities, replicationsPerCity: replicationsPerCity, seed: seed,
      ground: document.scenario.city.ground
    ) { numbers, ground in
      do throws(ScenarioError) {
        let overrides = zip(inputs, numbers).map { $0.override(number: $1) }
        var scenario = try document.loaded(overriding: overrides).scenario
        scenario.warmUp = warmUp
        if let ground { scenario.city.seed = ground }
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

  /// The city of the drawn numbers, on its own ground or on its twin's.
  func model(ofCity city: Int, isTwin: Bool) -> Result<FlowModel, InvalidCity> {
    let draws = InputDraws(inputs: inputs, seed: seed)
    return makeCity(
      draws.numbers(ofCity: city), ground == .drawn ? draws.ground(ofCity: city, isTwin: isTwin) : nil)
  }
}

extension UncertaintyStudy.InvalidCity {
  fileprivate init(problems: [ScenarioProblem]) {
    reason = LocalizedText(
      en: problems.map { $0.message(language: .english) }.joined(separator: "; "),
      zh: problems.map { $0.message(language: .chinese) }.joined(separator: "；"))
  }
}

extension CitySpec {
  /// On what plausible cities stand.
  fileprivate var ground: Ground {
    switch source {
    case .generated: isGroundDrawn ? .drawn : .fixed(seed: seed)
    case .tables: .tables
    }
  }
}
