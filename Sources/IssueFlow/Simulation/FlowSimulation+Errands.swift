// Work from above comes straight to the unit.

extension FlowSimulation {
  /// Work from above comes straight to the unit.
  mutating func ariseErrand(_ errand: Int32, _ time: Double) {
    let entry = region.issues.row(Int(errand))
    entry.pointee.kind = .errand
    entry.pointee.arose = time
    entry.pointee.arrived = time
    entry.pointee.unit = entry.pointee.place
    entry.pointee.visits = 1
    admit(entry)
    ledger.eventCount += 1
    enter(errand, at: tierStation(of: errand), rank: rank(of: errand), time)
  }
}
