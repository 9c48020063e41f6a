import Foundation
import IssueFlow
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Uncertainty of inputs")
struct UncertaintyStudyTests {
  /// The bare city with its grids' authority between 60 and 80 %, and a cost that moves nothing.
  static func study(
    days: Double, cities: Int, replications: Int = 3, shares: [Double] = [0.7, 0.2, 0.1], tolerance: Double = 0.05
  ) -> UncertaintyStudy {
    let inputs = [
      InputRange(path: "tiers.grid.cost_per_worker", source: "guess", low: 1, value: 2, high: 1000),
      InputRange(path: "types.noise.authority.grid", source: "guess", low: 0.6, value: 0.6, high: 0.8),
    ]
    return UncertaintyStudy(inputs: inputs, cities: cities, replicationsPerCity: replications, seed: 7) { numbers in
      var scenario = TinyCity.bare(days: days)
      scenario.warmUp = .fixed(0)
      scenario.targets = TinyCity.targets(shares, tolerance: tolerance)
      // Whatever the grid does not close moves the other two as well; only the grid shall matter.
      for tier in 1...2 { scenario.targets?.shares[tier].tolerance = 0.5 }
      scenario.tiers[0].costPerWorker = numbers[0]
      scenario.types[0].authority["grid"] = numbers[1]
      do throws(FlowModelError) {
        return .success(try FlowModel(validating: scenario))
      } catch {
        return .failure(UncertaintyStudy.InvalidCity(reason: LocalizedText(same: "\(error)")))
      }
    }
  }

  @Test("The inputs' variance of a share is that of the authority it follows, and luck is the rest")
  func knownSplitOfVariance() async throws {
    let result = try await UncertaintyStudyTests.study(days: 2, cities: 80, replications: 8).run(jobs: 2)
    #expect(result.judged.count == 80)
    let row = try #require(result.variances.first { $0.response == .share && $0.responseClass == "grid" })
    // Uniform over 20 points: variance 0.2² / 12; its estimate from 80 draws has a standard error near 10 %.
    let truth = 0.2 * 0.2 / 12
    #expect(abs(row.separation.inputs / truth - 1) < 0.3)
    // About 576 independent issues: p (1 - p) / n, in the mean over cities; seven degrees of freedom.
    let luck = (0.7 * 0.3 - truth) / (12 * 24 * 2)
    #expect(row.separation.luck > luck / 4 && row.separation.luck < luck * 4)
    // A band of 10 points in a range of 20.
    let meeting = try #require(result.meeting)
    #expect(meeting.low < 0.5 && meeting.high > 0.5)
    #expect(result.verdictFlips)
  }

  @Test("The input that flips the verdict comes first, and what it is when targets are met is told")
  func influences() async throws {
    // Met below 70 % only.
    let study = UncertaintyStudyTests.study(
      days: 2, cities: 60, replications: 4, shares: [0.6, 0.3, 0.1], tolerance: 0.1)
    let result = try await study.run(jobs: 2)
    #expect(result.influences.map(\.input.path) == ["types.noise.authority.grid", "tiers.grid.cost_per_worker"])
    let first = try #require(result.influences.first)
    #expect(first.isDistinct)
    #expect(try #require(first.correlation) < -0.5)
    #expect(try #require(first.standardisedDifference) < -1)
    #expect(try #require(first.meanWhenMet) < 0.7)
    #expect(try #require(first.meanWhenNotMet) > 0.7)
  }

  @Test("Cities are the same whatever the number of jobs, and one more city changes none before it")
  func deterministic() async throws {
    let alone = try await UncertaintyStudyTests.study(days: 1, cities: 6).run(jobs: 1)
    let again = try await UncertaintyStudyTests.study(days: 1, cities: 6).run(jobs: 3)
    #expect(alone.judged.map(\.standing) == again.judged.map(\.standing))
    #expect(alone.judged.map(\.margin) == again.judged.map(\.margin))
    #expect(alone.meeting == again.meeting && alone.influences == again.influences)
    let together = try await UncertaintyStudyTests.study(days: 1, cities: 7).run(jobs: 3)
    #expect(alone.cities.map(\.number) == Array(1...6))
    #expect(alone.cities.map(\.inputs) == together.cities.prefix(6).map(\.inputs))
    #expect(alone.judged.map(\.values) == together.judged.prefix(6).map(\.values))
    #expect(Set(alone.cities.map { $0.inputs[1] }).count == 6)
  }

  @Test("Every city has luck of its own, which no counted run, no search and no pilot has, and a twin has other luck")
  func luck() throws {
    let luck = CityLuck(model: try TinyCity.model(TinyCity.bare()))
    let numbers = [1, 2, 1_000_000].flatMap { city in
      [1, 256].flatMap { replication in
        [false, true].map { luck.number(city: city, replication: replication, isTwin: $0) }
      }
    }
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { $0 > 3_000_000 && $0 < Int(UInt32.max) - 100 })
    var scenario = TinyCity.bare()
    scenario.generator = "mt19937"
    let stock = CityLuck(model: try TinyCity.model(scenario))
    for city in [1, 77, 1_000_000] {
      #expect((5000..<9990).contains(stock.number(city: city, replication: 256, isTwin: true)))
    }
  }

  @Test("Targets that hang on unfinished issues make a city unclear for that reason and not for the edge")
  func unfinished() async throws {
    let inputs = [InputRange(path: "a", source: "guess", low: 1, value: 2, high: 3)]
    let study = UncertaintyStudy(inputs: inputs, cities: 4, replicationsPerCity: 4, seed: 7) { _ in
      var scenario = TinyCity.bare(days: 2)
      scenario.warmUp = .fixed(0)
      scenario.drain = 0
      // About a tenth of the issues are open when the run ends, and would decide.
      scenario.types[0].outside = ["grid": .constant(0.2 * 1440)]
      scenario.targets = TinyCity.targets([0.65, 0.2, 0.15], tolerance: 0.03)
      for tier in 1...2 { scenario.targets?.shares[tier].tolerance = 0.5 }
      do throws(FlowModelError) {
        return .success(try FlowModel(validating: scenario))
      } catch {
        return .failure(UncertaintyStudy.InvalidCity(reason: LocalizedText(same: "\(error)")))
      }
    }
    let result = try await study.run(jobs: 2)
    #expect(result.count(.inconclusive(.unfinished)) == 4, "\(result.judged.map(\.standing))")
    #expect(result.meeting?.low == 0 && result.meeting?.high == 1)
  }

  @Test("An input's draws do not depend on which others there are")
  func drawsBelongToTheInput() {
    let both = UncertaintyStudyTests.study(days: 1, cities: 1)
    let one = UncertaintyStudy(inputs: [both.inputs[1]], cities: 1, replicationsPerCity: 1, seed: 7) { _ in
      .failure(UncertaintyStudy.InvalidCity(reason: LocalizedText(same: "unused")))
    }
    #expect(both.numbers(ofCity: 5)[1] == one.numbers(ofCity: 5)[0])
  }

  @Test("Numbers that make no city are reported and counted nowhere else")
  func invalidCities() async throws {
    let valid = UncertaintyStudyTests.study(days: 1, cities: 1)
    let study = UncertaintyStudy(inputs: valid.inputs, cities: 12, replicationsPerCity: 2, seed: 7) { numbers in
      guard numbers[1] < 0.7 else {
        return .failure(UncertaintyStudy.InvalidCity(reason: LocalizedText(en: "too much", zh: "过多")))
      }
      var scenario = TinyCity.bare(days: 1)
      scenario.targets = TinyCity.targets()
      do throws(FlowModelError) {
        return .success(try FlowModel(validating: scenario))
      } catch {
        return .failure(UncertaintyStudy.InvalidCity(reason: LocalizedText(same: "\(error)")))
      }
    }
    let result = try await study.run(jobs: 2)
    let expected = (1...12).filter { study.numbers(ofCity: $0)[1] >= 0.7 }
    #expect(!expected.isEmpty && expected.count < 12)
    #expect(result.invalid.map(\.number) == expected)
    #expect(result.invalid.allSatisfy { $0.reason.en == "too much" })
    #expect(result.judged.count == 12 - expected.count)
    #expect(result.meeting?.trials == 12 - expected.count)
  }

  @Test("A scenario file's ranges are drawn, and its cities are read anew")
  func document() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = """
      schema: 1
      name: drawn
      start: 2025-01-01
      warm_up: 1 day
      observe: 3 days
      drain: 5 days
      seed: 4
      replications: 3
      city:
        units: {street: 1, grid: 4}
      tiers:
        - id: grid
          staff: {value: 2, range: [1, 3], source: guess}
          calendar: always
        - id: street
          staff: 2
          calendar: always
      types:
        - id: noise
          rate: 1 per unit per hour
          authority: {grid: {value: 70%, range: [60%, 90%], source: rule}, street: 100%}
          work:
            grid: exponential(20 min)
            street: exponential(20 min)
      targets:
        shares: {grid: 70% ± 10 points, street: 30% ± 10 points}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let document = try ScenarioDocument.load(path: path)
    #expect(document.uncertainInputs.count == 2)
    let result = try await Experiment(document: document).run(jobs: 2)
    #expect(result.seed == 4 && result.replications.count == 3)
    let study = UncertaintyStudy(document: document, around: result, cities: 8, replicationsPerCity: 2)
    let plausible = try await study.run(jobs: 2)
    #expect(plausible.invalid.isEmpty)
    let authority = try #require(study.inputs.firstIndex { $0.path.contains("authority") })
    for city in plausible.cities {
      guard case .judged(let judged) = city.outcome else { continue }
      let index = try #require(plausible.layout.index(of: .share, "grid"))
      let shares = judged.values.compactMap { $0[index] }
      #expect(abs(shares.reduce(0, +) / 2 - city.inputs[authority]) < 0.12)
    }
  }
}
