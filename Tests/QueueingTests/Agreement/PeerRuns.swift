import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

/// Our estimates of the peers' models, each made once for both peers.
enum PeerRuns {
  typealias Found = Result<[String: Estimate], any Error>

  static let mm1 = network("mm1", replications: 80, seed: 901)
  static let mm3 = network("mm3", replications: 80, seed: 902)
  static let mg1 = network("mg1-lognormal", replications: 24, seed: 903)
  static let loss = network("mm2-of-5", replications: 80, seed: 904)
  static let priority = network("priority", replications: 80, seed: 905)
  static let preemption = interrupted("preemption", replications: 80, seed: 906) { model in
    let station = InterruptibleStation(servers: model.servers[0], discipline: .priorityClass, isPreemptive: true)
    return (station, [])
  }
  static let erlangA = interrupted("erlang-a", replications: 80, seed: 907) { model in
    (InterruptibleStation(servers: model.servers[0]), [])
  }
  static let tandem = runs("tandem-blocking", replications: 80, seed: 908) { model, key in
    var tandem = PeerTandem(model, key: key)
    var run = SimulationRun()
    run.advance(&tandem, until: .never)
    return tandem.measures
  }
  static let feedback = network("feedback", replications: 80, seed: 909)
  static let shifts = interrupted("shifts", replications: 80, seed: 910, roster)
  static let shiftsOfTwoSizes = interrupted("shifts-of-two-sizes", replications: 80, seed: 914, roster)
  static let batches = network("batches", replications: 80, seed: 911)
  static let sharing = runs("sharing", replications: 80, seed: 912) { model, key in
    var sharing = PeerSharing(model, key: key)
    var run = SimulationRun()
    run.advance(&sharing, until: .never)
    return sharing.measures
  }
  static let forkJoin = runs("fork-join", replications: 80, seed: 913) { model, key in
    let luck = PeerLuck(model, key: key)
    var fork = PeerFork(branches: model.servers.count, arrivals: luck.allArrivals().map(\.time)) { customer, branch in
      luck.work(branch, customer: customer)
    }
    var run = SimulationRun()
    run.advance(&fork, until: .never)
    var measures = PeerMeasures(window: model.observed)
    for (arrived, left) in zip(fork.arrivals, fork.departures) where model.observed.contains(arrived) {
      measures.add(.sojourn, try #require(left) - arrived)
    }
    return measures
  }

  /// Runs a model in independent replications; in the slow tests eight times as many.
  private static func runs(
    _ name: String, replications: Int, seed: UInt32, _ simulate: (PeerModel, StreamKey) throws -> PeerMeasures
  ) -> Found {
    Result {
      let model = try PeerTable.model(name)
      let count = OracleAcceptance.runsSlowTests ? 8 * replications : replications
      let seen = try (0..<count).map { replication in
        try simulate(model, StreamKey(masterSeed: seed, replication: UInt32(replication)))
      }
      return try PeerMeasures.estimates(seen)
    }
  }

  private static func network(_ name: String, replications: Int, seed: UInt32) -> Found {
    runs(name, replications: replications, seed: seed) { model, key in
      var network = PeerNetwork(model, key: key)
      var run = SimulationRun()
      run.advance(&network, until: .never)
      return network.measures
    }
  }

  /// Runs an ``InterruptibleStation`` with classes, patience or shifts.
  private static func interrupted(
    _ name: String, replications: Int, seed: UInt32,
    _ make: (PeerModel) throws -> (InterruptibleStation, [InterruptedQueue.Change])
  ) -> Found {
    runs(name, replications: replications, seed: seed) { model, key in
      let luck = PeerLuck(model, key: key)
      let arrivals = luck.allArrivals().enumerated().map { number, arrival in
        let address = StreamAddress(purpose: Purpose.residual, ordinal: number)
        return InterruptedQueue.Arrival(
          time: arrival.time, priorityClass: UInt8(arrival.kind), work: luck.work(arrival.kind, customer: number),
          patience: model.patience.map { luck.stream.exponential(mean: $0, at: address) } ?? .infinity)
      }
      let (station, changes) = try make(model)
      var queue = InterruptedQueue(station: station, arrivals: arrivals, changes: changes)
      var run = SimulationRun()
      run.advance(&queue, until: .never)
      return try observe(queue, model)
    }
  }

  /// A station with a schedule, and its changes until the end of the run.
  private static func roster(_ model: PeerModel) throws -> (InterruptibleStation, [InterruptedQueue.Change]) {
    let ends = try #require(model.shifts)
    let schedule = ServerSchedule(
      zip([0] + ends.dropLast(), model.servers).map { ServerSchedule.Change(at: $0, servers: $1) }, period: ends.last)
    var changes: [InterruptedQueue.Change] = []
    var next = schedule.nextChange(after: 0)
    while let change = next, change.time < model.end {
      changes.append(InterruptedQueue.Change(time: change.time, servers: change.servers, rule: .finishAndLeave))
      next = schedule.nextChange(after: change.time)
    }
    return (InterruptibleStation(servers: schedule.servers(at: 0)), changes)
  }

  private static func observe(_ queue: borrowing InterruptedQueue, _ model: PeerModel) throws -> PeerMeasures {
    var measures = PeerMeasures(window: model.observed)
    for (number, arrival) in queue.arrivals.enumerated() {
      let group: PeerMeasures.Group = model.arrivals.count > 1 ? .kind(Int(arrival.priorityClass)) : .all
      let start = queue.starts[number].first
      if let start, model.patience != nil, let end = queue.departures[number] {
        measures.addService(from: start, to: end, servers: model.servers[0])
      }
      guard model.observed.contains(arrival.time) else { continue }
      let left = try #require(queue.departures[number], "the drain is too short")
      measures.add(.sojourn, left - arrival.time, of: group)
      measures.add(.wait, (start ?? left) - arrival.time, of: group)
      if model.patience != nil {
        measures.add(.abandonment, start == nil ? 1 : 0)
        if let start { measures.add(.wait, start - arrival.time, of: .served) }
      }
    }
    return measures
  }
}
