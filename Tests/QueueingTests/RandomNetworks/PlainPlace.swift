import Queueing

final class PlainPlace: NetworkPlace {
  private let index: Int
  private let features: [NetworkFeature]
  private var station: Station
  private var tickets: [Customer: WaitingTicket] = [:]
  private let balking = BalkingRule(limit: 4)

  init(index: Int, features: [NetworkFeature]) {
    self.index = index
    self.features = features
    let discipline: QueueDiscipline =
      features.contains(.priorities) ? .priorityClass : features.contains(.deadlines) ? .earliestDeadline : .firstCome
    station = Station(servers: 2, discipline: discipline, waitingRoom: features.contains(.smallRoom) ? 3 : .max)
  }

  var present: Int { station.busy + station.waiting }
  var problem: String? { station.checkInvariants() }

  func saveAndRead() throws { station = try savedAndRead(station) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    if features.contains(.balking), !balking.joins(finding: station.waiting) { return false }
    switch station.arrive(customer, rank: network.rank()) {
    case .startsService(let ticket):
      tickets[customer] = ticket
      begin(customer, in: network)
    case .waits(let ticket):
      tickets[customer] = ticket
      if features.contains(.reneging) {
        network.schedule(
          .patienceEnds, at: index, after: network.draw(mean: 2), customer: customer, number: network.stay(of: customer)
        )
      }
    case .turnedAway: return false
    }
    return true
  }

  private func begin(_ customer: Customer, in network: RandomNetwork) {
    network.schedule(.serviceEnds, at: index, after: network.draw(mean: 1.5), customer: customer)
  }

  private func fill(in network: RandomNetwork) {
    while let next = station.startNext() { begin(next, in: network) }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      if features.contains(.handingBack), network.random.happens(0.2), let ticket = tickets[event.customer] {
        station.handBack(event.customer, ticket: ticket)
        fill(in: network)
      } else {
        if let next = station.endService() { begin(next, in: network) }
        network.finish(event.customer, at: index)
      }
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer] else { return }
      if station.renege(ticket) { network.giveUp(event.customer, at: index) }
    case .change: change(event.number, in: network)
    case .arrival, .timeOut: break
    }
  }

  private func change(_ number: Int32, in network: RandomNetwork) {
    if features.contains(.shifts) {
      station.setServers(number == RandomNetwork.changes ? 2 : [0, 3, 1][Int(number) % 3])
    }
    if features.contains(.closing) {
      if number % 2 == 1 { station.close() } else { station.open() }
    }
    if features.contains(.changeOfClass) {
      if number % 2 == 0, let customer = station.customersWaiting.last, let ticket = tickets[customer] {
        tickets[customer] = station.reclassify(ticket, as: network.rank())
      } else {
        for (customer, ticket) in station.rerank(by: { _ in network.rank() }) { tickets[customer] = ticket }
      }
    }
    fill(in: network)
  }
}
