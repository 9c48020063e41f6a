/// Gathers rows and hands them to the observers in batches that stay in the nearest cache.
struct RecordBuffer: ~Copyable {
  private static let batch = 128

  private let observers: [any FlowObserver]
  private var visits: [VisitRecord] = []
  private var issues: [IssueRecord] = []

  init(observers: [any FlowObserver]) {
    self.observers = observers
    visits.reserveCapacity(RecordBuffer.batch)
    issues.reserveCapacity(RecordBuffer.batch)
  }

  @inline(__always)
  mutating func add(_ visit: VisitRecord) {
    if observers.isEmpty { return }
    visits.append(visit)
    if visits.count == RecordBuffer.batch { flushVisits() }
  }

  @inline(__always)
  mutating func add(_ issue: IssueRecord) {
    if observers.isEmpty { return }
    issues.append(issue)
    if issues.count == RecordBuffer.batch { flushIssues() }
  }

  mutating func observe(_ day: DayRecord) {
    for observer in observers { observer.observe(day: day) }
  }

  mutating func flush() {
    flushVisits()
    flushIssues()
  }

  private mutating func flushVisits() {
    for observer in observers { observer.observe(visits: visits) }
    visits.removeAll(keepingCapacity: true)
  }

  private mutating func flushIssues() {
    for observer in observers { observer.observe(issues: issues) }
    issues.removeAll(keepingCapacity: true)
  }
}
