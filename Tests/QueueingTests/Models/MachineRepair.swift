import EventKernel
import Queueing
import RandomStreams

/// Machines that fail one by one and are repaired by a few repairers: a closed system.
struct MachineRepair: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case repaired(Customer)
    case fails(Customer)

    var code: UInt64 {
      switch self {
      case .repaired(let machine): UInt64(UInt32(bitPattern: machine))
      case .fails(let machine): 1 << 32 | UInt64(UInt32(bitPattern: machine))
      }
    }
  }

  let meanUp: Double
  let meanRepair: Double
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  var station: Station
  /// How often each machine failed and was repaired.
  private var visits: [Int]
  private var latest = 0.0
  /// ∫ machines down dt.
  private(set) var downArea = 0.0
  private(set) var repairs = 0

  /// - Parameter down: machines that are down at the start.
  init(machines: Int, down: Int, repairers: Int, meanUp: Double, meanRepair: Double, stream: RandomStream) {
    self.meanUp = meanUp
    self.meanRepair = meanRepair
    self.stream = stream
    station = Station(servers: repairers)
    visits = Array(repeating: 0, count: machines)
    for machine in 0..<machines {
      if machine < down { fail(Customer(machine), at: 0) } else { run(Customer(machine), at: 0) }
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    observe(until: time)
    switch event {
    case .fails(let machine): fail(machine, at: time)
    case .repaired(let machine):
      repairs += 1
      if let next = station.endService() { repair(next, at: time) }
      run(machine, at: time)
    }
  }

  mutating func observe(until time: Double) {
    downArea += Double(station.busy + station.waiting) * (time - latest)
    latest = time
  }

  private mutating func fail(_ machine: Customer, at time: Double) {
    if case .startsService = station.arrive(machine) { repair(machine, at: time) }
  }

  private mutating func repair(_ machine: Customer, at time: Double) {
    calendar.schedule(.repaired(machine), at: time + draw(Purpose.service, machine, mean: meanRepair))
  }

  private mutating func run(_ machine: Customer, at time: Double) {
    calendar.schedule(.fails(machine), at: time + draw(Purpose.interarrival, machine, mean: meanUp))
  }

  private mutating func draw(_ purpose: StreamPurpose, _ machine: Customer, mean: Double) -> Double {
    visits[Int(machine)] += 1
    return stream.exponential(
      mean: mean, at: StreamAddress(purpose: purpose, ordinal: Int(machine), visit: visits[Int(machine)]))
  }
}
