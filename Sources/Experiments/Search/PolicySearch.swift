import Foundation
import OutputAnalysis
import ScenarioLanguage

/// Looks for the cheapest policy that meets the targets of its scenario.
///
/// Costs are known and targets are random, so this is a selection under constraints (Andradóttir and Kim 2010). Where
/// the space is small every policy that might be the answer is decided: the cheapest first, each with its share of the
/// error over policies and looks (Bonferroni), so that common luck needs no independence. With probability 1 − α the
/// choice meets the targets give or take the indifference, and no cheaper policy meets them by more than that. Where it
/// is large a surrogate proposes (expected saving: how much cheaper, times how likely to meet), and no more is claimed
/// of the answer than that fresh replications confirm it.
public struct PolicySearch: Sendable {
  /// Spaces up to this size are searched exhaustively unless the file says otherwise.
  public static let exhaustiveLimit = 1_000
  /// How many policies may be tried on fresh luck, which share its error.
  static let mostConfirmations = 5

  public let document: DesignDocument<SearchSpec>
  public let seed: UInt32
  public let tool: String
  let space: SearchSpace

  /// What a caller is told while it goes on.
  public struct Progress: Sendable {
    public let runs: Int
    public let looked: Int
    public let policies: Int
    /// The cheapest policy so far that meets the targets, or seems to.
    public let best: (policy: Int, cost: Double)?
    public let text: String
  }

  /// - Throws: when there is nothing to choose from, or a scenario has no targets.
  public init(
    document: DesignDocument<SearchSpec>, seed: UInt32? = nil, tool: String
  ) throws(ExperimentError) {
    self.document = document
    self.tool = tool
    let scenarios = document.policies.map(\.document.scenario)
    self.seed = seed ?? document.spec.space.seed ?? scenarios.first?.seed ?? 1
    if let bare = scenarios.first(where: { $0.targets == nil }) {
      throw .noPoints(
        reason: LocalizedText(
          en: "\(bare.name) has no targets that a policy could meet", zh: "\(bare.name) 没有可达成的目标"))
    }
    if let reason = PolicySearch.obstacle(toShowing: document.spec) { throw .noPoints(reason: reason) }
    space = SearchSpace(document, seed: self.seed)
    guard space.count > 0 else {
      throw .noPoints(reason: LocalizedText(en: "no policy keeps the constraints", zh: "没有满足约束的政策"))
    }
  }

  /// Why not even a policy that meets the targets in every plausible city could be called one that meets them in as many
  /// as asked; `nil` when it could.
  private static func obstacle(toShowing spec: SearchSpec) -> LocalizedText? {
    func couldShow(_ cities: Int) -> Bool {
      // With all of them clear before the last look.
      let all = ClassifiedShare(
        met: cities, notMet: 0, error: StandingRule(systems: cities).error, confidence: spec.confidence)
      return (all?.low ?? 0) >= spec.plausible
    }
    guard spec.cities > 0, !couldShow(spec.cities) else { return nil }
    let asked = (spec.plausible * 1000).rounded() / 10
    guard let needed = (spec.cities...100_000).first(where: couldShow) else {
      return LocalizedText(
        en: "no number of plausible cities shows that a policy meets the targets in \(asked) % of them; ask for less",
        zh: "任何数量的可能城市都不能证明政策在其中 \(asked)% 达标；请降低 plausible")
    }
    return LocalizedText(
      en:
        "\(spec.cities) plausible cities cannot show that a policy meets the targets in \(asked) % of them, even if it meets them in all; write `cities: \(needed)` or more",
      zh: "\(spec.cities) 个可能的城市即使全部达标，也不能证明政策在 \(asked)% 的可能城市中达标；请写 cities: \(needed) 或更多")
  }

  /// Number of policies to choose from.
  public var policies: Int { space.count }

  public var method: SearchSpec.Method {
    switch document.spec.method {
    case .automatic:
      space.count <= PolicySearch.exhaustiveLimit && document.spec.explore.isEmpty ? .exhaustive : .surrogate
    case let method: method
    }
  }

  /// How a policy reads.
  public func text(of policy: Int) -> String { space.text(of: policy) }

  /// The settings that make a policy, as `--set` takes them.
  public func settings(of policy: Int) -> [String] { space.overrides(of: policy).map { "\($0.path)=\($0.value)" } }

  var hash: String { ContentHash.fnv1a128(document.canonicalText) }

  var header: SweepHeader {
    SweepHeader(tool: "search " + tool, designHash: hash, seed: seed, points: space.count, rule: .fixed(1))
  }

  /// Searches. When the task is cancelled the best so far is the outcome.
  public func run(
    jobs: Int, journal: SearchJournal? = nil, progress: ExperimentProgress? = nil,
    found: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws(ExperimentError) -> SearchOutcome {
    let spec = document.spec
    let warmUp = try await CommonWarmUp.find(
      documents: document.policies.map(\.document), seed: seed, jobs: jobs, progress: progress,
      isVaried: space.points.columns.contains { $0.paths.contains("warm_up") })
    // Every policy and every look has its share of the error.
    let looks = AlphaSpending.doubling(
      confidence: Bonferroni.confidence(family: spec.confidence, comparisons: space.count), first: spec.first,
      limit: max(spec.first, spec.atMost))
    let bench = try SearchBench(
      space: space, seed: seed, journal: journal, jobs: jobs, warmUp: warmUp?.minutes, looks: looks)
    let budget = SearchBudget(runs: spec.runs, minutes: spec.minutes)
    let state =
      method == .exhaustive
      ? try await ExhaustiveSearch(bench: bench, budget: budget).run(progress: progress, found: found)
      : try await SurrogateSearch(bench: bench, budget: budget).run(progress: progress, found: found)
    return try await conclude(state, bench: bench, progress: progress)
  }

  /// Tries the cheapest on fresh luck, and another when it does not hold.
  private func conclude(
    _ state: SearchState, bench: SearchBench, progress: ExperimentProgress?
  ) async throws(ExperimentError) -> SearchOutcome {
    let spec = document.spec
    var confirmations: [SearchOutcome.Confirmation] = []
    var isConfirmed = false
    var ending = state.ending
    let looked = Dictionary(state.candidates.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    var order = ConfirmationOrder(state.answers.compactMap { looked[$0] })
    do throws(ExperimentError) {
      while ending != .interrupted, confirmations.count < PolicySearch.mostConfirmations, let candidate = order.next() {
        let policy = candidate.number
        guard
          var confirmation = try await bench.confirm(
            policy, runs: spec.confirm, tries: PolicySearch.mostConfirmations, progress: progress)
        else { continue }
        var holds = confirmation.verdict.decision == .met
        if holds, spec.cities > 0 {
          confirmation.plausible = try await bench.plausible(
            policy, confidence: spec.confidence, progress: progress)
          // What a few cities show by chance is no evidence: the lower end of the share's interval counts.
          holds = (confirmation.plausible?.meeting?.low ?? 0) >= spec.plausible
        }
        confirmations.append(confirmation)
        if holds {
          isConfirmed = true
          break
        }
        order.learn(from: candidate, confirmation.verdict.criteria)
      }
    } catch {
      guard case .interrupted = error else { throw error }
      ending = .interrupted
    }
    let best = confirmations.last.flatMap { isConfirmed ? $0.policy : nil } ?? state.answers.first
    return SearchOutcome(
      method: method,
      ending: state.answers.isEmpty && ending == .decided ? .nothingMeets : ending,
      policies: space.count, runs: state.runs, tried: state.tried(bench: bench), best: best,
      openCheaper: state.openCheaper, selected: state.answers.first, confirmations: confirmations,
      isConfirmed: isConfirmed)
  }
}

/// What may be spent.
struct SearchBudget: Sendable {
  let runs: Int?
  let minutes: Double?
  private let begin = ContinuousClock.now

  init(runs: Int?, minutes: Double?) {
    self.runs = runs
    self.minutes = minutes
  }

  func isSpent(_ made: Int) -> Bool {
    if let runs, made >= runs { return true }
    return minutes.map { (ContinuousClock.now - begin) / .seconds(60) >= $0 } ?? false
  }
}

/// What a method leaves behind.
struct SearchState {
  var candidates: [Candidate]
  var runs: Int
  var ending: SearchOutcome.Ending
  /// Policies that meet the targets, or seem to, the cheapest first.
  var answers: [Int]
  var openCheaper: [Int] = []

  /// All candidates by cost, with the frontier of cost against the share of the lowest tier.
  func tried(bench: SearchBench) -> [SearchOutcome.Tried] {
    let looked = candidates.filter { !$0.results.isEmpty || $0.standing == .invalid }
    var rows = looked.sorted { ($0.cost, $0.number) < ($1.cost, $1.number) }.map { candidate -> SearchOutcome.Tried in
      let tiers = (try? bench.plan(of: candidate.number))?.model.scenario.tiers ?? []
      let shares = tiers.map { tier in Tally(candidate.results.compactMap { $0.value(of: .share, tier.id) }).mean }
      return SearchOutcome.Tried(
        policy: candidate.number, cost: candidate.cost, standing: candidate.standing.rawValue,
        replications: candidate.results.count, margin: candidate.criteria.isEmpty ? nil : candidate.margin,
        shares: shares, isOnFrontier: false)
    }
    var greatest = -Double.infinity
    for index in rows.indices {
      guard let share = rows[index].shares.first ?? nil, share > greatest else { continue }
      greatest = share
      rows[index].isOnFrontier = true
    }
    return rows
  }
}
