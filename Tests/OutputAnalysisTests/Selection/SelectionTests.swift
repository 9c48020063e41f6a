import Testing

@testable import OutputAnalysis

@Suite("Selection of the best")
struct SelectionTests {
  static let data = [
    PairedDifferenceTests.one, PairedDifferenceTests.two, PairedDifferenceTests.three, PairedDifferenceTests.four,
  ]

  @Test("A5: comparisons with the best after the procedure's own margin")
  func a5WithBest() {
    let means = Self.data.map { $0.reduce(0, +) / 10 }
    let largest = MultipleComparisonsWithBest(means: means, margin: 0, goal: .largest).intervals
    for (interval, wanted) in zip(largest, [(0, 0.8), (-0.8, 0), (-5.686, 0), (-1.258, 0)]) {
      #expect(agree(interval.low, wanted.0, within: 1e-9))
      #expect(agree(interval.high, wanted.1, within: 1e-9))
    }
    // The book writes means less the smallest other; here above zero is good for both goals.
    let smallest = MultipleComparisonsWithBest(means: means, margin: 0, goal: .smallest).intervals
    for (interval, wanted) in zip(smallest, [(0, 5.686), (0, 4.886), (-4.428, 0), (0, 4.428)]) {
      #expect(agree(interval.low, -wanted.1, within: 1e-9))
      #expect(agree(interval.high, -wanted.0, within: 1e-9))
    }
    #expect(largest[0].isBest && largest[0].mayBeBest)
    #expect(!largest[2].mayBeBest)
  }

  @Test("Paired comparisons with the best hold the truth together as often as they promise")
  func pairedCoverage() throws {
    var generator = DeterministicGenerator(seed: 5)
    var held = 0
    let (means, runs) = ([0.0, 0.3, 0.5], 1_000)
    for _ in 0..<runs {
      var samples = means.map { _ in [Double]() }
      for _ in 0..<8 {
        // Common luck, and some of their own.
        let common = 2 * generator.normal()
        for system in means.indices { samples[system].append(means[system] + common + generator.normal()) }
      }
      let intervals = try MultipleComparisonsWithBest(paired: samples, goal: .largest).intervals
      let truth = [0 - 0.5, 0.3 - 0.5, 0.5 - 0.3]
      if zip(intervals, truth).allSatisfy({ $0.low <= $1 && $1 <= $0.high }) { held += 1 }
    }
    // Bonferroni errs on the safe side; three standard errors below 95 % would be a fault.
    #expect(Double(held) / Double(runs) > 0.95 - 3 * (0.95 * 0.05 / Double(runs)).squareRoot())
  }

  @Test("A5: screening, and the size of the second stage")
  func a5Screening() throws {
    let smallest = try SubsetScreening(Self.data, goal: .smallest)
    #expect(agree(smallest.quantile, 2.509587057391669, within: 1e-6))
    #expect(smallest.survivors == [2])
    #expect(try SubsetScreening(Self.data, goal: .largest).survivors == [0, 1])
    #expect(agree(try TwoStageSelection.greatestVariance(Self.data), 28.498048888888913, within: 1e-9))
    #expect(try TwoStageSelection.replications(Self.data, indifference: 2) == 45)
  }

  @Test(
    "A11: Rinott's constant",
    arguments: [(10, 0.975, 50, 4.0453), (1000, 0.975, 50, 6.0563), (1000, 0.9, 50, 5.4879), (8, 0.975, 9, 4.6349)])
  func a11(systems: Int, probability: Double, freedom: Int, wanted: Double) {
    let h = SelectionConstants.rinott(systems: systems, probability: probability, degreesOfFreedom: freedom)
    #expect(agree(h, wanted, within: 1e-3))
  }

  @Test("Rinott's second stage grows with the square of spread over indifference")
  func rinottSizes() {
    let sizes = RinottProcedure.replications(deviations: [1, 2, 0], firstStage: 20, indifference: 0.5)
    let h = SelectionConstants.rinott(systems: 3, probability: 0.95, degreesOfFreedom: 19)
    #expect(sizes == [Int((4 * h * h).rounded(.up)), Int((16 * h * h).rounded(.up)), 20])
  }

  @Test("A12: the constant of Dudewicz and Dalal")
  func a12() {
    let table: [(Double, Int, [Double])] = [
      (0.9, 20, [1.896, 2.342, 2.583, 2.747]), (0.9, 40, [1.852, 2.283, 2.514, 2.669]),
      (0.95, 20, [2.452, 2.872, 3.101, 3.258]), (0.95, 40, [2.386, 2.786, 3.003, 3.15]),
    ]
    for (probability, firstStage, row) in table {
      for (systems, wanted) in zip(2...5, row) {
        let h = SelectionConstants.dudewiczDalal(systems: systems, probability: probability, firstStage: firstStage)
        #expect(agree(h, wanted, within: 1.5e-3), "\(probability), \(firstStage), \(systems)")
      }
    }
  }

  @Test("A13: Bechhofer's single stage", arguments: [(3, 0.9, 0.5, 20), (4, 0.99, 0.2, 361), (4, 0.95, 0.6, 24)])
  func a13(systems: Int, probability: Double, indifference: Double, wanted: Int) {
    #expect(
      SelectionConstants.bechhofer(systems: systems, probability: probability, indifference: indifference) == wanted)
  }

  @Test("Kim and Nelson choose the best at the edge of the indifference as often as they promise, on common luck too")
  func kimNelson() throws {
    var generator = DeterministicGenerator(seed: 11)
    let runs = 600
    for common in [0.0, 2] {
      var right = 0
      var spent = 0
      for _ in 0..<runs {
        func stage(_ systems: [Int]) -> [Double] {
          let luck = common * generator.normal()
          return systems.map { ($0 == 2 ? 0.5 : 0) + luck + generator.normal() }
        }
        var first = [[Double]](repeating: [], count: 4)
        for _ in 0..<10 { for (system, value) in zip(0..<4, stage(Array(0..<4))) { first[system].append(value) } }
        var race = try KimNelson(firstStage: first, indifference: 0.5, goal: .largest)
        while !race.isDone { race.add(stage(race.survivors)) }
        if race.survivors == [2] { right += 1 }
        spent += race.replications
      }
      #expect(Double(right) / Double(runs) > 0.95 - 3 * (0.95 * 0.05 / Double(runs)).squareRoot(), "luck \(common)")
      #expect(spent > 10 * runs)
    }
  }

  @Test("OCBA gives most to the best and to those that are hard to tell from it")
  func ocba() {
    let shares = OCBAAllocation.shares(means: [1, 2, 3, 10], deviations: [1, 1, 1, 1], goal: .smallest)
    #expect(agree(shares.reduce(0, +), 1, within: 1e-12))
    // N2/N3 = (1/1)² / (1/2)², N4/N3 = (1/9)² / (1/2)², N1 = √(N2² + N3² + N4²).
    #expect(agree(shares[1] / shares[2], 4, within: 1e-12))
    #expect(agree(shares[3] / shares[2], 4.0 / 81, within: 1e-12))
    let squares = shares[1] * shares[1] + shares[2] * shares[2] + shares[3] * shares[3]
    #expect(agree(shares[0], squares.squareRoot(), within: 1e-12))
    #expect(OCBAAllocation.shares(means: [1, 1], deviations: [0, 0], goal: .largest) == [0.5, 0.5])
    let oneSided = OCBAAllocation.shares(means: [1, 2], deviations: [0, 1], goal: .largest)
    #expect(oneSided == [0, 1])
  }
}
