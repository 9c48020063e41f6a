import IssueFlow

/// What several cities have in common, by id: the types and the places that any of them has, and where each city's own
/// types and places lie among them.
///
/// An issue is known by type, place and ordinal. Positions in a file are not identities: another city may list the same
/// types in another order, or have others between them.
struct SharedIdentities: Sendable {
  /// Ids of all cities together, in the order of ids.
  let types: [String]
  let places: [String]
  /// By city, then by the city's own position.
  let typeNumbers: [[Int]]
  let placeNumbers: [[Int32]]

  /// - Complexity: O(*n* log *n*) in the types and places of all cities.
  init(_ models: [FlowModel]) {
    func union(_ lists: [[String]]) -> [String] {
      // Cities with the same list, which is the rule, need no sorting.
      guard let first = lists.first, !lists.allSatisfy({ $0 == first }) else { return lists.first ?? [] }
      return Set(lists.joined()).sorted { $0.precedesAsID($1) }
    }
    let typeLists = models.map { $0.scenario.types.map(\.id) }
    let placeLists = models.map { Array($0.unitIDs.prefix($0.placeCount)) }
    types = union(typeLists)
    places = union(placeLists)
    let typeOf = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, $0) })
    let placeOf = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, Int32($0)) })
    typeNumbers = typeLists.map { $0.compactMap { typeOf[$0] } }
    placeNumbers = placeLists.map { $0.compactMap { placeOf[$0] } }
  }

  /// Types that one city has and another has not, as positions in ``types``.
  func types(of city: Int, without other: Int) -> [Int] {
    Set(typeNumbers[city]).subtracting(typeNumbers[other]).sorted()
  }

  /// Places that one city has and another has not, as positions in ``places``.
  func places(of city: Int, without other: Int) -> [Int] {
    if placeNumbers[city] == placeNumbers[other] { return [] }
    return Set(placeNumbers[city]).subtracting(placeNumbers[other]).map(Int.init).sorted()
  }
}
