import EventKernel
import Queueing
import RandomStreams

// Reviews by the city: staff to the units that are behind, overdue issues to the front, projects against top causes.

extension FlowSimulation {
  mutating func steer(_ time: Double) {
    guard let steering = rules.steering else { return }
    let range = unitsAtHand(ofTier: steering.tier)
    if steering.share > 0 { moveStaff(steering, range, time) }
    if steering.supervises {
      for unit in range { expedite(at: unit, time) }
    }
    schedule(.steers, 0, at: time + steering.period)
  }

  /// Moves single workers from where fewest wait per worker to where most do, while that is above the threshold.
  private mutating func moveStaff(_ steering: SteeringSpec, _ range: Range<Int>, _ time: Double) {
    let total = range.reduce(0) { $0 + stations[$1].servers }
    var budget = Int((Double(total) * steering.share).rounded(.down))
    var moves = [Int: Int]()
    while budget > 0 {
      var worst = -1
      var best = -1
      for unit in range {
        let servers = stations[unit].servers + (moves[unit] ?? 0)
        let waiting = Double(stations[unit].waiting)
        if worst < 0 || waiting / Double(max(1, servers)) > loadOf(worst, moves) { worst = unit }
        if servers > 1, best < 0 || waiting / Double(servers) < loadOf(best, moves) { best = unit }
      }
      guard worst >= 0, best >= 0, worst != best, loadOf(worst, moves) > steering.threshold,
        loadOf(worst, moves) > 2 * loadOf(best, moves)
      else { break }
      moves[worst, default: 0] += 1
      moves[best, default: 0] -= 1
      budget -= 1
      count(.staffMoved)
    }
    for unit in range {
      guard let change = moves[unit], change != 0 else { continue }
      units[unit].moved += Int32(change)
      setStaff(of: unit, to: staff(ofUnit: unit), time)
    }
  }

  private mutating func loadOf(_ unit: Int, _ moves: [Int: Int]) -> Double {
    Double(stations[unit].waiting) / Double(max(1, stations[unit].servers + (moves[unit] ?? 0)))
  }

  /// Puts what is overdue to the front of the line, in its order.
  private mutating func expedite(at unit: Int, _ time: Double) {
    guard stations[unit].waiting > 0 else { return }
    let overdue = stations[unit].customersWaiting.filter {
      issues[Int($0)].kind == .issue && issues[Int($0)].due < time
    }
    for issue in overdue.reversed() {
      issues[Int(issue)].ticket = stations[unit].moveToFront(issue, ticket: issues[Int(issue)].ticket)
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
