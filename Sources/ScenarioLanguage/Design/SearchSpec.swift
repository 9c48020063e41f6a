/// What a search file says: the policies to choose from, what they cost, and how sure the choice must be.
public struct SearchSpec: Sendable {
  /// The policies to choose from: base or policies, factors with levels, constraints.
  public var space = DesignSpec()
  /// A number made of the factors; `nil` for staff and measures at what the scenario says they cost a year.
  public var cost: DesignExpression?
  /// Chance that the choice is right, as far as the method can promise.
  public var confidence = 0.95
  /// How far from the end of a band a policy may lie on either side without it mattering; a share, and for demands on
  /// other things than shares a part of the bound.
  public var indifference = 0.005
  /// Replications of a policy at the first look.
  public var first = 5
  /// Replications of a policy after which it is left undecided.
  public var atMost = 320
  /// Runs after which the search ends with the best so far.
  public var runs: Int?
  /// Minutes after which it does.
  public var minutes: Double?
  public var method = Method.automatic
  /// Policies with which the surrogate begins; `nil` for three for each factor and ten more.
  public var initial: Int?
  /// What is set while looking around, such as a smaller city; answers are confirmed without it.
  public var explore: [String: String] = [:]
  /// Fresh replications that confirm the answer.
  public var confirm = 20
  /// Plausible cities in which the answer is tried; 0 for none.
  public var cities = 0
  /// Share of the plausible cities in which it must meet the targets.
  public var plausible = 0.8

  /// Levels of a range whose author gives none.
  public static let usualLevels = 11

  public init() {}

  public enum Method: String, CaseIterable, Sendable {
    /// Every policy where there are few, the surrogate where there are many.
    case automatic = "auto"
    /// The cheapest first, each until it is decided; the choice has the stated probability of being right.
    case exhaustive
    /// Promising ones first, by a model of the responses; the answer is the best found, and no more is claimed.
    case surrogate
  }
}
