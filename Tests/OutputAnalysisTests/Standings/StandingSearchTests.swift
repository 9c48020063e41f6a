import OutputAnalysis
import Testing

@Suite("Share of systems that meet, each judged by a sample of its own")
struct StandingSearchTests {
  /// A law of margins with a share of them above zero; luck of one replication has deviation 1.
  struct Law: CustomTestStringConvertible, Sendable {
    let share: Double
    let systems: Int
    /// From the least to the greatest margin, in deviations of luck.
    var range = 30.0
    /// Deviations of luck, in turn over the systems.
    var deviations = [1.0]

    var testDescription: String { "\(share) of \(systems), range \(range), luck \(deviations)" }

    func margin(_ u: Double) -> Double {
      switch share {
      case 0: -0.2 * range * u - 1e-9
      case 1: 0.2 * range * u
      default: (u - (1 - share)) * range
      }
    }
  }

  static func search(_ law: Law, seed: UInt64) -> StandingSearch {
    var source = DeterministicGenerator(seed: seed &* 7919 &+ UInt64(law.systems))
    var search = StandingSearch(systems: law.systems, rule: StandingRule(systems: law.systems), confidence: 0.95)
    let margins = (0..<law.systems).map { _ in law.margin(source.uniform()) }
    while let wanted = search.wanted {
      for system in wanted.systems {
        let luck = law.deviations[system % law.deviations.count]
        let values = wanted.replications.map { _ in margins[system] + luck * source.normal() }
        // The other end of the band, far away.
        search.add([values.map { ($0, $0) }, values.map { (100 - $0, 100 - $0) }], to: system)
      }
      search.judge()
    }
    return search
  }

  @Test(
    "The 95 % interval covers in 90 of 100 seeds at least, and is seldom much wider than if all systems were known",
    arguments: [
      Law(share: 0.1, systems: 50), Law(share: 0.4, systems: 50), Law(share: 0.6, systems: 50),
      Law(share: 0.9, systems: 50), Law(share: 0.4, systems: 50, range: 10), Law(share: 0.9, systems: 50, range: 10),
      Law(share: 0.4, systems: 50, deviations: [0.3, 1, 3]), Law(share: 0.1, systems: 200),
      Law(share: 0.6, systems: 200), Law(share: 0.4, systems: 200, range: 10),
    ])
  func coverage(law: Law) throws {
    var covered = 0
    var ratios: [Double] = []
    for seed in 1...100 {
      let share = try #require(StandingSearchTests.search(law, seed: UInt64(seed)).share)
      if share.low <= law.share, law.share <= share.high { covered += 1 }
      #expect(share.low <= share.share && share.share <= share.high)
      let inside = share.met + share.leaning
      let known =
        ClopperPearson.upper(successes: inside, trials: law.systems, error: 0.025)
        - ClopperPearson.lower(successes: inside, trials: law.systems, error: 0.025)
      ratios.append((share.high - share.low) / known)
    }
    let median = ratios.sorted()[50]
    print("\(law.testDescription): covers \(covered) of 100, median width \(median) of the one if all were known")
    #expect(covered >= 90)
    #expect(median <= 1.5)
  }

  @Test(
    "Where all systems meet, or none, the interval reaches the end, however close to the edge they are",
    arguments: [0.0, 1], [0.5, 5, 30])
  func ends(share: Double, range: Double) throws {
    var covered = 0
    for seed in 1...100 {
      let found = try #require(
        StandingSearchTests.search(Law(share: share, systems: 50, range: range), seed: UInt64(seed)).share)
      if found.low <= share, share <= found.high { covered += 1 }
    }
    #expect(covered >= 95)
  }

  @Test("Systems that are far from the edge take the first look, and those at it the last")
  func effort() {
    let rule = StandingRule(systems: 40)
    var search = StandingSearch(systems: 40, rule: rule, confidence: 0.95)
    var source = DeterministicGenerator(seed: 5)
    while let wanted = search.wanted {
      for system in wanted.systems {
        // A quarter lie at the edge itself.
        let margin = system % 4 == 0 ? 0 : system % 4 == 1 ? -10.0 : 10
        search.add([wanted.replications.map { _ in margin + source.normal() }.map { ($0, $0) }], to: system)
      }
      search.judge()
    }
    for system in 0..<40 where system % 4 != 0 { #expect(search.replications(of: system) == 4) }
    #expect((0..<10).contains { search.replications(of: 4 * $0) == 256 })
    #expect(search.standing(of: 1) == .notMet && search.standing(of: 2) == .met)
  }

  @Test("What hangs on unfinished issues is told from what is close to the edge, and gets no more replications")
  func unfinished() {
    var search = StandingSearch(systems: 6, rule: StandingRule(systems: 6), confidence: 0.95)
    var source = DeterministicGenerator(seed: 6)
    while let wanted = search.wanted {
      for system in wanted.systems {
        let values = wanted.replications.map { _ -> (cautious: Double, generous: Double) in
          let x = source.normal()
          switch system {
          case 0: return (x - 10, x + 10)
          case 1: return (-.infinity, x + 10)
          case 2: return (x - 20, x - 10)
          default: return (x + 10, x + 20)
          }
        }
        search.add([values], to: system)
      }
      search.judge()
    }
    #expect(search.standing(of: 0) == .inconclusive(.unfinished) && search.replications(of: 0) == 4)
    #expect(search.standing(of: 1) == .inconclusive(.unfinished))
    #expect(search.standing(of: 2) == .notMet && search.standing(of: 3) == .met)
    #expect(search.share?.unclear == 2 && search.share?.leaning == 0)
  }

  @Test("Without spread a mean speaks for itself, the edge belongs to the band, and a dropped system counts nowhere")
  func exact() {
    var search = StandingSearch(systems: 4, rule: StandingRule(systems: 4), confidence: 0.95)
    search.drop(3)
    for system in 0..<3 {
      let margin = Double(system) - 1
      search.add([(0..<4).map { _ in (margin, margin) }], to: system)
    }
    search.judge()
    #expect(search.wanted == nil)
    #expect((0..<3).map { search.standing(of: $0) } == [.notMet, .met, .met])
    #expect(search.standing(of: 3) == nil && search.share?.trials == 3)
  }
}

@Suite("Exact limits of shares")
struct ClopperPearsonTests {
  @Test("Limits are those of the textbook")
  func textbook() {
    // 4 of 20: 0.0573 to 0.4366 (Agresti and Coull 1998).
    #expect(abs(ClopperPearson.lower(successes: 4, trials: 20, error: 0.025) - 0.0573) < 1e-4)
    #expect(abs(ClopperPearson.upper(successes: 4, trials: 20, error: 0.025) - 0.4366) < 1e-4)
    #expect(ClopperPearson.lower(successes: 0, trials: 10, error: 0.025) == 0)
    #expect(abs(ClopperPearson.upper(successes: 0, trials: 10, error: 0.025) - 0.3085) < 1e-4)
  }

  @Test("An error of the calls moves both limits outwards, and unclear systems count for neither")
  func classified() throws {
    let sure = try #require(ClassifiedShare(met: 8, notMet: 12, error: 0, confidence: 0.95))
    #expect(abs(sure.low - ClopperPearson.lower(successes: 8, trials: 20, error: 0.025)) < 1e-12)
    let unsure = try #require(ClassifiedShare(met: 8, notMet: 12, error: 0.02, confidence: 0.95))
    #expect(unsure.low < sure.low && unsure.high > sure.high)
    let unclear = try #require(ClassifiedShare(met: 8, notMet: 9, unclear: 3, leaning: 2, error: 0, confidence: 0.95))
    #expect(unclear.low == sure.low && unclear.high > sure.high && unclear.share == 0.5)
    #expect(ClassifiedShare(met: 0, notMet: 0, error: 0, confidence: 0.95) == nil)
  }

  @Test("Like variances are pooled, unlike ones are not, and zeros say nothing")
  func prior() {
    var source = DeterministicGenerator(seed: 9)
    func variance(_ deviation: Double) -> Double { Tally(source.normals(4, deviation: deviation)).variance ?? 0 }
    let alike = VariancePrior(variances: (0..<200).map { _ in variance(2) }, freedom: 3)
    #expect(alike.degreesOfFreedom > 30 && abs(alike.variance - 4) < 0.8)
    let unlike = VariancePrior(variances: (0..<200).map { variance($0 % 2 == 0 ? 0.1 : 10) }, freedom: 3)
    #expect(unlike.degreesOfFreedom < 2)
    #expect(VariancePrior(variances: [0, 0, 1], freedom: 3) == .none)
    #expect(alike.moderated(0, freedom: 3).variance > 3)
  }
}
