import IssueFlow

/// A policy beside the baseline: what both count, and what one of them has and the other has not.
struct ComparedPair: Sendable {
  let tiers: Int
  /// Number of types that either city of the comparison has.
  let types: Int
  /// Types and places of one side only, as positions among the shared identities.
  let baselineTypes: [Int]
  let policyTypes: [Int]
  let baselinePlaces: [Int]
  let policyPlaces: [Int]
  /// The positions of those places in the lists above.
  let baselinePlaceNumbers: [Int32: Int]
  let policyPlaceNumbers: [Int32: Int]
  /// What both have and yet meets other luck, because ids that wanted the same number went by their hashes.
  let unpaired: [LuckIdentity]

  init(_ shared: SharedIdentities, models: [FlowModel], policy: Int) {
    tiers = models[policy].tierCount
    types = shared.types.count
    baselineTypes = shared.types(of: 0, without: policy)
    policyTypes = shared.types(of: policy, without: 0)
    baselinePlaces = shared.places(of: 0, without: policy)
    policyPlaces = shared.places(of: policy, without: 0)
    func numbers(_ places: [Int]) -> [Int32: Int] {
      Dictionary(uniqueKeysWithValues: places.enumerated().map { (Int32($1), $0) })
    }
    baselinePlaceNumbers = numbers(baselinePlaces)
    policyPlaceNumbers = numbers(policyPlaces)
    let known = Dictionary(
      models[0].luckIdentities.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
    unpaired = models[policy].luckIdentities.filter { identity in
      known[identity.name].map { $0 != identity.number } ?? false
    }
  }
}
