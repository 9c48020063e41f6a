import EventKernel
import Queueing
import RandomStreams

// Reviews by the city: staff to the units that are behind, overdue issues to the front, projects against top causes.

extension FlowSimulation {
  /// Looks at all units of the tier together, while every subtree stands still, and decides who goes where.
  mutating func review(at time: Double) {
    guard let steering = model.rules(at: time).steering, steering.share > 0 else { return }
    let places = model.units(ofTier: steering.tier).flatMap { model.layout.stations(ofUnit: $0) }
    var servers = places.map { stations[$0].servers }
    var budget = Int((Double(servers.reduce(0, +)) * steering.share).rounded(.down))
    let waiting = places.map { Double(stations[$0].waiting) }
    func load(_ index: Int) -> Double { waiting[index] / Double(max(1, servers[index])) }
    // Single workers from where fewest wait for each to where most do; ties go to the lower number.
    while budget > 0 {
      guard let worst = servers.indices.max(by: { (load($0), $1) < (load($1), $0) }),
        let best = servers.indices.filter({ servers[$0] > 1 }).min(by: { (load($0), $0) < (load($1), $1) }),
        worst != best, load(worst) > steering.threshold, load(worst) > 2 * load(best)
      else { break }
      servers[worst] += 1
      servers[best] -= 1
      moved[places[worst]] += 1
      moved[places[best]] -= 1
      budget -= 1
      if time >= model.horizon.observationStart, time < model.horizon.observationEnd {
        facts[FlowFact.staffMoved.rawValue] += 1
      }
      trace?.record(.staffMoved, amount: 1, at: time)
    }
  }

  /// Carries out in the subtree under way what a review has decided.
  mutating func followReview(_ time: Double) {
    guard let steering = model.rules(at: time).steering else { return }
    for unit in unitsAtHand(ofTier: steering.tier) {
      for station in model.layout.stations(ofUnit: unit) {
        let servers = staff(at: station)
        if servers != stations[station].servers { setStaff(of: station, to: servers, time) }
        if steering.supervises { expedite(at: station, time) }
      }
    }
  }

  /// Puts what is overdue to the front of the line, in its order.
  private mutating func expedite(at station: Int, _ time: Double) {
    guard stations[station].waiting > 0 else { return }
    let overdue = stations[station].customersWaiting.filter {
      issues[Int($0)].kind == .issue && issues[Int($0)].due < time
    }
    for issue in overdue.reversed() {
      issues[Int(issue)].ticket = stations[station].moveToFront(issue, ticket: issues[Int(issue)].ticket)
      count(.expedited)
    }
  }

  /// Chooses the types that arose most in each second-tier unit since the last choice, and cures a part of them.
  mutating func startProjects(_ time: Double) {
    guard let projects = rules.projects else { return }
    let tier = min(1, topTier)
    let range = unitsAtHand(ofTier: tier)
    for top in unitsAtHand(ofTier: topTier) {
      var causes: [(count: Int32, unit: Int, type: Int)] = []
      for unit in range where model.forebear(of: unit, atTier: topTier) == top {
        for type in 0..<model.typeCount {
          let cell = causeCell(unit: unit, type: type)
          causes.append((causeCounts[cell], unit, type))
          causeCounts[cell] = 0
        }
      }
      causes.sort { ($1.count, $0.unit, $0.type) < ($0.count, $1.unit, $1.type) }
      for cause in causes.prefix(Int(projects.count.rounded())) where cause.count > 0 {
        curedFrom[causeCell(unit: cause.unit, type: cause.type)] = time + projects.duration
        count(.projects)
      }
    }
    schedule(.startsProjects, 0, at: time + projects.period)
  }

  @inline(__always)
  func causeCell(unit: Int, type: Int) -> Int {
    (unit - model.units(ofTier: min(1, topTier)).lowerBound) * model.typeCount + type
  }
}
