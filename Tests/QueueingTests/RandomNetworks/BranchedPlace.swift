import Queueing

/// Customers are split over two or three of three branches, and go on when enough of their tasks have ended.
final class BranchedPlace: NetworkPlace {
  private let index: Int
  private var stations = BranchedStations(
    branches: [Station(servers: 1), Station(servers: 2), Station(servers: 1, discipline: .priorityClass)])
  private var tasks: [BranchedStations.Task] = []
  private var inside = 0
  private(set) var calledOff = 0

  init(index: Int) { self.index = index }

  var present: Int { inside }
  var problem: String? { stations.checkInvariants() }

  func saveAndRead() throws { stations = try savedAndRead(stations) }

  func arrive(_ customer: Customer, in network: RandomNetwork) -> Bool {
    let chosen = [[0, 1], [1, 2], [2, 0, 1]][network.random.below(3)]
    inside += 1
    begin(
      stations.fork(customer, over: chosen, needed: 1 + network.random.below(chosen.count), rank: network.rank()),
      in: network)
    return true
  }

  private func begin(_ starts: [BranchedStations.Task], in network: RandomNetwork) {
    for task in starts {
      network.schedule(.serviceEnds, at: index, after: network.draw(mean: 0.8), number: Int32(tasks.count))
      tasks.append(task)
    }
  }

  func occur(_ event: RandomNetwork.Event, in network: RandomNetwork) {
    switch event.kind {
    case .serviceEnds:
      guard let end = stations.endService(of: tasks[Int(event.number)]) else { return }
      calledOff += end.calledOff.count
      begin(end.starts, in: network)
      if let customer = end.joined {
        inside -= 1
        network.finish(customer, at: index)
      }
    case .change:
      let servers = event.number == RandomNetwork.changes ? 2 : [0, 3, 1][Int(event.number) % 3]
      begin(stations.setServers(servers, branch: 1), in: network)
    case .arrival, .timeOut, .patienceEnds: break
    }
  }
}
