import EventKernel
import Queueing
import Testing

/// Interruptions computed by hand.
@Suite("InterruptibleStation")
struct InterruptibleStationTests {
  typealias Arrival = InterruptedQueue.Arrival
  typealias Change = InterruptedQueue.Change

  static func departures(
    _ station: InterruptibleStation, _ arrivals: [Arrival], _ changes: [Change] = []
  ) -> [Double?] {
    var model = InterruptedQueue(station: station, arrivals: arrivals, changes: changes)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.station.checkInvariants() == nil)
    return model.departures
  }

  /// Two ordinary customers, and twice two urgent ones who take both servers.
  static let q5 =
    [0.0, 0].map { Arrival(time: $0, priorityClass: 1, work: 10) } + [2, 2, 15, 15].map { Arrival(time: $0, work: 10) }

  @Test(
    "Q5: who is interrupted twice ends at 30 when the work counts and at 35 when it is lost",
    arguments: [(InterruptionRule.resume, 30.0), (.restart, 35)])
  func q5(rule: InterruptionRule, end: Double) {
    let station = InterruptibleStation(
      servers: 2, discipline: .priorityClass, isPreemptive: true, interruption: rule)
    #expect(Self.departures(station, Self.q5) == [end, end, 12, 12, 25, 25])
  }

  @Test("Q5 with work drawn anew: 4 minutes at the second and 3 at the third start")
  func resample() {
    let station = InterruptibleStation(
      servers: 2, discipline: .priorityClass, isPreemptive: true, interruption: .resample)
    var model = InterruptedQueue(station: station, arrivals: Self.q5) { _, starts in [0, 4, 3][starts] }
    var run = SimulationRun()
    run.advance(&model, until: .never)
    // 12 + 4 is after the second interruption at 15; 25 + 3 is not interrupted.
    #expect(model.departures == [28, 28, 12, 12, 25, 25])
    #expect(model.starts[0] == [0, 12, 25])
  }

  @Test("Of several in service the lowest class is interrupted, and of its customers the latest")
  func victim() {
    var station = InterruptibleStation(servers: 3, discipline: .priorityClass, isPreemptive: true)
    for (customer, kind) in [2, 1, 2].enumerated() {
      _ = station.arrive(Customer(customer), rank: CustomerRank(priorityClass: UInt8(kind)), work: 5)
      _ = station.startNext(at: 0)
    }
    _ = station.arrive(3, rank: CustomerRank(priorityClass: 0), work: 5)
    let start = station.startNext(at: 1)
    #expect(start?.visit.customer == 3 && start?.interrupted?.customer == 2)
    _ = station.arrive(4, rank: CustomerRank(priorityClass: 2), work: 5)
    #expect(station.startNext(at: 1) == nil, "equal rank interrupts nobody")
    #expect(station.customersInService == [3, 1, 0] && station.customersWaiting == [2, 4])
  }

  @Test("A service that was interrupted cannot end, and its customer has what is left")
  func staleEnd() throws {
    var station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
    let visit = try unwrapped(station.arrive(0, rank: CustomerRank(priorityClass: 1), work: 5))
    let first = try unwrapped(station.startNext(at: 0))
    _ = station.arrive(1, work: 2)
    let second = try unwrapped(station.startNext(at: 3))
    #expect(station.workLeft(of: visit, at: 4) == 2)
    #expect(station.endService(first.service) == nil)
    #expect(station.endService(second.service) == 1)
    let resumed = try unwrapped(station.startNext(at: 5))
    #expect(resumed.work == 2 && resumed.visit == visit)
    #expect(station.endService(resumed.service) == 0)
    #expect(station.endService(resumed.service) == nil)
    #expect(station.workLeft(of: visit, at: 7) == nil)
  }

  @Test("A full room turns away who would wait, not who interrupts")
  func room() {
    var station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true, waitingRoom: 0)
    #expect(station.arrive(0, rank: CustomerRank(priorityClass: 1), work: 5) != nil)
    _ = station.startNext(at: 0)
    #expect(station.arrive(1, rank: CustomerRank(priorityClass: 1), work: 5) == nil)
    #expect(station.arrive(2, work: 5) != nil)
    #expect(station.startNext(at: 1)?.interrupted?.customer == 0)
    #expect(station.customersWaiting == [0])
  }

  /// One server until 10; two arrive at 0 and 4, one at 11, each with 7 minutes of work; one server again from 20.
  @Test(
    "The end of a shift pauses, hands over, finishes or serves all who are there",
    arguments: [
      (EndOfShiftRule.pause, [7, 24, 31] as [Double?]), (.handOver, [7, 24, 31]), (.finishAndLeave, [7, 14, 27]),
      (.overtime, [7, 14, 27]),
    ])
  func shifts(rule: EndOfShiftRule, expected: [Double?]) {
    let arrivals = [0.0, 4, 11].map { Arrival(time: $0, work: 7) }
    let changes = [Change(time: 10, servers: 0, rule: rule), Change(time: 20, servers: 1)]
    #expect(Self.departures(InterruptibleStation(servers: 1), arrivals, changes) == expected)
  }

  @Test("In overtime all who were there are served, and who comes later is not")
  func overtime() {
    let arrivals = [0.0, 4, 5, 11].map { Arrival(time: $0, work: 7) }
    let changes = [Change(time: 10, servers: 0, rule: .overtime), Change(time: 30, servers: 1)]
    #expect(Self.departures(InterruptibleStation(servers: 1), arrivals, changes) == [7, 14, 21, 37])
    let finish = [Change(time: 10, servers: 0, rule: .finishAndLeave), Change(time: 30, servers: 1)]
    #expect(Self.departures(InterruptibleStation(servers: 1), arrivals, finish) == [7, 14, 37, 44])
  }

  @Test("Work handed over waits for whoever ranks first, and work paused is taken up by its server before")
  func handOverAndPause() {
    // An urgent customer comes while the station is closed.
    let arrivals = [Arrival(time: 0, priorityClass: 1, work: 7), Arrival(time: 11, work: 2)]
    let station = InterruptibleStation(servers: 1, discipline: .priorityClass)
    for (rule, expected) in [(EndOfShiftRule.pause, [22, 24] as [Double?]), (.handOver, [24, 22])] {
      let changes = [Change(time: 5, servers: 0, rule: rule), Change(time: 20, servers: 1)]
      #expect(Self.departures(station, arrivals, changes) == expected)
    }
  }

  @Test("A pause keeps work even where an interruption loses it; a hand-over does not")
  func pauseAndRestart() {
    let station = InterruptibleStation(servers: 1, interruption: .restart)
    for (rule, expected) in [(EndOfShiftRule.pause, 22.0), (.handOver, 27)] {
      let changes = [Change(time: 5, servers: 0, rule: rule), Change(time: 20, servers: 1)]
      #expect(Self.departures(station, [Arrival(time: 0, work: 7)], changes) == [expected])
    }
  }

  @Test("Fewer servers: the idle leave first, then who serves the latest arrival")
  func fewerServers() {
    var station = InterruptibleStation(servers: 4)
    for customer in 0..<3 as Range<Customer> {
      _ = station.arrive(customer, work: 9)
      _ = station.startNext(at: 0)
    }
    #expect(station.setServers(3, at: 1, rule: .handOver).isEmpty)
    #expect(station.setServers(1, at: 2, rule: .handOver).map(\.customer) == [2, 1])
    #expect(station.customersWaiting == [1, 2])
  }

  @Test("Pre-emption, shifts and reneging together")
  func together() {
    // 0 is interrupted by 1 from 1 to 3 and pauses from 4 to 10 with 3 left; 2 gives up at 9 before the opening.
    let arrivals = [
      Arrival(time: 0, priorityClass: 1, work: 5), Arrival(time: 1, work: 2),
      Arrival(time: 2, priorityClass: 1, work: 1, patience: 7), Arrival(time: 5, priorityClass: 1, work: 1),
    ]
    let changes = [Change(time: 4, servers: 0, rule: .pause), Change(time: 10, servers: 1)]
    let station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
    #expect(Self.departures(station, arrivals, changes) == [13, 3, 9, 14])
  }

  @Test("A server who fails gives its customer back, and the others go on")
  func failure() throws {
    var station = InterruptibleStation(servers: 2)
    var starts: [ServiceStart] = []
    for customer in 0..<3 as Range<Customer> {
      _ = station.arrive(customer, work: 10)
      if let start = station.startNext(at: 0) { starts.append(start) }
    }
    #expect(station.failServer(of: starts[0].service, at: 4)?.customer == 0)
    #expect(station.failServer(of: starts[0].service, at: 4) == nil)
    #expect(station.servers == 1 && station.startNext(at: 4) == nil)
    #expect(station.customersWaiting == [0, 2])
    #expect(station.endService(starts[1].service) == 1)
    let resumed = try unwrapped(station.startNext(at: 10))
    #expect(resumed.visit.customer == 0 && resumed.work == 6)
  }

  @Test("Who rises in class while waiting interrupts, once")
  func reclassify() throws {
    var station = InterruptibleStation(servers: 1, discipline: .priorityClass, isPreemptive: true)
    _ = station.arrive(0, rank: CustomerRank(priorityClass: 1), work: 5)
    _ = station.startNext(at: 0)
    let visit = try unwrapped(station.arrive(1, rank: CustomerRank(priorityClass: 2), work: 5))
    #expect(station.startNext(at: 0) == nil)
    let isThere = station.reclassify(visit, as: CustomerRank(priorityClass: 0))
    #expect(isThere)
    let start = try unwrapped(station.startNext(at: 2))
    #expect(start.visit.customer == 1 && start.interrupted?.customer == 0)
    #expect(station.startNext(at: 2) == nil)
  }
}
