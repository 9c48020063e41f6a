import Queueing

final class SharedPlace: NetworkPlace {
  private let index: Int
  private let features: [NetworkFeature]
  private var station: SharedStation
  private var tickets: [Customer: WaitingTicket] = [:]
  /// Ends that were scheduled under an earlier number are void.
  private var version: Int32 = 0

  init(index: Int, features: [NetworkFeature]) {
    self.index = index
    self.features = features
    station =
      features.contains(.limitedSharing)
      ? SharedStation(rates: .byNumber([0.5, 0.8, 1]), places: 2, waitingRoom: 12)
      : SharedStation(rates: .servers(2, speed: 0.7))
  }

  var present: Int { station.busy + station.waiting }
  var problem: String? { station.checkInvariants() }

  private func reschedule(in network: RandomNetwork) {
    version += 1
    guard let next = station.nextEnd() else { return }
    network.schedule(.serviceEnds, at: index, time: next.time, customer: next.customer, number: version)
  }

  func saveAndRead() throws { station = try savedAndRead(station) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    switch station.arrive(customer, work: network.draw(mean: 1), at: network.clock) {
    case .startsService(let ticket), .waits(let ticket): tickets[customer] = ticket
    case .turnedAway: return false
    }
    if features.contains(.leavingService) {
      network.schedule(
        .patienceEnds, at: index, after: network.draw(mean: 4), customer: customer, number: network.stay(of: customer))
    }
    reschedule(in: network)
    return true
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      guard event.number == version else { return }
      let ended = station.endService(at: network.clock).ended
      reschedule(in: network)
      network.finish(ended, at: index)
    case .patienceEnds:
      guard network.stay(of: event.customer) == event.number, let ticket = tickets[event.customer],
        station.leave(ticket, at: network.clock).wasThere
      else { return }
      reschedule(in: network)
      network.giveUp(event.customer, at: index)
    case .change:
      guard features.contains(.breakdowns) else { return }
      station.setSpeed(
        event.number == RandomNetwork.changes ? 1 : [0, 2, 0.5][Int(event.number) % 3], at: network.clock)
      reschedule(in: network)
    case .arrival, .timeOut: break
    }
  }
}
