extension BlockingNetwork {
  /// Admits a customer from outside.
  public mutating func arrive(_ customer: Customer, at station: Int) -> [BlockingEffect] {
    var effects: [BlockingEffect] = []
    if !admit(customer, to: station, &effects) { effects.append(.turnedAway(customer, station: station)) }
    return effects
  }

  /// Ends the service of a customer, who goes to the station `next`, or out when that is `nil`.
  /// - Precondition: a service is under way at the station.
  /// - Complexity: O(customers moved + stations²)
  public mutating func endService(of customer: Customer, at station: Int, to next: Int?) -> [BlockingEffect] {
    precondition(busy(at: station) > 0, "no service is under way at station \(station)")
    var effects: [BlockingEffect] = []
    guard let next else {
      stations[station].occupied -= 1
      pull(into: [station], &effects)
      return effects
    }
    if admit(customer, to: next, &effects) {
      stations[station].occupied -= 1
      pull(into: [station], &effects)
      return effects
    }
    stations[station].blocked += 1
    stations[next].upstream.append(Blocked(customer: customer, station: station))
    effects.append(.blocked(customer, station: station, by: next))
    if let cycle = deadlock(with: station) { effects.append(.deadlock(cycle)) }
    return effects
  }

  /// Lets the customers blocked along a circle all move on at once, the longest blocked at each station.
  /// - Precondition: each station of the circle has a customer blocked by the one after it.
  public mutating func breakDeadlock(_ cycle: [Int]) -> [BlockingEffect] {
    var effects: [BlockingEffect] = []
    for (index, station) in cycle.enumerated() {
      let next = cycle[(index + 1) % cycle.count]
      guard let position = stations[next].upstream.firstIndex(where: { $0.station == station }) else {
        preconditionFailure("nobody at station \(station) is blocked by station \(next)")
      }
      let mover = stations[next].upstream.remove(at: position)
      stations[station].blocked -= 1
      stations[station].occupied -= 1
      // One more than the room holds, until the server that is left behind takes the first in line.
      stations[next].line.append(mover.customer)
      if stations[next].line.count > 1 || stations[next].size.waitingRoom > 0 {
        effects.append(.waits(mover.customer, station: next))
      }
    }
    pull(into: cycle, &effects)
    return effects
  }

  /// The circle of a deadlock that holds this station, if there is one.
  /// - Complexity: O(stations² + blocked customers)
  public func deadlock(with station: Int) -> [Int]? {
    // Stations out of which nobody moves: take away those with a server at work, and those of whose blocked
    // customers one waits for a station taken away, until no more can be.
    var isStuck = stations.map { $0.blocked == $0.size.servers }
    var changed = true
    while changed, isStuck[station] {
      changed = false
      for (target, place) in stations.enumerated() where !isStuck[target] {
        for blocked in place.upstream where isStuck[blocked.station] {
          isStuck[blocked.station] = false
          changed = true
        }
      }
    }
    guard isStuck[station] else { return nil }
    var path = [station]
    while true {
      let last = path[path.count - 1]
      guard let next = stations.firstIndex(where: { $0.upstream.contains { $0.station == last } }) else {
        preconditionFailure("a stuck station has a blocked customer")
      }
      if let begin = path.firstIndex(of: next) {
        let cycle = path[begin...]
        let lowest = cycle.indices.min { cycle[$0] < cycle[$1] } ?? begin
        return Array(path[lowest...] + path[begin..<lowest])
      }
      path.append(next)
    }
  }

  /// Lets a customer into a station if there is room; who stands at the door stays behind those before it.
  private mutating func admit(_ customer: Customer, to station: Int, _ effects: inout [BlockingEffect]) -> Bool {
    guard stations[station].upstream.isEmpty, !stations[station].isFull else { return false }
    enter(customer, station, &effects)
    return true
  }

  private mutating func enter(_ customer: Customer, _ station: Int, _ effects: inout [BlockingEffect]) {
    if stations[station].occupied < stations[station].size.servers, stations[station].line.isEmpty {
      stations[station].occupied += 1
      effects.append(.begins(customer, station: station))
    } else {
      stations[station].line.append(customer)
      effects.append(.waits(customer, station: station))
    }
  }

  /// Uses what has become free: servers for those in line, room for those blocked, whose servers become free in turn.
  private mutating func pull(into freed: [Int], _ effects: inout [BlockingEffect]) {
    var pending = freed[...]
    while let station = pending.popFirst() {
      while stations[station].occupied < stations[station].size.servers, !stations[station].line.isEmpty {
        stations[station].occupied += 1
        effects.append(.begins(stations[station].line.removeFirst(), station: station))
      }
      while !stations[station].upstream.isEmpty, !stations[station].isFull {
        let mover = stations[station].upstream.removeFirst()
        enter(mover.customer, station, &effects)
        stations[mover.station].blocked -= 1
        stations[mover.station].occupied -= 1
        pending.append(mover.station)
      }
    }
  }

  /// Says what is wrong with the network's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    for (index, station) in stations.enumerated() {
      if station.blocked < 0 || station.blocked > station.occupied || station.occupied > station.size.servers {
        return "station \(index) has \(station.occupied) servers occupied, \(station.blocked) of them blocked"
      }
      if station.occupied < station.size.servers, !station.line.isEmpty { return "a server of \(index) is idle" }
      if station.line.count > station.size.waitingRoom { return "station \(index) is overfull" }
      if !station.upstream.isEmpty, !station.isFull { return "station \(index) has room for who is blocked" }
      let here = stations.reduce(0) { $0 + $1.upstream.count { $0.station == index } }
      if here != station.blocked { return "\(here) are blocked at \(index), not \(station.blocked)" }
    }
    return nil
  }
}
