/// A review of the whole city: which workers go from one station to another.
public struct StaffReview: Sendable {
  /// A station as a review sees it.
  public struct Place: Hashable, Sendable {
    public let station: Int
    let servers: Int
    let waiting: Int
  }

  /// A worker's way.
  public struct Move: Hashable, Sendable {
    let from: Int
    let to: Int
  }

  let time: Double
  /// The tier whose units are looked at.
  let tier: Int
  /// The largest part of all workers that may be moved.
  let share: Double
  /// Issues in line for each worker from which a station is behind.
  let threshold: Double

  /// The review that ends a stage; `nil` where there is none, or none that moves anybody.
  public init?(after stage: Int, of model: FlowModel) {
    guard stage < model.reviews.count else { return nil }
    let time = model.reviews[stage]
    guard let steering = model.rules(at: time).steering, steering.share > 0 else { return nil }
    self.init(time: time, tier: steering.tier, share: steering.share, threshold: steering.threshold)
  }

  init(time: Double, tier: Int, share: Double, threshold: Double) {
    self.time = time
    self.tier = tier
    self.share = share
    self.threshold = threshold
  }

  /// Single workers from where fewest wait for each to where most do; ties go to the lower station.
  ///
  /// Nobody leaves a station where he is alone, nor one at which half as many wait for each as where he would go.
  /// - Parameter places: in the order of their stations.
  /// - Complexity: O(moves × places)
  public func moves(among places: [Place]) -> [Move] {
    var servers = places.map(\.servers)
    var budget = Int((Double(servers.reduce(0, +)) * share).rounded(.down))
    func load(_ index: Int) -> Double { Double(places[index].waiting) / Double(max(1, servers[index])) }
    var moves: [Move] = []
    while budget > 0 {
      guard let worst = servers.indices.max(by: { (load($0), $1) < (load($1), $0) }),
        let best = servers.indices.filter({ servers[$0] > 1 }).min(by: { (load($0), $0) < (load($1), $1) }),
        worst != best, load(worst) > threshold, load(worst) > 2 * load(best)
      else { break }
      servers[worst] += 1
      servers[best] -= 1
      moves.append(Move(from: places[best].station, to: places[worst].station))
      budget -= 1
    }
    return moves
  }
}
