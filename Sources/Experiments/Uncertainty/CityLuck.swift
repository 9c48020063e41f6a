import IssueFlow
import RandomStreams

/// The replication numbers of plausible cities: each city has luck of its own, which no other run has.
///
/// Numbers follow from the city's number alone, so that two policies, or the same one in a search, meet the same luck
/// city by city. They begin beyond all numbers of counted replications, of a search, and of its confirmations (a
/// million each at most). Stock generators know only ten thousand numbers, of which the upper half is used in turn: with
/// them, cities that lie 9 or more apart may share luck.
struct CityLuck: Sendable {
  /// Numbers of each city; the upper half is for its twin on another ground.
  static let stride = 512
  static let first = 1 << 24

  let isAddressed: Bool

  init(model: FlowModel) {
    isAddressed = ["philox", RandomStream.addressedGeneratorName].contains(model.scenario.generator)
  }

  /// The number of a replication of a city, both from 1.
  func number(city: Int, replication: Int, isTwin: Bool = false) -> Int {
    precondition((1...CityLuck.stride / 2).contains(replication), "a city has no replication \(replication)")
    let ordinal = (city - 1) * CityLuck.stride + (isTwin ? CityLuck.stride / 2 : 0) + replication - 1
    guard !isAddressed else { return CityLuck.first + ordinal }
    let half = SeedBudget.standard.replications / 2
    return half + ordinal % (half - WarmUpDetection.pilots)
  }
}
