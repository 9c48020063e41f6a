import Foundation
import OutputAnalysis

/// Looks around in a space that is too large to decide every policy.
///
/// A heuristic, without a promise: a Latin hypercube of policies comes first; then a Gaussian process for each demand's
/// response guesses what the others would do, and those with the greatest expected saving are tried next. It is a
/// constrained variant of expected improvement (Jones, Schonlau and Welch 1998; Gardner et al. 2014) in which the
/// objective, the cost, is known.
struct SurrogateSearch {
  let bench: SearchBench
  let budget: SearchBudget

  /// Policies that are tried together: a fixed number, so that the result does not depend on the number of jobs.
  private static let batch = 4
  /// Policies of which the surrogate asks the cost and the guess; of larger spaces a random part.
  private static let pool = 20_000
  /// Guesses with their spread, which are dear, are made for so many of the best means.
  private static let finalists = 300
  /// Batches without a better policy after which it ends, and how many of them may promise next to nothing.
  private static let patience = (batches: 60, hopeless: 15)
  /// An expected saving that is next to nothing, as a part of the range of costs.
  private static let negligible = 1e-4

  func run(
    progress: ExperimentProgress?, found: @Sendable (PolicySearch.Progress) -> Void
  ) async throws(ExperimentError) -> SearchState {
    var state = SearchState(candidates: [], runs: 0, ending: .exhausted, answers: [])
    do throws(ExperimentError) {
      try await search(&state, progress, found)
    } catch {
      guard case .interrupted = error else { throw error }
      state.ending = .interrupted
    }
    let ranked = state.candidates.filter(\.looksFeasible).sorted { ($0.cost, $0.number) < ($1.cost, $1.number) }
    state.answers = ranked.map(\.number)
    return state
  }

  /// The policies that may be tried, by number.
  private func pool() -> [Int] {
    let count = bench.space.count
    guard count > Self.pool else { return Array(1...count) }
    let luck = DesignLuck(seed: bench.seed)
    var seen: Set<Int> = []
    while seen.count < Self.pool { seen.insert(min(count, 1 + Int(luck.next() * Double(count)))) }
    return seen.sorted()
  }

  /// What all of the pool cost, infinity where settings make no city; `nil` when the time ended before.
  ///
  /// To know the cost of a policy its city is made, which takes milliseconds: for a large pool as long as many runs.
  private func costs(
    of pool: [Int], runs: Int, _ progress: ExperimentProgress?
  ) async throws(ExperimentError) -> [Double]? {
    var costs: [Double] = []
    var isSpent = false
    try await OrderedTasks.run(
      count: pool.count, jobs: bench.jobs,
      work: { (index: Int) -> Double? in budget.isSpent(runs) ? nil : bench.cost(of: pool[index]) ?? .infinity },
      progress: { progress?(.costs, $0, pool.count) },
      deliver: { cost in
        isSpent = isSpent || cost == nil
        costs.append(cost ?? .infinity)
      })
    return isSpent ? nil : costs
  }

  private func search(
    _ state: inout SearchState, _ progress: ExperimentProgress?, _ found: (PolicySearch.Progress) -> Void
  ) async throws(ExperimentError) {
    let pool = pool()
    let positions = pool.map { bench.space.position(of: $0) }
    var tried: Set<Int> = []
    func take(_ places: [Int]) async throws(ExperimentError) {
      var batch = places.map { place -> Candidate in
        let cost = bench.cost(of: pool[place]) ?? .infinity
        var candidate = Candidate(number: pool[place], cost: cost)
        if !cost.isFinite { candidate.standing = .invalid }
        return candidate
      }
      tried.formUnion(places)
      state.runs += try await bench.advance(
        &batch, to: batch.map { $0.standing == .invalid ? 0 : bench.space.spec.first })
      state.candidates += batch
      tell(state, pool.count, progress, found)
    }
    // These are chosen by where they lie, so that something is known before all costs are.
    let beginning = first(positions)
    for start in stride(from: 0, to: beginning.count, by: Self.batch) {
      if budget.isSpent(state.runs) { break }
      try await take(Array(beginning[start..<min(beginning.count, start + Self.batch)]))
    }
    guard let costs = try await costs(of: pool, runs: state.runs, progress) else {
      state.ending = .budget
      return
    }
    let finite = costs.filter(\.isFinite)
    let range = max(1e-9, (finite.max() ?? 0) - (finite.min() ?? 0))
    var lengths: [[Double]] = []
    var idle = 0
    var hopeless = 0
    var round = 0
    while idle < Self.patience.batches, hopeless < Self.patience.hopeless, tried.count < pool.count {
      if budget.isSpent(state.runs) {
        state.ending = .budget
        return
      }
      let before = bestCost(state)
      let surrogates = CriteriaSurrogates(
        candidates: state.candidates, space: bench.space, lengths: round.isMultiple(of: 5) ? nil : lengths)
      lengths = surrogates.lengths
      let proposal = propose(
        surrogates, costs: costs, positions: positions, range: range, tried: tried, best: before)
      guard !proposal.places.isEmpty else { return }
      try await take(proposal.places)
      let isBetter = bestCost(state) < before
      idle = isBetter ? 0 : idle + 1
      hopeless = isBetter || proposal.saving >= Self.negligible ? 0 : hopeless + 1
      round += 1
    }
  }

  private func bestCost(_ state: SearchState) -> Double {
    state.candidates.filter(\.looksFeasible).map(\.cost).min() ?? .infinity
  }

  /// The policies nearest to the points of a Latin hypercube, and those with all factors at one end.
  private func first(_ positions: [[Double]]) -> [Int] {
    let dimensions = positions[0].count
    let wanted = min(positions.count, bench.space.spec.initial ?? 3 * dimensions + 10)
    guard dimensions > 0, wanted < positions.count else { return Array(positions.indices.prefix(wanted)) }
    let luck = DesignLuck(seed: bench.seed &+ 1)
    let cube = LatinHypercube.maximin(points: wanted, dimensions: dimensions, uniform: luck.next)
    var chosen: [Int] = []
    var seen: Set<Int> = []
    let corners = [[Double](repeating: 0, count: dimensions), [Double](repeating: 1, count: dimensions)]
    let wishes = corners + (0..<wanted).map { point in (0..<dimensions).map { cube[point, $0] } }
    for wish in wishes where chosen.count < wanted {
      var nearest = (place: -1, distance: Double.infinity)
      for (place, position) in positions.enumerated() where !seen.contains(place) {
        var square = 0.0
        for (a, b) in zip(position, wish) { square += (a - b) * (a - b) }
        if square < nearest.distance { nearest = (place, square) }
      }
      if nearest.place >= 0, seen.insert(nearest.place).inserted { chosen.append(nearest.place) }
    }
    return chosen
  }

  /// The untried policies with the greatest expected saving, and the greatest of these savings as a part of the range of
  /// costs; while nothing meets, those likeliest to.
  private func propose(
    _ surrogates: CriteriaSurrogates, costs: [Double], positions: [[Double]], range: Double, tried: Set<Int>,
    best: Double
  ) -> (places: [Int], saving: Double) {
    func saving(_ place: Int) -> Double {
      best.isFinite ? (best - costs[place]) / range : 1
    }
    let open = costs.indices.filter { !tried.contains($0) && costs[$0].isFinite && saving($0) > 0 }
      .map { (place: $0, shortfall: surrogates.shortfall(at: positions[$0])) }
    // By the means first: the cheapest of those that would meet all demands, and those that miss by little, a miss being
    // weighed against what it would save. Without the first list misses too small to count could fill the second.
    let meeting = open.filter { $0.shortfall == 0 }.map(\.place).sorted { (costs[$0], $0) < (costs[$1], $1) }
    let near = open.filter { $0.shortfall > 0 }
      .map { (place: $0.place, value: $0.shortfall - 0.1 * saving($0.place)) }
      .sorted { ($0.value, $0.place) < ($1.value, $1.place) }.map(\.place)
    let promising = Array(meeting.prefix(Self.finalists / 2)) + near.prefix(Self.finalists / 2)
    var scored = promising.map { place in
      (place: place, score: saving(place) * surrogates.chance(at: positions[place]))
    }
    let greatest = scored.map(\.score).max() ?? 0
    var chosen: [Int] = []
    while chosen.count < Self.batch, !scored.isEmpty {
      guard let top = scored.max(by: { ($0.score, $1.place) < ($1.score, $0.place) }) else { break }
      // Where the surrogate holds nothing likely, it may be too sure: what misses by least is tried next.
      if top.score < 1e-6 { break }
      chosen.append(top.place)
      // Neighbours of what is tried anyway would teach the same.
      scored = scored.compactMap { entry in
        guard entry.place != top.place else { return nil }
        let square = zip(positions[entry.place], positions[top.place]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return (entry.place, entry.score * (1 - exp(-8 * square)))
      }
    }
    let rest = promising.filter { !chosen.contains($0) }
    return (chosen + rest.prefix(Self.batch - chosen.count), greatest)
  }

  private func tell(
    _ state: SearchState, _ count: Int, _ progress: ExperimentProgress?, _ found: (PolicySearch.Progress) -> Void
  ) {
    let best = state.candidates.filter(\.looksFeasible).min { ($0.cost, $0.number) < ($1.cost, $1.number) }
    progress?(.search, state.runs, max(state.runs, bench.space.spec.runs ?? 0))
    found(
      PolicySearch.Progress(
        runs: state.runs, looked: state.candidates.count, policies: bench.space.count,
        best: best.map { ($0.number, $0.cost) }, text: best.map { bench.space.text(of: $0.number) } ?? ""))
  }
}
