import OutputAnalysis
import ScenarioLanguage

/// Whether a city meets its targets, as far as the replications tell.
///
/// *Met*: every one-sided test rejects at the stated confidence, for every share and every guard. *Not met*: some
/// simultaneous interval lies wholly outside its band. Else *undecided*. Issues that were not closed (open, not yet
/// found, withdrawn) are assigned to every tier in turn, and an answer must survive each assignment. See
/// `VerdictAnalysis` and `BoundedCensoring` for the tests.
public struct Verdict: Sendable {
  public enum Decision: String, Hashable, Sendable {
    case met
    case notMet = "not met"
    case undecided
  }

  public let decision: Decision
  /// The split that the targets speak of.
  public let split: SplitKind
  /// 1 − α, for met and for not met each.
  public let confidence: Double
  /// The numbers of replications at which a verdict could have been given; the error is shared over them all.
  public let looks: [Int]
  public let replications: Int
  /// The target shares from the ground up, then the guards in the order of the file, the default one last.
  public let criteria: [CriterionFinding]
  /// The tiers' shares of closed issues under all three splits, from the ground up.
  public let splits: [SplitEstimate]
  /// What was not closed, as mean shares of all issues that arose.
  public let remainder: Remainder
  /// How many more replications would decide if means and spreads stayed as they are: 0 when decided, `nil` when no
  /// number would, or none is known.
  public let additionalReplications: Int?
  /// Why, a sentence for each finding that matters; last what makes its grounds doubtful.
  public internal(set) var reasons: [LocalizedText]

  public struct SplitEstimate: Sendable {
    public let split: SplitKind
    /// One row for each tier, from the ground up.
    public let shares: [SummaryRow]
  }

  public struct Remainder: Hashable, Sendable {
    public let open: Double
    public let undiscovered: Double
    public let withdrawn: Double

    public var total: Double { open + undiscovered + withdrawn }
  }

  /// Whether the program added the guard on withdrawals itself, because the scenario has none.
  public var hasDefaultGuard: Bool { criteria.contains(where: \.isDefault) }

  /// The condition under which every verdict stands that no uncertainty study goes with.
  public static let givenInputs = LocalizedText(
    en: "given these inputs; how far their uncertainty carries, `--uncertainty` tells",
    zh: "以现有输入为前提；输入的不确定性有多大影响，请用 --uncertainty 评估")
}

/// What the replications say about one demand.
public struct CriterionFinding: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    /// Every test rejects, whatever would have become of unfinished issues.
    case holds
    /// The simultaneous interval lies outside, whatever would have become of unfinished issues.
    case violated
    case open
  }

  public let response: Response
  /// Empty for responses of one class.
  public let responseClass: String
  public let isGuard: Bool
  /// Whether the program added it, see ``Verdict/hasDefaultGuard``.
  public let isDefault: Bool
  /// The band, ends included; `nil` where it has no such end.
  public let lower: Double?
  public let upper: Double?
  /// The estimate over the replications; for shares, of the issues that were closed.
  public let estimate: SummaryRow
  /// The least and the greatest mean over all that unfinished issues could do; the greatest is infinite when nothing
  /// bounds it. For a demand on single units, the shares of units shown to be so, and not shown to be otherwise.
  public let leastMean: Double
  public let greatestMean: Double
  public let state: State
  /// Replications in all after which it would hold or be violated; `nil` when unknown.
  public let replicationsNeeded: Int?
  /// The argument that carries what is said of the mean; `nil` with one replication and for single units.
  public let basis: MeanEvidence.Basis?
  /// The units by name, for a demand on single units: each is judged by its own mean over the replications.
  public let units: Units?

  /// Units that are so (in band, overloaded), are not, and that the replications do not settle.
  public struct Units: Hashable, Sendable {
    public let yes: [String]
    public let no: [String]
    public let unclear: [String]

    public var count: Int { yes.count + no.count + unclear.count }
  }

  /// `share.grid`, as guards write it.
  public var name: String { responseClass.isEmpty ? response.name : "\(response.name).\(responseClass)" }

  /// What reports call it: in English ``name``, in Chinese the titles of class and response.
  public let title: LocalizedText

  /// Whether the means of all assignments lie in the band, as far as means go.
  public var isMeanInside: Bool {
    (lower.map { leastMean >= $0 } ?? true) && (upper.map { greatestMean <= $0 } ?? true)
  }

  /// Whether all replications agree on a mean that is at an end of the band, to rounding: no number of them tells on
  /// which side it lies.
  var isAtBound: Bool {
    [lower, upper].contains { bound in
      guard let bound else { return false }
      let rounding = max(abs(bound), 1) * 1e-12
      return [leastMean, greatestMean].allSatisfy { abs($0 - bound) <= rounding }
        && (estimate.zeroVariance || (estimate.halfWidth ?? .infinity) <= rounding)
    }
  }

  /// Whether the means of all assignments lie on one side of the band.
  public var isMeanOutside: Bool {
    (lower.map { greatestMean < $0 } ?? false) || (upper.map { leastMean > $0 } ?? false)
  }
}
