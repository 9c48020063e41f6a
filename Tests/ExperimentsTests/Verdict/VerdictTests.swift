import IssueFlow
import RandomStreams
import Testing

@testable import Experiments

@Suite("Verdicts")
struct VerdictTests {
  private func run(_ scenario: Scenario, replications: Int = 10) async throws -> ExperimentResult {
    try await Experiment(model: try TinyCity.model(scenario), replications: replications).run(jobs: 2)
  }

  private func bare(_ shares: [Double] = [0.7, 0.2, 0.1], tolerance: Double = 0.05, days: Double = 15) -> Scenario {
    var scenario = TinyCity.bare(days: days)
    scenario.targets = TinyCity.targets(shares, tolerance: tolerance)
    return scenario
  }

  @Test("A city that is built to close 70, 20 and 10 % meets 70/20/10")
  func met() async throws {
    let verdict = try #require(try await run(bare()).verdict)
    #expect(verdict.decision == .met)
    #expect(verdict.additionalReplications == 0)
    #expect(verdict.criteria.map(\.name) == ["share.grid", "share.community", "share.street", "withdrawn_share"])
    #expect(verdict.criteria.allSatisfy { $0.state == .holds })
    #expect(verdict.splits.map(\.split) == SplitKind.allCases)
    #expect(verdict.splits.allSatisfy { $0.shares.count == 3 })
    #expect(verdict.remainder.total == 0)
  }

  @Test("The same city does not meet 80/15/5, and the reason names the tier")
  func notMet() async throws {
    let verdict = try #require(try await run(bare([0.8, 0.15, 0.05], tolerance: 0.02)).verdict)
    #expect(verdict.decision == .notMet)
    #expect(verdict.criteria[0].state == .violated)
    #expect(verdict.criteria[0].isMeanOutside)
    #expect(verdict.reasons[0].en.hasPrefix("share.grid: 7"))
    #expect(verdict.reasons[0].en.hasSuffix("wanted 78.0% to 82.0%, is violated"))
    #expect(verdict.reasons[0].zh.hasPrefix("grid办结比例："))
  }

  @Test("Too few replications leave it undecided and say how many more would do")
  func undecided() async throws {
    let verdict = try #require(try await run(bare(tolerance: 0.012, days: 1), replications: 3).verdict)
    #expect(verdict.decision == .undecided)
    let more = try #require(verdict.additionalReplications)
    #expect(more > 0)
    #expect(verdict.reasons.contains { $0.en.hasPrefix("about \(verdict.replications + more) replications") })
  }

  @Test("One replication decides nothing")
  func oneReplication() async throws {
    let verdict = try #require(try await run(bare(), replications: 1).verdict)
    #expect(verdict.decision == .undecided)
    #expect(verdict.reasons.contains { $0.en.hasPrefix("one replication knows no spread") })
  }

  @Test("Nothing observed is a problem, never a pass")
  func nothingObserved() async throws {
    var scenario = bare(days: 1)
    // One issue in a thousand years.
    scenario.types[0].rate = .perCity(1.0 / (1000 * 365.25 * 1440))
    let result = try await run(scenario, replications: 3)
    #expect(result.verdict == nil)
    #expect(result.verdictProblem == .nothingArose(replication: 1))
  }

  @Test("Targets without demands are a problem, never a pass")
  func nothingToCheck() async throws {
    var scenario = bare(days: 1)
    scenario.targets = TargetsSpec()
    let result = try await run(scenario, replications: 2)
    #expect(result.verdict == nil)
    #expect(result.verdictProblem == .nothingToCheck)
  }

  @Test("A guard on what was never observed is a problem")
  func guardNotObserved() async throws {
    var scenario = bare(days: 1)
    scenario.targets?.guards = [GuardSpec(response: "satisfaction", responseClass: "", atMost: nil, atLeast: 0.8)]
    let result = try await run(scenario, replications: 2)
    #expect(result.verdict == nil)
    #expect(result.verdictProblem == .notObserved(name: "satisfaction", observed: 0, replications: 2))
  }

  @Test("The guard on withdrawals is added where the scenario has none, and only there")
  func defaultGuard() async throws {
    var scenario = bare()
    #expect(try await run(scenario).verdict?.hasDefaultGuard == true)
    scenario.targets?.guards = [GuardSpec(response: "withdrawn_share", responseClass: "", atMost: 0.1, atLeast: nil)]
    let verdict = try #require(try await run(scenario).verdict)
    #expect(!verdict.hasDefaultGuard)
    #expect(verdict.criteria.last?.upper == 0.1)
    #expect(verdict.decision == .met)
  }

  @Test("Exhausting residents does not buy a split")
  func withdrawalsAreGuarded() async throws {
    var scenario = bare(tolerance: 0.3)
    var withdrawal = WithdrawalSpec()
    withdrawal.impatient = 1
    withdrawal.patience = .exponential(mean: 100)
    scenario.withdrawal = withdrawal
    let verdict = try #require(try await run(scenario).verdict)
    #expect(verdict.remainder.withdrawn > 0.05)
    #expect(verdict.decision == .notMet)
    #expect(verdict.criteria.last.map { $0.isDefault && $0.state == .violated } == true)
    #expect(verdict.reasons.contains { $0.en.contains("is the default one") })
  }

  @Test("What is still open may have been closed anywhere, so that it can keep a verdict open")
  func censoring() async throws {
    // The street's issues all stay open: of what was closed, 78 % was in the grid.
    var scenario = bare([0.78, 0.22, 0], tolerance: 0.05)
    scenario.types[0].outside = ["street": .constant(1000 * 1440)]
    scenario.targets?.guards = [GuardSpec(response: "withdrawn_share", responseClass: "", atMost: 0.05, atLeast: nil)]
    scenario.drain = 1440
    let result = try await run(scenario)
    let verdict = try #require(result.verdict)
    #expect(verdict.decision == .undecided)
    #expect(verdict.additionalReplications == nil)
    #expect(verdict.criteria[0].estimate.mean.map { abs($0 - 0.78) < 0.02 } == true)
    #expect(verdict.criteria[0].leastMean < 0.72 && verdict.criteria[0].greatestMean > 0.78)
    #expect(verdict.reasons.contains { $0.en.contains("more replications will not help") })
  }

  @Test("A demand on single units is a guard like any other")
  func perUnit() async throws {
    var scenario = bare(tolerance: 0.1, days: 15)
    // Both streets always meet it; nine in ten would be ruled out by 30 replications that agree, and not by fewer.
    scenario.targets?.guards = [
      GuardSpec(response: "units_in_band", responseClass: "street", atMost: nil, atLeast: 0.9)
    ]
    #expect(try await run(scenario, replications: 10).verdict?.additionalReplications == 20)
    #expect(try await run(scenario, replications: 30).verdict?.decision == .met)
    scenario.targets?.guards = [GuardSpec(response: "units_in_band", responseClass: "grid", atMost: nil, atLeast: 0.9)]
    scenario.targets?.shares = TinyCity.targets(tolerance: 0.02).shares
    let verdict = try #require(try await run(scenario).verdict)
    // Each grid's share alone, of about 360 issues, has a standard deviation of 2.4 points.
    #expect(verdict.criteria.first { $0.response == .unitsInBand }?.state == .violated)
    #expect(verdict.decision == .notMet)
  }

  @Test("Guards without target shares are judged by themselves")
  func guardsAlone() async throws {
    var scenario = TinyCity.bare(days: 10)
    var targets = TargetsSpec()
    targets.guards = [GuardSpec(response: "utilisation", responseClass: "grid", atMost: 0.6, atLeast: nil)]
    scenario.targets = targets
    let verdict = try #require(try await run(scenario).verdict)
    #expect(verdict.decision == .met)
    #expect(verdict.criteria.map(\.name) == ["utilisation.grid", "withdrawn_share"])
  }

  @Test("The split that the targets name is the one judged")
  func otherSplits() async throws {
    var scenario = bare([0.73, 0.18, 0.09], tolerance: 0.02, days: 30)
    scenario.types[0].selfHelp = 0.1
    let closedAt = try #require(try await run(scenario).verdict)
    #expect(closedAt.decision == .met)
    scenario.targets?.split = .registered
    scenario.targets?.shares = TinyCity.targets().shares
    let registered = try #require(try await run(scenario).verdict)
    #expect(registered.criteria[0].name == "share_registered.grid")
    #expect(registered.criteria[0].estimate.mean.map { abs($0 - 0.7) < 0.02 } == true)
  }

  @Test("Every problem can be read in both languages")
  func messages() {
    let problems: [VerdictProblem] = [
      .nothingToCheck, .nothingArose(replication: 3), .notObserved(name: "satisfaction", observed: 1, replications: 4),
      .analysis(.noCriteria),
    ]
    let english = problems.map { $0.message(language: .english) }
    #expect(
      english == [
        "there is nothing to check: the targets name no shares and no guards",
        "no verdict: no issue arose in replication 3, so that its shares are not defined; observe for longer",
        "no verdict: satisfaction was observed in 1 of 4 replications; a guard on it needs all of them",
        "no verdict: nothing to check: there are no criteria",
      ])
    for problem in problems { #expect(!problem.message(language: .chinese).isEmpty) }
  }
}
