/// A top-tier unit with all units, desks and departments below it.
///
/// Whatever happens to an issue happens in the subtree where it arose: it moves up and down the tree, a desk sends it
/// only to units under the desk, and departments and sessions belong to units. So the subtrees of a city share
/// nothing between reviews of the whole city: each can be simulated by itself, on any thread, and what is in hand of it
/// stays in the nearest cache.
public struct Subtree: Sendable {
  /// The unit at the top.
  public let top: Int
  /// The places below it.
  public let places: Range<Int>
  /// Its stations, in runs that follow one another.
  public let stations: [Range<Int>]
  /// Its units, by tier.
  let units: [Range<Int>]
}

extension FlowModel {
  /// The subtrees of all top-tier units, in order.
  /// - Complexity: O(units)
  static func subtrees(units: [Unit], tiers: [Tier], stations: [StationPlan]) -> [Subtree] {
    guard let last = tiers.last else { return [] }
    let all = tiers.map { Int($0.firstUnit)..<Int($0.firstUnit + $0.unitCount) }
    var topOf = [Int32](repeating: 0, count: units.count)
    // Parents are numbered after their children.
    for unit in units.indices.reversed() {
      topOf[unit] = units[unit].parent < 0 ? Int32(unit) : topOf[Int(units[unit].parent)]
    }
    let first = Int(last.firstUnit)
    var runs = [[Range<Int>]](repeating: [], count: Int(last.unitCount))
    for (station, plan) in stations.enumerated() {
      let top = Int(topOf[Int(plan.unit)]) - first
      if let run = runs[top].last, run.upperBound == station {
        runs[top][runs[top].count - 1] = run.lowerBound..<station + 1
      } else {
        runs[top].append(station..<station + 1)
      }
    }
    var places = [Range<Int>](repeating: 0..<0, count: runs.count)
    for place in 0..<Int(tiers[0].unitCount) {
      let top = Int(topOf[place]) - first
      places[top] = (places[top].isEmpty ? place : places[top].lowerBound)..<place + 1
    }
    var members = [[Range<Int>]](repeating: all.map { $0.upperBound..<$0.upperBound }, count: runs.count)
    for unit in units.indices {
      let top = Int(topOf[unit]) - first
      let tier = Int(units[unit].tier)
      members[top][tier] = (members[top][tier].isEmpty ? unit : members[top][tier].lowerBound)..<unit + 1
    }
    return runs.indices.map {
      Subtree(top: first + $0, places: places[$0], stations: runs[$0], units: members[$0])
    }
  }
}
