import IssueFlow
import OutputAnalysis
import RandomStreams
import Testing

@testable import Experiments

@Suite("Influence of inputs")
struct InputInfluenceTests {
  private let inputs = (0..<20).map { InputRange(path: "input \($0)", source: "guess", low: 0, value: 0.3, high: 1) }

  /// Draws of every city from the inputs' own laws.
  private func draws(study: Int, cities: Int, using stream: RandomStream) -> [[Double]] {
    (0..<cities).map { city in
      inputs.indices.map { input in
        let address = StreamAddress(purpose: FlowPurpose.uncertainty.stream, type: input, place: study, ordinal: city)
        return inputs[input].quantile(stream.uniform(at: address))
      }
    }
  }

  @Test(
    "Among twenty inputs without influence one or more is named in at most 5 % of studies",
    arguments: [(60, 6), (60, 30), (200, 10)])
  func family(cities: Int, meeting: Int) {
    let stream = RandomStream(key: StreamKey(masterSeed: 11, replication: 0))
    let studies = 1000
    var wrong = 0
    var wrongWithoutCare = 0
    let meets = (0..<cities).map { $0 < meeting }
    for study in 0..<studies {
      let ranked = InputInfluence.ranked(
        inputs: inputs, draws: draws(study: study, cities: cities, using: stream), meets: meets,
        margins: meets.map { $0 ? 1 : -1 }, confidence: 0.95)
      if ranked.contains(where: \.isDistinct) { wrong += 1 }
      let limit = 1.96 / Double(cities).squareRoot()
      if ranked.contains(where: { abs($0.correlation ?? 0) > limit }) { wrongWithoutCare += 1 }
    }
    print("inputs without influence, \(meeting) of \(cities) cities met: \(wrong) of \(studies) studies name one")
    // 5 % and three standard errors of a frequency over the studies.
    #expect(Double(wrong) / Double(studies) <= 0.05 + 3 * (0.05 * 0.95 / Double(studies)).squareRoot())
    // Each at 5 % by itself would name one in most.
    #expect(wrongWithoutCare > studies / 2)
  }

  @Test("An input that decides is named among twenty, and those without influence are not")
  func deciding() throws {
    let stream = RandomStream(key: StreamKey(masterSeed: 12, replication: 0))
    let draws = draws(study: 0, cities: 60, using: stream)
    let meets = draws.map { $0[7] < 0.4 }
    let ranked = InputInfluence.ranked(
      inputs: inputs, draws: draws, meets: meets, margins: meets.map { $0 ? 1 : -1 }, confidence: 0.95)
    #expect(ranked.filter(\.isDistinct).map(\.input.path) == ["input 7"])
    #expect(try #require(ranked[0].pValue) < 1e-6)
  }
}
