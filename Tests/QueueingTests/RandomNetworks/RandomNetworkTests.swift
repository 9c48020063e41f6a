import Queueing
import Testing

/// Networks of every feature with every other, through random customers, beside an account that asks no station.
@Suite("Random networks of every feature in pairs")
struct RandomNetworkTests {
  private static let customers = 250

  private func network(
    _ features: [NetworkFeature], seed: UInt64, eventsBetweenSaves: Int? = nil
  ) throws -> RandomNetwork {
    let network = RandomNetwork(
      features, customers: Self.customers, seed: seed, eventsBetweenSaves: eventsBetweenSaves)
    try network.run()
    return network
  }

  @Test("Everybody is accounted for, time agrees with numbers, and all get out", arguments: NetworkFeature.allCases)
  func conservation(first: NetworkFeature) throws {
    for second in NetworkFeature.allCases where !NetworkFeature.isSenseless(first, second) {
      for seed in 1...2 as ClosedRange<UInt64> {
        let result = try network([first, second], seed: seed)
        let pair = "\(first) with \(second), seed \(seed)"
        #expect(result.problem == nil, "\(pair)")
        #expect(result.arrived == Self.customers, "\(pair)")
        #expect(result.arrived == result.left + result.refused + result.gaveUp, "\(pair)")
        #expect(result.left > Self.customers / 10, "\(pair)")
        // Little's law holds of every path that begins and ends empty, but for rounding.
        for (time, number) in zip(result.timeOfStays, result.integral) {
          #expect(abs(time - number) <= 1e-9 * max(1, number), "\(pair)")
        }
      }
    }
  }

  @Test("Equal seeds go the same way, others do not", arguments: NetworkFeature.allCases)
  func determinism(feature: NetworkFeature) throws {
    let first = try network([feature, .reneging], seed: 7)
    let second = try network([feature, .reneging], seed: 7)
    let other = try network([feature, .reneging], seed: 8)
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.fingerprint != other.fingerprint)
  }

  @Test("Saved and read back every third event, they go the same way", arguments: NetworkFeature.allCases)
  func saving(feature: NetworkFeature) throws {
    let whole = try network([feature, .priorities], seed: 3)
    let broken = try network([feature, .priorities], seed: 3, eventsBetweenSaves: 3)
    #expect(broken.problem == nil)
    #expect(whole.fingerprint == broken.fingerprint)
  }

  @Test("The networks do what they are said to do: people are refused, give up and lock one another")
  func coverage() throws {
    let crowded = try network([.smallRoom, .arrivalsTogether], seed: 1)
    #expect(crowded.refused > 10)
    let impatient = try network([.reneging, .shifts], seed: 1)
    #expect(impatient.gaveUp > 10)
    let leaving = try network([.leavingService, .breakdowns], seed: 1)
    #expect(leaving.gaveUp > 10)
    let locked = try network([.blocking], seed: 1).places.compactMap { $0 as? BlockingPlace }
    #expect(locked.reduce(0) { $0 + $1.deadlocks } > 0)
    let forked = try network([.forking], seed: 1).places.compactMap { $0 as? BranchedPlace }
    #expect(forked.allSatisfy { $0.calledOff > 10 })
    let interrupted = try network([.preemption, .failures], seed: 1).places.compactMap { $0 as? InterruptiblePlace }
    #expect(interrupted.allSatisfy { $0.interruptions > 10 && $0.failures > 0 })
  }
}
