import EventKernel
import Queueing
import RandomStreams

/// Two stations with blocking after service between them, and when each customer went where.
struct PeerTandem: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(Customer, station: Int32)
    case arrival

    var precedence: Int {
      switch self {
      case .serviceEnds(_, let station): 1 - Int(station)
      case .arrival: 2
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let number, let station): UInt64(UInt32(bitPattern: number)) << 1 | UInt64(station)
      case .arrival: 1 << 40
      }
    }
  }

  struct Visitor {
    var arrived: Double
    var began: [Double] = [0, 0]
    var served = 0.0
    /// When there was room at the second station.
    var moved: Double?
  }

  private let model: PeerModel
  private let luck: PeerLuck
  private(set) var measures: PeerMeasures
  private var calendar = EventCalendar<Event>()
  private var network: BlockingNetwork
  private var visitors: [Visitor] = []
  private var cohortPresent = 0
  private var cohortIsComplete = false

  init(_ model: PeerModel, key: StreamKey) {
    self.model = model
    luck = PeerLuck(model, key: key)
    measures = PeerMeasures(window: model.observed)
    network = BlockingNetwork(
      model.servers.indices.map {
        BlockingNetwork.Size(servers: model.servers[$0], waitingRoom: model.room(at: $0))
      })
    calendar.schedule(.arrival, at: luck.gap(of: 0, number: 0))
  }

  var isFinished: Bool { cohortIsComplete && cohortPresent == 0 }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival:
      if time >= model.observed.upperBound { cohortIsComplete = true }
      if model.observed.contains(time) { cohortPresent += 1 }
      visitors.append(Visitor(arrived: time))
      follow(network.arrive(Customer(visitors.count - 1), at: 0), at: time)
      calendar.schedule(.arrival, at: time + luck.gap(of: 0, number: visitors.count))
    case .serviceEnds(let customer, station: 0):
      visitors[Int(customer)].served = time
      follow(network.endService(of: customer, at: 0, to: 1), at: time)
    case .serviceEnds(let customer, _):
      record(visitors[Int(customer)], end: time)
      follow(network.endService(of: customer, at: 1, to: nil), at: time)
    }
  }

  private mutating func follow(_ effects: [BlockingEffect], at time: Double) {
    for effect in effects {
      switch effect {
      case .begins(let customer, let station):
        visitors[Int(customer)].began[station] = time
        if station == 1, visitors[Int(customer)].moved == nil { visitors[Int(customer)].moved = time }
        let end = time + luck.work(station, customer: Int(customer))
        calendar.schedule(.serviceEnds(customer, station: Int32(station)), at: end)
      case .waits(let customer, station: 1): visitors[Int(customer)].moved = time
      case .waits, .blocked: break
      case .turnedAway, .deadlock: preconditionFailure("\(effect) cannot be in a line that begins without limit")
      }
    }
  }

  private mutating func record(_ visitor: Visitor, end: Double) {
    guard model.observed.contains(visitor.arrived) else { return }
    guard let moved = visitor.moved else { preconditionFailure("who was served was at the second station") }
    cohortPresent -= 1
    measures.add(.wait, visitor.began[0] - visitor.arrived, of: .station(0))
    measures.add(.blocked, moved - visitor.served, of: .station(0))
    measures.add(.wait, visitor.began[1] - moved, of: .station(1))
    measures.add(.sojourn, end - visitor.arrived)
  }
}
