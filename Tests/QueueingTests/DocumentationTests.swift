import EventKernel
import Queueing
import Testing

/// The examples of the documentation, as they stand there.
@Suite("Examples of Queueing's documentation")
struct DocumentationTests {
  @Test("The lower class goes first")
  func overview() {
    var station = Station(servers: 1, discipline: .priorityClass)
    _ = station.arrive(1)  // .startsService: a server is idle
    _ = station.arrive(2, rank: CustomerRank(priorityClass: 5))  // .waits
    _ = station.arrive(3, rank: CustomerRank(priorityClass: 0))  // .waits
    #expect(station.endService() == 3)
  }

  @Test("Whose turn it is at the very end of patience is served")
  func patience() {
    var model = ScriptedStation(station: Station(servers: 1), arrivals: [0, 1], service: 4, patience: 3)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.reneged == 0)
    #expect(model.times == [4, 7])
  }

  @Test("Between a change of servers and its calls an arrival overtakes nobody")
  func noOvertaking() {
    var station = Station(servers: 0)
    _ = station.arrive(1)
    station.setServers(1)
    let effect = station.arrive(2)
    #expect(StationTests.isWaiting(effect))
    #expect(station.startNext() == 1)
  }
}
