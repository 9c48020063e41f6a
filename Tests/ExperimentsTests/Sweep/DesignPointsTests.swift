import IssueFlow
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Points of a design")
struct DesignPointsTests {
  private func points(_ text: String, seed: UInt32 = 1) throws -> DesignPoints {
    DesignPoints(try StudyFolder().design(text), seed: seed)
  }

  private func texts(_ points: DesignPoints) -> [[String?]] {
    points.count == 0 ? [] : (1...points.count).map { points[$0].levels.map(\.text) }
  }

  static let two = """
    factors:
      - {id: p, path: tiers.grid.paperwork, values: [10%, 20%]}
      - {id: n, path: tiers.grid.staff, values: [1, 2, 3]}

    """

  @Test("A grid has every combination, the last factor fastest; constraints leave some out")
  func grid() throws {
    let all = try points("plan: grid\n" + Self.two)
    #expect(texts(all) == [["10%", "1"], ["10%", "2"], ["10%", "3"], ["20%", "1"], ["20%", "2"], ["20%", "3"]])
    let some = try points("plan: grid\nconstraints: [\"p * n <= 40\"]\n" + Self.two)
    #expect(texts(some) == [["10%", "1"], ["10%", "2"], ["10%", "3"], ["20%", "1"], ["20%", "2"]])
    #expect(some.excluded == 1)
  }

  @Test("zip pairs levels; one-at-a-time begins with the scenario as it is")
  func lists() throws {
    let zip = try points(
      "plan: zip\nfactors: [{id: p, path: tiers.grid.paperwork, values: [10%, 20%]}, {id: n, path: tiers.grid.staff, values: [3, 4]}]\n"
    )
    #expect(texts(zip) == [["10%", "3"], ["20%", "4"]])
    let one = try points("plan: one-at-a-time\n" + Self.two)
    #expect(texts(one) == [[nil, nil], ["10%", nil], ["20%", nil], [nil, "1"], [nil, "2"], [nil, "3"]])
  }

  @Test("Ranges have levels, linear, logarithmic or whole")
  func ranges() throws {
    let text = """
      plan: zip
      factors: [{id: p, path: tiers.grid.paperwork, values: [10%]}]

      """
    _ = try points(text)
    let grid = try points(
      """
      plan: grid
      factors:
        - {id: p, path: tiers.grid.paperwork, from: 10%, to: 30%, levels: 3}
      """)
    #expect(texts(grid) == [["10%"], ["20%"], ["30%"]])
    let log = try points(
      "plan: grid\nlevels: 3\nfactors: [{id: w, path: types.noise.work.grid, from: 10 min, to: 40 min, scale: log}]\n")
    #expect(texts(log) == [["10 min"], ["20 min"], ["40 min"]])
    let whole = try points(
      "plan: grid\nlevels: 5\nfactors: [{id: n, path: tiers.grid.staff, from: 1, to: 3, whole: true}]\n")
    #expect(texts(whole) == [["1"], ["2"], ["3"]])
  }

  @Test("A Latin hypercube takes each level equally often, and mixes lists with ranges")
  func hypercube() throws {
    let mixed = try points(
      """
      plan: lhs
      points: 12
      factors:
        - {id: p, path: tiers.grid.paperwork, from: 0%, to: 60%}
        - {id: n, path: tiers.grid.staff, values: [1, 2, 3]}
      """)
    #expect(mixed.count == 12)
    let staff = texts(mixed).compactMap { $0[1] }
    for level in ["1", "2", "3"] { #expect(staff.count { $0 == level } == 4) }
    let numbers = (1...12).compactMap { mixed[$0].levels[0].number }
    #expect(Set(numbers.map { Int($0 / 5) }).count == 12)
  }

  @Test("Other seeds draw other hypercubes, the same seed the same")
  func luck() throws {
    let text = "plan: lhs\npoints: 6\nfactors: [{id: p, path: tiers.grid.paperwork, from: 0%, to: 60%}]\n"
    #expect(try texts(points(text, seed: 1)) == texts(points(text, seed: 1)))
    #expect(try texts(points(text, seed: 1)) != texts(points(text, seed: 2)))
  }

  @Test("Sobol, Morris and Saltelli have their numbers of points")
  func cubes() throws {
    let ranges = """
      factors:
        - {id: p, path: tiers.grid.paperwork, from: 0%, to: 60%}
        - {id: n, path: tiers.grid.staff, from: 1, to: 4}

      """
    #expect(try points("plan: sobol\npoints: 7\n" + ranges).count == 7)
    #expect(try points("plan: morris\ntrajectories: 5\n" + ranges).count == 15)
    #expect(try points("plan: saltelli\npoints: 8\n" + ranges).count == 32)
    #expect(try points("plan: saltelli\npoints: 8\nsecond_order: true\n" + ranges).count == 48)
    let kept = try points("plan: sobol\npoints: 7\nconstraints: [\"p <= 30\"]\n" + ranges)
    #expect(kept.count == 7 && kept.excluded > 0)
  }

  @Test("Uncertain inputs are those of the scenario, drawn inside their ranges as a study of uncertainty draws them")
  func uncertainInputs() throws {
    let points = try points("plan: uncertain-inputs\npoints: 20\n", seed: 3)
    #expect(points.count == 20)
    #expect(points.columns.map(\.name) == ["types.noise.rate"])
    #expect((1...20).allSatisfy { points[$0].levels[0].text != nil })
  }

  @Test("Whole policies are a factor before all others")
  func policies() throws {
    let folder = try StudyFolder()
    try folder.write("other.yaml", StudyFolder.scenario(name: "other", paperwork: "40%"))
    try folder.write(
      "design.yaml",
      """
      schema: 1
      name: d
      plan: grid
      policies: [{id: as-is, file: base.yaml}, {id: more, file: other.yaml}]
      factors: [{id: n, path: tiers.grid.staff, values: [1, 2]}]
      """)
    let points = DesignPoints(try DesignDocument<DesignSpec>.load(path: folder.path("design.yaml")), seed: 1)
    #expect((1...4).map { points[$0].policy } == [0, 0, 1, 1])
    #expect((1...4).map { points[$0].levels[0].text } == ["1", "2", "1", "2"])
  }

  @Test("One policy is a coordinate too: the points are those on which the constraints were tried")
  func onePolicy() throws {
    let folder = try StudyFolder()
    try folder.write(
      "design.yaml",
      """
      schema: 1
      name: d
      plan: sobol
      points: 40
      policies: [{id: as-is, file: base.yaml}]
      factors: [{id: p, path: tiers.grid.paperwork, from: 0%, to: 60%}]
      constraints: ["p <= 20"]
      """)
    let points = DesignPoints(try DesignDocument<DesignSpec>.load(path: folder.path("design.yaml")), seed: 1)
    #expect(points.count == 40 && points.excluded > 0)
    #expect((1...40).allSatisfy { points[$0].levels[0].number ?? 100 <= 20 })
  }
}
