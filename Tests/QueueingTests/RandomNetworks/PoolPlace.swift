import Queueing

final class PoolPlace: NetworkPlace {
  private let index: Int
  private var pool = ResourcePool(capacities: [3, 2], discipline: .priorityClass, overtakes: 2)
  private var tickets: [Customer: WaitingTicket] = [:]
  private var grants: [Customer: ResourcePool.Grant] = [:]

  init(index: Int) { self.index = index }

  var present: Int { pool.waiting + grants.count }
  var problem: String? { pool.checkInvariants() }

  func saveAndRead() throws { pool = try savedAndRead(pool) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    let demand = [1 + network.random.below(2), network.random.below(3)]
    switch pool.seize(customer, demand: demand, rank: network.rank()) {
    case .granted(let grant): begin(grant, in: network)
    case .waits(let ticket):
      tickets[customer] = ticket
      network.schedule(
        .patienceEnds, at: index, after: network.draw(mean: 8), customer: customer, number: network.stay(of: customer))
    case .exceedsCapacity: return false
    }
    return true
  }

  private func begin(_ grant: ResourcePool.Grant, in network: RandomNetwork) {
    grants[grant.customer] = grant
    network.schedule(.serviceEnds, at: index, after: network.draw(mean: 1.2), customer: grant.customer)
  }

  private func fill(in network: RandomNetwork) {
    while let grant = pool.grantNext() { begin(grant, in: network) }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      guard let grant = grants.removeValue(forKey: event.customer), pool.release(grant) else { return }
      fill(in: network)
      network.finish(event.customer, at: index)
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer] else { return }
      if pool.renege(ticket) { network.giveUp(event.customer, at: index) }
      fill(in: network)
    case .change:
      pool.setCapacity(event.number == RandomNetwork.changes ? 3 : [1, 4, 2][Int(event.number) % 3], ofKind: 0)
      fill(in: network)
    case .arrival, .timeOut: break
    }
  }
}
