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
    let next = station.endService()  // 3: the lower class goes first
    #expect(next == 3)
  }

  @Test("An urgent customer interrupts another, who has 18 minutes left")
  func interruption() throws {
    var desk = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
    _ = desk.arrive(1, rank: CustomerRank(priorityClass: 5), work: 30)
    _ = desk.startNext(at: 0)  // 1 begins, to end at 30
    _ = desk.arrive(2, work: 10)
    let start = desk.startNext(at: 12)  // 2 begins, to end at 22, and 1 has 18 minutes left
    #expect(start?.visit.customer == 2 && start?.work == 10)
    let interrupted = try #require(start?.interrupted)
    #expect(interrupted.customer == 1 && desk.workLeft(of: interrupted, at: 12) == 18)
  }

  @Test("Those told together are ranked together, and nobody loses a service of no length")
  func toldTogether() {
    var station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
    _ = station.arrive(1, rank: CustomerRank(priorityClass: 5), work: 3)
    _ = station.arrive(2, work: 3)
    let start = station.startNext(at: 0)
    #expect(start?.visit.customer == 2 && start?.interrupted == nil)
    #expect(station.startNext(at: 0) == nil)
  }

  @Test("A service that ends at the minute of a failure has ended")
  func endAtFailure() throws {
    var station = InterruptibleStation(servers: 1, interruption: .restart)
    _ = station.arrive(1, work: 3)
    let start = try unwrapped(station.startNext(at: 0))
    #expect(station.endService(start.service) == 1)
    #expect(station.failServer(of: start.service, at: 3) == nil)
    #expect(station.servers == 1, "the server that fails idle is taken away by the caller")
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
