import RandomStreams
import Testing

@testable import Experiments

@Suite("Separation of variances")
struct VarianceSeparationTests {
  @Test("Both parts are unbiased when every city has luck of its own")
  func unbiased() throws {
    // y = a + e with variances 4 and 9 of city and luck.
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
          2 * draw(1, study, city) + 3 * draw(3, study, city * replications + replication)
        }
      }
      let separation = try #require(VarianceSeparation(values))
      inputs += separation.inputs / Double(studies)
      luck += separation.luck / Double(studies)
    }
    // Standard errors of the two means are below 0.06 and 0.05.
    #expect(abs(inputs - 4) < 0.2)
    #expect(abs(luck - 9) < 0.2)
  }

  @Test("A case by hand")
  func byHand() throws {
    let separation = try #require(VarianceSeparation([[1, 3], [5, 7], [9, 11]]))
    #expect(separation.mean == 6)
    // Means 2, 6 and 10 with variance 16; 2 within each city, half of which their means have.
    #expect(separation.inputs == 15)
    #expect(separation.luck == 2)
    #expect(separation.inputShare == 15.0 / 17)
  }

  @Test("Two cities and two replications are needed")
  func tooFew() {
    #expect(VarianceSeparation([]) == nil)
    #expect(VarianceSeparation([[1, 2]]) == nil)
    #expect(VarianceSeparation([[1], [2]]) == nil)
    #expect(VarianceSeparation([[1, 1], [1, 1]])?.inputShare == nil)
  }
}
