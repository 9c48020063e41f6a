import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

/// Steady-state theory with parameters of our own, at 5 % of the value.
@Suite("Theory of stations")
struct TheoryTests {
  @Test(
    "Waits of M/M/c are Erlang's", arguments: [(2, 1.0), (3, 2.1), (4, 3.0), (6, 5.1)])
  func mmc(servers: Int, load: Double) throws {
    let plan = QueuePlan(rate: load, servers: servers, service: 1)
    let seen = plan.replicate(9_000, window: 0..<10, from: .stationary, seed: 501)
    let wait = try #require(QueueingTheory.mmcWait(arrivalRate: load, serviceRate: 1, servers: servers))
    try OracleAcceptance.expect(
      "M/M/\(servers)", seen.column { $0[0].wait }, per: seen.column { Double($0[0].count) }, toBe: wait,
      precision: 0.1)
  }

  /// Wq = ρ E[S] (1 + cv²) / 2 (1 − ρ) (Pollaczek 1930, Khinchine 1932).
  @Test("Waits of M/G/1 are those of Pollaczek and Khinchine", arguments: [(0.5, 0.0), (0.6, 0.5), (0.7, 1.5)])
  func mg1(load: Double, variation: Double) throws {
    let plan = QueuePlan(rate: load, servers: 1, service: 1, variation: variation)
    let seen = plan.replicate(9_000, window: 0..<20, from: .stationary, seed: 505)
    try OracleAcceptance.expect(
      "M/G/1 cv \(variation)", seen.column { $0[0].wait }, per: seen.column { Double($0[0].count) },
      toBe: load * (1 + variation * variation) / 2 / (1 - load), precision: 0.1)
  }

  @Test("Losses are Erlang's whatever the variation of service", arguments: [0, 1, 2.0])
  func erlangB(variation: Double) throws {
    let plan = QueuePlan(rate: 2, servers: 3, service: 1, variation: variation, waitingRoom: 0)
    let seen = plan.replicate(500, window: 20..<120, from: .empty, seed: 502)
    let arrivals = seen.column { Double($0[0].count + $0[0].turnedAway) }
    try OracleAcceptance.expect(
      "Erlang B cv \(variation)", seen.column { Double($0[0].turnedAway) }, per: arrivals,
      toBe: QueueingTheory.erlangB(servers: 3, offeredLoad: 2), precision: 0.05)
  }

  /// Wq₁ = C / cμ(1 − σ₁) and Wq₂ = C / cμ(1 − σ₁)(1 − σ₂) with Erlang's C (Cobham 1954).
  @Test("Two classes before three servers wait as Cobham says")
  func cobham() throws {
    let plan = QueuePlan(
      arrivals: [0.9, 1.2], stages: [QueuePlan.Stage(servers: 3, service: 1)], discipline: .priorityClass)
    let seen = plan.replicate(9_000, window: 15..<35, from: .stationary, seed: 503)
    let delayed = try #require(QueueingTheory.erlangC(servers: 3, offeredLoad: 2.1))
    for (kind, expected) in [delayed / 3 / 0.7, delayed / 3 / 0.7 / 0.3].enumerated() {
      try OracleAcceptance.expect(
        "Cobham \(kind)", seen.column { $0[0, kind].wait }, per: seen.column { Double($0[0, kind].count) },
        toBe: expected, precision: 0.07)
    }
  }

  /// Erlang A: arrivals 10, ten servers at 1, patience 2 on average (values of the peers' table).
  @Test("Of M/M/10 with impatient customers a tenth give up")
  func erlangA() throws {
    var reneged: [Double] = []
    var arrived: [Double] = []
    for replication in 0..<420 {
      let stream = RandomStream(key: StreamKey(masterSeed: 504, replication: UInt32(replication)))
      func draw(_ purpose: StreamPurpose, _ number: Int, _ mean: Double) -> Double {
        stream.exponential(mean: mean, at: StreamAddress(purpose: purpose, ordinal: number))
      }
      var time = 0.0
      var arrivals: [InterruptedQueue.Arrival] = []
      while time < 90 {
        let number = arrivals.count
        time += draw(Purpose.interarrival, number, 0.1)
        arrivals.append(
          InterruptedQueue.Arrival(
            time: time, work: draw(Purpose.service, number, 1), patience: draw(Purpose.residual, number, 2)))
      }
      var model = InterruptedQueue(station: InterruptibleStation(servers: 10), arrivals: arrivals)
      var run = SimulationRun()
      run.advance(&model, until: .never)
      // The first 15 are of the empty start, and those after 75 may find fewer behind them.
      let cohort = arrivals.indices.filter { (15..<75).contains(arrivals[$0].time) }
      let left = Set(model.reneged)
      arrived.append(Double(cohort.count))
      reneged.append(Double(cohort.count { left.contains(Customer($0)) }))
    }
    try OracleAcceptance.expect("Erlang A", reneged, per: arrived, toBe: 0.1039132, precision: 0.05)
  }

  /// Batches of one or two, arrivals 1, batches at 0.8: P(n wait | busy) ~ rⁿ where 0.8(r + r²) = 1, since no
  /// customer joins a batch under way (Bailey 1954, Neuts 1967).
  @Test("The wait for service in batches is that of the geometric law")
  func bulk() throws {
    let (arrivalRate, serviceRate) = (1.0, 0.8)
    let root = ((1 + 4 * arrivalRate / serviceRate).squareRoot() - 1) / 2
    let weight = 1 / (1 / (1 - root) + serviceRate / arrivalRate)
    let wait = weight * root / ((1 - root) * (1 - root)) / arrivalRate
    var waits: [Double] = []
    var customers: [Double] = []
    for replication in 0..<1_000 {
      let stream = RandomStream(key: StreamKey(masterSeed: 505, replication: UInt32(replication)))
      var station = BatchingStation(sizes: 1...2)
      var arrivals: [Double] = []
      var (next, end, batches, now) = (0.0, Double.infinity, 0, 0.0)
      var (total, count) = (0.0, 0.0)
      while now < 230 {
        if next < end {
          now = next
          _ = station.arrive(Customer(arrivals.count))
          arrivals.append(now)
          let address = StreamAddress(purpose: Purpose.interarrival, ordinal: arrivals.count)
          next = now + stream.exponential(mean: 1 / arrivalRate, at: address)
        } else {
          now = end
          station.endService()
          end = .infinity
        }
        while let batch = station.startNext() {
          let address = StreamAddress(purpose: Purpose.service, ordinal: batches)
          end = now + stream.exponential(mean: 1 / serviceRate, at: address)
          batches += 1
          for customer in batch where (30..<230).contains(now) {
            total += now - arrivals[Int(customer)]
            count += 1
          }
        }
      }
      waits.append(total)
      customers.append(count)
    }
    try OracleAcceptance.expect("bulk wait", waits, per: customers, toBe: wait, precision: 0.05)
  }

  /// All join both lines and the copy that ends first counts, so that two servers of rate 1 are one of rate 2.
  @Test("A copy at each of two servers, the later called off, is one server of twice the speed")
  func redundancy() throws {
    var areas: [Double] = []
    for replication in 0..<300 {
      let stream = RandomStream(key: StreamKey(masterSeed: 506, replication: UInt32(replication)))
      var stations = BranchedStations(branches: [Station(servers: 1), Station(servers: 1)])
      var ends: [(task: BranchedStations.Task, time: Double)] = []
      var (next, now, present, arrived, area) = (0.0, 0.0, 0, 0, 0.0)
      func begin(_ tasks: [BranchedStations.Task]) {
        for task in tasks {
          let address = StreamAddress(purpose: Purpose.service, place: task.branch, ordinal: Int(task.customer))
          ends.append((task, now + stream.exponential(mean: 1, at: address)))
        }
      }
      while now < 430 {
        let first = ends.indices.min { ends[$0].time < ends[$1].time }
        let time = min(next, first.map { ends[$0].time } ?? .infinity)
        area += Double(present) * max(0, min(time, 430) - max(now, 30))
        now = time
        if let first, time < next {
          // A task that was called off is still in the list: its end is stale.
          guard let end = stations.endService(of: ends.remove(at: first).task) else { continue }
          if end.joined != nil { present -= 1 }
          begin(end.starts)
        } else {
          present += 1
          begin(stations.fork(Customer(arrived), over: [0, 1], needed: 1))
          arrived += 1
          let address = StreamAddress(purpose: Purpose.interarrival, ordinal: arrived)
          next = now + stream.exponential(mean: 1 / 1.2, at: address)
        }
      }
      areas.append(area / 400)
    }
    // M/M/1 at 1.2 / 2.
    try OracleAcceptance.expect("redundancy L", areas, toBe: 0.6 / 0.4, precision: 0.05)
  }

  /// With a threshold of 1 no server is idle while anybody waits, so that the number present is that of M/M/2.
  @Test("Two lines between which customers jockey at once are as good as one")
  func jockeying() throws {
    var areas: [Double] = []
    var own: [Double] = []
    for replication in 0..<300 {
      let stream = RandomStream(key: StreamKey(masterSeed: 507, replication: UInt32(replication)))
      var (lines, separate) = (0.0, 0.0)
      for threshold in [1, nil] as [Int?] {
        var lanes = ParallelLines(lanes: [Station(servers: 1), Station(servers: 1)], jockeyingThreshold: threshold)
        var route = ShortestQueueRoute()
        var ends = [Double.infinity, .infinity]
        var (next, now, services, arrived, area) = (0.0, 0.0, 0, 0, 0.0)
        func serve(_ lane: Int) {
          services += 1
          ends[lane] = now + stream.exponential(mean: 1, at: StreamAddress(purpose: Purpose.service, ordinal: services))
        }
        while now < 430 {
          let lane = ends[0] <= ends[1] ? 0 : 1
          let time = min(next, ends[lane])
          area += Double(lanes.lengths.reduce(0, +)) * max(0, min(time, 430) - max(now, 30))
          now = time
          if ends[lane] < next {
            ends[lane] = .infinity
            let departure = lanes.endService(in: lane)
            if departure.next != nil { serve(lane) }
            if case .startsService = departure.move?.effect { serve(lane) }
          } else {
            let chosen = route.destination(lengths: lanes.lengths)
            if case .startsService = lanes.arrive(Customer(arrived), in: chosen) { serve(chosen) }
            arrived += 1
            next =
              now
              + stream.exponential(mean: 1 / 1.4, at: StreamAddress(purpose: Purpose.interarrival, ordinal: arrived))
          }
        }
        if threshold == nil { separate = area / 400 } else { lines = area / 400 }
      }
      areas.append(lines)
      own.append(separate - lines)
    }
    let wait = try #require(QueueingTheory.mmcWait(arrivalRate: 1.4, serviceRate: 1, servers: 2))
    try OracleAcceptance.expect("jockeying L", areas, toBe: 1.4 * (wait + 1), precision: 0.05)
    let loss = try Estimate(of: own, confidence: 0.999)
    #expect(try #require(loss.low) > 0, "who must stay in its line waits longer")
  }
}
