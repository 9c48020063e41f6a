import EventKernel

// The order in which subtrees are simulated: one after another to its end, or all of them from one review of the city to
// the next, when they stand still together.

extension FlowSimulation {
  /// Runs to the end: in every subtree until each issue of the cohort has ended, or the drain is over.
  ///
  /// A trace sees the subtrees one after another: time begins anew with each.
  public mutating func run(trace: (any FlowTrace)? = nil) -> FlowTotals {
    let observers = ledger.records.observers
    var city = CityTotals(of: model)
    if model.reviews.isEmpty {
      for number in model.subtrees.indices { city.add(run(subtree: number, observers: observers, trace: trace)) }
    } else {
      let parked = park(Array(model.subtrees.indices), observers: { _ in observers }, trace: trace)
      for stage in 0..<model.stageCount {
        advance(parked, through: stage)
        if let review = StaffReview(after: stage, of: model) {
          move(review.moves(among: stationsInReview(review, of: parked)), at: review.time, of: parked)
        }
      }
      for part in leave(parked) { city.add(part) }
    }
    for day in city.days { for observer in observers { observer.observe(day: day) } }
    return city.totals
  }

  /// Runs one subtree to its end.
  ///
  /// - Parameters:
  ///   - number: which of the model's subtrees; each once.
  ///   - observers: take its rows.
  ///   - trace: takes its events.
  /// - Precondition: the city is not reviewed as a whole; see ``SubtreeGroup``.
  public mutating func run(
    subtree number: Int, observers: [any FlowObserver], trace: (any FlowTrace)? = nil
  ) -> SubtreeTotals {
    precondition(model.reviews.isEmpty, "subtrees of a city that is reviewed go on together")
    region = Region(of: model.subtrees[number], model: model, clocks: region.schedule.clocks)
    ledger = Ledger(model: model, observers: observers)
    ledger.trace = trace
    begin()
    var run = SimulationRun(trace: trace)
    run.advance(&self, until: StoppingRule(time: model.horizon.end))
    leave(run.clock)
    return totals(ofSubtree: number, run)
  }

  /// Begins some subtrees, which then stand still at time zero.
  mutating func park(
    _ numbers: [Int], observers: (Int) -> [any FlowObserver], trace: (any FlowTrace)? = nil
  ) -> ParkedSubtrees {
    let parked = ParkedSubtrees(
      numbers, of: model, clocks: region.schedule.clocks, observers: observers, trace: trace)
    for index in 0..<parked.count {
      exchange(parked.row(index))
      begin()
      exchange(parked.row(index))
    }
    return parked
  }

  /// Simulates subtrees up to the review that ends a stage, or to the end of the run.
  mutating func advance(_ parked: ParkedSubtrees, through stage: Int) {
    let limit = stage < model.reviews.count ? model.reviews[stage] : model.horizon.end
    for index in 0..<parked.count {
      let row = parked.row(index)
      exchange(row)
      if stage > 0, !isFinished { followReview(model.reviews[stage - 1]) }
      row.pointee.run.advance(&self, until: StoppingRule(time: limit))
      exchange(row)
    }
  }

  /// Ends the subtrees, and gives what each has come to.
  mutating func leave(_ parked: ParkedSubtrees) -> [SubtreeTotals] {
    (0..<parked.count).map { index in
      let row = parked.row(index)
      exchange(row)
      defer { exchange(row) }
      leave(row.pointee.run.clock)
      return totals(ofSubtree: row.pointee.number, row.pointee.run)
    }
  }

  /// Takes what belongs to one subtree, and leaves what belonged to the one before.
  mutating func exchange(_ parked: UnsafeMutablePointer<ParkedSubtrees.Row>) {
    swap(&region, &parked.pointee.region)
    swap(&ledger, &parked.pointee.ledger)
    policy.begin(phase: region.phase, of: model)
  }
}

extension FlowModel {
  /// Stretches of time over which subtrees share nothing: up to each review of the city, and from the last to the end.
  public var stageCount: Int { reviews.count + 1 }
}
