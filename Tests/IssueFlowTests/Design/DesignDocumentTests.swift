import Foundation
import ScenarioLanguage
import Testing

@testable import IssueFlow

@Suite("Design files")
struct DesignDocumentTests {
  /// A folder with a scenario, gone when the test is over.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("design-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try write(
        "base.yaml",
        """
        schema: 1
        name: base
        observe: 5 days
        city: {units: {street: 1, grid: 2}}
        tiers: [{id: grid, paperwork: 20%}, {id: street}]
        types: [{id: noise, rate: 1 per unit per day, work: {grid: exponential(30 min), street: exponential(30 min)}, authority: {grid: 70%, street: 100%}}]
        targets: {shares: {grid: 70% ± 5 points, street: 30% ± 5 points}}
        """)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ text: String) throws {
      try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }

    func load(_ text: String) throws -> DesignDocument<DesignSpec> {
      try write("design.yaml", text)
      return try DesignDocument<DesignSpec>.load(path: url.appendingPathComponent("design.yaml").path)
    }

    func problems(_ text: String) throws -> [String] {
      do {
        _ = try load(text)
        return []
      } catch let error as ScenarioError {
        return error.problems.map { "\($0.position.line):\($0.position.column): \($0.message(language: .english))" }
      }
    }
  }

  static let head = "schema: 1\nname: d\nbase: base.yaml\n"
  static let paperwork = "factors: [{id: p, path: tiers.grid.paperwork, values: [10%, 20%]}]\n"

  @Test("A design reads as it is written")
  func reads() throws {
    let document = try Folder().load(
      Self.head
        + """
        plan: grid
        replications: {first: 4, at_most: 30, response: share.grid, relative_half_width: 2%}
        responses: [share, on_time_rate]
        luck: independent
        factors:
          - {id: p, path: [tiers.grid.paperwork, tiers.street.paperwork], values: [10%, 20%]}
          - {id: n, path: tiers.grid.staff, from: 1, to: 5, whole: true, levels: 3}
        constraints: ["p + 10 * n <= 40"]
        """)
    let spec = document.spec
    #expect(spec.factors.map(\.paths.count) == [2, 1])
    #expect(spec.factors[0].unit == "%" && spec.factors[1].unit == "")
    #expect(spec.gridPoints == 6)
    #expect(
      spec.replications
        == .precise(first: 4, atMost: 30, response: "share", responseClass: "grid", relativeHalfWidth: 0.02))
    #expect(spec.luck == .independent && spec.responses == ["share", "on_time_rate"])
    #expect(document.files.count == 2 && document.policies.count == 1)
  }

  @Test(
    "What is wrong is said with its place",
    arguments: [
      ("plan: grid\n", ["factors is missing"]),
      ("plan: gird\n" + paperwork, ["did you mean 'grid'"]),
      ("plan: grid\nfactors: [{id: p, path: tiers.grid.paperwrok, values: [10%]}]\n", ["did you mean 'paperwork'"]),
      (
        "plan: grid\nfactors: [{id: p, path: tiers.grid.paperwork, values: [10 min]}]\n",
        ["with tiers.grid.paperwork=10 min"]
      ),
      ("plan: grid\nfactors: [{id: p, path: tiers.grid.paperwork, from: 10%, to: 20%}]\n", ["levels is missing"]),
      ("plan: lhs\n" + paperwork, ["points is missing"]),
      ("plan: grid\npoints: 5\n" + paperwork, ["has no meaning in a grid plan"]),
      ("plan: morris\ntrajectories: 4\nlevels: 3\n" + paperwork, ["even number of levels"]),
      ("plan: grid\nconstraints: [\"q > 1\"]\n" + paperwork, ["there is no factor 'q'"]),
      ("plan: grid\nconstraints: [\"p + 1\"]\n" + paperwork, ["is no condition"]),
      ("plan: saltelli\npoints: 4\nconstraints: [\"p > 1\"]\n" + paperwork, ["belong together"]),
      ("plan: grid\nresponses: [shares]\n" + paperwork, ["did you mean 'share'"]),
      ("plan: grid\nfactors: [{id: p, path: a, from: 3, to: 1}]\n", ["must be more than"]),
      ("plan: grid\nfactors: [{id: p, path: a, from: 1 h, to: 3 min}]\n", ["another unit"]),
      ("plan: grid\nfactors: [{id: p, path: a, from: 0, to: 3, scale: log}]\n", ["above 0"]),
      ("plan: grid\nfactors: [{id: policy, path: tiers.grid.paperwork, values: [10%]}]\n", ["meaning of its own"]),
      ("plan: uncertain-inputs\npoints: 3\n" + paperwork, ["leave `factors` out"]),
      (
        "plan: zip\nfactors: [{id: p, path: tiers.grid.paperwork, values: [10%]}, {id: n, path: tiers.grid.staff, values: [1, 2]}]\n",
        ["one level of each factor"]
      ),
    ])
  func problems(text: String, wanted: [String]) throws {
    let found = try Folder().problems(Self.head + text)
    for sentence in wanted {
      #expect(found.contains { $0.contains(sentence) }, "\(sentence) in \(found)")
    }
  }

  @Test("A table must have the factors as columns, and no others")
  func table() throws {
    let folder = try Folder()
    try folder.write("points.csv", "p,qq\n10%,1\n")
    let found = try folder.problems(
      Self.head
        + "plan: csv\nfile: points.csv\nfactors: [{id: p, path: tiers.grid.paperwork}, {id: q, path: tiers.grid.staff}]\n"
    )
    #expect(found.contains { $0.contains("column q is missing") })
    #expect(found.contains { $0.contains("there is no factor 'qq'") && $0.hasPrefix("1:3:") }, "\(found)")
  }

  @Test("Base and policies exclude each other, and one of them is needed")
  func baseOrPolicies() throws {
    let folder = try Folder()
    let both = try folder.problems(Self.head + "plan: grid\npolicies: [{id: x, file: base.yaml}]\n")
    #expect(both.contains { $0.contains("write one of them") })
    let none = try folder.problems("schema: 1\nname: d\nplan: grid\n" + Self.paperwork)
    #expect(none.contains { $0.contains("base, or policies is missing") })
  }

  @Test("A search reads as it is written, and its cost must be a number")
  func search() throws {
    let folder = try Folder()
    try folder.write(
      "s.yaml",
      """
      schema: 1
      name: s
      base: base.yaml
      cost: 2 * p
      indifference: 1 point
      explore: {observe: 2 days}
      time: 10 min
      \(Self.paperwork)
      """)
    let path = folder.url.appendingPathComponent("s.yaml").path
    let spec = try DesignDocument<SearchSpec>.load(path: path).spec
    #expect(spec.indifference == 0.01 && spec.minutes == 10 && spec.explore == ["observe": "2 days"])
    #expect(StudyFile(path: path) == .search)
    #expect(StudyFile(path: folder.url.appendingPathComponent("base.yaml").path) == .scenario)
    try folder.write("t.yaml", "schema: 1\nname: s\nbase: base.yaml\ncost: p > 1\n" + Self.paperwork)
    #expect(throws: ScenarioError.self) {
      try DesignDocument<SearchSpec>.load(path: folder.url.appendingPathComponent("t.yaml").path)
    }
  }
}
