import Queueing

final class InterruptiblePlace: NetworkPlace {
  private let index: Int
  private let features: [NetworkFeature]
  private let rule: EndOfShiftRule?
  private var station: InterruptibleStation
  private var services: [ServiceName] = []
  private(set) var interruptions = 0
  private(set) var failures = 0

  init(index: Int, features: [NetworkFeature]) {
    self.index = index
    self.features = features
    rule =
      features.contains(.pausedWork)
      ? .pause : features.contains(.handOver) ? .handOver : features.contains(.overtime) ? .overtime : nil
    // An interruption needs somebody who interrupts.
    let isPreemptive = features.contains { [.preemption, .restart, .resampling].contains($0) }
    station = InterruptibleStation(
      servers: 2, discipline: .priorityClass, isPreemptive: isPreemptive,
      interruption: features.contains(.restart) ? .restart : features.contains(.resampling) ? .resample : .resume)
  }

  var present: Int { station.busy + station.waiting + station.pausing }
  var problem: String? { station.checkInvariants() }

  func saveAndRead() throws { station = try savedAndRead(station) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    guard station.arrive(customer, rank: network.rank(), work: network.draw(mean: 1.5)) != nil else { return false }
    fill(in: network)
    return true
  }

  private func fill(in network: RandomNetwork) {
    while let start = station.startNext(at: network.clock) {
      network.schedule(.serviceEnds, at: index, after: start.work, number: Int32(services.count))
      services.append(start.service)
      if let interrupted = start.interrupted {
        interruptions += 1
        drawAgain(interrupted, in: network)
      }
    }
  }

  private func drawAgain(_ visit: StationVisit, in network: RandomNetwork) {
    if station.interruption == .resample { station.setWork(network.draw(mean: 1.5), of: visit) }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      guard let customer = station.endService(services[Int(event.number)]) else { return }
      fill(in: network)
      network.finish(customer, at: index)
    case .change: change(event.number, in: network)
    case .timeOut:
      // A repair.
      _ = station.setServers(station.servers + 1, at: network.clock)
      fill(in: network)
    case .arrival, .patienceEnds: break
    }
  }

  private func change(_ number: Int32, in network: RandomNetwork) {
    if let rule {
      let servers = number == RandomNetwork.changes ? 2 : [0, 3, 1][Int(number) % 3]
      for stopped in station.setServers(servers, at: network.clock, rule: rule) where rule == .handOver {
        drawAgain(stopped, in: network)
      }
    }
    if features.contains(.failures), number < RandomNetwork.changes {
      for service in services.suffix(6) {
        let before = station.servers
        guard let stopped = station.failServer(of: service, at: network.clock) else { continue }
        failures += 1
        drawAgain(stopped, in: network)
        if station.servers < before { network.schedule(.timeOut, at: index, after: network.draw(mean: 5)) }
        break
      }
    }
    fill(in: network)
  }
}
