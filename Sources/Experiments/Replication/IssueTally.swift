import IssueFlow
import OutputAnalysis

/// What the rows of issues come to. The cohort are issues that arose in the window; reports of known issues and of
/// nothing are counted apart.
struct IssueTally: Sendable {
  /// Sum of the minutes from registration to closing of registered issues, by closing tier.
  var timeToClose: [Double]
  /// The same minutes by type, and how many issues they are of.
  var timeToCloseOfType: [Double]
  var registeredOfType: [Int]
  /// Closed issues by type, and those of them that the lowest tier closed.
  var closedOfType: [Int]
  var lowestOfType: [Int]
  /// The same minutes as a distribution.
  var timesToClose = LogHistogram()
  var registered = 0
  /// Sum of the minutes from arising to registration of registered issues.
  var discoveryDelay = 0.0
  /// Registered issues by the channel that found them.
  var found: [Int]
  var misassigned = 0
  var reopened = 0
  var calledBack = 0
  var content = 0
  /// Closed issues with a time limit, and those that kept it.
  var limited = 0
  var onTime = 0
  var merged = 0
  var dismissed = 0
  var leaks: LeakTable
  /// Issues of the cohort by place, and closed ones by place and tier, place by place.
  var arisenInPlace: [Int32]
  var closedInPlace: [Int32]

  private let unitSplit: SplitKind
  private var open = 0
  private var undiscovered = 0
  private var withdrawn = 0
  /// Closed issues by closing tier, handling tier and whether they were registered: all three splits in one cell, since
  /// every array that a row touches costs a check of its ownership.
  private var closed: [Int]

  init(plan: MeasurementPlan) {
    closed = [Int](repeating: 0, count: plan.tierCount * plan.tierCount * 2)
    timeToClose = [Double](repeating: 0, count: plan.tierCount)
    timeToCloseOfType = [Double](repeating: 0, count: plan.typeCount)
    registeredOfType = [Int](repeating: 0, count: plan.typeCount)
    closedOfType = registeredOfType
    lowestOfType = registeredOfType
    found = [Int](repeating: 0, count: plan.channelCount)
    leaks = LeakTable(tiers: plan.tierCount, types: plan.typeCount)
    arisenInPlace = [Int32](repeating: 0, count: plan.model.placeCount)
    closedInPlace = [Int32](repeating: 0, count: plan.model.placeCount * plan.tierCount)
    unitSplit = plan.unitSplit
  }

  /// Counts a batch of rows.
  ///
  /// It takes batches so that the class which owns the tally is entered once for many rows.
  mutating func add(_ batch: [IssueRecord]) {
    for issue in batch where issue.isOfCohort {
      switch issue.outcome {
      case .merged:
        merged += 1
        continue
      case .dismissed:
        dismissed += 1
        continue
      case .closed: addClosed(issue)
      case .withdrawn: withdrawn += 1
      case .open: open += 1
      case .undiscovered: undiscovered += 1
      }
      arisenInPlace[Int(issue.place)] += 1
      if issue.isRegistered {
        registered += 1
        discoveryDelay += issue.registered - issue.arose
        if issue.wasMisassigned { misassigned += 1 }
        if issue.channel != IssueRecord.noChannel { found[Int(issue.channel)] += 1 }
      }
    }
  }

  @inline(__always)
  private mutating func addClosed(_ issue: IssueRecord) {
    let tier = Int(issue.closedAt)
    let type = Int(issue.type)
    splits.closedAt[tier] += 1
    closedOfType[type] += 1
    if tier == 0 { lowestOfType[type] += 1 }
    splits.handledAt[Int(issue.handledAt)] += 1
    if issue.isRegistered {
      splits.registered[tier] += 1
      let time = issue.ended - issue.registered
      timeToClose[tier] += time
      timeToCloseOfType[type] += time
      registeredOfType[type] += 1
      timesToClose.add(time)
    }
    switch unitSplit {
    case .closedAt: countInPlace(issue, tier)
    case .handledAt: countInPlace(issue, Int(issue.handledAt))
    case .registered: if issue.isRegistered { countInPlace(issue, tier) }
    }
    leaks.add(tier: issue.closedAt, cause: issue.cause, type: issue.type)
    if issue.reopens > 0 { reopened += 1 }
    if issue.wasCalledBack {
      calledBack += 1
      if issue.isContent { content += 1 }
    }
    if issue.due < .infinity {
      limited += 1
      if issue.ended <= issue.due { onTime += 1 }
    }
  }

  /// The cohort by fate.
  var splits: SplitCounts {
    let tiers = timeToClose.count
    var splits = SplitCounts(tiers: tiers)
    for (cell, count) in closed.enumerated() {
      let (closing, handling) = (cell / 2).quotientAndRemainder(dividingBy: tiers)
      splits.closedAt[closing] += count
      splits.handledAt[handling] += count
      if cell % 2 == 1 { splits.registered[closing] += count }
    }
    splits.open = open
    splits.undiscovered = undiscovered
    splits.withdrawn = withdrawn
    return splits
  }

  @inline(__always)
  private mutating func countInPlace(_ issue: IssueRecord, _ tier: Int) {
    closedInPlace[Int(issue.place) * timeToClose.count + tier] += 1
  }
}
