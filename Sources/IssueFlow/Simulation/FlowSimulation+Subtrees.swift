import EventKernel

// The order in which subtrees are simulated: one after another to its end, or all of them from one review of the city to
// the next, when they stand still together.

extension FlowSimulation {
  mutating func runInTurn() -> FlowTotals {
    var summary = RunSummary()
    for subtree in model.subtrees {
      region = Region(of: subtree, model: model, clocks: region.schedule.clocks)
      begin()
      var run = SimulationRun(trace: ledger.trace)
      run.advance(&self, until: StoppingRule(time: model.horizon.end))
      leave(run.clock)
      summary.add(run)
    }
    return finish(summary)
  }

  /// Simulates every subtree up to a review, reviews, and goes on; what is in hand of one stays in the cache between.
  mutating func runBetweenReviews() -> FlowTotals {
    let parked = ParkedRegions(model: model, clocks: region.schedule.clocks)
    var runs = model.subtrees.map { _ in SimulationRun(trace: ledger.trace) }
    for index in model.subtrees.indices {
      exchange(parked.place(index))
      begin()
      exchange(parked.place(index))
    }
    for (number, review) in (model.reviews + [model.horizon.end]).enumerated() {
      for index in model.subtrees.indices {
        exchange(parked.place(index))
        if number > 0, !isFinished { followReview(model.reviews[number - 1]) }
        runs[index].advance(&self, until: StoppingRule(time: review))
        exchange(parked.place(index))
      }
      if number < model.reviews.count { self.review(at: review) }
    }
    var summary = RunSummary()
    for index in model.subtrees.indices {
      exchange(parked.place(index))
      leave(runs[index].clock)
      summary.add(runs[index])
      exchange(parked.place(index))
    }
    return finish(summary)
  }

  /// Takes what belongs to one subtree, and leaves what belonged to the one before.
  private mutating func exchange(_ parked: UnsafeMutablePointer<Region>) {
    swap(&region, &parked.pointee)
    policy.begin(phase: region.phase, of: model)
  }
}
