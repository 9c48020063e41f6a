import EventKernel

/// Gathers rows and hands them to the observers in batches that stay in the nearest cache.
struct RecordBuffer: ~Copyable {
  private static let batch = 128

  private let observers: [any FlowObserver]
  private var visits = FlatTable<VisitRecord>()
  private var issues = FlatTable<IssueRecord>()

  private let isObserved: Bool

  init(observers: [any FlowObserver]) {
    self.observers = observers
    isObserved = !observers.isEmpty
  }

  @inline(__always)
  mutating func add(_ visit: VisitRecord) {
    if !isObserved { return }
    visits.append(visit)
    if visits.count == RecordBuffer.batch { flushVisits() }
  }

  @inline(__always)
  mutating func add(_ issue: IssueRecord) {
    if !isObserved { return }
    issues.append(issue)
    if issues.count == RecordBuffer.batch { flushIssues() }
  }

  mutating func observe(_ days: [DayRecord]) {
    for day in days {
      for observer in observers { observer.observe(day: day) }
    }
  }

  mutating func flush() {
    flushVisits()
    flushIssues()
  }

  @inline(never)
  private mutating func flushVisits() {
    let rows = visits.withRows(Array.init)
    for observer in observers { observer.observe(visits: rows) }
    visits.removeAll()
  }

  @inline(never)
  private mutating func flushIssues() {
    let rows = issues.withRows(Array.init)
    for observer in observers { observer.observe(issues: rows) }
    issues.removeAll()
  }
}
