import RandomStreams
import Testing

@testable import Experiments

@Suite("Separation of variances")
struct VarianceSeparationTests {
  @Test("Both parts are unbiased when all cities meet the same luck")
  func unbiased() throws {
    // y = a + b + e with variances 4, 9 and 1 of city, luck and their interaction.
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 0))
    var bank = SamplerBank()
    let unit = bank.add(.uniform(low: -3.0.squareRoot(), high: 3.0.squareRoot()))
    func draw(_ purpose: UInt8, _ study: Int, _ number: Int) -> Double {
      bank.sample(
        unit, from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: purpose), place: study, ordinal: number))
    }
    let (cities, replications, studies) = (6, 4, 4000)
    var inputs = 0.0
    var luck = 0.0
    for study in 0..<studies {
      let values = (0..<cities).map { city in
        (0..<replications).map { replication in
          2 * draw(1, study, city) + 3 * draw(2, study, replication) + draw(3, study, city * replications + replication)
        }
      }
      let separation = try #require(VarianceSeparation(values))
      inputs += separation.inputs / Double(studies)
      luck += separation.luck / Double(studies)
    }
    // Standard errors of the two means are below 0.04 and 0.12; a one-way analysis would give 4 - 9/4 = 1.75.
    #expect(abs(inputs - 4) < 0.15)
    #expect(abs(luck - 10) < 0.45)
  }

  @Test("A case by hand")
  func byHand() throws {
    let separation = try #require(VarianceSeparation([[1, 3], [5, 7], [9, 11]]))
    #expect(separation.mean == 6)
    // MS_A = 2 · 32 / 2 = 32, MS_B = 3 · 2 / 1 = 6, MS_E = 0.
    #expect(separation.inputs == 16)
    #expect(separation.luck == 2)
    #expect(separation.inputShare == 16.0 / 18)
  }

  @Test("Two cities and two replications are needed")
  func tooFew() {
    #expect(VarianceSeparation([]) == nil)
    #expect(VarianceSeparation([[1, 2]]) == nil)
    #expect(VarianceSeparation([[1], [2]]) == nil)
    #expect(VarianceSeparation([[1, 1], [1, 1]])?.inputShare == nil)
  }

  @Test("Wilson's interval is that of the textbook, and closed at the ends")
  func wilson() throws {
    let some = try #require(ShareEstimate(successes: 8, trials: 10, confidence: 0.95))
    #expect(abs(some.low - 0.4901625) < 1e-6 && abs(some.high - 0.9433178) < 1e-6)
    let none = try #require(ShareEstimate(successes: 0, trials: 10, confidence: 0.95))
    #expect(none.low == 0 && abs(none.high - 0.2775328) < 1e-6)
    #expect(ShareEstimate(successes: 10, trials: 10, confidence: 0.95)?.high == 1)
    #expect(ShareEstimate(successes: 0, trials: 0, confidence: 0.95) == nil)
  }
}
