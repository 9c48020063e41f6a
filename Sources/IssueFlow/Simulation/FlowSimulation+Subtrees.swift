import EventKernel
import Queueing
import RandomStreams

// The order in which subtrees are simulated: one after another to its end, or all of them from one review of the city to
// the next, when they stand still together.

extension FlowSimulation {
  mutating func runInTurn() -> FlowTotals {
    var summary = RunSummary()
    for subtree in model.subtrees {
      begin(subtree)
      var run = SimulationRun(trace: trace)
      placeBacklog(in: subtree.places)
      run.advance(&self, until: StoppingRule(time: model.horizon.end))
      leave(subtree, run.clock)
      summary.add(run)
    }
    return finish(summary)
  }

  /// Simulates every subtree up to a review, reviews, and goes on; what is in hand of one stays in the cache between.
  mutating func runBetweenReviews() -> FlowTotals {
    let parked = ParkedSubtrees(count: model.subtrees.count, model: model)
    var runs = model.subtrees.map { _ in SimulationRun(trace: trace) }
    for (index, subtree) in model.subtrees.enumerated() {
      exchange(parked.place(index))
      begin(subtree)
      placeBacklog(in: subtree.places)
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
    for (index, subtree) in model.subtrees.enumerated() {
      exchange(parked.place(index))
      leave(subtree, runs[index].clock)
      summary.add(runs[index])
      exchange(parked.place(index))
    }
    return finish(summary)
  }

  /// Takes what belongs to one subtree, and leaves what belonged to the one before.
  private mutating func exchange(_ place: UnsafeMutablePointer<ParkedSubtree>) {
    swap(&calendar, &place.pointee.calendar)
    swap(&issues, &place.pointee.issues)
    swap(&freeIssues, &place.pointee.freeIssues)
    swap(&tasks, &place.pointee.tasks)
    swap(&freeTasks, &place.pointee.freeTasks)
    swap(&joins, &place.pointee.joins)
    swap(&schedule, &place.pointee.schedule)
    gauges.exchange(&place.pointee.lines)
    swap(&days.cursor, &place.pointee.day)
    swap(&windowIsOpen, &place.pointee.windowIsOpen)
    swap(&windowHasClosed, &place.pointee.windowHasClosed)
    swap(&openHere, &place.pointee.openHere)
    swap(&othersHere, &place.pointee.othersHere)
    swap(&openOfCohort, &place.pointee.openOfCohort)
    swap(&stationRuns, &place.pointee.stationRuns)
    swap(&unitsInRegion, &place.pointee.unitsInRegion)
    let phase = self.phase
    begin(phase: place.pointee.phase)
    place.pointee.phase = phase
  }
}

/// What belongs to a subtree while another is under way.
struct ParkedSubtree: ~Copyable {
  var calendar = EventCalendar<FlowEvent>()
  var issues = FlatTable<Issue>()
  var freeIssues = FlatTable<Int32>()
  var tasks = FlatTable<DepartmentTask>()
  var freeTasks = FlatTable<Int32>()
  var joins = ForkJoin()
  var schedule: ArrivalSchedule
  var lines: FlatTable<Gauge>
  var day = DaySeries.Cursor()
  var windowIsOpen = false
  var windowHasClosed = false
  var openHere = 0
  var othersHere = 0
  var openOfCohort = 0
  var stationRuns: [Range<Int>] = []
  var unitsInRegion: [Range<Int>] = []
  var phase = 0

  init(model: FlowModel) {
    schedule = ArrivalSchedule(model: model)
    lines = Gauges.lines(model.tierCount + 2)
  }
}

/// The parked subtrees of a city, by number.
final class ParkedSubtrees {
  private let places: UnsafeMutablePointer<ParkedSubtree>
  private let count: Int

  init(count: Int, model: FlowModel) {
    places = .allocate(capacity: count)
    self.count = count
    for index in 0..<count { (places + index).initialize(to: ParkedSubtree(model: model)) }
  }

  deinit {
    places.deinitialize(count: count)
    places.deallocate()
  }

  func place(_ index: Int) -> UnsafeMutablePointer<ParkedSubtree> {
    precondition((0..<count).contains(index), "there is no subtree \(index)")
    return places + index
  }
}
