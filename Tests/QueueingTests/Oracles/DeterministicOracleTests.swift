import EventKernel
import Queueing
import Testing

@Suite("Oracles: computed by hand")
struct DeterministicOracleTests {
  @Test("Q2: three of four give up behind a long service")
  func q2() {
    var model = ScriptedStation(station: Station(servers: 1), arrivals: [1, 2, 3, 4], service: 10, patience: 3)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.reneged == 3)
    #expect(model.meanTime == 4.75)
    #expect(model.times == [10, 3, 3, 3])
  }

  @Test("Q3: a tandem with one place before its second station")
  func q3() {
    let arrivals = [2.5, 5, 7.5]
    var model = TandemLine(room: 1, arrivals: arrivals) { _, station in station == 0 ? 1 : 3 }
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.completions == [6.5, 9.5, 12.5])
    #expect(zip(model.completions, arrivals).map { $0 - $1 }.reduce(0, +) / 3 == 4.5)
  }

  @Test("A customer served at the first station keeps its server until the second has room")
  func blocking() {
    // Without room: the second is served at 2 but passes on at 4, when the third may begin.
    var model = TandemLine(room: 0, arrivals: [0, 0, 0]) { _, station in station == 0 ? 1 : 3 }
    var run = SimulationRun()
    run.advance(&model, until: StoppingRule(time: 3))
    let blocked = model.network.blocked(by: 1)
    #expect(blocked == [BlockingNetwork.Blocked(customer: 1, station: 0)])
    let atFirst = (model.network.busy(at: 0), model.network.blocked(at: 0), model.network.waiting(at: 0))
    #expect(atFirst == (0, 1, 1))
    run.advance(&model, until: .never)
    #expect(model.completions == [4, 7, 10])
    let left = (0..<2).map {
      model.network.busy(at: $0) + model.network.waiting(at: $0) + model.network.blocked(at: $0)
    }
    #expect(left == [0, 0])
  }

  @Test("Q4: nobody is served before there is a server", arguments: [(1, 5.0), (2, 13.0 / 3)])
  func q4(servers: Int32, mean: Double) {
    var model = ScriptedStation(station: Station(servers: 0), arrivals: [1, 2, 3], service: 1)
    model.changeServers(to: servers, at: 5)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.times.count == 3)
    #expect(model.meanTime == mean)
  }

  @Test("Q6: a service that ends makes room for who arrives at the same instant")
  func q6() {
    var model = ScriptedStation(
      station: Station(servers: 1, waitingRoom: 0), arrivals: (0..<10).map(Double.init), service: 1)
    var run = SimulationRun()
    run.advance(&model, until: .never)
    #expect(model.turnedAway == 0)
    #expect(model.times == Array(repeating: 1, count: 10))
  }
}
