import IssueFlow
import OutputAnalysis
import RandomStreams
import ScenarioLanguage

/// One combination of levels.
public struct DesignPoint: Sendable {
  /// From 1.
  public let number: Int
  /// Which of the design's scenarios it changes.
  public let policy: Int
  /// One for each factor, in their order.
  public let levels: [FactorLevel]
}

/// All points of a design by number. A grid keeps no point in memory, other plans a few numbers for each.
public struct DesignPoints: Sendable {
  /// A column of the design: a factor with its unit.
  public struct Column: Hashable, Sendable {
    public let name: String
    public let isNumeric: Bool
    /// Empty for plain numbers and words.
    public let unit: String
    public let paths: [String]
  }

  /// Number of points.
  public let count: Int
  /// Combinations that were left out because they do not keep the constraints.
  public let excluded: Int
  /// The factors, without the column of policies.
  public let columns: [Column]
  private let policies: Int
  /// Whether the policy is a coordinate, which it is even where there is but one.
  private let hasPolicies: Bool
  private let factors: [FactorLevels]
  private let lists: [[FactorLevel]]
  private let places: Places

  /// How points are kept.
  private enum Places: Sendable {
    /// Every combination, or those at these places of the full grid; the last factor changes fastest.
    case grid(kept: [Int]?)
    /// Level numbers, policy first, of each point; -1 where the scenario keeps its own.
    case levels([Int32], width: Int)
    /// Positions in the unit cube, policy first where there are several.
    case cube([Double], dimensions: Int)
    /// Cities, drawn anew whenever one is asked for.
    case cities([UncertainInput], InputDraws)
  }

  /// Makes the points of a design.
  /// - `seed`: of the luck by which Latin hypercubes, trajectories and uncertain inputs are drawn.
  public init(_ document: DesignDocument<DesignSpec>, seed: UInt32) {
    self =
      document.spec.plan == .uncertainInputs
      ? DesignPoints.cities(of: document, seed: seed) : DesignPoints.combinations(of: document.spec, seed: seed)
  }

  private init(
    count: Int, tried: Int, columns: [Column], policies: Int, hasPolicies: Bool, factors: [FactorLevels],
    lists: [[FactorLevel]], places: Places
  ) {
    self.hasPolicies = hasPolicies
    self.count = count
    excluded = tried - count
    self.columns = columns
    self.policies = policies
    self.factors = factors
    self.lists = lists
    self.places = places
  }

  static func combinations(of design: DesignSpec, seed: UInt32) -> DesignPoints {
    let factors = design.factors.map { factor -> FactorLevels in
      let column = design.table?.header.firstIndex(of: factor.id)
      return FactorLevels(factor, texts: column.flatMap { column in design.table?.rows.map { $0[column] } })
    }
    let policies = max(1, design.policies.count)
    let lists = factors.map { $0.all(levels: $0.factor.levels ?? design.levels ?? 2) }
    let made = MadePoints(factors: factors, policies: policies, hasPolicies: !design.policies.isEmpty, lists: lists)
    let found: (places: Places, count: Int, tried: Int)
    switch design.plan {
    case .grid:
      let tried = lists.reduce(policies) { $0 * $1.count }
      let kept = design.constraints.isEmpty ? nil : (0..<tried).filter { made.holds(design, made.grid($0)) }
      found = (.grid(kept: kept), kept?.count ?? tried, tried)
    case .zip, .csv, .oneAtATime, .uncertainInputs:
      let rows = made.rows(design)
      let kept = design.constraints.isEmpty ? rows : rows.filter { made.holds(design, made.levels($0[...])) }
      found = (.levels(kept.flatMap { $0 }, width: factors.count + 1), kept.count, rows.count)
    case .latinHypercube, .sobol, .morris, .saltelli:
      let cube = made.cube(design, luck: DesignLuck(seed: seed))
      found = (.cube(cube.positions, dimensions: made.dimensions), cube.count, cube.tried)
    }
    let columns = factors.map {
      Column(name: $0.factor.id, isNumeric: $0.isNumeric, unit: $0.factor.unit ?? "", paths: $0.factor.paths)
    }
    return DesignPoints(
      count: found.count, tried: found.tried, columns: columns, policies: policies,
      hasPolicies: !design.policies.isEmpty, factors: factors, lists: lists, places: found.places)
  }

  /// Cities drawn from the ranges that a scenario gives of its inputs.
  private static func cities(of document: DesignDocument<DesignSpec>, seed: UInt32) -> DesignPoints {
    let inputs = document.policies.first?.document.uncertainInputs ?? []
    let cities = inputs.isEmpty ? 0 : document.spec.points ?? 0
    return DesignPoints(
      count: cities, tried: cities,
      columns: inputs.map { Column(name: $0.path, isNumeric: true, unit: "", paths: [$0.path]) }, policies: 1,
      hasPolicies: false, factors: [], lists: [],
      places: .cities(inputs, InputDraws(inputs: inputs.map(InputRange.init), seed: seed)))
  }

  /// The levels of each factor, where the plan counts them.
  var levelLists: [[FactorLevel]] { lists }

  /// The point of a number.
  /// - Precondition: 1 ≤ number ≤ ``count``.
  public subscript(number: Int) -> DesignPoint {
    precondition((1...count).contains(number), "points are numbered 1...\(count) (was \(number))")
    let index = number - 1
    let made = MadePoints(factors: factors, policies: policies, hasPolicies: hasPolicies, lists: lists)
    let (policy, levels): (Int, [FactorLevel]) =
      switch places {
      case .grid(let kept): made.grid(kept?[index] ?? index)
      case .levels(let rows, let width): made.levels(rows[index * width..<(index + 1) * width])
      case .cube(let positions, let dimensions):
        made.position(positions[index * dimensions..<(index + 1) * dimensions])
      case .cities(let inputs, let draws):
        (0, zip(inputs, draws.numbers(ofCity: number)).map { FactorLevel(text: $0.text(for: $1), number: $1) })
      }
    return DesignPoint(number: number, policy: policy, levels: levels)
  }
}

/// Random numbers of a design, one after the other.
final class DesignLuck {
  private let stream: RandomStream
  private var drawn = 0

  init(seed: UInt32) { stream = RandomStream(key: StreamKey(masterSeed: seed, replication: 0)) }

  func next() -> Double {
    defer { drawn += 1 }
    return stream.uniform(at: StreamAddress(purpose: FlowPurpose.design.stream, ordinal: drawn))
  }
}
