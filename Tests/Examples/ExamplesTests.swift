import EventKernel
import Foundation
import OutputAnalysis
import RandomStreams
import Testing

/// Models that a reader of the documentation would write, held to theory.
///
/// Each figure is averaged over 20 runs of fixed seeds; the truth lies within 4.5 standard errors of the average but
/// for one case in 4,000 (Student's t with 19 degrees of freedom, both sides). Runs are long against the relaxation
/// times of the systems, so that the empty start shifts an average by less than a tenth of that.
@Suite("Examples")
struct ExamplesTests {
  static func expect(
    _ truth: Double, _ name: Comment, runs: UInt32 = 20, location: SourceLocation = #_sourceLocation,
    _ run: (RandomStream) -> Double
  ) {
    let tally = Tally((0..<runs).map { run(RandomStream(key: StreamKey(masterSeed: 42, replication: $0))) })
    guard let mean = tally.mean, let deviation = tally.standardDeviation else { return }
    let error = deviation / Double(runs).squareRoot()
    #expect(abs(mean - truth) < 4.5 * error, "\(name.rawValue): \(mean) ± \(error)", sourceLocation: location)
    // An interval that excludes nothing shows nothing.
    #expect(error < 0.05 * truth, "\(name.rawValue): error \(error)", sourceLocation: location)
  }

  @Test("M/M/c has Erlang's line", arguments: [(1, 0.8), (3, 2.4)])
  func queue(servers: Int, rate: Double) throws {
    let wait = try #require(QueueingTheory.mmcWait(arrivalRate: rate, serviceRate: 1, servers: servers))
    Self.expect(rate * wait, "mean waiting") { stream in
      var model = MultiServerQueue(servers: servers, arrivalRate: rate, serviceRate: 1, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 10_000))
      return model.waiting.average(at: 10_000) ?? .nan
    }
  }

  @Test("A call centre of constant size is Erlang-A, overloaded as it is")
  func callCentre() {
    let theory = QueueingTheory.erlangA(arrivalRate: 2, serviceRate: 1 / 3.0, abandonmentRate: 0.5, servers: 5)
    Self.expect(theory.abandonment, "abandonment") { stream in
      var model = CallCentre(shifts: [(0, 5)], means: (0.5, 3, 2), stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 5_000))
      return Double(model.abandoned) / Double(model.answered + model.abandoned)
    }
    Self.expect(theory.meanWaiting, "mean waiting") { stream in
      var model = CallCentre(shifts: [(0, 5)], means: (0.5, 3, 2), stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 5_000))
      return model.waiting.average(at: 5_000) ?? .nan
    }
  }

  @Test("More agents at noon lose fewer of the very same callers, and nobody is lost from the count")
  func shifts() {
    func lost(_ noon: Int, seed: UInt32) -> Int {
      let stream = RandomStream(key: StreamKey(masterSeed: seed, replication: 0))
      var model = CallCentre(shifts: [(0, 4), (240, noon), (360, 4)], means: (0.5, 3, 2), stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 600))
      #expect(model.tickets.count == model.answered + model.abandoned + model.station.waiting)
      #expect(model.waiting.latestTime <= 600)
      return model.abandoned
    }
    for seed in 1...10 as ClosedRange<UInt32> { #expect(lost(9, seed: seed) < lost(4, seed: seed)) }
  }

  /// The mean number down among `machines`, each failing at rate 1 / up: a birth–death chain.
  static func meanDown(machines: Int, repairers: Int, up: Double, repair: Double) -> Double {
    var weights = [1.0]
    for down in 1...machines {
      weights.append(
        weights[down - 1] * Double(machines - down + 1) / up * repair / Double(min(down, repairers)))
    }
    let total = weights.reduce(0, +)
    return weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
  }

  @Test("Machine repair has the mean of its birth-death chain")
  func repair() {
    Self.expect(Self.meanDown(machines: 10, repairers: 2, up: 8, repair: 2), "machines down") { stream in
      var model = RepairShop(machines: 10, repairers: 2, means: (8, 2), stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 5_000))
      return model.down.average(at: 5_000) ?? .nan
    }
  }

  @Test("Turns without overhead leave the number of jobs at a time-shared computer as it is; overhead adds to it")
  func timeSharing() {
    let truth = Self.meanDown(machines: 30, repairers: 1, up: 25, repair: 0.8)
    func jobs(overhead: Double, _ stream: RandomStream) -> Double {
      var model = RepairShop(
        machines: 30, repairers: 1, means: (25, 0.8), quantum: 0.1, overhead: overhead, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 8_000))
      return model.down.average(at: 8_000) ?? .nan
    }
    Self.expect(truth, "jobs at the computer") { jobs(overhead: 0, $0) }
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 1))
    #expect(jobs(overhead: 0.015, stream) > 1.3 * truth)
  }

  @Test("(s, S) with single units has the stock and the service of its uniform inventory position")
  func inventory() {
    let (low, high, load) = (4, 12, 5.0)
    // Position is uniform on s + 1 ... S; stock after a lead time is position less Poisson demand.
    func poisson(_ n: Int) -> Double { exp(Double(n) * log(load) - load - lgamma(Double(n) + 1)) }
    var onHand = 0.0
    var served = 0.0
    for position in low + 1...high {
      for demand in 0..<position {
        onHand += Double(position - demand) * poisson(demand) / Double(high - low)
        served += poisson(demand) / Double(high - low)
      }
    }
    func model(_ stream: RandomStream) -> (Double, Double) {
      var model = Inventory(reorderPoint: low, orderUpTo: high, leadTime: 2, demandRate: load / 2, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 4_000))
      return (model.onHand.average(at: 4_000) ?? .nan, Double(model.served) / Double(model.demands))
    }
    Self.expect(onHand, "on hand") { model($0).0 }
    Self.expect(served, "served from stock") { model($0).1 }
  }

  @Test("Triage classes wait as Cobham says")
  func emergency() {
    let waits = QueueingTheory.priorityNonPreemptive(
      arrivalRates: [0.02, 0.06, 0.05], serviceRate: 1 / 20.0, servers: 3)
    for (triage, wait) in waits.enumerated() {
      Self.expect(wait ?? .nan, "wait of class \(triage)") { stream in
        var model = EmergencyDepartment(
          doctors: 3, meanTreatment: 20, meanGaps: [1 / 0.02, 1 / 0.06, 1 / 0.05], stream: stream)
        var run = SimulationRun()
        run.advance(&model, until: StoppingRule(time: 200_000))
        return model.waits[triage].mean ?? .nan
      }
    }
  }

  @Test("The chain closes 70, 20 and 10 %, and each tier is an M/M/c")
  func chain() throws {
    func model(_ stream: RandomStream) -> ([Double], [Double]) {
      var model = Chain721(gap: 1 / 0.7, meanWork: [1, 2 / 3.0, 2.8], stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 4_000))
      let total = Double(model.closed.reduce(0, +))
      return (model.closed.map { Double($0) / total }, model.sojourns.map { $0.mean ?? .nan })
    }
    let results = (0..<20).map { model(RandomStream(key: StreamKey(masterSeed: 42, replication: $0))) }
    // Ten grids at 0.7, then 2.1 a minute to the community, 0.7 to the street.
    let queues = [(0.7, 1.0, 1), (2.1, 1.5, 2), (0.7, 1 / 2.8, 4)]
    for tier in 0..<3 {
      let (rate, service, servers) = queues[tier]
      let wait = try #require(QueueingTheory.mmcWait(arrivalRate: rate, serviceRate: service, servers: servers))
      Self.expect([0.7, 0.2, 0.1][tier], "share \(tier)") { results[Int($0.key.replication)].0[tier] }
      Self.expect(wait + 1 / service, "sojourn \(tier)") { results[Int($0.key.replication)].1[tier] }
    }
  }
}
