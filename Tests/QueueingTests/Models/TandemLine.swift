import EventKernel
import Queueing

/// Two stations of one server each, with a finite room between them and blocking after service.
struct TandemLine: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case secondEnds(Customer)
    case firstEnds(Customer)
    case arrival(Customer)

    var precedence: Int {
      switch self {
      case .secondEnds: 0
      case .firstEnds: 1
      case .arrival: 2
      }
    }

    var code: UInt64 {
      switch self {
      case .secondEnds(let number), .firstEnds(let number), .arrival(let number):
        UInt64(precedence) << 32 | UInt64(UInt32(bitPattern: number))
      }
    }
  }

  /// Service time of a customer at the first station, 0, or the second, 1.
  let service: (_ customer: Customer, _ station: Int) -> Double
  /// With no arrivals of their own, the first station never runs out of customers.
  let isSaturated: Bool
  var calendar = EventCalendar<Event>()
  var network: BlockingNetwork
  private(set) var completions: [Double] = []
  private var made: Customer = 0

  /// - Parameter arrivals: nil for a first station that never runs out of customers.
  init(room: Int, arrivals: [Double]?, service: @escaping (_ customer: Customer, _ station: Int) -> Double) {
    self.service = service
    isSaturated = arrivals == nil
    network = BlockingNetwork([BlockingNetwork.Size(), BlockingNetwork.Size(waitingRoom: room)])
    for time in arrivals ?? [0, 0] {
      calendar.scheduleInOrder(.arrival(made), at: time)
      made += 1
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let customer): follow(network.arrive(customer, at: 0), at: time)
    case .firstEnds(let customer): follow(network.endService(of: customer, at: 0, to: 1), at: time)
    case .secondEnds(let customer):
      completions.append(time)
      follow(network.endService(of: customer, at: 1, to: nil), at: time)
    }
  }

  private mutating func follow(_ effects: [BlockingEffect], at time: Double) {
    for effect in effects {
      guard case .begins(let customer, let station) = effect else { continue }
      let end = time + service(customer, station)
      calendar.schedule(station == 0 ? .firstEnds(customer) : .secondEnds(customer), at: end)
      if station == 0, isSaturated, network.waiting(at: 0) == 0 {
        _ = network.arrive(made, at: 0)
        made += 1
      }
    }
  }
}
