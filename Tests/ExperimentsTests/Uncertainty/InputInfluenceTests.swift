import IssueFlow
import OutputAnalysis
import RandomStreams
import Testing

@testable import Experiments

@Suite("Influence of inputs")
struct InputInfluenceTests {
  private func draws(seed: Int, inputs: Int) -> InputDraws {
    InputDraws(
      inputs: (0..<inputs).map { InputRange(path: "input \($0)", source: "guess", low: 0, value: 0.3, high: 1) },
      seed: UInt32(seed))
  }

  private func cities(_ draws: InputDraws, _ count: Int, margin: ([Double], Double) -> Double) -> [SensitivityCity] {
    let stream = RandomStream(key: StreamKey(masterSeed: draws.seed, replication: 1))
    return (1...count).map { city in
      let numbers = draws.numbers(ofCity: city)
      let luck = stream.uniform(at: StreamAddress(purpose: FlowPurpose.uncertainty.stream, ordinal: city)) - 0.5
      let margin = margin(numbers, luck)
      return SensitivityCity(inputs: numbers, margin: margin, leans: margin >= 0, isMet: margin >= 0)
    }
  }

  private func sensitivity(
    seed: Int, inputs: Int, cities count: Int, margin: ([Double], Double) -> Double
  ) -> Sensitivity {
    let draws = draws(seed: seed, inputs: inputs)
    return Sensitivity(cities(draws, count, margin: margin), draws: draws, ground: nil, confidence: 0.95)
  }

  @Test("Among twenty inputs without influence one or more is named in about 5 % of studies", arguments: [30, 60])
  func family(cities: Int) {
    let studies = 100
    var wrong = 0
    for study in 1...studies {
      let found = sensitivity(seed: study, inputs: 20, cities: cities) { _, luck in luck }
      if found.influences.contains(where: \.isDistinct) { wrong += 1 }
    }
    print("inputs without influence over \(cities) cities: \(wrong) of \(studies) studies name one")
    // 5 % and three standard errors of a frequency over the studies.
    #expect(wrong <= 11)
  }

  @Test("An input that decides is named among twenty, and those without influence are not")
  func deciding() throws {
    let found = sensitivity(seed: 12, inputs: 20, cities: 60) { $0[7] < 0.4 ? 1 + $1 : -1 + $1 }
    #expect(found.influences.filter(\.isDistinct).map(\.input.path) == ["input 7"])
    let first = try #require(found.influences.first)
    #expect(first.index?.shape == .lowers)
    #expect(try #require(first.pValue) < 0.05)
    #expect(try #require(first.rangeWhenMet).upperBound < 0.4)
  }

  @Test("An input that works through a band is named as one, with the range in which cities meet", arguments: 1...20)
  func band(seed: Int) throws {
    // Correlation sees nothing of it.
    let found = sensitivity(seed: seed, inputs: 3, cities: 50) { 0.15 - abs($0[1] - 0.45) + 0.05 * $1 }
    let first = try #require(found.influences.first)
    #expect(first.input.path == "input 1" && first.isDistinct && first.index?.shape == .band)
    #expect(try #require(first.index).index > 0.8)
    let range = try #require(first.rangeWhenMet)
    #expect(range.lowerBound > 0.25 && range.upperBound < 0.65)
  }

  @Test("Two inputs that only work together are named with each other")
  func interaction() throws {
    let found = sensitivity(seed: 3, inputs: 5, cities: 150) { ($0[0] - 0.4) * ($0[3] - 0.4) + 0.03 * $1 }
    let pair = try #require(found.interactions.first)
    #expect([pair.first.path, pair.second.path].sorted() == ["input 0", "input 3"])
    #expect(found.interactions.count == 1)
  }

  @Test("A ground that matters is told from one that does not, and its part is right in the mean")
  func ground() throws {
    let draws = draws(seed: 1, inputs: 0)
    let stream = RandomStream(key: StreamKey(masterSeed: 2, replication: 0))
    var bank = SamplerBank()
    let unit = bank.add(.uniform(low: -3.0.squareRoot(), high: 3.0.squareRoot()))
    func draw(_ study: Int, _ place: Int, _ number: Int) -> Double {
      bank.sample(
        unit, from: stream,
        at: StreamAddress(purpose: FlowPurpose.uncertainty.stream, type: place, place: study, ordinal: number))
    }
    var mean = Tally()
    var wrong = 0
    for study in 0..<60 {
      for size in [0.0, 2] {
        let pairs = (0..<20).map { city -> (own: [Double], other: [Double]) in
          let grounds = [draw(study, 0, 2 * city), draw(study, 0, 2 * city + 1)]
          let values = grounds.enumerated().map { which, ground in
            (0..<4).map { size * ground + draw(study, 1 + which + (size > 0 ? 2 : 0), 4 * city + $0) }
          }
          return (values[0], values[1])
        }
        let found = try #require(
          GroundInfluence(pairs, variance: 5, most: 199) { draws.shuffle($0, of: $1, kind: 2) })
        if size > 0 { mean.add(found.index) } else if found.pValue <= 0.05 { wrong += 1 }
        if size > 0 { #expect(found.pValue < 0.05) }
      }
    }
    // Variance 4 of 5; a standard error of a third a study.
    #expect(abs((mean.mean ?? 0) - 0.8) < 0.12)
    #expect(wrong <= 9)
  }
}
