import RandomStreams
import Testing

@testable import IssueFlow
@testable import Policies
@testable import ScenarioLanguage

@Suite("Measures and observed routing")
struct RoutingReachTests {
  /// Noise by observed routing, pets by authority.
  private func city() -> Scenario {
    var scenario = Cities.roomy(observe: 30 * 1440)
    var pets = scenario.types[0]
    pets.id = "pets"
    scenario.types[0].authority = [:]
    scenario.types[0].routing = [
      "grid": ["community": RouteSpec(share: 0.3)], "community": ["street": RouteSpec(share: 0.3)],
    ]
    scenario.types.append(pets)
    return scenario
  }

  private func model(_ scenario: Scenario, _ measures: any Measure..., dose: Double = 1) throws -> FlowModel {
    var scenario = scenario
    scenario.measures = measures.map { MeasureUse($0, dose: dose) }
    return try FlowModel(validating: scenario)
  }

  @Test("What cannot reach a type is said before the run, in both languages")
  func remarks() throws {
    let found = try model(city(), DevolveAuthority(), StarRatings(), RelievePaperwork()).remarks
    #expect(found.map(\.path) == [["measures", "star_ratings"], ["measures", "devolve_authority"]])
    #expect(
      found.map { $0.kind.sentence(.english) } == [
        "the competence part of star_ratings does nothing for `noise`: the routing of the type is observed",
        "devolve_authority does nothing for `noise`: the routing of the type is observed",
      ])
    #expect(
      found.last?.kind.sentence(.chinese) == "devolve_authority 对 `noise`不起作用：该类型的流转取自记录")
    #expect(try model(city(), DevolveAuthority(), dose: 0).remarks.isEmpty)
    #expect(try model(Cities.roomy(), DevolveAuthority()).remarks.isEmpty)
  }

  @Test("A measure that nothing is left for is refused, unless its dose is 0")
  func nothingLeft() throws {
    var scenario = city()
    scenario.types.removeLast()
    do {
      _ = try model(scenario, DevolveAuthority())
      Testing.Issue.record("a measure without effect was let through")
    } catch let error as FlowModelError {
      #expect(error.findings.map(\.path) == [["measures", "devolve_authority"]])
      #expect(error.findings.first?.kind.sentence(.english).hasPrefix("devolve_authority does nothing here") ?? false)
      #expect(error.findings.first?.kind.sentence(.chinese).hasPrefix("devolve_authority 在此不起作用") ?? false)
    }
    #expect(try model(scenario, DevolveAuthority(), dose: 0).remarks.isEmpty)
    // Its other part still acts.
    #expect(try model(scenario, StarRatings()).remarks.count == 1)
  }

  @Test("Devolving moves the types that ask for authority, and no issue of the others")
  func devolve() throws {
    var measure = DevolveAuthority()
    measure.staffMoved = 0
    let before = try MeasuredRun(city())
    let after = try MeasuredRun(city(), measure)
    func fates(_ run: MeasuredRun, _ type: UInt8) -> [[Int]] {
      run.cohort.filter { $0.type == type }.map { [Int($0.place), $0.ordinal, Int($0.closedAt)] }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
    #expect(fates(before, 0).count > 500)
    #expect(fates(before, 0) == fates(after, 0))
    #expect(fates(before, 1) != fates(after, 1))
  }

  @Test("Every measure that changes competence or authority says that it does")
  func everyMeasure() throws {
    // The base town with everything that measures act on; what one changes shows in the scenario that it makes.
    for kind in MeasureRegistry.all {
      var scenario = Cities.roomy()
      for tier in scenario.tiers.indices {
        scenario.tiers[tier].turnover = TurnoverSpec()
        scenario.tiers[tier].weakness = WeaknessSpec()
        scenario.tiers[tier].weakness?.competence = 0.2
        scenario.tiers[tier].leadership = LeadershipSpec()
      }
      var department = DepartmentSpec()
      department.id = "police"
      scenario.departments = [department]
      scenario.types[0].departments = ["police": 0.5]
      let measure = kind.make()
      measure.prepare(&scenario)
      var after = scenario
      measure.apply(to: &after, dose: 1)
      let changes =
        zip(scenario.types, after.types).contains { $0.authority != $1.authority }
        || zip(scenario.tiers, after.tiers).contains { before, after in
          before.competence != after.competence || before.retry != after.retry
            || before.leadership?.mean != after.leadership?.mean || (after.rating?.competence ?? 0) != 0
            || (before.orders == nil) != (after.orders == nil)
            || before.turnover?.newcomerSkill != after.turnover?.newcomerSkill
            || before.weakness?.inspection != after.weakness?.inspection
        } || after.volunteers.contains { $0.skill != 0 }
      var says = true
      if case .nothing = kind.page.decisions { says = false }
      #expect(changes == says, "\(kind.page.id)")
    }
  }
}
