import Foundation
import IssueFlow
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Pairing by identity")
struct PairingTests {
  /// A town without recurrence, so that what arises does not depend on what is closed.
  private static let town = """
    schema: 1
    name: town
    observe: 20 days
    drain: 20 days
    city: {files: {street: streets.csv, community: communities.csv, grid: grids.csv}, skew: "lognormal(mean: 1, cv: 0.4)"}
    tiers:
      - {id: grid, staff: 1, wait_limit: 1 day}
      - {id: community, staff: 2}
      - {id: street, staff: 2}
    channels: [{id: patrol, needs_intake: false}, {id: hotline}]
    intake: {at: community, work: 5 min, wrong_unit: 10%, check_work: 5 min}
    departments: [{id: housing, response: exponential(60 min), work: exponential(60 min)}, {id: police, work: 30 min}]
    whistle: {at: street}
    types:
      - {id: noise, rate: 12 per 1000 households per day, authority: {grid: 60%, community: 80%, street: 100%}, \
    work: {grid: exponential(60 min)}, found_by: {patrol: exponential(20 h), hotline: exponential(30 h)}, \
    departments: {housing: 50%, police: 40%}}
      - {id: rubbish, rate: 8 per 1000 households per day, authority: {grid: 70%, community: 90%, street: 100%}, \
    work: {grid: exponential(50 min)}, found_by: {hotline: exponential(30 h)}}

    """
  private static let grids = ["g1,c1,100", "g2,c1,120", "g3,c1,80", "g4,c2,90", "g5,c2,110", "g6,c2,100"]

  private func compare(_ changes: (StudyFolder) throws -> [String]) async throws -> ComparedPolicies {
    let folder = try StudyFolder()
    try folder.write("streets.csv", "id\ns1\n")
    try folder.write("communities.csv", "id,parent\nc1,s1\nc2,s1\n")
    try folder.write("grids.csv", (["id,parent,households"] + Self.grids).joined(separator: "\n") + "\n")
    try folder.write("town.yaml", Self.town)
    let paths = ["town.yaml"] + (try changes(folder))
    let documents = try paths.map { try ScenarioDocument.load(path: folder.path($0)) }
    return try await Comparison(documents, replications: 3, tool: "test").run(jobs: 2)
  }

  private func policy(_ text: String) -> (StudyFolder) throws -> [String] {
    { folder in
      try folder.write("policy.yaml", "schema: 1\nextends: town.yaml\nname: policy\n" + text)
      return ["policy.yaml"]
    }
  }

  /// Everything that is the same under both is paired, and arose at the same time.
  private func expectRestPaired(_ migration: ComparedPolicies.Migration, oneSided expected: Set<String>) {
    #expect(migration.addsUp && migration.areVerySame && migration.paired > 100)
    #expect(Set(migration.oneSided.map { "\($0.side.rawValue) \($0.reason.rawValue) \($0.id)" }) == expected)
    let sum = { (side: ComparedPolicies.OneSided.Side) in
      migration.oneSided.filter { $0.side == side }.reduce(0) { $0 + $1.issues }
    }
    #expect(abs(migration.ofBaseline - migration.paired - sum(.baseline)) < 1e-9)
    #expect(abs(migration.ofPolicy - migration.paired - sum(.policy)) < 1e-9)
    #expect(migration.unpaired.isEmpty)
  }

  @Test("Another order of types, rows, channels and departments is the diagonal, without a leak")
  func order() async throws {
    let result = try await compare { folder in
      try folder.write(
        "other-grids.csv", (["id,parent,households"] + Self.grids.reversed()).joined(separator: "\n") + "\n")
      let lines = Self.town.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let types = lines.indices.filter { lines[$0].contains("- {id: noise") || lines[$0].contains("- {id: rubbish") }
      var other = lines
      other.swapAt(types[0], types[1])
      let text = other.joined(separator: "\n")
        .replacingOccurrences(of: "grid: grids.csv", with: "grid: other-grids.csv")
        .replacingOccurrences(
          of: "channels: [{id: patrol, needs_intake: false}, {id: hotline}]",
          with: "channels: [{id: hotline}, {id: patrol, needs_intake: false}]"
        )
        .replacingOccurrences(of: "{housing: 50%, police: 40%}", with: "{police: 40%, housing: 50%}")
      try folder.write("policy.yaml", text)
      return ["policy.yaml"]
    }
    expectRestPaired(result.migrations[0], oneSided: [])
    for (from, row) in result.migrations[0].cells.enumerated() {
      for (to, cell) in row.enumerated() where from != to { #expect(cell.mean == 0) }
    }
    #expect(result.leaks.isEmpty && result.differences.allSatisfy { $0.difference == 0 })
  }

  @Test("A type that only one has did not arise under the other, by name; the rest stays paired")
  func types() async throws {
    let added = """
      types:
        - {id: aaa, rate: 5 per 1000 households per day, authority: {grid: 70%, street: 100%}, work: {grid: 30 min}, \
      found_by: {hotline: exponential(10 h)}}
      """
    let more = try await compare(policy(added))
    expectRestPaired(more.migrations[0], oneSided: ["policy type aaa"])
    let less = try await compare(policy("types: [{id: rubbish, remove: true}]\n"))
    expectRestPaired(less.migrations[0], oneSided: ["baseline type rubbish"])
  }

  @Test("A place that only one has, likewise; places of other cities are strangers, not pairs")
  func places() async throws {
    let fewer = try await compare { folder in
      let rows = Self.grids.filter { !$0.hasPrefix("g2") } + ["g0,c2,100"]
      try folder.write("fewer.csv", (["id,parent,households"] + rows).joined(separator: "\n") + "\n")
      return try self.policy("city: {files: {grid: fewer.csv}}\n")(folder)
    }
    expectRestPaired(fewer.migrations[0], oneSided: ["baseline place g2", "policy place g0"])
  }

  @Test("A channel or a department that comes or goes leaves everything paired")
  func channelsAndDepartments() async throws {
    let text = """
      channels: [{id: courier, needs_intake: false}]
      departments: [{id: archive, work: 10 min}]
      types: [{id: noise, found_by: {courier: exponential(90 h)}, departments: {archive: 10%}}]
      """
    let more = try await compare(policy(text))
    expectRestPaired(more.migrations[0], oneSided: [])
  }

  @Test("Other rates pair by number and not by time, and nobody says the very same")
  func rates() async throws {
    let result = try await compare(policy("types: [{id: noise, rate: 13 per 1000 households per day}]\n"))
    let migration = result.migrations[0]
    #expect(migration.addsUp && !migration.areVerySame && migration.verySame < migration.paired)
    // The other type's issues are the very same.
    #expect(migration.verySame > 50)
    #expect(migration.oneSided.allSatisfy { $0.reason == .arrivals && $0.id == "noise" })
  }

  @Test("What lost its number to another id is named")
  func collision() throws {
    var base = TinyCity.bare()
    var other = base
    // Two ids of the same 16 bits, the second of the smaller hash.
    let pair = try #require(Collision.find(bits: 16))
    base.types[0].id = pair.loser
    other.types[0].id = pair.loser
    var winner = other.types[0]
    winner.id = pair.winner
    other.types.append(winner)
    let models = [try FlowModel(validating: base), try FlowModel(validating: other)]
    let compared = ComparedPair(SharedIdentities(models), models: models, policy: 1)
    #expect(compared.unpaired.map(\.name.id) == [pair.loser])
  }
}

/// Ids that want the same number.
private enum Collision {
  static func find(bits: Int) -> (winner: String, loser: String)? {
    func model(_ ids: [String]) -> [Int]? {
      var scenario = TinyCity.bare()
      let type = scenario.types[0]
      scenario.types = ids.map { id in
        var copy = type
        copy.id = id
        return copy
      }
      guard let model = try? FlowModel(validating: scenario) else { return nil }
      let numbers = Dictionary(
        uniqueKeysWithValues: model.luckIdentities.filter { $0.name.kind == .type }.map {
          ($0.name.id, $0.number)
        })
      return ids.compactMap { numbers[$0] }
    }
    var seen: [Int: String] = [:]
    for start in stride(from: 0, to: 4_000, by: 1) {
      let id = "t\(start)"
      guard let number = model([id])?.first else { return nil }
      guard let first = seen.updateValue(id, forKey: number) else { continue }
      guard let both = model([first, id]) else { return nil }
      return both[0] == number ? (winner: first, loser: id) : (winner: id, loser: first)
    }
    return nil
  }
}
