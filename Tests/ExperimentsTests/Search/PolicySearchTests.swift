import Foundation
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Searches for the cheapest policy")
struct PolicySearchTests {
  static let space = """
    schema: 1
    name: s
    base: base.yaml
    cost: a + 10 * n
    first: 4
    at_most: 64
    confirm: 8
    indifference: 2 points
    factors:
      - {id: a, path: types.noise.authority.grid, values: [40%, 50%, 60%, 70%, 80%]}
      - {id: n, path: tiers.grid.staff, values: [1, 2]}

    """

  private func search(_ text: String = Self.space, in folder: StudyFolder) throws -> PolicySearch {
    try PolicySearch(document: document(text, in: folder), tool: "test")
  }

  private func document(_ text: String, in folder: StudyFolder) throws -> DesignDocument<SearchSpec> {
    try folder.write("search.yaml", text)
    return try .load(path: folder.path("search.yaml"))
  }

  @Test("The choice is the cheapest that brute force finds to meet the targets, give or take the indifference")
  func agreesWithBruteForce() async throws {
    let folder = try StudyFolder()
    let search = try search(in: folder)
    #expect(search.method == .exhaustive && search.policies == 10)
    let outcome = try await search.run(jobs: 2)
    let chosen = try #require(outcome.selected)
    // Forty replications of every policy.
    try folder.write(
      "design.yaml",
      Self.space.replacing(
        "cost: a + 10 * n\nfirst: 4\nat_most: 64\nconfirm: 8\nindifference: 2 points\n",
        with: "plan: grid\nreplications: 40\n"))
    let sweep = try Sweep(document: .load(path: folder.path("design.yaml")), tool: "test")
    try await folder.run(sweep, into: "all", jobs: 2)
    let summary = try folder.rows("all/summary.csv")
    let bands = ["grid": (0.5, 0.7), "community": (0.2, 0.4), "street": (0.02, 0.18)]
    /// The least that a share lies inside its band.
    func inside(_ point: Int) -> Double {
      bands.map { tier, band in
        let row = summary.first { $0[0] == "\(point)" && $0[1] == "share" && $0[2] == tier }
        let mean = Double(row?[3] ?? "") ?? .nan
        return min(mean - band.0, band.1 - mean)
      }.min() ?? -1
    }
    #expect(inside(chosen) > -0.03, "the choice misses by more than the indifference")
    let cost = (0..<10).map { point -> Int in
      let authority = 40 + 10 * (point / 2)
      return authority + 10 * (1 + point % 2)
    }
    for point in 1...10 where cost[point - 1] < cost[chosen - 1] {
      #expect(inside(point) < 0.03, "point \(point) is cheaper and meets the targets")
    }
    // Dearer ones are not looked at, or only beside the last cheaper ones.
    #expect(outcome.runs < 10 * 40)
    #expect(outcome.tried.contains { $0.isOnFrontier })
  }

  @Test("Jobs do not change what is found, and a journal gives back what was run")
  func deterministic() async throws {
    let folder = try StudyFolder()
    let search = try search(in: folder)
    let plain = try await search.run(jobs: 1)
    let out = try SearchFolder(path: folder.path("out"))
    let journal = try out.journal(of: search)
    let kept = try await search.run(jobs: 2, journal: journal)
    let runs = journal.count
    let again = try await search.run(jobs: 2, journal: journal)
    #expect(journal.count == runs)
    for other in [kept, again] {
      #expect(other.best == plain.best && other.runs == plain.runs && other.isConfirmed == plain.isConfirmed)
      #expect(other.tried.map(\.replications) == plain.tried.map(\.replications))
    }
    try out.write(kept, of: search, log: StudyFolder.log)
    #expect(FileManager.default.fileExists(atPath: folder.path("out/frontier.csv")))
  }

  @Test("A search that is stopped stands with what it has")
  func anytime() async throws {
    let folder = try StudyFolder()
    let limited = try search(Self.space + "runs: 8\n", in: folder)
    let outcome = try await limited.run(jobs: 1)
    #expect(outcome.runs <= 8 + 16)
    #expect([SearchOutcome.Ending.budget, .decided].contains(outcome.ending))
    let stopped = try search(in: folder)
    let task = Task { try await stopped.run(jobs: 1) }
    task.cancel()
    #expect(try await task.value.ending == .interrupted)
  }

  @Test("A surrogate finds a policy that fresh runs confirm, in a part of the space")
  func surrogate() async throws {
    let folder = try StudyFolder()
    let text = Self.space.replacing("values: [40%, 50%, 60%, 70%, 80%]", with: "from: 30%, to: 90%, levels: 13")
    let search = try search(text + "method: surrogate\ninitial: 8\nruns: 160\n", in: folder)
    #expect(search.policies == 26)
    let outcome = try await search.run(jobs: 2)
    #expect(outcome.method == .surrogate)
    #expect(outcome.tried.count < 26 || outcome.ending != .decided)
    let best = try #require(outcome.best)
    #expect(outcome.confirmations.contains { $0.policy == best })
  }

  @Test("A surrogate that is out of budget before all costs are known stands with the policies it began with")
  func budgetBeforeCosts() async throws {
    let folder = try StudyFolder()
    let text = Self.space.replacing("values: [40%, 50%, 60%, 70%, 80%]", with: "from: 30%, to: 90%, levels: 13")
    let outcome = try await search(text + "method: surrogate\ninitial: 4\nruns: 16\n", in: folder).run(jobs: 2)
    #expect(outcome.ending == .budget && outcome.runs == 16 && outcome.tried.count == 4)
    #expect(outcome.tried.allSatisfy { $0.cost.isFinite && $0.replications == 4 })
  }

  @Test("That none meets is said when every policy is decided, and never by a search that stopped or guessed")
  func nothingMeets() async throws {
    let folder = try StudyFolder()
    // So little authority leaves the grid far below its band.
    let hopeless = Self.space.replacing("[40%, 50%, 60%, 70%, 80%]", with: "[2%, 4%, 6%, 8%, 10%]")
    let decided = try await search(hopeless, in: folder).run(jobs: 2)
    #expect(decided.ending == .nothingMeets && decided.best == nil && decided.cost == nil)
    let stopped = try await search(hopeless + "runs: 4\n", in: folder).run(jobs: 2)
    #expect(stopped.ending == .budget && stopped.best == nil)
    let guided = try await search(hopeless + "method: surrogate\n", in: folder).run(jobs: 2)
    #expect(guided.ending == .exhausted && guided.best == nil)
  }

  @Test("A share of plausible cities that so few cannot show is refused, with how many could")
  func tooFewCities() throws {
    let folder = try StudyFolder()
    func reason(_ cities: Int, _ share: String) throws -> String? {
      let document = try document(Self.space + "cities: \(cities)\nplausible: \(share)\n", in: folder)
      do throws(ExperimentError) {
        _ = try PolicySearch(document: document, tool: "test")
        return nil
      } catch {
        return error.message(language: .english)
      }
    }
    // Wilson's lower end of n out of n is n / (n + z²), z² = 3.84.
    #expect(try reason(17, "80%") == nil)
    #expect(try reason(15, "80%")?.contains("`cities: 17`") == true)
    #expect(try reason(4, "100%")?.contains("no number of plausible cities") == true)
  }

  @Test("A plausible city may refuse what the given one accepts")
  func plausible() async throws {
    let folder = try StudyFolder()
    let search = try search(Self.space + "cities: 4\nplausible: 0%\n", in: folder)
    let outcome = try await search.run(jobs: 2)
    if outcome.isConfirmed { #expect(outcome.confirmations.last?.plausible?.cities.count == 4) }
    #expect(!outcome.confirmations.isEmpty)
  }

  @Test("Bands widen and narrow by the indifference, and never vanish")
  func widened() {
    var targets = TargetsSpec()
    targets.shares = [ShareTarget(tier: "grid", share: 0.7, tolerance: 0.05)]
    targets.guards = [
      GuardSpec(response: "reopen_rate", responseClass: "", atMost: 0.05, atLeast: nil),
      GuardSpec(response: "time_to_close_mean", responseClass: "", atMost: 1000, atLeast: nil),
    ]
    let wide = targets.widened(by: 0.01)
    #expect(abs(wide.shares[0].tolerance - 0.06) < 1e-12)
    #expect(abs((wide.guards[0].atMost ?? 0) - 0.06) < 1e-12)
    #expect(abs((wide.guards[1].atMost ?? 0) - 1010) < 1e-9)
    #expect(targets.widened(by: -1).shares[0].tolerance == 0.005)
  }
}
