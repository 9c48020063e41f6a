import Queueing

final class SkilledPlace: NetworkPlace {
  private let index: Int
  private var station: SkilledStation
  private var tickets: [Customer: WaitingTicket] = [:]

  init(index: Int) {
    self.index = index
    station = SkilledStation(
      skills: [.skill(0), .skill(1), [.skill(0), .skill(1)]], choice: .fewestSkills, discipline: .priorityClass)
  }

  var present: Int { station.busy + station.waiting }
  var problem: String? { station.checkInvariants() }

  func saveAndRead() throws { station = try savedAndRead(station) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    let needs: SkillSet = [.skill(0), .skill(1), [.skill(0), .skill(1)]][network.random.below(3)]
    switch station.arrive(customer, needing: needs, rank: network.rank()) {
    case .startsService(let server): begin(customer, with: server, in: network)
    case .waits(let ticket):
      tickets[customer] = ticket
      network.schedule(
        .patienceEnds, at: index, after: network.draw(mean: 6), customer: customer, number: network.stay(of: customer))
    case .turnedAway: return false
    }
    return true
  }

  private func begin(_ customer: Customer, with server: Int, in network: RandomNetwork) {
    network.schedule(.serviceEnds, at: index, after: network.draw(mean: 1.5), customer: customer, number: Int32(server))
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      let server = Int(event.number)
      if let next = station.endService(of: server) { begin(next, with: server, in: network) }
      network.finish(event.customer, at: index)
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer] else { return }
      if station.renege(ticket) { network.giveUp(event.customer, at: index) }
    case .change:
      let server = Int(event.number / 2) % 3
      station.setDuty(event.number % 2 == 0, server: server)
      // The server that goes off duty at an odd change comes back at the next.
      let back = Int((event.number - 1) / 2) % 3
      if event.number % 2 == 0 {
        station.setDuty(true, server: back)
        for server in 0..<3 {
          if let next = station.startNext(server: server) { begin(next, with: server, in: network) }
        }
      }
    case .arrival, .timeOut: break
    }
  }
}
