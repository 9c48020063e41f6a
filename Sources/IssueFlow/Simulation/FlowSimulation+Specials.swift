import EventKernel
import Queueing
import RandomStreams

// The rarer rules of a tier: neighbours who help out, several lines, tools, switching, second tries, and work that is no
// issue.

extension FlowSimulation {
  /// What may happen to an issue on arrival at a unit with rarer rules: a neighbour takes it, a second line has it too.
  mutating func reachSpecial(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    let tier = tables.tier(Int(entry.pointee.tier)).pointee
    if let overflow = tier.overflow, !entry.pointee.isAstray { lend(issue, overflow) }
    if tier.lineDuplicates > 0, entry.pointee.tier == 0, entry.pointee.visits == 1,
      befalls(tier.lineDuplicates, .lineDuplicate, issue)
    {
      registerTwice(issue, tier, time)
    }
  }

  /// Gives an issue to the sibling with the shortest line when the unit's own is long.
  private mutating func lend(_ issue: Int32, _ overflow: OverflowSpec) {
    let entry = issues.row(Int(issue))
    let unit = Int(entry.pointee.unit)
    let parent = model.units[unit].parent
    let line = entry.pointee.tier == 0 ? Int(tables.type(entry).pointee.line) : 0
    guard parent >= 0, loadPerWorker(unit, line) >= overflow.threshold,
      befalls(overflow.share, .overflow, issue, visit: entry.pointee.visitField)
    else { return }
    let above = model.units[Int(parent)]
    var best = unit
    for sibling in Int(above.firstChild)..<Int(above.firstChild + above.childCount)
    where stations[model.layout.station(ofUnit: sibling, line: line)].servers > 0
      && loadPerWorker(sibling, line) < loadPerWorker(best, line)
    {
      best = sibling
    }
    guard best != unit else { return }
    entry.pointee.unit = Int32(best)
    count(.lent)
  }

  private mutating func loadPerWorker(_ unit: Int, _ line: Int) -> Double {
    let station = model.layout.station(ofUnit: unit, line: line)
    return Double(stations[station].waiting) / Double(max(1, stations[station].servers))
  }

  /// Another line of the unit registers the same issue, and drops it once it sees that.
  private mutating func registerTwice(_ issue: Int32, _ tier: Tier, _ time: Double) {
    let original = issues[Int(issue)]
    let lines = model.layout.lineCount
    guard lines > 1 else { return }
    let own = Int(tables.type(issues.row(Int(issue))).pointee.line)
    let other = (own + 1) % lines
    let again = place(type: original.type, place: original.place, ordinal: original.ordinal)
    let entry = issues.row(Int(again))
    entry.pointee.kind = .duplicate
    entry.pointee.unit = original.unit
    entry.pointee.arose = time
    entry.pointee.arrived = time
    entry.pointee.isOfCohort = windowIsOpen
    entry.pointee.visits = 1
    counts.opened += 1
    openHere += 1
    othersHere += 1
    count(.lineDuplicates)
    enter(again, at: model.layout.station(ofUnit: Int(original.unit), line: other), rank: rank(of: again), time)
  }

  /// Hands-on time where people do others' work, use a tool, or enter everything twice.
  mutating func specialWork(_ work: Double, on issue: Int32, at station: Int) -> Double {
    let entry = issues.row(Int(issue))
    let tier = tables.tier(Int(entry.pointee.tier)).pointee
    var minutes = work * (1 + tier.generalistPenalty)
    if let adoption = tier.adoption {
      if befalls(adoption.share, .adoption, issue, visit: entry.pointee.visitField) {
        count(.adoptionMinutes, minutes * adoption.gain)
        minutes *= 1 - adoption.gain
      } else {
        count(.adoptionMinutes, -adoption.entry)
        minutes += adoption.entry
      }
    }
    return minutes
  }

  /// Time lost when a unit turns to another type than it was busy with last.
  mutating func switchTime(to type: UInt8, at station: Int) -> Double {
    let minutes = tables.tier(Int(desks.row(station).pointee.tier)).pointee.switching
    guard minutes > 0 else { return 0 }
    let last = lastTypes[station]
    lastTypes[station] = type
    guard last != type, last != .max else { return 0 }
    count(.switches)
    count(.switchMinutes, minutes)
    return minutes
  }

  /// Lets a tier try once more what it failed to solve, instead of passing it up.
  mutating func triesAgain(_ issue: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = issues.row(Int(issue))
    let tier = tables.tier(Int(entry.pointee.tier)).pointee
    guard tier.retry > 0, befalls(tier.retry, .retry, issue, visit: entry.pointee.visitField) else { return false }
    count(.retried)
    records.add(visit(issue, at: station, started: entry.pointee.started, ended: time, end: .continued))
    reach(issue, time)
    return true
  }

  // MARK: Work that is no issue of a resident's

  mutating func beginOther(_ report: Int32, at station: Int, _ time: Double) -> Bool {
    let entry = issues.row(Int(report))
    let work: Double
    switch entry.pointee.kind {
    case .errand: work = draw(tables.cell(entry).pointee.work, .work, report)
    case .duplicate where entry.pointee.channel == IssueRecord.noChannel:
      work = draw(tables.tier(0).pointee.lineCheck, .lineCheck, report)
    case .duplicate, .falseAlarm, .issue:
      let channel = tables.channel(Int(entry.pointee.channel))
      // What tells reports of one issue apart is kept where visits are counted.
      work = draw(channel.pointee.verify, .verify, report, visit: Int(entry.pointee.visitCounts))
      count(.verifyMinutes, work)
    }
    entry.pointee.state = .inService
    entry.pointee.started = time
    entry.pointee.visitWork = work
    entry.pointee.work += work
    var minutes = work * desks.row(station).pointee.slowness
    if desks.row(station).pointee.isSpecial { minutes += switchTime(to: entry.pointee.type, at: station) }
    entry.pointee.visitMinutes = minutes
    countStart(of: minutes, at: station)
    beginWork(of: minutes, on: report, at: station, time, rule: desks.row(station).pointee.endOfShift)
    return true
  }

  mutating func endOther(_ report: Int32, at station: Int, _ time: Double) {
    let end: VisitEnd =
      switch issues[Int(report)].kind {
      case .errand: .errand
      case .duplicate: .merged
      case .falseAlarm, .issue: .dismissed
      }
    records.add(visit(report, at: station, started: issues[Int(report)].started, ended: time, end: end))
    endOther(report, isDone: true, time)
  }

  /// - Parameter isDone: false before a full room, where nobody looks at it.
  mutating func endOther(_ report: Int32, isDone: Bool, _ time: Double) {
    switch issues[Int(report)].kind {
    case .errand:
      counts.errands += 1
      if isDone { count(.errands) }
      end(report, .errand, time)
    case .duplicate:
      counts.merged += 1
      end(report, .merged, time)
    case .falseAlarm, .issue:
      counts.dismissed += 1
      end(report, .dismissed, time)
    }
  }

  /// Work from above comes straight to the unit.
  mutating func ariseErrand(_ errand: Int32, _ time: Double) {
    let entry = issues.row(Int(errand))
    entry.pointee.kind = .errand
    entry.pointee.arose = time
    entry.pointee.arrived = time
    entry.pointee.unit = entry.pointee.place
    entry.pointee.visits = 1
    counts.opened += 1
    openHere += 1
    othersHere += 1
    eventCount += 1
    enter(errand, at: tierStation(of: errand), rank: rank(of: errand), time)
  }
}
