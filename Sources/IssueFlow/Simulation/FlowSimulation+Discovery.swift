import EventKernel
import Queueing
import RandomStreams

// Issues are found, reported, registered at a desk and assigned.

extension FlowSimulation {
  /// Starts the clocks of all channels; the first to ring is the channel, and the others never ring.
  mutating func awaitDiscovery(_ issue: Int32, _ time: Double) {
    let finders = tables.finders(ofType: Int(issues[Int(issue)].type))
    var earliest = Double.infinity
    var finder = -1
    let isBlank = issues[Int(issue)].isBlank
    for number in 0..<tables.channelCount where finders[number].isUsed {
      let channel = tables.channel(number)
      if channel.pointee.isLimited || isBlank, !mayNotice(issue, by: channel, isBlank) { continue }
      let delay = draw(
        finders[number].delay, .discovery, issue,
        visit: Int(tables.channel(number).pointee.luckNumber))
      // Hours make a clock ring later, never sooner: one that would be beaten round the clock cannot win.
      let isComplaint = channel.pointee.isComplaint
      if time + delay >= earliest, !isComplaint { continue }
      let noticed = tables.calendars.row(Int(tables.channel(number).pointee.calendar)).pointee.time(
        after: delay, of: time)
      if isComplaint, noticed < issues[Int(issue)].complaint { issues[Int(issue)].complaint = noticed }
      if noticed < earliest {
        earliest = noticed
        finder = number
      }
    }
    guard finder >= 0 else { return }
    issues[Int(issue)].channel = UInt8(finder)
    let channel = tables.channel(finder).pointee
    let reported = reportTime(channel, issue, noticed: earliest)
    guard reported < .infinity else { return }
    calendar.schedule(.reportArrives(issue), at: reported)
    if channel.duplicates > 0 { echo(issue, finder, .duplicate, channel.duplicates, .duplicates, reported) }
    if channel.falseAlarms > 0 { echo(issue, finder, .falseAlarm, channel.falseAlarms, .falseAlarms, reported) }
  }

  /// Whether a channel can notice an issue at all: it reaches it, and its residents come on foot.
  private mutating func mayNotice(_ issue: Int32, by channel: UnsafeMutablePointer<Channel>, _ isBlank: Bool) -> Bool {
    if isBlank, channel.pointee.reportsTo == 0 { return false }
    let number = Int(channel.pointee.luckNumber)
    if !befalls(channel.pointee.reach, .channelReach, issue, visit: number) { return false }
    guard channel.pointee.circle < .infinity else { return true }
    if draw(channel.pointee.travel, .travel, issue) <= channel.pointee.circle { return true }
    return befalls(channel.pointee.beyond, .beyondCircle, issue, visit: number)
  }

  /// The report follows after the way to the desk, which is open in the channel's hours.
  private mutating func reportTime(_ channel: Channel, _ issue: Int32, noticed: Double) -> Double {
    if noticed == .infinity { return .infinity }
    let calendar = tables.calendars.row(Int(channel.calendar))
    let travel = draw(channel.travel, .travel, issue)
    if channel.circle < .infinity {
      count(.visitsOnFoot)
      count(.travelMinutes, travel)
      if travel <= channel.circle { count(.withinCircle) }
    }
    return calendar.pointee.time(after: travel, of: noticed)
  }

  /// Lets further reports come in by the same channel: of the same issue, or of nothing.
  ///
  /// Each rings like the channel's own clock, counted from the first report: whoever notices sooner is the first.
  private mutating func echo(
    _ issue: Int32, _ finder: Int, _ kind: IssueKind, _ mean: Double, _ purpose: FlowPurpose, _ time: Double
  ) {
    let channel = tables.channel(finder).pointee
    guard channel.needsIntake || channel.verifies else { return }
    let number = stream.poisson(mean: mean, at: address(purpose, issue))
    let original = issues[Int(issue)]
    let sampler = tables.finders(ofType: Int(original.type))[finder].delay
    for echo in 0..<number {
      let visit = (kind == .duplicate ? 64 : 128) + min(echo, 63)
      let delay = draw(
        sampler, kind == .duplicate ? .duplicateDelay : .falseAlarmDelay, issue, visit: visit)
      let reported = tables.calendars.row(Int(channel.calendar)).pointee.time(after: delay, of: time)
      guard reported < .infinity else { continue }
      let report = place(type: original.type, place: original.place, ordinal: original.ordinal)
      let entry = issues.row(Int(report))
      entry.pointee.kind = kind
      entry.pointee.channel = UInt8(finder)
      entry.pointee.visitCounts = UInt64(visit)
      entry.pointee.report = UInt16(clamping: echo + 1)
      entry.pointee.state = .undiscovered
      entry.pointee.arose = time
      calendar.schedule(.reportArrives(report), at: reported)
    }
  }

  /// A report comes in: at the desk where the channel has one, else straight at the tier where handling starts.
  mutating func receiveReport(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    entry.pointee.registered = time
    entry.pointee.isRegistered = true
    if entry.pointee.kind == .issue {
      register(issue, time)
    } else {
      counts.opened += 1
      openHere += 1
      othersHere += 1
      entry.pointee.arose = time
      entry.pointee.isOfCohort = windowIsOpen
    }
    let channel = entry.pointee.channel
    if let intake = rules.intake, channel != IssueRecord.noChannel,
      tables.channel(Int(channel)).pointee.needsIntake
    {
      entry.pointee.arrived = time
      enter(issue, at: deskStation(of: issue, intake), rank: rank(of: issue), time)
    } else if entry.pointee.kind == .issue {
      assign(issue, time)
    } else {
      // Nobody registers it: the lowest tier goes to see.
      entry.pointee.arrived = time
      entry.pointee.unit = entry.pointee.place
      enter(issue, at: tierStation(of: issue), rank: rank(of: issue), time)
    }
  }

  /// The desk that registers what comes from the issue's place.
  @inline(__always)
  private mutating func deskStation(of issue: Int32, _ intake: Intake) -> Int {
    let unit = tables.forebear(of: issues[Int(issue)].place, atTier: intake.tier)
    return Int(intake.firstStation) + unit - model.units(ofTier: intake.tier).lowerBound
  }

  /// - Precondition: the city has desks.
  mutating func deskStation(of issue: Int32) -> Int {
    guard let intake = rules.intake else { preconditionFailure("nobody registers issue \(issue)") }
    return deskStation(of: issue, intake)
  }

  /// Starts the clocks that run from registration: the time limit, and the resident's patience.
  @inline(__always)
  private mutating func register(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    let type = tables.type(entry)
    if type.pointee.worsening > 0 {
      let late = time - entry.pointee.arose
      entry.pointee.complexity = min(1, entry.pointee.complexity + type.pointee.worsening * late)
    }
    if type.pointee.limit != .none {
      let calendar = Int(tables.tier(startTier(of: issue)).pointee.calendar)
      entry.pointee.due = type.pointee.limit.end(
        from: time, in: tables.calendars.row(calendar).pointee)
    }
    if let withdrawal = rules.withdrawal, befalls(withdrawal.impatient, .patience, issue, visit: 1) {
      entry.pointee.patience = time + draw(withdrawal.patience, .patience, issue)
    }
  }

  /// The tier where a registered issue starts: its type's, else its channel's.
  @inline(__always)
  private mutating func startTier(of issue: Int32) -> Int {
    let entry = issues.row(Int(issue))
    let start = tables.type(entry).pointee.startTier
    if start >= 0 { return Int(start) }
    if start == IssueType.byShares { return drawnStart(of: issue) }
    let channel = entry.pointee.channel
    return channel == IssueRecord.noChannel ? 0 : Int(tables.channel(Int(channel)).pointee.reportsTo)
  }

  /// Sends an issue to its unit; from a desk after the dispatch, and sometimes to the wrong one.
  mutating func assign(_ issue: Int32, _ time: Double) {
    let entry = issues.row(Int(issue))
    let tier = startTier(of: issue)
    entry.pointee.tier = UInt8(truncatingIfNeeded: tier)
    entry.pointee.unit = Int32(truncatingIfNeeded: tables.forebear(of: entry.pointee.place, atTier: tier))
    if tier > 0 {
      entry.pointee.cause = tables.type(entry).pointee.priorityClass == 0 ? .emergency : .direct
    }
    if let wait = ownerlessTime(of: issue) { return reachLater(issue, after: wait, time) }
    let channel = entry.pointee.channel
    guard let intake = rules.intake, channel != IssueRecord.noChannel,
      tables.channel(Int(channel)).pointee.needsIntake
    else { return reach(issue, time) }
    misassign(issue, tier, intake)
    reachLater(issue, after: draw(intake.dispatch, .dispatch, issue), time)
  }

  /// How long nobody takes an issue; `nil` when it has an owner.
  private mutating func ownerlessTime(of issue: Int32) -> Double? {
    let type = tables.type(issues.row(Int(issue)))
    guard type.pointee.ownerless > 0, befalls(type.pointee.ownerless, .ownerless, issue) else { return nil }
    var wait = draw(type.pointee.ownerlessDelay, .ownerlessDelay, issue)
    if type.pointee.hasFallback { wait = min(wait, draw(type.pointee.fallback, .fallback, issue)) }
    count(.ownerless)
    count(.ownerlessMinutes, wait)
    return wait
  }

  /// Lets the desk err: to a sibling of the right unit, or one tier too high.
  private mutating func misassign(_ issue: Int32, _ tier: Int, _ intake: Intake) {
    guard intake.wrongUnit + intake.wrongTier > 0 else { return }
    let entry = issues.row(Int(issue))
    let luck = stream.uniform(at: address(.wrongAssignment, issue))
    if luck < intake.wrongUnit {
      guard let sibling = sibling(of: Int(entry.pointee.unit), underTier: intake.tier, issue) else { return }
      entry.pointee.unit = Int32(sibling)
      entry.pointee.isAstray = true
      entry.pointee.wasMisassigned = true
    } else if luck < intake.wrongUnit + intake.wrongTier, tier < topTier {
      entry.pointee.unit = tables.parents[Int(entry.pointee.unit)]
      entry.pointee.tier += 1
      entry.pointee.cause = .misroute
      entry.pointee.wasMisassigned = true
    }
  }

  /// Another unit under the same parent; `nil` for an only child, and for a unit that is not below the desk: a desk
  /// sends issues nowhere but to its own unit and those under it.
  private mutating func sibling(of unit: Int, underTier deskTier: Int, _ issue: Int32) -> Int? {
    guard Int(model.units[unit].tier) < deskTier else { return nil }
    let parent = model.units[Int(model.units[unit].parent)]
    guard parent.childCount > 1 else { return nil }
    let siblings = Int(parent.firstChild)..<Int(parent.firstChild + parent.childCount)
    let luck = stream.uniform(at: address(.wrongUnit, issue)).bitPattern
    let numbers = model.unitLuckNumbers
    return LuckNumbers.choice(among: siblings.lazy.filter { $0 != unit }.map { ($0, numbers[$0]) }, luck: luck)
  }

  /// The way back from a unit that an issue did not belong to.
  mutating func sendBack(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    issues[index].isAstray = false
    issues[index].unit = Int32(tables.forebear(of: issues[index].place, atTier: Int(issues[index].tier)))
    let delay = rules.intake.map { draw($0.returnDelay, .returnDelay, issue) } ?? 0
    reachLater(issue, after: delay, time)
  }
}
