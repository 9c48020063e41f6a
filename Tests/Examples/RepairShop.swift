import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// Machines that fail and are repaired, or terminals whose users think and then wait for the computer: a closed system.
///
/// With a `quantum` the server works in turns: a job that needs more goes back to the end of the line, and each turn
/// costs `overhead` besides, as in the time-shared computer of Law and Kelton, *Simulation Modeling and Analysis*, 2.5.
struct RepairShop: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case turnEnds(Customer)
    case fails(Customer)

    var precedence: Int {
      switch self {
      case .turnEnds: 0
      case .fails: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .turnEnds(let machine), .fails(let machine): UInt64(machine) << 1 | UInt64(precedence)
      }
    }
  }

  let means: (up: Double, repair: Double)
  let quantum: Double
  let overhead: Double
  var calendar = EventCalendar<Event>()
  var station: Station
  var times: SequentialExponentials
  /// Work left, and the time of failure, for each machine.
  var left: [Double]
  var failedAt: [Double]
  var down = TimeWeightedTally(start: 0, value: 0)
  var repairTimes = Tally()

  init(
    machines: Int, repairers: Int, means: (up: Double, repair: Double), quantum: Double = .infinity,
    overhead: Double = 0, stream: RandomStream
  ) {
    (self.means, self.quantum, self.overhead) = (means, quantum, overhead)
    station = Station(servers: repairers)
    times = SequentialExponentials(from: stream, at: StreamAddress(purpose: StreamPurpose(rawValue: 0)))
    left = Array(repeating: 0, count: machines)
    failedAt = left
    for machine in 0..<machines { calendar.schedule(.fails(Customer(machine)), at: times.next(mean: means.up)) }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .fails(let machine):
      left[Int(machine)] = times.next(mean: means.repair)
      failedAt[Int(machine)] = time
      join(machine, at: time)
    case .turnEnds(let machine):
      if let next = station.endService() { begin(next, at: time) }
      if left[Int(machine)] > 0 {
        join(machine, at: time)
      } else {
        repairTimes.add(time - failedAt[Int(machine)])
        calendar.schedule(.fails(machine), at: time + times.next(mean: means.up))
      }
    }
    down.update(to: Double(station.busy + station.waiting), at: time)
  }

  private mutating func join(_ machine: Customer, at time: Double) {
    if case .startsService = station.arrive(machine) { begin(machine, at: time) }
  }

  private mutating func begin(_ machine: Customer, at time: Double) {
    let turn = min(left[Int(machine)], quantum)
    left[Int(machine)] -= turn
    calendar.schedule(.turnEnds(machine), at: time + turn + overhead)
  }
}
