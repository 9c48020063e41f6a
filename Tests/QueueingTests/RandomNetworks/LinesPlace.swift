import Queueing

final class LinesPlace: NetworkPlace {
  private let index: Int
  private var lines = ParallelLines(
    lanes: [Station(servers: 1), Station(servers: 1), Station(servers: 1)], jockeyingThreshold: 2)
  private var route = ShortestQueueRoute(ties: .inTurn)
  private var tickets: [Customer: (ticket: WaitingTicket, lane: Int)] = [:]

  init(index: Int) { self.index = index }

  var present: Int { lines.lengths.reduce(0, +) }
  var problem: String? { lines.checkInvariants() }

  func saveAndRead() throws {
    lines = try savedAndRead(lines)
    route = try savedAndRead(route)
  }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    let lane = network.random.happens(0.3) ? 0 : route.destination(lengths: lines.lengths)
    let isIn = settle(customer, lines.arrive(customer, in: lane, rank: network.rank()), in: lane, of: network)
    if isIn {
      network.schedule(
        .patienceEnds, at: index, after: network.draw(mean: 6), customer: customer, number: network.stay(of: customer))
    }
    return isIn
  }

  private func settle(_ customer: Customer, _ effect: ArrivalEffect, in lane: Int, of network: RandomNetwork) -> Bool {
    switch effect {
    case .startsService(let ticket):
      tickets[customer] = (ticket, lane)
      begin(customer, in: lane, of: network)
    case .waits(let ticket): tickets[customer] = (ticket, lane)
    case .turnedAway: return false
    }
    return true
  }

  private func begin(_ customer: Customer, in lane: Int, of network: RandomNetwork) {
    network.schedule(.serviceEnds, at: index, after: network.draw(mean: 2), customer: customer, number: Int32(lane))
  }

  private func follow(_ departure: ParallelLines.Departure, in lane: Int, of network: RandomNetwork) {
    if let next = departure.next { begin(next, in: lane, of: network) }
    if let move = departure.move { _ = settle(move.customer, move.effect, in: lane, of: network) }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      let lane = Int(event.number)
      follow(lines.endService(in: lane), in: lane, of: network)
      network.finish(event.customer, at: index)
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let place = tickets[event.customer],
        let departure = lines.renege(place.ticket, in: place.lane)
      else { return }
      network.giveUp(event.customer, at: index)
      follow(departure, in: place.lane, of: network)
    case .change, .arrival, .timeOut: break
    }
  }
}
