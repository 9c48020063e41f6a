import EventKernel
import Queueing
import RandomStreams

// A report is registered: from then on its time limit and its resident's patience run.

extension FlowSimulation {
  /// A report comes in: at the desk where the channel has one, else straight at the tier where handling starts.
  mutating func receiveReport(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    entry.pointee.registered = time
    entry.pointee.isRegistered = true
    if entry.pointee.kind == .issue {
      register(issue, time)
    } else {
      entry.pointee.arose = time
      admit(entry)
    }
    let channel = entry.pointee.channel
    if let intake = policy.rules.intake, channel != IssueRecord.noChannel,
      policy.channel(Int(channel)).pointee.needsIntake
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
    let unit = policy.forebear(of: region.issues[Int(issue)].place, atTier: intake.tier)
    return model.layout.desk(ofUnit: unit)
  }

  /// Starts the clocks that run from registration: the time limit, and the resident's patience.
  @inline(__always)
  private mutating func register(_ issue: Int32, _ time: Double) {
    let entry = region.issues.row(Int(issue))
    let type = policy.type(entry)
    if type.pointee.worsening > 0 {
      let late = time - entry.pointee.arose
      entry.pointee.complexity = min(1, entry.pointee.complexity + type.pointee.worsening * late)
    }
    if type.pointee.limit != .none {
      let calendar = Int(policy.tier(startTier(of: issue)).pointee.calendar)
      entry.pointee.due = type.pointee.limit.end(
        from: time, in: policy.calendars.row(calendar).pointee)
    }
    if let withdrawal = policy.rules.withdrawal, befalls(withdrawal.impatient, .patience, issue, visit: 1) {
      entry.pointee.patience = time + draw(withdrawal.patience, .patience, issue)
    }
  }

  /// The tier where a registered issue starts: its type's, else its channel's.
  @inline(__always)
  mutating func startTier(of issue: Int32) -> Int {
    let entry = region.issues.row(Int(issue))
    let start = policy.type(entry).pointee.startTier
    if start >= 0 { return Int(start) }
    if start == IssueType.byShares { return drawnStart(of: issue) }
    let channel = entry.pointee.channel
    return channel == IssueRecord.noChannel ? 0 : Int(policy.channel(Int(channel)).pointee.reportsTo)
  }
}
