/// Takes the rows that a simulation writes, in batches, in the order in which they came about.
///
/// An observer cannot reach back into the simulation. Rows come in batches so that a call across modules is paid
/// once for many; a batch is valid only during the call unless it is copied.
public protocol FlowObserver: AnyObject {
  func observe(visits: [VisitRecord])
  func observe(issues: [IssueRecord])
  func observe(day: DayRecord)
}

extension FlowObserver {
  public func observe(visits: [VisitRecord]) {}
  public func observe(issues: [IssueRecord]) {}
  public func observe(day: DayRecord) {}
}
