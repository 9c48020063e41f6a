import Queueing

/// Three stations in which customers go round, with so little room that they lock one another.
final class BlockingPlace: NetworkPlace {
  private let index: Int
  private var stations = BlockingNetwork([
    .init(servers: 1, waitingRoom: 3), .init(servers: 1, waitingRoom: 0), .init(servers: 2, waitingRoom: 0),
  ])
  private(set) var deadlocks = 0

  init(index: Int) { self.index = index }

  var present: Int {
    (0..<3).reduce(0) { $0 + stations.busy(at: $1) + stations.blocked(at: $1) + stations.waiting(at: $1) }
  }
  var problem: String? { stations.checkInvariants() }

  func saveAndRead() throws { stations = try savedAndRead(stations) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    let effects = stations.arrive(customer, at: 0)
    follow(effects, in: network)
    return !effects.contains(.turnedAway(customer, station: 0))
  }

  private func follow(_ effects: [BlockingEffect], in network: RandomNetwork) {
    for effect in effects {
      switch effect {
      case .begins(let customer, let station):
        network.schedule(
          .serviceEnds, at: index, after: network.draw(mean: 0.7), customer: customer, number: Int32(station))
      case .waits, .blocked, .turnedAway: break
      case .deadlock(let cycle):
        deadlocks += 1
        follow(stations.breakDeadlock(cycle), in: network)
      }
    }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    guard event.kind == .serviceEnds else { return }
    let station = Int(event.number)
    let next = station == 2 && network.random.happens(0.6) ? nil : (station + 1) % 3
    follow(stations.endService(of: event.customer, at: station, to: next), in: network)
    if next == nil { network.finish(event.customer, at: index) }
  }
}
