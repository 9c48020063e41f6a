import EventKernel
import Foundation
import Queueing
import Testing

/// Law and Kelton's first program, draw by draw: one sequential generator serves arrivals and services in turn.
@Suite("Oracles: Law and Kelton's trajectory")
struct LawKeltonOracleTests {
  /// Their generator: z = 630360016 z mod (2³¹ − 1), u = ((z >> 7) | 1) / 2²⁴.
  struct Generator {
    private var z: UInt64 = 1_973_272_912

    mutating func uniform() -> Double {
      z = 630_360_016 * z % 2_147_483_647
      return Double((z >> 7) | 1) / 16_777_216
    }

    mutating func exponential(mean: Double) -> Double { -mean * log(uniform()) }
  }

  struct SingleServer: ~Copyable, DiscreteEventModel {
    enum Event: CalendarEvent {
      case serviceEnds
      case arrival
      var code: UInt64 { self == .arrival ? 1 : 0 }
    }

    var generator = Generator()
    var calendar = EventCalendar<Event>()
    var station = Station(servers: 1)
    var arrivals: [Double] = []
    var delays: [Double] = []
    var latest = 0.0
    var queueArea = 0.0
    var busyArea = 0.0

    init() {
      calendar.schedule(.arrival, at: generator.exponential(mean: 1))
    }

    mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
      calendar.popNext(notAfter: limit)
    }

    var isFinished: Bool { delays.count == 1_000 }

    mutating func occur(_ event: Event, at time: Double) {
      queueArea += Double(station.waiting) * (time - latest)
      busyArea += Double(station.busy) * (time - latest)
      latest = time
      switch event {
      case .arrival:
        // The next arrival is drawn before this one's service: the order of the draws is part of the trajectory.
        calendar.schedule(.arrival, at: time + generator.exponential(mean: 1))
        arrivals.append(time)
        let customer = Customer(arrivals.count - 1)
        if case .startsService = station.arrive(customer) { begin(customer, at: time) }
      case .serviceEnds:
        if let next = station.endService() { begin(next, at: time) }
      }
    }

    private mutating func begin(_ customer: Customer, at time: Double) {
      delays.append(time - arrivals[Int(customer)])
      calendar.schedule(.serviceEnds, at: time + generator.exponential(mean: 0.5))
    }
  }

  @Test("Q1: the 1,000th delay of M/M/1 comes to 1027.915 with the figures of the book")
  func q1() {
    var model = SingleServer()
    var run = SimulationRun()
    run.advance(&model, until: .never)
    let delay = model.delays.reduce(0, +) / 1_000
    #expect(abs(delay - 0.430) <= 0.0005)
    #expect(abs(model.queueArea / run.clock - 0.418) <= 0.0005)
    #expect(abs(model.busyArea / run.clock - 0.460) <= 0.0005)
    #expect(abs(run.clock - 1_027.915) <= 0.0005)
  }
}
