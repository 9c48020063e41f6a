import EventKernel
import Queueing

// Reviews by the city: staff to the units that are behind, overdue issues to the front.

extension FlowSimulation {
  /// Looks at all units of the tier together, while every subtree stands still, and decides who goes where.
  mutating func review(at time: Double) {
    guard let steering = model.rules(at: time).steering, steering.share > 0 else { return }
    let places = model.units(ofTier: steering.tier).flatMap { model.layout.stations(ofUnit: $0) }
    var servers = places.map { floor.stations[$0].servers }
    var budget = Int((Double(servers.reduce(0, +)) * steering.share).rounded(.down))
    let waiting = places.map { Double(floor.stations[$0].waiting) }
    func load(_ index: Int) -> Double { waiting[index] / Double(max(1, servers[index])) }
    // Single workers from where fewest wait for each to where most do; ties go to the lower number.
    while budget > 0 {
      guard let worst = servers.indices.max(by: { (load($0), $1) < (load($1), $0) }),
        let best = servers.indices.filter({ servers[$0] > 1 }).min(by: { (load($0), $0) < (load($1), $1) }),
        worst != best, load(worst) > steering.threshold, load(worst) > 2 * load(best)
      else { break }
      servers[worst] += 1
      servers[best] -= 1
      workforce.move(from: places[best], to: places[worst])
      budget -= 1
      let isObserved = time >= model.horizon.observationStart && time < model.horizon.observationEnd
      ledger.add(1, to: .staffMoved, isObserved: isObserved, at: time)
    }
  }

  /// Carries out in the subtree under way what a review has decided.
  mutating func followReview(_ time: Double) {
    guard let steering = model.rules(at: time).steering else { return }
    for unit in region.subtree.units[steering.tier] {
      for station in model.layout.stations(ofUnit: unit) {
        let servers = staff(at: station)
        if servers != floor.stations[station].servers { setStaff(of: station, to: servers, time) }
        if steering.supervises { expedite(at: station, time) }
      }
    }
  }

  /// Puts what is overdue to the front of the line, in its order.
  private mutating func expedite(at station: Int, _ time: Double) {
    guard floor.stations[station].waiting > 0 else { return }
    let overdue = floor.stations[station].customersWaiting.filter {
      region.issues[Int($0)].kind == .issue && region.issues[Int($0)].due < time
    }
    for issue in overdue.reversed() {
      let entry = region.issues.row(Int(issue))
      entry.pointee.ticket = floor.stations[station].moveToFront(issue, ticket: entry.pointee.ticket)
      count(.expedited)
    }
  }
}
