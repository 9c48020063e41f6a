import OutputAnalysis
import ScenarioLanguage

/// What a search found.
public struct SearchOutcome: Sendable {
  /// Why it ended.
  public enum Ending: String, Sendable {
    /// Every policy that could be cheaper is decided.
    case decided
    /// Policies that might be cheaper are left undecided at their most runs.
    case leftOpen = "left open"
    /// The surrogate expects no better one.
    case exhausted
    /// The runs or the time that were allowed are used up.
    case budget
    /// Somebody stopped it.
    case interrupted
    /// Every policy of the space is decided, and none meets the targets.
    case nothingMeets = "nothing meets"
  }

  /// A policy that was looked at.
  public struct Tried: Sendable {
    public let policy: Int
    public let cost: Double
    public let standing: String
    public let replications: Int
    public let margin: Double?
    /// Means of the tiers' shares, from the ground up.
    public let shares: [Double?]
    /// Whether no other that was tried is cheaper and has a greater share of the lowest tier.
    public var isOnFrontier: Bool
  }

  /// An answer on fresh luck, in the whole city.
  public struct Confirmation: Sendable {
    public let policy: Int
    public let cost: Double
    public let verdict: Verdict
    public let summary: [SummaryRow]
    /// What it does in plausible cities, when the search asks for that.
    public internal(set) var plausible: UncertaintyResult?
  }

  public let method: SearchSpec.Method
  public let ending: Ending
  /// Policies in the space.
  public let policies: Int
  /// Runs that the search asked for, without those of the confirmation.
  public let runs: Int
  /// In the order of cost.
  public let tried: [Tried]
  /// The answer: the cheapest that fresh runs confirm, or the one that was selected when they confirm none; `nil` when
  /// none was found.
  public let best: Int?
  /// Cheaper policies than the best that could not be decided.
  public let openCheaper: [Int]
  /// The policy that the search itself selected, of which alone its probability speaks.
  public let selected: Int?
  /// Policies that were tried on fresh luck, the last of them the answer if it held.
  public let confirmations: [Confirmation]
  /// Whether the last of them holds: it meets the targets, in as many plausible cities as was asked.
  public let isConfirmed: Bool

  /// What the answer costs: in the whole city where it was tried there, else in the one explored.
  public var cost: Double? {
    guard let best else { return nil }
    return confirmations.last { $0.policy == best }?.cost ?? tried.first { $0.policy == best }?.cost
  }
}
