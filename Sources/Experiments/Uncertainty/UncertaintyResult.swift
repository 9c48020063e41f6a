import IssueFlow

/// What plausible cities come to, beside the one that the scenario describes.
public struct UncertaintyResult: Sendable {
  /// A city drawn from the ranges of the inputs.
  public struct City: Sendable {
    /// From 1; the scenario's own city is design point 0.
    public let number: Int
    /// One for each input, in their order.
    public let inputs: [Double]
    public let outcome: Outcome
  }

  public enum Outcome: Sendable {
    case judged(JudgedCity)
    /// The drawn numbers do not make a valid city, or one without a verdict: the reason. It counts nowhere else.
    case invalid(LocalizedText)
  }

  /// Where the means of a city lie.
  public enum Standing: String, Hashable, Sendable {
    /// Inside every band, wherever unfinished issues would have been closed.
    case meets
    /// Outside some band, wherever unfinished issues would have been closed.
    case fails
    /// It depends on them.
    case depends
  }

  public struct JudgedCity: Sendable {
    /// What its means say.
    public let standing: Standing
    /// What its few replications prove at the confidence of the targets; often undecided.
    public let decision: Verdict.Decision
    /// How far the means are from the nearest end of a band, in half bands for shares and relative to the bound for
    /// guards; negative outside.
    public let margin: Double
    /// The values by replication, then in the order of the layout.
    public let values: [[Double?]]
  }

  /// The variance of one response over cities and luck.
  public struct VarianceRow: Sendable {
    public let response: Response
    public let responseClass: String
    public let separation: VarianceSeparation
  }

  public let inputs: [InputRange]
  public let layout: ResponseLayout
  /// In the order of their numbers.
  public let cities: [City]
  public let replicationsPerCity: Int
  /// Share of the judged cities whose means meet the targets; `nil` when none was judged.
  public let meeting: ShareEstimate?
  /// In the order of the layout, for responses that every judged city observed; empty with one replication a city.
  public let variances: [VarianceRow]
  /// The inputs that move the verdict, the strongest first.
  public let influences: [InputInfluence]

  public func count(_ standing: Standing) -> Int { judged.count { $0.standing == standing } }
  public func count(_ decision: Verdict.Decision) -> Int { judged.count { $0.decision == decision } }

  public var judged: [JudgedCity] {
    cities.compactMap { if case .judged(let city) = $0.outcome { city } else { nil } }
  }

  /// Cities that could not be judged, with the reasons.
  public var invalid: [(number: Int, reason: LocalizedText)] {
    cities.compactMap { if case .invalid(let reason) = $0.outcome { ($0.number, reason) } else { nil } }
  }

  /// Whether some plausible cities meet the targets and others do not.
  public var verdictFlips: Bool {
    let met = count(.meets)
    return met > 0 && met < judged.count
  }
}
