import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Rows 1 to 10: numbers that arithmetic fixes.
@Suite("Measures of structure")
struct MeasuresOfStructureTests {
  @Test("1: so many located members are called in each grid, and arrivals grow as people do")
  func population() throws {
    var measure = LocatedPopulation()
    measure.householdSize = 2.5
    measure.membersPer1000 = 80
    measure.located = 0.75
    measure.growth = 0.2
    let scenario = Cities.roomy(rate: 0.02, observe: 70 * Cities.day)
    let run = try MeasuredRun(scenario, measure)
    // 100 households of 2.5, 80 in 1,000, three in four: 15 members in each of four grids, ten Saturdays.
    #expect(run[.volunteersCalled] == 15 * 4 * 10)
    // 8,064 issues and a fifth more: a standard deviation of 41.
    #expect(abs(run[.induced] / run[.arisen] - 0.2 / 1.2) < 0.02)
  }

  @Test("3: the pivot errs as often as it says")
  func pivot() throws {
    var scenario = Cities.roomy(rate: 0.02)
    Cities.find(&scenario, by: 60)
    scenario.channels[0].needsIntake = true
    var intake = IntakeSpec()
    intake.at = "community"
    intake.wrongUnit = 0.2
    scenario.intake = intake
    var measure = Pivot()
    measure.wrong = 0.05
    let run = try MeasuredRun(scenario, measure)
    let registered = run.cohort.filter(\.isRegistered)
    // Some 6,900 issues: a standard deviation of 0.0026.
    #expect(abs(Double(registered.count(where: \.wasMisassigned)) / Double(registered.count) - 0.05) < 0.008)
  }

  @Test("4: anchors are asked first as often as the share says, and settle what they can")
  func anchors() throws {
    var measure = HouseholdAnchors()
    measure.asked = 0.4
    measure.skill = 0.5
    measure.spread = 0
    measure.householdsPerAnchor = 1
    measure.work = 1
    let run = try MeasuredRun(Cities.roomy(rate: 0.02), measure)
    #expect(abs(run.ratio(.responderReached, .arisen) - 0.4) < 0.02)
    // Complexity is uniform from 0 to 1, and a hundred anchors are never all busy while they are there.
    #expect(abs(run.ratio(.responderSettled, .responderTried) - 0.5) < 0.04)
    #expect(run.log.closed.filter { !$0.isRegistered }.allSatisfy { $0.closedAt == 0 })
  }

  @Test("5: households reached are the product of spans and responses of all links")
  func chain() throws {
    var measure = MobilisationChain()
    measure.branches = 2
    measure.members = 5
    measure.span = 10
    measure.branchResponse = 0.8
    measure.memberResponse = 0.5
    measure.residentResponse = 0.5
    // 2 · 0.8 · 5 · 0.5 members lead 10 households each: 40 of the community's 200.
    let run = try MeasuredRun(Cities.roomy(rate: 0.02), measure)
    #expect(abs(run.ratio(.responderReached, .arisen) - 0.2 * 0.5) < 0.012)
    measure.branchResponse = 0
    #expect(try MeasuredRun(Cities.roomy(rate: 0.02), measure)[.responderReached] == 0)
  }

  @Test("9: a unit that solves everything itself has five stars, one that solves nothing has one")
  func stars() throws {
    for (share, stars) in [(0.999_999, 5), (0.000_001, 1)] as [(Double, UInt8)] {
      var scenario = Cities.roomy(rate: 0.02, observe: 100 * Cities.day)
      scenario.types[0].authority = ["grid": share, "community": 0.999_999_5, "street": 1]
      scenario.types[0].complexity = .constant(0)
      var measure = StarRatings()
      measure.period = 20 * Cities.day
      scenario.measures = [MeasureUse(measure)]
      let model = try Cities.model(scenario)
      var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
      let totals = simulation.run()
      #expect(model.units(ofTier: 0).allSatisfy { simulation.conditions[$0].stars == stars })
      // Four grids and two communities, at the end of each of four periods; the fifth ends with the observation.
      #expect([6 * 4, 6 * 5].contains(totals.facts[FlowFact.starUnits.rawValue]))
    }
  }

  @Test("10: an ownerless issue waits for the first of two exponential clocks")
  func fallback() throws {
    var scenario = Cities.roomy(rate: 0.02)
    scenario.types[0].ownerless = 0.5
    scenario.types[0].ownerlessDelay = .exponential(mean: 6 * Cities.day)
    var measure = DefaultOwner()
    measure.fallback = 2 * Cities.day
    let run = try MeasuredRun(scenario, measure)
    // 1/(1/6 + 1/2) days over some 3,400 issues: a standard error of 0.026.
    #expect(abs(run.ratio(.ownerlessMinutes, .ownerless) / Cities.day - 1.5) < 0.1)
    #expect(abs(run.ratio(.ownerless, .arisen) - 0.5) < 0.03)
  }
}
