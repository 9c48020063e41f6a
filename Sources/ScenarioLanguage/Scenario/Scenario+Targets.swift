// What is asked of a policy, and what it costs.

public enum SplitKind: String, CaseIterable, Sendable {
  case closedAt = "closed at"
  case handledAt = "handled at"
  case registered
}

/// What the policy is asked to reach.
public struct TargetsSpec: Sendable {
  public var split = SplitKind.closedAt
  public var confidence = 0.95
  public var shares: [ShareTarget] = []
  public var guards: [GuardSpec] = []
  /// Replications are added until the verdict is decided, to this many at most; `nil` for a fixed number.
  public var replicationsAtMost: Int?
  /// Whether `check` fails when they are missed, or only says so.
  public var severity = Severity.error
  public init() {}

  public enum Severity: String, CaseIterable, Sendable {
    case error
    case warn
  }
}

public struct ShareTarget: Sendable {
  public var tier: String
  public var share: Double
  public var tolerance: Double
  public init(tier: String, share: Double, tolerance: Double) {
    self.tier = tier
    self.share = share
    self.tolerance = tolerance
  }
}

/// A bound on another response, so that the split cannot be bought at any price.
public struct GuardSpec: Sendable {
  public var response: String
  /// Empty when the response has one class.
  public var responseClass: String
  public var atMost: Double?
  public var atLeast: Double?
  public init(response: String, responseClass: String, atMost: Double?, atLeast: Double?) {
    self.response = response
    self.responseClass = responseClass
    self.atMost = atMost
    self.atLeast = atLeast
  }
}

/// What a measure costs in a year, beside staff.
public struct PolicyCost: Hashable, Sendable {
  public var measure: String
  public var perYear: Double
  public init(measure: String, perYear: Double) {
    self.measure = measure
    self.perYear = perYear
  }
}
