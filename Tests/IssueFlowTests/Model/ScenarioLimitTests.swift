import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("What a scenario may ask for")
struct ScenarioLimitTests {
  private func findings(_ scenario: Scenario) -> [(path: [String], sentence: String)] {
    do throws(FlowModelError) {
      _ = try FlowModel(validating: scenario)
      return []
    } catch {
      return error.findings.map { ($0.path, $0.kind.sentence(.english)) }
    }
  }

  private func scenario() -> Scenario {
    var scenario = Scenario()
    scenario.observe = 1440
    var tier = TierSpec()
    tier.id = "grid"
    tier.staff = 1
    scenario.tiers = [tier]
    scenario.city.source = .generated(units: ["grid": 2])
    var type = IssueTypeSpec()
    type.id = "noise"
    type.rate = .perCity(1)
    type.work = ["grid": .constant(1)]
    scenario.types = [type]
    return scenario
  }

  @Test("More issues or backlog than memory can hold are refused with the numbers")
  func volume() {
    var many = scenario()
    #expect(findings(many).isEmpty)
    many.types[0].rate = .perCity(1_500_000)
    #expect(findings(many).map(\.path) == [["types"]])
    #expect(findings(many)[0].sentence.hasPrefix("about 2.2e9 issues are expected in a replication; at most 2.0e9"))
    var old = scenario()
    old.types[0].rate = .perCity(100_000)
    old.backlog = 1000 * 1440
    #expect(findings(old).map(\.path) == [["backlog"]])
    #expect(findings(old)[0].sentence.hasPrefix("a backlog of about 1.4e11 issues and 2 units need"))
    old.backlog = 0
    #expect(findings(old).isEmpty)
  }

  @Test("More workers or departures than luck has addresses for are refused, and as many as it has can be run")
  func posts() throws {
    var crowd = scenario()
    crowd.tiers[0].staff = 65_536
    var turnover = TurnoverSpec()
    turnover.quitRate = 1.0 / (365 * 1440)
    crowd.tiers[0].turnover = turnover
    let model = try FlowModel(validating: crowd)
    var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
    _ = simulation.run()
    crowd.tiers[0].staff = 65_537
    #expect(findings(crowd).map(\.path) == [["tiers", "grid", "staff"]])
    #expect(findings(crowd)[0].sentence.hasPrefix("turnover follows each worker of a unit, here 65537; at most 65536"))
    // A number of posts that has no place in 32 bits.
    crowd.tiers[0].staff = 1_000_000
    crowd.city.source = .generated(units: ["grid": 3000])
    #expect(findings(crowd).map(\.path) == [["tiers", "grid", "staff"]])
    crowd.tiers[0].staff = 60_000
    #expect(findings(crowd).map(\.path) == [["tiers"]])
    #expect(findings(crowd)[0].sentence.contains("here 180000000; at most 50000000"))
    crowd.city.source = .generated(units: ["grid": 2])
    crowd.tiers[0].turnover?.quitRate = 1e5
    #expect(findings(crowd).map(\.path) == [["tiers", "grid", "turnover"]])
    crowd.tiers[0].turnover = nil
    #expect(findings(crowd).isEmpty)
  }

  @Test("A stock generator has few seeds, and validation says which")
  func seeds() {
    var stock = scenario()
    stock.generator = "mt19937"
    stock.seed = 1676
    stock.replications = 9999
    #expect(findings(stock).isEmpty)
    stock.seed = 1677
    stock.replications = 10_000
    #expect(findings(stock).map(\.path) == [["seed"], ["replications"]])
    #expect(findings(stock)[0].sentence.contains("0 … 1676 with the generator mt19937, or the generator philox"))
    stock.generator = "philox"
    #expect(findings(stock).isEmpty)
  }

  @Test("Units keep the ids of their tables")
  func ids() throws {
    var named = scenario()
    func row(_ id: String, _ line: Int) -> UnitRow {
      UnitRow(id: id, parent: "", title: LocalizedText(), households: 10, staff: nil, area: nil, line: line)
    }
    named.city.source = .tables(["grid": [row("天宁-01", 2), row("天宁-02", 3)]])
    #expect(try FlowModel(validating: named).unitIDs == ["天宁-01", "天宁-02"])
    #expect(try FlowModel(validating: scenario()).unitIDs == ["grid-1", "grid-2"])
  }
}
