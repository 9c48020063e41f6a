import Foundation
import Testing

@testable import OutputAnalysis

@Suite("QueueingTheory")
struct QueueingTheoryTests {
  @Test(
    "A21: mean wait and number waiting in M/M/c",
    arguments: [
      (1, 1.0, 1.4285714285714286, 1.6333333333, 1.6333333333),
      (2, 1.5, 1, 1.2857142857, 1.9285714286),
      (3, 2.0, 0.8, 1.7556179775, 3.5112359551),
      (5, 4, 1, 0.5541125541, 2.2164502165),
    ])
  func a21(servers: Int, arrivals: Double, service: Double, wait: Double, waiting: Double) {
    let computed = QueueingTheory.mmcWait(arrivalRate: arrivals, serviceRate: service, servers: servers)
    #expect(agree(computed, wait, within: 1e-9))
    #expect(agree(computed.map { $0 * arrivals }, waiting, within: 1e-9))
  }

  @Test("Q7: M/M/1 at 0.9, its wait and the 90 % quantile of the time in system")
  func q7() {
    #expect(agree(QueueingTheory.mmcWait(arrivalRate: 0.9, serviceRate: 1, servers: 1), 9, within: 1e-9))
    // P(wait > t) = ρ e^−(μ − λ)t
    let exceeds = QueueingTheory.mmcWaitExceeds(5, arrivalRate: 0.9, serviceRate: 1, servers: 1)
    #expect(agree(exceeds, 0.9 * exp(-0.5), within: 1e-12))
  }

  @Test("Q8: pooling ten servers")
  func q8() {
    #expect(agree(QueueingTheory.mmcWait(arrivalRate: 8, serviceRate: 1, servers: 10), 0.2046, within: 5e-5))
    #expect(agree(QueueingTheory.mmcWait(arrivalRate: 0.8, serviceRate: 1, servers: 1), 4, within: 1e-9))
  }

  @Test("Q11: M/G/1 at 0.8 by the variation of service", arguments: [(0, 2.0), (0.5, 2.5), (1, 4), (2, 10)])
  func q11(variation: Double, expected: Double) {
    let wait = QueueingTheory.mg1Wait(
      arrivalRate: 0.8, meanService: 1, squaredVariation: variation * variation)
    #expect(agree(wait, expected, within: 1e-9))
  }

  @Test("Q12: two priority classes, non-pre-emptive and pre-emptive")
  func q12() {
    let classes = [
      QueueingTheory.PriorityClass(arrivalRate: 0.2, meanService: 1),
      QueueingTheory.PriorityClass(arrivalRate: 0.6, meanService: 1),
    ]
    let waits = QueueingTheory.priorityNonPreemptive(classes)
    #expect(agree(waits[0], 1, within: 1e-9))
    #expect(agree(waits[1], 5, within: 1e-9))
    let times = QueueingTheory.priorityPreemptiveTimeInSystem(classes)
    #expect(agree(times[0], 1.25, within: 1e-9))
    #expect(agree(times[1], 6.25, within: 1e-9))
    let common = QueueingTheory.priorityNonPreemptive(arrivalRates: [0.2, 0.6], serviceRate: 1, servers: 1)
    #expect(agree(common[0], 1, within: 1e-9))
    #expect(agree(common[1], 5, within: 1e-9))
  }

  @Test("Priorities conserve the mean wait of all customers when service is common")
  func conservation() throws {
    let rates = [0.9, 1.1, 1.3]
    let waits = QueueingTheory.priorityNonPreemptive(arrivalRates: rates, serviceRate: 1, servers: 4)
    let mean = zip(rates, waits).reduce(0) { $0 + $1.0 * ($1.1 ?? .nan) } / 3.3
    let single = try #require(QueueingTheory.mmcWait(arrivalRate: 3.3, serviceRate: 1, servers: 4))
    #expect(agree(mean, single, within: 1e-12))
  }

  @Test("Erlang B by its sum: a^c/c! / Σ a^k/k!")
  func erlangB() {
    // 1 + 2 + 2 + 4/3 = 19/3; (4/3) / (19/3) = 4/19
    #expect(agree(QueueingTheory.erlangB(servers: 3, offeredLoad: 2), 4.0 / 19, within: 1e-15))
    #expect(QueueingTheory.erlangB(servers: 0, offeredLoad: 2) == 1)
    #expect(QueueingTheory.erlangB(servers: 2, offeredLoad: 0) == 0)
    #expect(QueueingTheory.erlangB(servers: 100_000, offeredLoad: 99_000).isFinite)
  }

  @Test("A queue without a steady state has no wait")
  func unstable() {
    #expect(QueueingTheory.erlangC(servers: 2, offeredLoad: 2) == nil)
    #expect(QueueingTheory.mmcWait(arrivalRate: 3, serviceRate: 1, servers: 2) == nil)
    #expect(QueueingTheory.mmcWaitExceeds(1, arrivalRate: 3, serviceRate: 1, servers: 2) == nil)
    #expect(QueueingTheory.mg1Wait(arrivalRate: 1, meanService: 1, squaredVariation: 0) == nil)
    let classes = [0.4, 0.7].map { QueueingTheory.PriorityClass(arrivalRate: $0, meanService: 1) }
    #expect(QueueingTheory.priorityNonPreemptive(classes) == [nil, nil])
    let preemptive = QueueingTheory.priorityPreemptiveTimeInSystem(classes)
    #expect(agree(preemptive[0], 1 / 0.6, within: 1e-12))
    #expect(preemptive[1] == nil)
    #expect(
      QueueingTheory.priorityNonPreemptive(arrivalRates: [1, 1], serviceRate: 1, servers: 2) == [nil, nil])
  }

  @Test("Erlang-A with patience as long as service is M/M/∞", arguments: [1, 3, 10, 30])
  func patienceLikeService(servers: Int) {
    let load = 8.0
    // The number in the system is Poisson whatever the number of servers.
    var probability = exp(-load)
    var waiting = 0.0
    var delayed = 0.0
    for n in 0..<200 {
      waiting += probability * Double(max(0, n - servers))
      delayed += n >= servers ? probability : 0
      probability *= load / Double(n + 1)
    }
    let queue = QueueingTheory.erlangA(
      arrivalRate: load, serviceRate: 1, abandonmentRate: 1, servers: servers)
    #expect(agree(queue.meanWaiting, waiting, within: 1e-12 * max(1, waiting)))
    #expect(agree(queue.abandonment, waiting / load, within: 1e-12))
    #expect(agree(queue.delay, delayed, within: 1e-12))
  }

  @Test("Erlang-A tends to Erlang C for patient and to Erlang B for impatient customers")
  func limits() throws {
    let patient = QueueingTheory.erlangA(
      arrivalRate: 4, serviceRate: 1, abandonmentRate: 1e-9, servers: 5)
    #expect(agree(patient.meanWait, 0.5541125541, within: 1e-7))
    let delay = try #require(QueueingTheory.erlangC(servers: 5, offeredLoad: 4))
    #expect(agree(patient.delay, delay, within: 1e-7))
    let impatient = QueueingTheory.erlangA(
      arrivalRate: 4, serviceRate: 1, abandonmentRate: 1e9, servers: 5)
    #expect(agree(impatient.abandonment, QueueingTheory.erlangB(servers: 5, offeredLoad: 4), within: 1e-7))
  }

  @Test("Erlang-A conserves flow, also under overload and in large systems")
  func flow() {
    for (arrivals, servers) in [(50.0, 10), (1000.0, 900), (2.0, 400), (5000.0, 5000)] {
      let queue = QueueingTheory.erlangA(
        arrivalRate: arrivals, serviceRate: 1, abandonmentRate: 0.5, servers: servers)
      #expect(queue.abandonment >= 0 && queue.abandonment < 1)
      // Those served are no more than the servers can serve.
      #expect(arrivals * (1 - queue.abandonment) <= Double(servers) * (1 + 1e-12))
      #expect(agree(queue.meanWait * arrivals, queue.meanWaiting, within: 1e-9 * max(1, queue.meanWaiting)))
    }
    let fluid = QueueingTheory.erlangA(arrivalRate: 5000, serviceRate: 1, abandonmentRate: 0.5, servers: 2500)
    #expect(agree(fluid.abandonment, 0.5, within: 1e-6))
  }

  @Test("A system without arrivals is empty")
  func noArrivals() {
    let queue = QueueingTheory.erlangA(arrivalRate: 0, serviceRate: 1, abandonmentRate: 1, servers: 1)
    #expect(queue.abandonment == 0 && queue.meanWaiting == 0 && queue.delay == 0 && queue.meanWait == 0)
    #expect(QueueingTheory.mmcWait(arrivalRate: 0, serviceRate: 1, servers: 1) == 0)
  }
}
