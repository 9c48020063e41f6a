import OutputAnalysis
import ScenarioLanguage

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

  public struct JudgedCity: Sendable {
    /// Whether its expectations lie within the targets; inconclusive where its replications do not say, and without
    /// targets.
    public let standing: Standing
    /// Whether its means lie within the targets, wherever unfinished issues would have been closed.
    public let leans: Bool
    /// How many replications it took.
    public let replications: Int
    /// How far the means are from the nearest end of a band, in half bands for shares and relative to the bound for
    /// guards; negative outside.
    public let margin: Double
    /// The values of the first replications, of which every city has as many: by replication, then in the order of the
    /// layout.
    public let values: [[Double?]]
  }

  /// The variance of one response over cities and luck.
  public struct VarianceRow: Sendable {
    public let response: Response
    public let responseClass: String
    /// Between cities, inputs and ground together, and within them.
    public let separation: VarianceSeparation
    /// The ground's part of the variance between cities; `nil` where all stand on one, or too few were run on two.
    public let ground: Double?

    /// Parts of the variance of one replication, 0 … 1, of which the rest is luck; `nil` when nothing varies.
    public var inputShare: Double? { separation.share(of: max(0, separation.inputs) - max(0, ground ?? 0)) }
    public var groundShare: Double? { ground.flatMap { separation.share(of: min($0, max(0, separation.inputs))) } }
  }

  public let inputs: [InputRange]
  public let layout: ResponseLayout
  /// In the order of their numbers.
  public let cities: [City]
  /// Replications that every city has; those near an edge get more, up to ``mostReplications``.
  public let replicationsPerCity: Int
  public let mostReplications: Int
  /// Share of the judged cities that meet the targets; `nil` when none was judged, and without targets.
  public let meeting: ClassifiedShare?
  /// In the order of the layout, for responses that every judged city observed; empty with one replication a city.
  public let variances: [VarianceRow]
  /// What the inputs do to the margin, the strongest first.
  public let influences: [InputInfluence]
  /// Pairs of inputs that together do what neither does alone, the strongest first.
  public let interactions: [InputInteraction]
  /// On what the cities stand; `nil` when nothing of the ground is left to chance.
  public let ground: Ground?
  /// The ground's part of the margins; `nil` unless it is drawn, and with too few cities.
  public let groundInfluence: GroundInfluence?

  /// Cities of a standing, or inconclusive for one of the two reasons.
  public func count(_ standing: Standing) -> Int { judged.count { $0.standing == standing } }

  public var judged: [JudgedCity] {
    cities.compactMap { if case .judged(let city) = $0.outcome { city } else { nil } }
  }

  /// Cities that could not be judged, with the reasons.
  public var invalid: [(number: Int, reason: LocalizedText)] {
    cities.compactMap { if case .invalid(let reason) = $0.outcome { ($0.number, reason) } else { nil } }
  }

  /// Replications of all judged cities.
  public var replications: Int { judged.reduce(0) { $0 + $1.replications } }

  /// Whether some plausible cities surely meet the targets and others surely do not.
  public var verdictFlips: Bool { count(.met) > 0 && count(.notMet) > 0 }

  /// Inputs that interact with one, the strongest first.
  public func partners(of input: InputRange) -> [InputRange] {
    interactions.compactMap { $0.first == input ? $0.second : $0.second == input ? $0.first : nil }
  }
}

extension Standing {
  /// As result files call it.
  public var word: String {
    switch self {
    case .met: "met"
    case .notMet: "not met"
    case .inconclusive: "inconclusive"
    }
  }
}
