import Queueing
import Testing

@testable import IssueFlow

/// Stations of a small city, driven by hand.
@Suite("Station floor")
struct StationFloorTests {
  private func model() throws -> FlowModel {
    var scenario = Cities.threeTiers()
    scenario.calendars = [Cities.office]
    scenario.tiers[0].calendar = "office"
    scenario.tiers[0].switching = 5
    return try Cities.model(scenario)
  }

  @Test("Who waits before a closed station wants an opening, once")
  func openings() throws {
    var floor = StationFloor(model: try model())
    #expect(floor.wantsOpening(0) == false)
    floor.stations[0].close()
    _ = floor.stations[0].arrive(1)
    #expect(floor.wantsOpening(0) == true)
    floor.setOpening(of: 0, isScheduled: true)
    #expect((0..<2).map { floor.wantsOpening($0) } == [false, false])
    floor.setOpening(of: 0, isScheduled: false)
    floor.stations[0].open()
    _ = floor.stations[0].startNext()
    #expect(floor.wantsOpening(0) == false)
  }

  @Test("Turning to another type is told from going on with the same, and from beginning")
  func switching() throws {
    var floor = StationFloor(model: try model())
    let turns = [3, 3, 4, 3].map { floor.turn(0, to: $0) }
    #expect(turns == [false, false, true, true])
  }

  @Test("Staff minutes are working time, and paid minutes all of it")
  func staff() throws {
    let model = try model()
    var floor = StationFloor(model: model)
    let policy = PolicyInForce(model)
    let calendar = policy.calendars.row(Int(floor.desks[0].calendar))
    floor.openWindow(of: 0, at: 0)
    floor.countStaff(of: 0, until: 7 * Cities.day, calendar)
    // What was counted is not counted again.
    floor.countStaff(of: 0, until: 7 * Cities.day, calendar)
    #expect(floor.totals[0].staffed == 5 * 7 * 60 && floor.totals[0].employed == 7 * 1440)
    floor.stations[0].setServers(0)
    floor.countStaff(of: 0, until: 14 * Cities.day, calendar)
    #expect(floor.totals[0].staffed == 5 * 7 * 60)
  }

  @Test("Numbers in line are those of the stations, and a floor that was read is the one that was saved")
  func lines() throws {
    let model = try model()
    var floor = StationFloor(model: model)
    var lines = QueueLengths(count: model.tierCount + 2)
    _ = floor.stations[0].arrive(1)
    _ = floor.stations[0].arrive(2)
    #expect(floor.checkLines(lines, of: model.subtrees[0]) != nil)
    lines.join(0, 0)
    #expect(floor.checkLines(lines, of: model.subtrees[0]) == nil)
    #expect(floor.checkInvariants() == nil)
    let bytes = saved(floor)
    let other = try read(StationFloor.self, from: bytes)
    #expect(saved(other) == bytes && other.stations[0].customersWaiting == [2])
  }
}
