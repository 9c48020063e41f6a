import Queueing

final class BatchingPlace: NetworkPlace {
  private let index: Int
  private var station = BatchingStation(servers: 2, sizes: 2...4)
  private var tickets: [Customer: WaitingTicket] = [:]
  private var groups: [[Customer]] = []
  private var served = 0

  init(index: Int) { self.index = index }

  var present: Int { station.waiting + served }
  var problem: String? { station.checkInvariants() }

  func saveAndRead() throws { station = try savedAndRead(station) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    guard let ticket = station.arrive(customer) else { return false }
    tickets[customer] = ticket
    let stay = network.stay(of: customer)
    network.schedule(.timeOut, at: index, after: 3, customer: customer, number: stay)
    if network.random.happens(0.3) {
      network.schedule(.patienceEnds, at: index, after: network.draw(mean: 2), customer: customer, number: stay)
    }
    fill(in: network)
    return true
  }

  private func fill(in network: RandomNetwork) {
    while let group = station.startNext() {
      served += group.count
      network.schedule(.serviceEnds, at: index, after: network.draw(mean: 2), number: Int32(groups.count))
      groups.append(group)
    }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      let group = groups[Int(event.number)]
      station.endService()
      served -= group.count
      fill(in: network)
      for customer in group { network.finish(customer, at: index) }
    case .timeOut:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer] else { return }
      _ = station.timeOut(ticket)
      fill(in: network)
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer] else { return }
      if station.renege(ticket) { network.giveUp(event.customer, at: index) }
      fill(in: network)
    case .change:
      station.setServers(event.number == RandomNetwork.changes ? 2 : [0, 3, 1][Int(event.number) % 3])
      fill(in: network)
    case .arrival: break
    }
  }
}
