import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Rows 19 to 26: numbers that arithmetic fixes.
@Suite("Measures of places and platform")
struct MeasuresOfPlacesTests {
  @Test("20: area gives seats, and seats limit who serves; the norm is met or not")
  func floor() throws {
    var scenario = Cities.roomy()
    scenario.tiers[1].staff = 6
    var spec = FloorSpec()
    spec.area = 40
    spec.perSeat = 15
    spec.normPerHundred = 30
    scenario.tiers[1].floor = spec
    func servers(_ scenario: Scenario) throws -> Set<Int32> {
      let model = try Cities.model(scenario)
      return Set(model.units(ofTier: 1).map { model.phases[0].rules.stations[$0].servers })
    }
    #expect(try servers(scenario) == [2])
    #expect(try MeasuredRun(scenario).ratio(.floorMet, .floorUnits) == 0)
    // 200 households: 60 m², four seats.
    scenario.measures = [MeasureUse(FloorArea())]
    #expect(try servers(scenario) == [4])
    #expect(try MeasuredRun(scenario, FloorArea()).ratio(.floorMet, .floorUnits) == 1)
  }

  @Test("21: five nodes that cover a tenth each halve the blank ground")
  func blank() throws {
    var scenario = Cities.roomy(rate: 0.02)
    Cities.find(&scenario, by: 60)
    scenario.types[0].blank = 0.4
    var measure = BlankSpots()
    measure.perNode = 0.1
    let run = try MeasuredRun(scenario, measure)
    #expect(abs(run.ratio(.blank, .arisen) - 0.2) < 0.015)
    // No channel reports above the grid: what is blank is never found.
    #expect(abs(Double(run.cohort.count { $0.outcome == .undiscovered }) / Double(run.cohort.count) - 0.2) < 0.02)
  }

  @Test("23: a session falls out when as many others want a room as there are")
  func rooms() throws {
    var scenario = Cities.roomy(rate: 0.01, observe: 10 * Cities.year)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    var sessions = DeliberationSpec()
    sessions.at = "grid"
    sessions.sessions = [2580]
    sessions.batch = 1000
    sessions.rooms = 1
    sessions.otherUse = 0.8
    scenario.deliberation = sessions
    scenario.types[0].deliberation = 1
    scenario.types[0].rate = .perUnit(0.001)
    var measure = SharedRooms()
    measure.use = 0.2
    let run = try MeasuredRun(scenario, measure)
    // Three rooms, Poisson with mean 1: P(N ≥ 3) = .0803, over some 2,000 sessions: a standard deviation of .006.
    #expect(abs(run.ratio(.roomConflicts, .meetingsDue) - 0.0803) < 0.02)
    let before = try MeasuredRun(scenario)
    #expect(abs(before.ratio(.roomConflicts, .meetingsDue) - (1 - exp(-0.8))) < 0.04)
  }

  @Test("24: a tenth more issues arise, and half of the duplicates never reach a desk")
  func online() throws {
    var scenario = Cities.roomy(rate: 0.02)
    Cities.find(&scenario, by: 60)
    scenario.channels[0].needsIntake = true
    scenario.channels[0].duplicates = 0.4
    var intake = IntakeSpec()
    intake.at = "street"
    intake.staff = 10
    scenario.intake = intake
    var measure = OnlineChannel()
    measure.delay = 1e9
    measure.induced = 0.1
    measure.dedupe = 0.5
    let before = try MeasuredRun(scenario)
    let run = try MeasuredRun(scenario, measure)
    #expect(abs(run[.induced] / run[.arisen] - 0.1 / 1.1) < 0.012)
    let duplicates = Double(run.totals.counts.merged) / Double(before.totals.counts.merged)
    #expect(abs(duplicates - 0.55) < 0.06)
  }

  @Test("25: so many issues raise an alarm, and for each so many more are of nothing; all cost a walk")
  func bigData() throws {
    var scenario = Cities.roomy(rate: 0.01)
    scenario.drain = 0
    Cities.find(&scenario, by: 1e6)
    var measure = BigData()
    measure.recall = 0.4
    measure.precision = 0.5
    measure.delay = 1
    measure.verify = 20
    let run = try MeasuredRun(scenario, measure)
    let seen = Double(run.cohort.count { run.scenario.channels[Int($0.channel)].id == "detector" })
    #expect(abs(seen / Double(run.cohort.count) - 0.4) < 0.03)
    let alarms = seen + Double(run.totals.counts.dismissed)
    #expect(abs(alarms / seen - 2) < 0.15)
    #expect(abs(run[.verifyMinutes] / alarms - 20) < 2)
  }

  @Test("26: what sensors reach is closed before its resident would have complained")
  func sensors() throws {
    var scenario = Cities.roomy(rate: 0.01)
    Cities.find(&scenario, by: 30 * Cities.day)
    scenario.channels[0].isComplaint = true
    var measure = CommandCentre()
    measure.sensors = 0.3
    let run = try MeasuredRun(scenario, measure)
    // Closing takes minutes, a complaint a month: nearly all that a sensor sees is proactive.
    #expect(abs(Double(run.cohort.count { $0.channel == 1 }) / Double(run.cohort.count) - 0.3) < 0.03)
    let sensed = run.log.closed.filter { $0.channel == 1 }.count
    #expect(abs(run[.proactive] / Double(sensed) - 1) < 0.05)
    #expect(try MeasuredRun(scenario)[.proactive] == 0)
  }
}
