import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams
import Testing

@Suite("Oracles: closed, blocked, failing, forked and bulk systems")
struct SpecialModelOracleTests {
  @Test("Q15: three machines and two repairers")
  func q15() throws {
    let number = StationaryNumber(birth: { Double(3 - $0) * 0.5 }, death: { Double(min($0, 2)) * 4 })
    var down: [Double] = []
    var throughput: [Double] = []
    for replication in 0..<1_000 {
      let stream = RandomStream(key: StreamKey(masterSeed: 15, replication: UInt32(replication)))
      let start = number.draw(stream.uniform(at: StreamAddress(purpose: Purpose.start)))
      var model = MachineRepair(
        machines: 3, down: start, repairers: 2, meanUp: 2, meanRepair: 0.25, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 100))
      model.observe(until: 100)
      down.append(model.downArea / 100)
      throughput.append(Double(model.repairs) / 100)
    }
    try OracleAcceptance.expect("Q15 down", down, toBe: 0.3351611)
    try OracleAcceptance.expect("Q15 throughput", throughput, toBe: 1.3324195)
  }

  @Test(
    "Q17: the room between two blocking stations raises throughput", arguments: [(0, 2.0 / 3), (1, 0.75), (2, 0.8)])
  func q17(room: Int, expected: Double) throws {
    let throughput = (0..<200).map { replication in
      let stream = RandomStream(key: StreamKey(masterSeed: 17, replication: UInt32(replication)))
      var model = TandemLine(room: room, arrivals: nil) { customer, station in
        stream.exponential(mean: 1, at: StreamAddress(purpose: Purpose.service, place: station, ordinal: Int(customer)))
      }
      var run = SimulationRun()
      // The start is forgotten within a few services.
      run.advance(&model, until: StoppingRule(time: 50))
      let before = model.completions.count
      run.advance(&model, until: StoppingRule(time: 450))
      return Double(model.completions.count - before) / 400
    }
    try OracleAcceptance.expect("Q17 room \(room)", throughput, toBe: expected)
  }

  @Test("Q19: a customer split between two queues needs 7 units of time")
  func q19() throws {
    var times: [Double] = []
    var customers: [Double] = []
    let (replications, precision) = (150_000, 0.02)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 19, replication: UInt32(replication)))
      var model = ForkedQueues(rate: 0.8, stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: .never)
      times.append(model.totalTime)
      customers.append(Double(model.customers))
    }
    try OracleAcceptance.expect("Q19 R", times, per: customers, toBe: 7, precision: precision)
  }

  @Test("Q21: a server that fails is there 80 % of the time and busy 62.5 % of that")
  func q21() throws {
    var busy: [Double] = []
    var up: [Double] = []
    for replication in 0..<400 {
      let stream = RandomStream(key: StreamKey(masterSeed: 21, replication: UInt32(replication)))
      var model = FailingServer(.time, rates: (arrival: 0.5, service: 1, failure: 0.1, repair: 0.4), stream: stream)
      var run = SimulationRun()
      run.advance(&model, until: StoppingRule(time: 200))
      model.reset(at: 200)
      run.advance(&model, until: StoppingRule(time: 800))
      model.observe(until: 800)
      busy.append(model.busyArea)
      up.append(model.upArea)
    }
    try OracleAcceptance.expect("Q21 busy", busy, per: up, toBe: 0.625)
    try OracleAcceptance.expect("Q21 availability", up.map { $0 / 600 }, toBe: 0.8)
  }

  /// M/G/1 whose service is the completion time C: E[C] = (1 + f/r)/μ = 1.25 and
  /// E[C²] = E[S²](1 + f/r)² + E[S] f E[R²] = 2 × 1.5625 + 0.1 × 12.5 = 4.375 (Gaver 1962); so the time is
  /// λ E[C²] / 2(1 − 0.625) + 1.25. Busy periods are independent, because an idle server does not wear out.
  @Test("Q21 with failures by operation: an idle server does not fail, and the time is that of Pollaczek–Khinchine")
  func q21Operation() throws {
    var times: [Double] = []
    var customers: [Double] = []
    let (replications, precision) = OracleAcceptance.effort(quick: 60_000, slow: 400_000)
    for replication in 0..<replications {
      let stream = RandomStream(key: StreamKey(masterSeed: 121, replication: UInt32(replication)))
      var model = FailingServer(
        .operation, rates: (arrival: 0.5, service: 1, failure: 0.1, repair: 0.4), stream: stream,
        endsWhenEmpty: true)
      var run = SimulationRun()
      run.advance(&model, until: .never)
      times.append(model.totalTime)
      customers.append(Double(model.customers))
    }
    try OracleAcceptance.expect(
      "Q21 by operation", times, per: customers, toBe: 0.5 * 4.375 / 0.75 + 1.25, precision: precision)
  }

  /// The wait is E[G²] / 2E[G] over the gaps G, (4 + 25) / (2 × 7).
  @Test("Q22: meetings after 2 and 5 days in turn make people wait 2.07 days")
  func q22() throws {
    var waits: [Double] = []
    var customers: [Double] = []
    for replication in 0..<2_000 {
      let stream = RandomStream(key: StreamKey(masterSeed: 22, replication: UInt32(replication)))
      var station = BulkStation()
      var arrivals: [Double] = []
      var next = stream.exponential(mean: 0.2, at: StreamAddress(purpose: Purpose.interarrival))
      var wait = 0.0
      var served = 0
      for meeting in [2.0, 7] {
        while next < meeting {
          _ = station.arrive(Customer(arrivals.count))
          arrivals.append(next)
          next += stream.exponential(
            mean: 0.2, at: StreamAddress(purpose: Purpose.interarrival, ordinal: arrivals.count))
        }
        let taken = station.meet(hasQuorum: true)
        served += taken.count
        for customer in taken { wait += meeting - arrivals[Int(customer)] }
      }
      #expect(served == arrivals.count)
      waits.append(wait)
      customers.append(Double(served))
    }
    try OracleAcceptance.expect("Q22 wait", waits, per: customers, toBe: 29.0 / 14)
  }
}
