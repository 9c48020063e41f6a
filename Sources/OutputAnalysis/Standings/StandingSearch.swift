/// Finds how many of some systems meet their demands, look by look, without knowing how a replication is made.
///
/// Every system gets the replications of the first look. Those that are not clear get more, doubling, until what they
/// cost the interval of the share is a third of the width that it would have if all were clear, or until the last look.
/// What comes out depends on the samples alone and not on the order in which they were made.
public struct StandingSearch: Sendable {
  /// By which systems are judged.
  public let rule: StandingRule
  /// The part of the share's width that unclear systems may cost when no more replications are asked for.
  static let allowance = 1.0 / 3

  private static let nothing = StandingJudgement(standing: .inconclusive(.edge), leans: false, isFinal: false)

  struct System: Sendable {
    var bounds: [BoundDistances] = []
    var judgement = StandingSearch.nothing
    /// What it would be called if this look were the last.
    var last = StandingSearch.nothing
    var replications = 0
  }

  private var systems: [System?]
  private var look = 0
  private var isOver = false
  /// How many were still open at the last look.
  private var lastCalled = 0
  private var priors: [(cautious: VariancePrior, generous: VariancePrior)] = []
  private let confidence: Double

  /// - Precondition: there is a system, and 0 < confidence < 1.
  public init(systems: Int, rule: StandingRule, confidence: Double) {
    precondition(systems > 0, "there are systems to judge (was \(systems))")
    self.systems = [System?](repeating: System(), count: systems)
    self.rule = rule
    self.confidence = confidence
  }

  /// The systems that need replications, and from which to which; `nil` when the search is over.
  public var wanted: (systems: [Int], replications: ClosedRange<Int>)? {
    guard !isOver else { return nil }
    return (open, (look == 0 ? 1 : rule.looks[look - 1] + 1)...rule.looks[look])
  }

  private var open: [Int] { systems.indices.filter { systems[$0].map { !$0.judgement.isFinal } ?? false } }

  /// Adds the replications of a system that were wanted, bound by bound.
  ///
  /// - Precondition: a system has the same bounds at every look.
  public mutating func add(_ distances: [[(cautious: Double, generous: Double)]], to system: Int) {
    guard var entry = systems[system] else { return }
    if entry.bounds.isEmpty { entry.bounds = distances.map { _ in BoundDistances() } }
    precondition(entry.bounds.count == distances.count, "a system keeps its bounds")
    for (bound, sample) in distances.enumerated() {
      for value in sample { entry.bounds[bound].add(cautious: value.cautious, generous: value.generous) }
    }
    entry.replications = rule.looks[look]
    systems[system] = entry
  }

  /// Leaves out a system that cannot be judged.
  public mutating func drop(_ system: Int) { systems[system] = nil }

  /// Judges all open systems once what was wanted is there; when the search ends with that, at the last look's error.
  ///
  /// - Parameter others: demands of a system that are not on means, judged at an error.
  public mutating func judge(others: (_ system: Int, _ error: Double) -> [OtherDemand] = { _, _ in [] }) {
    if look == 0 { priors = learnt }
    let isLast = look + 1 == rule.looks.count
    for index in open {
      guard var entry = systems[index] else { continue }
      func judged(_ error: Double) -> StandingJudgement {
        rule.judge(entry.bounds, error: error, others: others(index, error), priors: priors)
      }
      if !isLast { entry.judgement = judged(rule.errorPerLook) }
      entry.last = entry.judgement.isFinal ? entry.judgement : judged(rule.lastError)
      systems[index] = entry
    }
    look += 1
    let open = open
    guard isLast || open.isEmpty || isPreciseEnough else { return }
    isOver = true
    lastCalled = open.count
    for index in open {
      guard let last = systems[index]?.last else { continue }
      systems[index]?.judgement = last
    }
  }

  /// The variances of the first look, when all systems have equally many replications.
  private var learnt: [(cautious: VariancePrior, generous: VariancePrior)] {
    let count = systems.compactMap { $0?.bounds.count }.max() ?? 0
    let freedom = Double(rule.looks[0] - 1)
    return (0..<count).map { bound in
      func prior(_ tally: KeyPath<BoundDistances, Tally>) -> VariancePrior {
        VariancePrior(
          variances: systems.compactMap { entry in
            guard let entry, bound < entry.bounds.count else { return nil }
            let sample = entry.bounds[bound][keyPath: tally]
            guard sample.count == rule.looks[0], !sample.hasZeroVariance else { return nil }
            return sample.variance
          }, freedom: freedom)
      }
      return (prior(\.cautious), prior(\.generous))
    }
  }

  /// Whether the interval would be little wider than that of as many systems of which all is known.
  private var isPreciseEnough: Bool {
    let judged = systems.compactMap { $0 }
    guard let share = share(judged.map(\.last), lastCalled: open.count) else { return true }
    let error = (1 - confidence) / 2
    let inside = share.met + share.leaning
    let known =
      ClopperPearson.upper(successes: inside, trials: share.trials, error: error)
      - ClopperPearson.lower(successes: inside, trials: share.trials, error: error)
    let extra = Double(share.unclear) / Double(share.trials) + 2 * share.error
    return extra <= StandingSearch.allowance * known
  }

  private func share(_ judgements: [StandingJudgement], lastCalled: Int) -> ClassifiedShare? {
    let unclear = judgements.filter(\.standing.isInconclusive)
    // The calls of the last look err only where there were any.
    let last = Double(lastCalled) / Double(max(1, judgements.count))
    return ClassifiedShare(
      met: judgements.count { $0.standing == .met }, notMet: judgements.count { $0.standing == .notMet },
      unclear: unclear.count, leaning: unclear.count(where: \.leans), error: rule.error + rule.lastError * last,
      confidence: confidence)
  }

  // MARK: What was found

  /// What is known of a system; `nil` when it was dropped.
  public func standing(of system: Int) -> Standing? { systems[system]?.judgement.standing }
  /// Whether its means lie inside.
  public func leans(_ system: Int) -> Bool { systems[system]?.judgement.leans ?? false }
  /// How many replications it got.
  public func replications(of system: Int) -> Int { systems[system]?.replications ?? 0 }
  /// The distances from its bounds, in their order.
  public func bounds(of system: Int) -> [BoundDistances] { systems[system]?.bounds ?? [] }

  /// The share of systems that meet; `nil` when all were dropped.
  public var share: ClassifiedShare? { share(systems.compactMap { $0?.judgement }, lastCalled: lastCalled) }
}
