import OutputAnalysis

/// Decides policies from the cheapest upwards until the cheapest that meets the targets is known.
///
/// Every policy gets its first look in the order of cost, until one meets. Those that stayed open and are cheaper get
/// their further looks, all together, the number of runs doubling; what is dearer than the best is never looked at.
struct ExhaustiveSearch {
  let bench: SearchBench
  let budget: SearchBudget

  /// How many policies have their first look together, so that several jobs have work.
  private static let batch = 4

  func run(
    progress: ExperimentProgress?, found: @Sendable (PolicySearch.Progress) -> Void
  ) async throws(ExperimentError) -> SearchState {
    var state = SearchState(candidates: [], runs: 0, ending: .decided, answers: [])
    do throws(ExperimentError) {
      let order = try await costs(progress)
      try await look(order, &state, progress, found)
    } catch {
      guard case .interrupted = error else { throw error }
      state.ending = .interrupted
    }
    conclude(&state)
    return state
  }

  /// Candidates in the order of cost.
  private func costs(_ progress: ExperimentProgress?) async throws(ExperimentError) -> [Candidate] {
    var candidates: [Candidate] = []
    let count = bench.space.count
    try await OrderedTasks.run(
      count: count, jobs: bench.jobs, work: { bench.cost(of: $0 + 1) },
      progress: { progress?(.costs, $0, count) },
      deliver: { cost in
        var candidate = Candidate(number: candidates.count + 1, cost: cost ?? .infinity)
        if cost == nil { candidate.standing = .invalid }
        candidates.append(candidate)
      })
    return candidates.sorted { ($0.cost, $0.number) < ($1.cost, $1.number) }
  }

  private func look(
    _ order: [Candidate], _ state: inout SearchState, _ progress: ExperimentProgress?,
    _ found: (PolicySearch.Progress) -> Void
  ) async throws(ExperimentError) {
    let looks = bench.looks.looks
    var next = 0
    while next < order.count, best(state) == nil {
      if budget.isSpent(state.runs) {
        state.ending = .budget
        return
      }
      var batch = Array(order[next..<min(order.count, next + Self.batch)])
      next += batch.count
      state.runs += try await bench.advance(
        &batch, to: batch.map { $0.standing == .invalid ? 0 : looks[0] })
      state.candidates += batch
      tell(state, order.count, progress, found)
    }
    for look in looks.dropFirst() {
      let open = stillOpen(state)
      if open.isEmpty { return }
      if budget.isSpent(state.runs) {
        state.ending = .budget
        return
      }
      var batch = open.map { state.candidates[$0] }
      state.runs += try await bench.advance(&batch, to: batch.map { _ in look })
      for (index, candidate) in zip(open, batch) { state.candidates[index] = candidate }
      tell(state, order.count, progress, found)
    }
    // A first look that found nothing may have left open ones that turned out to miss; dearer ones come next.
    if best(state) == nil, next < order.count { return try await look(Array(order[next...]), &state, progress, found) }
    if !stillOpen(state).isEmpty { state.ending = .leftOpen }
  }

  /// Position of the cheapest that meets the targets.
  private func best(_ state: SearchState) -> Int? {
    state.candidates.indices.filter { state.candidates[$0].standing == .meets }.min {
      (state.candidates[$0].cost, state.candidates[$0].number) < (
        state.candidates[$1].cost, state.candidates[$1].number
      )
    }
  }

  /// Positions of open ones that are cheaper than the best.
  private func stillOpen(_ state: SearchState) -> [Int] {
    let limit = best(state).map { (state.candidates[$0].cost, state.candidates[$0].number) } ?? (.infinity, .max)
    return state.candidates.indices.filter { index in
      let candidate = state.candidates[index]
      return candidate.standing == .open && !candidate.results.isEmpty
        && candidate.results.count < (bench.looks.looks.last ?? 0) + 1
        && (candidate.cost, candidate.number) < limit
    }
  }

  private func tell(
    _ state: SearchState, _ count: Int, _ progress: ExperimentProgress?, _ found: (PolicySearch.Progress) -> Void
  ) {
    progress?(.search, state.candidates.count, count)
    let best = best(state).map { state.candidates[$0] }
    found(
      PolicySearch.Progress(
        runs: state.runs, looked: state.candidates.count, policies: bench.space.count,
        best: best.map { ($0.number, $0.cost) }, text: best.map { bench.space.text(of: $0.number) } ?? ""))
  }

  private func conclude(_ state: inout SearchState) {
    let meeting = state.candidates.filter { $0.standing == .meets }.sorted {
      ($0.cost, $0.number) < ($1.cost, $1.number)
    }
    state.answers = meeting.map(\.number)
    state.openCheaper = stillOpen(state).map { state.candidates[$0].number }
  }
}
