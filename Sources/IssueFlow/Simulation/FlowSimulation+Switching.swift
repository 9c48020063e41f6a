// Turning from one type to another costs time.

extension FlowSimulation {
  /// Time lost when a unit turns to another type than it was busy with last.
  mutating func switchTime(to type: UInt8, at station: Int) -> Double {
    let minutes = policy.tier(Int(floor.desks.row(station).pointee.tier)).pointee.switching
    guard minutes > 0, floor.turn(station, to: type) else { return 0 }
    count(.switches)
    count(.switchMinutes, minutes)
    return minutes
  }
}
