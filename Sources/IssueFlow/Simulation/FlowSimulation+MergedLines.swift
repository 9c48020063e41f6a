import EventKernel

// Lines of a unit become one, or several again: everybody waits where the rules now say.

extension FlowSimulation {
  /// Lets everybody in the lines of a unit wait where the rules now say: in one line, or each in its own.
  mutating func moveLines(ofUnit unit: Int, _ time: Double) {
    var moved: [Int32] = []
    for station in model.layout.stations(ofUnit: unit) {
      while let issue = floor.stations[station].takeNext() {
        region.lines.leave(gauge(of: station), time)
        if region.windowIsOpen { floor.countArrival(at: station, -1) }
        moved.append(issue)
      }
    }
    moved.sort { (region.issues[Int($0)].arrived, $0) < (region.issues[Int($1)].arrived, $1) }
    for issue in moved {
      if region.issues[Int(issue)].limit != .none {
        region.calendar.cancel(region.issues[Int(issue)].limit)
        region.issues[Int(issue)].limit = .none
      }
      enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
    }
  }
}
