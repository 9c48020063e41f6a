import EventKernel
import Queueing

// Issues are noticed: by whichever channel rings first.

extension FlowSimulation {
  /// Starts the clocks of all channels; the first to ring is the channel, and the others never ring.
  mutating func awaitDiscovery(_ issue: Int32, _ time: Double) {
    let finders = policy.finders(ofType: Int(region.issues[Int(issue)].type))
    var earliest = Double.infinity
    var finder = -1
    let isBlank = region.issues[Int(issue)].isBlank
    for number in 0..<policy.channelCount where finders[number].isUsed {
      let channel = policy.channel(number)
      if channel.pointee.isLimited || isBlank, !mayNotice(issue, by: channel, isBlank) { continue }
      let delay = draw(
        finders[number].delay, .discovery, issue,
        visit: Int(policy.channel(number).pointee.luckNumber))
      // Hours make a clock ring later, never sooner: one that would be beaten round the clock cannot win.
      let isComplaint = channel.pointee.isComplaint
      if time + delay >= earliest, !isComplaint { continue }
      let noticed = policy.calendars.row(Int(policy.channel(number).pointee.calendar)).pointee.time(
        after: delay, of: time)
      if isComplaint, noticed < region.issues[Int(issue)].complaint { region.issues[Int(issue)].complaint = noticed }
      if noticed < earliest {
        earliest = noticed
        finder = number
      }
    }
    guard finder >= 0 else { return }
    region.issues[Int(issue)].channel = UInt8(finder)
    let channel = policy.channel(finder).pointee
    let reported = reportTime(channel, issue, noticed: earliest)
    guard reported < .infinity else { return }
    region.calendar.schedule(.reportArrives(issue), at: reported)
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
    let calendar = policy.calendars.row(Int(channel.calendar))
    let travel = draw(channel.travel, .travel, issue)
    if channel.circle < .infinity {
      count(.visitsOnFoot)
      count(.travelMinutes, travel)
      if travel <= channel.circle { count(.withinCircle) }
    }
    return calendar.pointee.time(after: travel, of: noticed)
  }

  /// An issue that nobody near has settled is there to be found.
  mutating func show(_ issue: Int32, _ time: Double) {
    if policy.type(region.issues.row(Int(issue))).pointee.isFoundAtOnce {
      receiveReport(issue, time)
    } else {
      awaitDiscovery(issue, time)
    }
  }
}
