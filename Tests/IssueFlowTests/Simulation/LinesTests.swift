import Foundation
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

/// What concerns the workers of a unit concerns those of all its lines.
@Suite("Units with several lines")
struct LinesTests {
  private func town(lines: [(id: String, staff: Double)], observe: Double = 60 * Cities.day) -> Scenario {
    var scenario = Cities.threeTiers(rate: 0.002, observe: observe)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.city.source = .generated(units: ["grid": 25, "community": 4, "street": 1])
    scenario.tiers[0].lines = lines.map { entry in
      var line = LineSpec()
      line.id = entry.id
      line.staff = entry.staff
      return line
    }
    return scenario
  }

  private func turnover(_ quits: Double, lead: Double) -> TurnoverSpec {
    var turnover = TurnoverSpec()
    turnover.quitRate = quits / Cities.year
    turnover.leadTime = .constant(lead)
    return turnover
  }

  @Test("The layout names every station of workers once, and each knows its unit and its line")
  func layout() throws {
    for lines in [[], [("a", 1.0)], [("a", 1.5), ("b", 2)], [("a", 1), ("b", 0), ("c", 3)]] {
      let model = try Cities.model(town(lines: lines))
      let named = model.units.indices.flatMap { Array(model.layout.stations(ofUnit: $0)) }
      #expect(Set(named).count == named.count)
      #expect(named.sorted() == model.stations.indices.filter { model.stations[$0].role == .tier })
      for unit in model.units.indices {
        for (line, station) in model.layout.stations(ofUnit: unit).enumerated() {
          #expect(Int(model.stations[station].unit) == unit)
          #expect(model.layout.line(ofStation: station) == line)
          #expect(model.layout.station(ofUnit: unit, line: line) == station)
        }
      }
    }
  }

  @Test("Posts are left in every line: as many as in one line of all workers")
  func departures() throws {
    let years = 20.0
    for lines in [[("a", 2.0)], [("a", 1), ("b", 1)], [("b", 1), ("a", 1)], [("a", 0), ("b", 2)]] {
      var scenario = town(lines: lines, observe: years * Cities.year)
      scenario.types[0].rate = .perUnit(1e-7)
      scenario.tiers[0].turnover = turnover(4, lead: 30 * Cities.day)
      let run = try Cities.run(scenario)
      func fact(_ fact: FlowFact) -> Double { run.totals.facts[fact.rawValue] }
      // A renewal process for each of 200 posts: a spell of 1/4 year and a lead time of 30 days.
      let cycle = 1.0 / 4 + 30 / 365.25
      let expected = 200 * years / cycle
      // By the renewal theorem the variance of the count is σ²/μ³ for each unit of time.
      let deviation = (200 * years * (1.0 / 16) / pow(cycle, 3)).squareRoot()
      #expect(abs(fact(.departures) - expected) < 4 * deviation, "\(lines)")
      #expect(abs(fact(.postMinutes) / (200 * years * Cities.year) - 1) < 1e-9)
      let vacant = 200 * (30 / 365.25) / cycle
      #expect(abs(fact(.vacantMinutes) / (years * Cities.year) - vacant) < 0.05 * vacant, "\(lines)")
    }
  }

  @Test("Newcomers slow the line that they come to")
  func newcomers() throws {
    var scenario = town(lines: [("a", 3), ("b", 2)], observe: 400 * Cities.day)
    var turnover = turnover(6, lead: 10 * Cities.day)
    turnover.rampUp = 60 * Cities.day
    turnover.newcomerPace = 0.5
    scenario.tiers[0].turnover = turnover
    let model = try Cities.model(scenario)
    var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
    _ = simulation.run()
    var apart = 0
    for unit in model.units(ofTier: 0) {
      let stations = Array(model.layout.stations(ofUnit: unit))
      for station in stations {
        let crew = simulation.workforce.crews[station]
        let pace = crew.count > 0 ? (Double(crew.settled) + 0.5 * Double(crew.newcomers)) / Double(crew.count) : 1
        #expect(abs(simulation.floor.desks[station].slowness * pace - 1) < 1e-12)
        #expect(
          simulation.floor.stations[station].servers == Int(model.stations[station].servers) - Int(crew.vacancies))
      }
      if simulation.floor.desks[stations[0]].slowness != simulation.floor.desks[stations[1]].slowness { apart += 1 }
    }
    #expect(apart > 10)
  }

  @Test("A city whose lines have workers needs none beside them; one whose lines have none is refused")
  func staffOfLines() throws {
    var scenario = town(lines: [("a", 1), ("b", 0)])
    scenario.tiers[0].staff = 0
    _ = try Cities.model(scenario)
    scenario.tiers[0].lines[0].staff = 0
    #expect(throws: FlowModelError.self) { try Cities.model(scenario) }
  }

  @Test("Seats limit all lines of a unit together, each in proportion")
  func seats() throws {
    #expect(Staffing.seated([3, 2], seats: 9) == [3, 2])
    #expect(Staffing.seated([4, 2], seats: 3) == [2, 1])
    #expect(Staffing.seated([1, 1, 1], seats: 2) == [1, 1, 0])
    #expect(Staffing.seated([5, 0, 1], seats: 1) == [1, 0, 0])
    #expect(Staffing.seated([2, 2], seats: 0) == [0, 0])
    var scenario = town(lines: [("a", 3), ("b", 3)])
    var floor = FloorSpec()
    floor.area = 30
    floor.perSeat = 10
    scenario.tiers[0].floor = floor
    let model = try Cities.model(scenario)
    for unit in model.units(ofTier: 0) {
      let serving = model.layout.stations(ofUnit: unit).map { Int(model.stations[$0].servers) }
      #expect(serving.reduce(0, +) == 3)
    }
  }

  @Test("Reviews send workers to the line that is behind, in any unit")
  func reviews() throws {
    var scenario = town(lines: [("a", 2), ("b", 2)], observe: 120 * Cities.day)
    scenario.types[0].line = "b"
    scenario.types[0].rate = .perUnit(0.4)
    var steering = SteeringSpec()
    steering.period = 7 * Cities.day
    steering.share = 0.5
    steering.threshold = 1
    steering.supervises = false
    scenario.steering = steering
    let model = try Cities.model(scenario)
    var simulation = try FlowSimulation(model: model, key: StreamKey(masterSeed: 1, replication: 1))
    let totals = simulation.run()
    #expect(totals.facts[FlowFact.staffMoved.rawValue] > 0)
    let moved = model.units(ofTier: 0).map { unit in
      model.layout.stations(ofUnit: unit).map { simulation.workforce.moved[$0] }
    }
    #expect(moved.joined().reduce(0, +) == 0)
    #expect(moved.contains { $0[1] > 0 })
    #expect(moved.allSatisfy { $0[0] <= 0 })
  }
}
