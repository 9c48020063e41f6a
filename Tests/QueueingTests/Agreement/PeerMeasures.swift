import OutputAnalysis

/// What was seen of the cohort in one replication: for each response and group a numerator and a denominator.
struct PeerMeasures: Sendable {
  enum Response: Int, CaseIterable { case wait, sojourn, utilisation, loss, abandonment, blocked }

  /// Which customers, or where, as the table of the peers names it.
  enum Group {
    case all, served
    case kind(Int)
    case station(Int)

    var index: Int {
      switch self {
      case .all: 0
      case .served: 1
      case .kind(let number): 2 + number
      case .station(let number): 5 + number
      }
    }

    static let names = ["all", "served", "0", "1", "2", "station 0", "station 1", "station 2"]
  }

  private static let names = Response.allCases.flatMap { response in
    Group.names.map { "\(response) of \($0)" }
  }

  let window: Range<Double>
  private var sums: [(value: Double, weight: Double)]

  init(window: Range<Double>) {
    self.window = window
    sums = Array(repeating: (0, 0), count: Self.names.count)
  }

  private static func index(_ response: Response, _ group: Group) -> Int {
    response.rawValue * Group.names.count + group.index
  }

  mutating func add(_ response: Response, _ value: Double, of group: Group = .all) {
    let index = Self.index(response, group)
    sums[index].value += value
    sums[index].weight += 1
  }

  /// Adds what lies within the window of a service to the utilisation of so many servers.
  mutating func addService(from start: Double, to end: Double, servers: Int) {
    let index = Self.index(.utilisation, .all)
    sums[index].value += max(0, min(end, window.upperBound) - max(start, window.lowerBound))
    sums[index].weight = Double(servers) * (window.upperBound - window.lowerBound)
  }

  /// The ratio of means for each response seen, with its 99.9 % interval (Law, ch. 9).
  ///
  /// The number of customers is random, so that a mean of each replication's own ratio would be biased.
  static func estimates(_ replications: [PeerMeasures]) throws -> [String: Estimate] {
    var found: [String: Estimate] = [:]
    for (index, name) in names.enumerated() {
      let pairs = replications.map { $0.sums[index] }
      let weight = pairs.reduce(0) { $0 + $1.weight }
      if weight == 0 { continue }
      let ratio = pairs.reduce(0) { $0 + $1.value } / weight
      let mean = weight / Double(pairs.count)
      found[name] = try Estimate(of: pairs.map { ratio + ($0.value - ratio * $0.weight) / mean }, confidence: 0.999)
    }
    return found
  }
}
