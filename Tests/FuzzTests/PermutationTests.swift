import Experiments
import Foundation
import Fuzzing
import IssueFlow
import ScenarioLanguage
import Testing

@Suite("Order of declaration")
struct PermutationTests {
  private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func document(_ path: String, _ overrides: [String] = []) throws -> ScenarioDocument {
    try ScenarioDocument.load(
      path: repository.appendingPathComponent("Scenarios/" + path).path,
      overrides: overrides.map { Override(argument: $0) })
  }

  @Test(
    "reaches no result: every number and every event is the same to the last bit",
    arguments: [
      ("small-town.yaml", ["observe=60 days"]), ("csv-city.yaml", []),
      ("changzhou.yaml", ["city.units.street=1", "city.units.community=2", "observe=30 days"]),
      ("measures/base/everything.yaml", []), ("measures/base/all-at-once.yaml", []),
      ("policies/everything.yaml", ["city.units.street=1", "city.units.community=2", "observe=20 days"]),
      ("../Tests/CommandTests/Fixtures/tiny.yaml", []),
    ] as [(String, [String])])
  func noResult(path: String, overrides: [String]) throws {
    let scenario = try Self.document(path, overrides).scenario
    let seed = scenario.seed
    let written = try ReplicationRunner(model: FlowModel(validating: scenario), seed: seed).run(replication: 1)
    for order in 1...3 as ClosedRange<UInt64> {
      let shuffled = scenario.shuffled(seed: order)
      let other = try ReplicationRunner(model: FlowModel(validating: shuffled), seed: seed).run(replication: 1)
      #expect(other.fingerprint == written.fingerprint, "order \(order)")
      #expect(other.values == written.values, "order \(order)")
    }
  }

  @Test("Shuffling moves something, or nothing would be tested")
  func moves() throws {
    let scenario = try Self.document("measures/base/all-at-once.yaml").scenario
    let shuffled = scenario.shuffled(seed: 1)
    #expect(shuffled.types.map(\.id) != scenario.types.map(\.id))
    #expect(shuffled.channels.map(\.id) != scenario.channels.map(\.id))
    #expect(shuffled.measures.map(\.page.id) != scenario.measures.map(\.page.id))
  }
}
