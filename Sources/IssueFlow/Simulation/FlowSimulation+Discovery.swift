import EventKernel
import Queueing
import RandomStreams

// Issues are found, reported, registered at a desk and assigned.

extension FlowSimulation {
  /// Starts the clocks of all channels; the first to ring is the channel, and the others never ring.
  mutating func awaitDiscovery(_ issue: Int32, _ time: Double) {
    let first = Int(issues[Int(issue)].type) * model.channels.count
    var earliest = Double.infinity
    var finder = -1
    for number in model.channels.indices where model.typesInChannels[first + number].isUsed {
      let delay = draw(model.typesInChannels[first + number].delay, .discovery, issue, visit: number)
      let noticed = model.calendars[Int(model.channels[number].calendar)].time(after: delay, of: time)
      if noticed < earliest {
        earliest = noticed
        finder = number
      }
    }
    guard finder >= 0 else { return }
    issues[Int(issue)].channel = UInt8(finder)
    let channel = model.channels[finder]
    scheduleIfEver(.reportArrives(issue), at: reportTime(channel, issue, noticed: earliest))
    if channel.duplicates > 0 { echo(issue, finder, .duplicate, channel.duplicates, .duplicates, time) }
    if channel.falseAlarms > 0 { echo(issue, finder, .falseAlarm, channel.falseAlarms, .falseAlarms, time) }
  }

  /// The report follows after the way to the desk, which is open in the channel's hours.
  private func reportTime(_ channel: Channel, _ issue: Int32, noticed: Double) -> Double {
    if noticed == .infinity { return .infinity }
    let calendar = model.calendars[Int(channel.calendar)]
    return calendar.time(after: draw(channel.travel, .travel, issue), of: noticed)
  }

  /// Lets further reports come in by the same channel: of the same issue, or of nothing.
  ///
  /// Each rings like the channel's own clock, counted from when the issue arose.
  private mutating func echo(
    _ issue: Int32, _ finder: Int, _ kind: IssueKind, _ mean: Double, _ purpose: FlowPurpose, _ time: Double
  ) {
    let channel = model.channels[finder]
    guard channel.needsIntake else { return }
    let number = stream.poisson(mean: mean, at: address(purpose, issue))
    let original = issues[Int(issue)]
    let sampler = model.typesInChannels[Int(original.type) * model.channels.count + finder].delay
    for echo in 0..<number {
      let visit = (kind == .duplicate ? 64 : 128) + min(echo, 63)
      let delay = draw(sampler, .discovery, issue, visit: visit << 6 | finder)
      let reported = model.calendars[Int(channel.calendar)].time(after: delay, of: time)
      guard reported < .infinity else { continue }
      var report = Issue()
      report.kind = kind
      report.type = original.type
      report.place = original.place
      report.ordinal = original.ordinal
      report.channel = UInt8(finder)
      report.visitCounts = UInt64(visit)
      report.state = .undiscovered
      report.arose = time
      calendar.schedule(.reportArrives(place(report)), at: reported)
    }
  }

  /// A report comes in: at the desk where the channel has one, else straight at the tier where handling starts.
  mutating func receiveReport(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let type = model.types[Int(issues[index].type)]
    if issues[index].kind != .issue {
      counts.opened += 1
      counts.open += 1
      issues[index].arose = time
      issues[index].isOfCohort = windowIsOpen
    } else {
      if type.worsening > 0 {
        let late = time - issues[index].arose
        issues[index].complexity = min(1, issues[index].complexity + type.worsening * late)
      }
      let tier = startTier(of: issue, type)
      let calendar = model.calendars[Int(model.tiers[tier].calendar)]
      issues[index].due = type.limit.end(from: time, in: calendar)
      if let withdrawal = model.withdrawal, befalls(withdrawal.impatient, .patience, issue, visit: 1) {
        issues[index].patience = time + draw(withdrawal.patience, .patience, issue)
      }
    }
    issues[index].registered = time
    issues[index].isRegistered = true
    let channel = issues[index].channel
    if let intake = model.intake, channel != IssueRecord.noChannel, model.channels[Int(channel)].needsIntake {
      let unit = model.forebear(of: Int(issues[index].place), atTier: intake.tier)
      let station = Int(intake.firstStation) + unit - model.units(ofTier: intake.tier).lowerBound
      issues[index].arrived = time
      enter(issue, at: station, rank: rank(of: issue), time)
    } else {
      assign(issue, time)
    }
  }

  /// The tier where a registered issue starts: its type's, else its channel's.
  private func startTier(of issue: Int32, _ type: IssueType) -> Int {
    if type.startTier >= 0 { return Int(type.startTier) }
    let channel = issues[Int(issue)].channel
    return channel == IssueRecord.noChannel ? 0 : Int(model.channels[Int(channel)].reportsTo)
  }

  /// Sends an issue to its unit, or, by mistake, to a sibling or one tier too high.
  func assignmentError(_ issue: Int32, tier: Int) -> (toSibling: Bool, tooHigh: Bool) {
    guard let intake = model.intake, intake.wrongUnit + intake.wrongTier > 0 else { return (false, false) }
    let luck = stream.uniform(at: address(.wrongAssignment, issue))
    if luck < intake.wrongUnit { return (true, false) }
    return (false, luck < intake.wrongUnit + intake.wrongTier && tier < topTier)
  }

  mutating func assign(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    let type = model.types[Int(issues[index].type)]
    var tier = startTier(of: issue, type)
    var delay = 0.0
    let wasAtDesk = issues[index].channel != IssueRecord.noChannel
      && model.channels[Int(issues[index].channel)].needsIntake
    if tier > 0 { issues[index].cause = type.priorityClass == 0 ? .emergency : .direct }
    if let intake = model.intake, wasAtDesk {
      delay = draw(intake.dispatch, .dispatch, issue)
      let error = assignmentError(issue, tier: tier)
      if error.tooHigh {
        tier += 1
        issues[index].wasMisassigned = true
        issues[index].cause = .misroute
      }
      let unit = model.forebear(of: Int(issues[index].place), atTier: tier)
      issues[index].unit = Int32(unit)
      if error.toSibling, let sibling = sibling(of: unit, issue) {
        issues[index].unit = Int32(sibling)
        issues[index].isAstray = true
        issues[index].wasMisassigned = true
      }
    } else {
      issues[index].unit = Int32(model.forebear(of: Int(issues[index].place), atTier: tier))
    }
    issues[index].tier = UInt8(tier)
    reachLater(issue, after: delay, time)
  }

  /// Another unit under the same parent; `nil` for an only child.
  private func sibling(of unit: Int, _ issue: Int32) -> Int? {
    let parent = Int(model.units[unit].parent)
    let range =
      parent >= 0
      ? Int(model.units[parent].firstChild)..<Int(model.units[parent].firstChild + model.units[parent].childCount)
      : model.units(ofTier: topTier)
    guard range.count > 1 else { return nil }
    let number = stream.uniformInt(below: range.count - 1, at: address(.wrongUnit, issue))
    let candidate = range.lowerBound + number
    return candidate >= unit ? candidate + 1 : candidate
  }

  /// The way back from a unit that an issue did not belong to.
  mutating func sendBack(_ issue: Int32, _ time: Double) {
    let index = Int(issue)
    issues[index].isAstray = false
    issues[index].unit = Int32(model.forebear(of: Int(issues[index].place), atTier: Int(issues[index].tier)))
    let delay = model.intake.map { draw($0.returnDelay, .returnDelay, issue) } ?? 0
    reachLater(issue, after: delay, time)
  }
}
