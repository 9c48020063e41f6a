import Queueing
import TestSupport
import Testing

@Suite("Routing and balking")
struct RoutingTests {
  @Test("A uniform number goes to the destination whose share holds it; a weight of 0 is never chosen")
  func probabilistic() {
    let route = ProbabilisticRoute(weights: [0, 1, 0, 3, 0])
    let chosen = [0, 0.2499, 0.25, 0.9999].map { route.destination(uniform: $0) }
    #expect(chosen == [1, 1, 3, 3])
  }

  @Test("Shares are the weights", arguments: [1, 2, 3] as [UInt64])
  func shares(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<7).map { _ in Double(random.below(5)) } + [1]
    let route = ProbabilisticRoute(weights: weights)
    let total = weights.reduce(0, +)
    // A grid of midpoints: each share holds its weight of them, but for one at either end.
    let steps = 4_096
    var counts = weights.map { _ in 0 }
    for step in 0..<steps { counts[route.destination(uniform: (Double(step) + 0.5) / Double(steps))] += 1 }
    for (count, weight) in zip(counts, weights) {
      #expect(abs(Double(count) - weight / total * Double(steps)) <= 2)
      if weight == 0 { #expect(count == 0) }
    }
  }

  @Test("Round robin gives each its weight in a round, spread as evenly as can be")
  func roundRobin() {
    var equal = RoundRobinRoute(destinations: 3)
    #expect((0..<7).map { _ in equal.destination() } == [0, 1, 2, 0, 1, 2, 0])
    var weighted = RoundRobinRoute(weights: [5, 1, 0, 1])
    #expect((0..<14).map { _ in weighted.destination() } == [0, 0, 1, 0, 3, 0, 0, 0, 0, 1, 0, 3, 0, 0])
  }

  @Test("The shortest queue, and of equal ones the lowest, a random one, or the next in turn")
  func shortestQueue() {
    var lowest = ShortestQueueRoute()
    #expect(lowest.destination(lengths: [2, 1, 3, 1]) == 1)
    #expect(lowest.destination(lengths: [0, 1, 3, 1], among: [1, 2, 3]) == 1)
    var random = ShortestQueueRoute(ties: .random)
    let drawn = [0, 0.49, 0.5, 0.99].map { random.destination(lengths: [2, 1, 3, 1], uniform: $0) }
    #expect(drawn == [1, 1, 3, 3])
    var turn = ShortestQueueRoute(ties: .inTurn)
    #expect((0..<5).map { _ in turn.destination(lengths: [1, 1, 4, 1]) } == [0, 1, 3, 0, 1])
    // Customers for each server: 3 for 2 servers are less than 2 for 1.
    #expect(lowest.destination(loads: [2.0 / 1, 3.0 / 2]) == 1)
  }

  @Test("Routes by state, the last for all higher states")
  func byState() {
    let route = StateRoute([ProbabilisticRoute(weights: [1, 0]), ProbabilisticRoute(weights: [1, 1])])
    #expect(route.destination(state: 0, uniform: 0.9) == 0)
    #expect(route.destination(state: 1, uniform: 0.9) == 1)
    #expect(route.destination(state: 7, uniform: 0.4) == 0)
  }

  @Test("Balking by the number found: a limit, or a probability for each")
  func balking() {
    let limit = BalkingRule(limit: 2)
    #expect((0..<4).map { limit.joins(finding: $0, uniform: 0.999) } == [true, true, false, false])
    let rule = BalkingRule(joining: [1, 0.5, 0.25])
    #expect((0..<4).map { rule.probability(finding: $0) } == [1, 0.5, 0.25, 0.25])
    #expect(rule.joins(finding: 1, uniform: 0.49) && !rule.joins(finding: 1, uniform: 0.5))
    #expect(!BalkingRule(limit: 0).joins(finding: 0))
  }

  /// Arrivals every 5, service 21, none joins who finds three present (Ciw's test of baulking).
  @Test("Of arrivals at 5, 10 … 50 those at 20, 25, 35, 40 and 45 balk")
  func balkingTrajectory() {
    let rule = BalkingRule(limit: 3)
    var station = Station(servers: 1)
    var ends: [Double] = []
    var balked: [Double] = []
    for arrival in 1...10 {
      let time = Double(arrival) * 5
      while let end = ends.first, end <= time {
        ends.removeFirst()
        if station.endService() != nil { ends.append(end + 21) }
      }
      guard rule.joins(finding: station.busy + station.waiting) else {
        balked.append(time)
        continue
      }
      if case .startsService = station.arrive(Customer(arrival)) { ends.append(time + 21) }
    }
    #expect(balked == [20, 25, 35, 40, 45])
  }

  @Test("Balking at two in line: three of five are served (KSL)")
  func balkingAtTwo() {
    var station = Station(servers: 1)
    let rule = BalkingRule(limit: 2)
    let joined = (1...5).filter { customer in
      guard rule.joins(finding: station.waiting) else { return false }
      _ = station.arrive(Customer(customer))
      return true
    }
    #expect(joined == [1, 2, 3])
  }
}
