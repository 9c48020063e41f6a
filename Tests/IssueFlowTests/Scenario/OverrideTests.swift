import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite struct OverrideTests {
  @Test("A path of a million parts is refused at once")
  func longPath() throws {
    let files = try ScenarioFiles(["s.yaml": EveryKey.text].merging(EveryKey.files) { $1 })
    let path = String(repeating: "a.", count: 1_000_000) + "b"
    let begin = ContinuousClock.now
    #expect(try files.problems(set: path + "=1").count == 1)
    #expect(ContinuousClock.now - begin < .seconds(10))
  }

  private func files() throws -> ScenarioFiles {
    try ScenarioFiles([
      "s.yaml": Minimal.text + """
        targets:
          shares: {grid: 100% ± 5 points}
          guards: {"utilisation.grid": at most 85%}
        """
    ])
  }

  @Test("An override changes, adds and reaches into lists by id or index")
  func overrides() throws {
    let files = try files()
    let scenario = try files.load(
      set: "tiers.grid.paperwork=25%", "types.noise.work.grid=gamma(mean: 1 h, cv: 1)", "types.0.urgency=urgent",
      "withdrawal.impatient=10%", "withdrawal.patience=\"3 days\"", "city={units: {grid: 7}}",
      "targets.guards.utilisation.grid=at most 70%", "targets.guards.\"reopened.all\"=at most 1%"
    ).scenario
    #expect(scenario.tiers[0].paperwork == 0.25)
    #expect(scenario.types[0].work["grid"] == .gamma(mean: 60, cv: 1) && scenario.types[0].urgency == .urgent)
    #expect(scenario.withdrawal?.patience == .constant(4320))
    guard case .generated(let units) = scenario.city.source else { return #expect(Bool(false)) }
    #expect(units == ["grid": 7])
    #expect(scenario.targets?.guards.map(\.atMost) == [0.7, 0.01])
  }

  @Test("What is wrong with an override is reported at --set")
  func problems() throws {
    let files = try files()
    #expect(
      files.problems(set: "tiers.grid.paperwork=130%") == [
        "--set: error: tiers.grid.paperwork: '130%' is out of range; use 0% to less than 100%"
      ])
    #expect(
      files.problems(set: "tiers.gird.paperwork=30%") == [
        "--set: error: there is no item 'gird'; did you mean 'grid'?"
      ])
    #expect(
      files.problems(set: "tiers.grid.paperwrok=30%") == [
        "--set: error: tiers.grid.paperwrok: there is no key 'paperwrok' here; did you mean 'paperwork'?"
      ])
    let noValue = "' does not set a value; write path=value, such as tiers.grid.paperwork=25%"
    #expect(files.problems(set: "drain") == ["--set: error: 'drain" + noValue])
    #expect(files.problems(set: "a..b=1") == ["--set: error: 'a..b" + noValue])
    #expect(
      files.problems(set: "city={units: ", language: .chinese).first?.hasPrefix("--set: 错误: 不是有效的 YAML") ?? false)
  }

  @Test("The report of an override shows it with a caret")
  func caret() throws {
    let files = try files()
    do throws(ScenarioError) {
      _ = try ScenarioDocument.load(
        path: files.path("s.yaml"), overrides: [Override(path: "types.noise.work.grid", value: "gamma(mean: 1, cv: 1)")]
      )
    } catch {
      #expect(
        error.report(language: .english) == """
          --set: error: types.noise.work.grid: '1' has no unit; write for example 1 min
              types.noise.work.grid=gamma(mean: 1, cv: 1)
                                                ^
          """)
    }
  }
}
