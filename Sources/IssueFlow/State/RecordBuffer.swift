/// Gathers rows and hands them to the observers in batches that stay in the nearest cache.
struct RecordBuffer: ~Copyable {
  private static let batch = 128

  let observers: [any FlowObserver]
  /// Arrays, because observers take arrays; they keep their storage, and it is handed over without a copy.
  private var visits: [VisitRecord] = []
  private var issues: [IssueRecord] = []

  private let isObserved: Bool

  init(observers: [any FlowObserver]) {
    self.observers = observers
    isObserved = !observers.isEmpty
    visits.reserveCapacity(RecordBuffer.batch)
    issues.reserveCapacity(RecordBuffer.batch)
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

  mutating func flush() {
    flushVisits()
    flushIssues()
  }

  @inline(never)
  private mutating func flushVisits() {
    for observer in observers { observer.observe(visits: visits) }
    visits.removeAll(keepingCapacity: true)
  }

  @inline(never)
  private mutating func flushIssues() {
    for observer in observers { observer.observe(issues: issues) }
    issues.removeAll(keepingCapacity: true)
  }
}
