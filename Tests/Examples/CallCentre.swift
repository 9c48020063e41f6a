import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// A call centre whose agents work in shifts and whose callers hang up when their patience ends.
///
/// `shifts` gives the number of agents from each time on, in minutes. Every caller has a gap, a patience and a length
/// of call of his own, so that two plans of shifts can be compared caller by caller.
struct CallCentre: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case callEnds
    case shiftBegins(Int32)
    case call
    case patienceEnds(Customer)

    /// What frees an agent comes first, who hangs up comes last: see <doc:SameInstant> of Queueing.
    var precedence: Int {
      switch self {
      case .callEnds: 0
      case .shiftBegins: 1
      case .call: 2
      case .patienceEnds: 3
      }
    }

    var code: UInt64 {
      switch self {
      case .callEnds, .call: UInt64(precedence)
      case .shiftBegins(let number), .patienceEnds(let number):
        UInt64(UInt32(bitPattern: number)) << 2 | UInt64(precedence)
      }
    }
  }

  enum Purpose: UInt8 { case gap, length, patience }

  let shifts: [(start: Double, agents: Int)]
  let means: (gap: Double, length: Double, patience: Double)
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var station = Station(servers: 0)
  var tickets: [WaitingTicket] = []
  var limits: [EventHandle] = []
  var waiting = TimeWeightedTally(start: 0, value: 0)
  var answered = 0
  var abandoned = 0

  init(
    shifts: [(start: Double, agents: Int)], means: (gap: Double, length: Double, patience: Double), stream: RandomStream
  ) {
    (self.shifts, self.means, self.stream) = (shifts, means, stream)
    for (number, shift) in shifts.enumerated() { calendar.schedule(.shiftBegins(Int32(number)), at: shift.start) }
    calendar.schedule(.call, at: draw(.gap, 0, mean: means.gap))
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .callEnds:
      if let next = station.endService() { answer(next, at: time) }
    case .shiftBegins(let number):
      station.setServers(shifts[Int(number)].agents)
      while let next = station.startNext() { answer(next, at: time) }
    case .call:
      let caller = Customer(tickets.count)
      calendar.schedule(.call, at: time + draw(.gap, tickets.count + 1, mean: means.gap))
      limits.append(.none)
      switch station.arrive(caller) {
      case .startsService(let ticket):
        tickets.append(ticket)
        answer(caller, at: time)
      case .waits(let ticket):
        tickets.append(ticket)
        limits[Int(caller)] = calendar.schedule(
          .patienceEnds(caller), at: time + draw(.patience, Int(caller), mean: means.patience))
      case .turnedAway: preconditionFailure("there are lines for everybody")
      }
    case .patienceEnds(let caller):
      if station.renege(tickets[Int(caller)]) { abandoned += 1 }
    }
    waiting.update(to: Double(station.waiting), at: time)
  }

  private mutating func answer(_ caller: Customer, at time: Double) {
    calendar.cancel(limits[Int(caller)])
    answered += 1
    calendar.schedule(.callEnds, at: time + draw(.length, Int(caller), mean: means.length))
  }

  private func draw(_ purpose: Purpose, _ caller: Int, mean: Double) -> Double {
    stream.exponential(
      mean: mean, at: StreamAddress(purpose: StreamPurpose(rawValue: purpose.rawValue), ordinal: caller))
  }
}
