// Where a customer goes next. Luck, where there is any, is the caller's: a uniform number in [0, 1).

/// Chooses among destinations with fixed probabilities.
public struct ProbabilisticRoute: Hashable, Sendable {
  /// Sums of the weights up to and with each destination.
  private let cumulative: [Double]

  /// - Precondition: the weights are finite and not negative, and their sum is positive and finite.
  public init(weights: [Double]) {
    precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "weights are finite and not negative (were \(weights))")
    var sum = 0.0
    cumulative = weights.map {
      sum += $0
      return sum
    }
    precondition(sum > 0 && sum.isFinite, "the sum of weights is positive and finite (was \(sum))")
  }

  /// The index of the destination whose share of [0, 1) holds the number; one of weight 0 is never chosen.
  /// - Precondition: the number is in [0, 1).
  /// - Complexity: O(log destinations)
  public func destination(uniform: Double) -> Int {
    precondition(uniform >= 0 && uniform < 1, "a uniform number is in [0, 1) (was \(uniform))")
    let goal = uniform * cumulative[cumulative.count - 1]
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) >> 1
      if cumulative[middle] > goal { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Chooses destinations in turn, each as often in a round as its weight says.
public struct RoundRobinRoute: Hashable, Sendable {
  let turns: [Int]
  var next = 0

  /// Creates a round of `weights.reduce(0, +)` turns, spread as evenly as can be.
  ///
  /// Each turn goes to the destination that is furthest behind its share; ties to the lower index (smooth weighted
  /// round robin).
  /// - Precondition: no weight is negative, and one is positive.
  public init(weights: [Int]) {
    precondition(weights.allSatisfy { $0 >= 0 }, "weights are not negative (were \(weights))")
    let total = weights.reduce(0, +)
    precondition(total > 0, "one weight must be positive")
    var credits = weights.map { _ in 0 }
    turns = (0..<total).map { _ in
      for index in weights.indices { credits[index] += weights[index] }
      let best = weights.indices.reduce(0) { credits[$1] > credits[$0] ? $1 : $0 }
      credits[best] -= total
      return best
    }
  }

  /// Creates a round of equal turns.
  init(turns: [Int], next: Int) { (self.turns, self.next) = (turns, next) }

  /// - Precondition: there is a destination.
  public init(destinations: Int) { self.init(weights: Array(repeating: 1, count: destinations)) }

  /// The destination whose turn it is.
  public mutating func destination() -> Int {
    defer { next = next + 1 == turns.count ? 0 : next + 1 }
    return turns[next]
  }
}

/// Joins the shortest queue, or the one with the least load for its capacity.
public struct ShortestQueueRoute: Hashable, Sendable {
  /// Which of several equally short ones.
  public enum Ties: Hashable, Sendable {
    /// The one with the lowest index.
    case lowestIndex
    /// Each with equal probability, by the caller's uniform number.
    case random
    /// The next after the last one chosen, in a circle.
    case inTurn
  }

  /// Which of several equally short ones.
  public let ties: Ties
  var last = -1

  /// Creates the rule.
  public init(ties: Ties = .lowestIndex) { self.ties = ties }

  /// The destination with the least load.
  /// - Parameters:
  ///   - loads: customers present at each, or customers for each server; all of `candidates` are looked at.
  ///   - candidates: the destinations to choose from, in ascending order; `nil` for all. Two drawn at random give
  ///     the power of two choices.
  ///   - uniform: needed for random ties only.
  /// - Precondition: there is a candidate.
  /// - Complexity: O(destinations)
  public mutating func destination(
    loads: [Double], among candidates: [Int]? = nil, uniform: Double = 0
  ) -> Int {
    let candidates = candidates ?? Array(loads.indices)
    precondition(uniform >= 0 && uniform < 1, "a uniform number is in [0, 1) (was \(uniform))")
    guard let least = candidates.map({ loads[$0] }).min() else { preconditionFailure("there is no candidate") }
    let shortest = candidates.filter { loads[$0] == least }
    let chosen: Int
    switch ties {
    case .lowestIndex: chosen = shortest[0]
    case .random: chosen = shortest[Int(uniform * Double(shortest.count))]
    case .inTurn: chosen = shortest.first { $0 > last } ?? shortest[0]
    }
    last = chosen
    return chosen
  }

  /// The destination with the fewest customers.
  public mutating func destination(lengths: [Int], among candidates: [Int]? = nil, uniform: Double = 0) -> Int {
    destination(loads: lengths.map(Double.init), among: candidates, uniform: uniform)
  }
}

/// Chooses with probabilities that depend on a number: customers present, hour of the day, result of a visit.
public struct StateRoute: Hashable, Sendable {
  private let routes: [ProbabilisticRoute]

  /// Creates a route for each of the states 0, 1, 2 …; the last goes on for all higher ones.
  /// - Precondition: there is a route.
  public init(_ routes: [ProbabilisticRoute]) {
    precondition(!routes.isEmpty, "there must be a route")
    self.routes = routes
  }

  /// The destination in a state.
  /// - Precondition: the state is not negative; the number is in [0, 1).
  public func destination(state: Int, uniform: Double) -> Int {
    precondition(state >= 0, "a state is not negative (was \(state))")
    return routes[min(state, routes.count - 1)].destination(uniform: uniform)
  }
}
