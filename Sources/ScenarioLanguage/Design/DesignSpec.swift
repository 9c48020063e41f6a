/// What a design file says: which cities to simulate, and how often.
public struct DesignSpec: Sendable {
  public var name = ""
  public var title = LocalizedText()
  public var about = LocalizedText()
  /// The scenario that all points change; empty when there are ``policies``.
  public var base = ""
  /// Whole scenarios, each a level of a factor of its own.
  public var policies: [PolicySpec] = []
  public var plan = PlanKind.grid
  /// How many points `lhs`, `sobol` and `uncertain-inputs` have, and how many base points `saltelli` has.
  public var points: Int?
  /// Of `morris`.
  public var trajectories: Int?
  /// Levels of a range in `grid`, `one-at-a-time` and `morris`.
  public var levels: Int?
  /// Whether `saltelli` also gives what second-order indices need.
  public var secondOrder = false
  /// The points of `csv`.
  public var table: DesignTable?
  public var factors: [FactorSpec] = []
  public var constraints: [DesignExpression] = []
  public var replications: ReplicationRule?
  public var seed: UInt32?
  /// Names of the responses that the files report; all when empty.
  public var responses: [String] = []
  /// Whether all points meet the same luck.
  public var luck = Luck.common

  public enum Luck: String, CaseIterable, Sendable {
    case common
    case independent
  }
}

/// How the points of a design follow from its factors.
public enum PlanKind: String, CaseIterable, Sendable {
  /// Every combination of levels.
  case grid
  /// The first levels of all factors together, then the second, and so on.
  case zip
  /// The rows of a table.
  case csv
  /// A Latin hypercube whose points keep far from each other.
  case latinHypercube = "lhs"
  /// The quasi-random sequence of Sobol.
  case sobol
  /// Trajectories on which one factor changes at a time, for elementary effects.
  case morris
  /// The cross sample from which Sobol's indices are estimated.
  case saltelli
  /// The base, then every level of every factor alone.
  case oneAtATime = "one-at-a-time"
  /// Cities drawn from the ranges that the base scenario gives of its inputs.
  case uncertainInputs = "uncertain-inputs"

  /// Whether it is made of points of the unit cube.
  public var isOfCube: Bool {
    switch self {
    case .latinHypercube, .sobol, .morris, .saltelli: true
    case .grid, .zip, .csv, .oneAtATime, .uncertainInputs: false
    }
  }
}

/// Points as the rows of a table, with the factors' ids as its header.
public struct DesignTable: Hashable, Sendable {
  public var header: [String]
  public var rows: [[String]]
}

/// A whole scenario as a level.
public struct PolicySpec: Hashable, Sendable {
  public var id = ""
  public var file = ""
  /// What stands in the column of policies when there is one.
  public static let column = "policy"
}

/// A number of a scenario that a design varies.
public struct FactorSpec: Sendable {
  public var id = ""
  /// Parts of the scenario that all take the factor's value, as `--set` names them.
  public var paths: [String] = []
  /// Levels as `--set` takes them; empty for a range.
  public var values: [String] = []
  public var from: Quantity?
  public var to: Quantity?
  /// Levels of its range, where that is other than the design's.
  public var levels: Int?
  public var isWhole = false
  public var scale = Scale.linear

  public enum Scale: String, CaseIterable, Sendable {
    case linear
    case logarithmic = "log"
  }
}

/// A number with its unit as written, such as `20%` or `90 min`.
public struct Quantity: Hashable, Sendable {
  public var number: Double
  /// Whatever follows the number, with the blank between them if there is one.
  public var unit: String

  public init(number: Double, unit: String) {
    self.number = number
    self.unit = unit
  }

  /// The text that a scenario takes.
  public var text: String { NumberGrammar.text(number) + unit }
}

/// How often a point is simulated.
public enum ReplicationRule: Hashable, Sendable {
  case fixed(Int)
  /// Until the half-width of a response relative to its mean is at most so much, and stays so for a look-ahead.
  case precise(first: Int, atMost: Int, response: String, responseClass: String, relativeHalfWidth: Double)

  /// The greatest number that it may ask for.
  public var most: Int {
    switch self {
    case .fixed(let count): count
    case .precise(_, let atMost, _, _, _): atMost
    }
  }
}
