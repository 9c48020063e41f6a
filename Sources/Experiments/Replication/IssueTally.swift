import IssueFlow
import OutputAnalysis
import ScenarioLanguage

/// What the rows of issues of some places come to. The cohort are issues that arose in the window; reports of known issues and of
/// nothing are counted apart.
struct IssueTally: Sendable {
  /// Minutes from registration to closing of registered issues.
  var timesToClose = LogHistogram()
  var registered = 0
  /// Sum of the minutes from arising to registration of registered issues.
  var discoveryDelay = 0.0
  /// The longest of these.
  var longestDiscoveryDelay = 0.0
  /// Registered issues by the channel that found them.
  var found: [Int]
  var misassigned = 0
  var reopened = 0
  var calledBack = 0
  var content = 0
  /// Issues with a time limit that were closed or are past it, and those that kept it.
  var limited = 0
  var onTime = 0
  var merged = 0
  var dismissed = 0
  var leaks: LeakTable
  /// What was not closed, as far as it could still move a response.
  var unclosed: UnclosedTally
  /// Issues of the cohort by place, those not closed, and closed ones by place and tier, place by place.
  var arisenInPlace: [Int]
  var unclosedInPlace: [Int]
  var closedInPlace: [Int]
  /// Registered issues that were closed, by place, and their minutes from registration to closing.
  var timedInPlace: [Int]
  var timeInPlace: [Double]

  /// The places whose issues are counted; the first element of the lists by place is of the first of them.
  let places: Range<Int>
  private let unitSplit: SplitKind
  private var open = 0
  private var undiscovered = 0
  private var withdrawn = 0
  /// Closed issues by type, closing tier, handling tier and whether they were registered: many sums in one cell, since
  /// every array that a row touches costs a check of its ownership.
  private var closed: [Int]
  /// Minutes from registration to closing of registered issues, by type and closing tier.
  private var closingTime: [Times]

  private struct Times: BitwiseCopyable, Sendable {
    var sum = 0.0
    var longest = 0.0
  }
  private let tierCount: Int
  private let typeCount: Int

  /// - Parameter places: those that issues may arise in; all of the city's unless given.
  init(plan: MeasurementPlan, places: Range<Int>? = nil) {
    let places = places ?? 0..<plan.model.placeCount
    self.places = places
    tierCount = plan.tierCount
    typeCount = plan.typeCount
    closed = [Int](repeating: 0, count: plan.typeCount * plan.tierCount * plan.tierCount * 2)
    closingTime = [Times](repeating: Times(), count: plan.typeCount * plan.tierCount)
    found = [Int](repeating: 0, count: plan.channelCount)
    leaks = LeakTable(tiers: plan.tierCount, types: plan.typeCount)
    unclosed = UnclosedTally(plan: plan)
    arisenInPlace = [Int](repeating: 0, count: places.count)
    unclosedInPlace = arisenInPlace
    timedInPlace = arisenInPlace
    timeInPlace = [Double](repeating: 0, count: places.count)
    closedInPlace = [Int](repeating: 0, count: places.count * plan.tierCount)
    unitSplit = plan.unitSplit
  }

  /// Counts a batch of rows.
  ///
  /// It takes batches so that the class which owns the tally is entered once for many rows.
  mutating func add(_ batch: [IssueRecord]) {
    for issue in batch {
      // A visit of the window may belong to an issue that is older than the cohort.
      if issue.outcome == .open { unclosed.addOpen(issue) }
      guard issue.isOfCohort else { continue }
      switch issue.outcome {
      case .errand: continue
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
      // Every call-back counts: a resident who is content at last does not undo the call before.
      calledBack += Int(issue.callBacks)
      content += Int(issue.contentCallBacks)
      // What is not closed and past its limit is late for certain, whatever becomes of it.
      if issue.outcome != .closed {
        if issue.ended > issue.due { limited += 1 }
        unclosed.add(issue)
        unclosedInPlace[Int(issue.place) - places.lowerBound] += 1
      }
      arisenInPlace[Int(issue.place) - places.lowerBound] += 1
      if issue.isRegistered {
        registered += 1
        let delay = issue.registered - issue.arose
        discoveryDelay += delay
        if delay > longestDiscoveryDelay { longestDiscoveryDelay = delay }
        if issue.wasMisassigned { misassigned += 1 }
        if issue.channel != IssueRecord.noChannel { found[Int(issue.channel)] += 1 }
      }
    }
  }

  @inline(__always)
  private mutating func addClosed(_ issue: IssueRecord) {
    let tier = Int(issue.closedAt)
    let row = Int(issue.type) * tierCount + tier
    closed[(row * tierCount + Int(issue.handledAt)) * 2 + (issue.isRegistered ? 1 : 0)] += 1
    if issue.isRegistered {
      let time = issue.ended - issue.registered
      closingTime[row].sum += time
      if time > closingTime[row].longest { closingTime[row].longest = time }
      timesToClose.add(time)
      timedInPlace[Int(issue.place) - places.lowerBound] += 1
      timeInPlace[Int(issue.place) - places.lowerBound] += time
    }
    switch unitSplit {
    case .closedAt: countInPlace(issue, tier)
    case .handledAt: countInPlace(issue, Int(issue.handledAt))
    case .registered: if issue.isRegistered { countInPlace(issue, tier) }
    }
    leaks.add(tier: issue.closedAt, cause: issue.cause, type: issue.type)
    if issue.reopens > 0 { reopened += 1 }
    if issue.due < .infinity {
      limited += 1
      if issue.ended <= issue.due { onTime += 1 }
    }
  }

  @inline(__always)
  private mutating func countInPlace(_ issue: IssueRecord, _ tier: Int) {
    closedInPlace[(Int(issue.place) - places.lowerBound) * tierCount + tier] += 1
  }
}

// MARK: Sums over subtrees

extension IssueTally {
  /// Adds what the rows of other places come to.
  /// - Precondition: the other's places are among these.
  /// - Complexity: O(places of the other + types)
  mutating func add(_ other: IssueTally) {
    timesToClose.merge(other.timesToClose)
    registered += other.registered
    discoveryDelay += other.discoveryDelay
    longestDiscoveryDelay = max(longestDiscoveryDelay, other.longestDiscoveryDelay)
    for channel in found.indices { found[channel] += other.found[channel] }
    misassigned += other.misassigned
    reopened += other.reopened
    calledBack += other.calledBack
    content += other.content
    limited += other.limited
    onTime += other.onTime
    merged += other.merged
    dismissed += other.dismissed
    leaks.add(other.leaks)
    unclosed.add(other.unclosed)
    open += other.open
    undiscovered += other.undiscovered
    withdrawn += other.withdrawn
    for cell in closed.indices { closed[cell] += other.closed[cell] }
    for row in closingTime.indices {
      closingTime[row].sum += other.closingTime[row].sum
      closingTime[row].longest = max(closingTime[row].longest, other.closingTime[row].longest)
    }
    addByPlace(other)
  }

  private mutating func addByPlace(_ other: IssueTally) {
    precondition(
      places.lowerBound <= other.places.lowerBound && other.places.upperBound <= places.upperBound,
      "places \(other.places) are not among \(places)")
    let first = other.places.lowerBound - places.lowerBound
    for place in other.arisenInPlace.indices {
      arisenInPlace[first + place] += other.arisenInPlace[place]
      unclosedInPlace[first + place] += other.unclosedInPlace[place]
      timedInPlace[first + place] += other.timedInPlace[place]
      timeInPlace[first + place] += other.timeInPlace[place]
    }
    for cell in other.closedInPlace.indices { closedInPlace[first * tierCount + cell] += other.closedInPlace[cell] }
  }
}

// MARK: Sums of the cells

extension IssueTally {
  /// Sum of the minutes from registration to closing of registered issues, by closing tier.
  var timeToClose: [Double] {
    (0..<tierCount).map { tier in (0..<typeCount).reduce(0) { $0 + closingTime[$1 * tierCount + tier].sum } }
  }

  /// The longest of these minutes, by closing tier and by type; zero without any.
  var longestToClose: [Double] {
    (0..<tierCount).map { tier in (0..<typeCount).reduce(0) { max($0, closingTime[$1 * tierCount + tier].longest) } }
  }

  var longestToCloseOfType: [Double] {
    (0..<typeCount).map { type in
      closingTime[type * tierCount..<(type + 1) * tierCount].reduce(0) { max($0, $1.longest) }
    }
  }

  /// The same minutes by type, and how many issues they are of.
  var timeToCloseOfType: [Double] {
    (0..<typeCount).map { type in closingTime[type * tierCount..<(type + 1) * tierCount].reduce(0) { $0 + $1.sum } }
  }

  var registeredOfType: [Int] { ofType { _, isRegistered in isRegistered } }

  /// Closed issues by type, and those of them that the lowest tier closed.
  var closedOfType: [Int] { ofType { _, _ in true } }
  var lowestOfType: [Int] { ofType { closing, _ in closing == 0 } }

  /// The cohort by fate.
  var splits: SplitCounts {
    var splits = SplitCounts(tiers: tierCount)
    for (cell, count) in closed.enumerated() {
      let (row, handling) = (cell / 2).quotientAndRemainder(dividingBy: tierCount)
      let closing = row % tierCount
      splits.closedAt[closing] += count
      splits.handledAt[handling] += count
      if cell % 2 == 1 { splits.registered[closing] += count }
    }
    splits.open = open
    splits.undiscovered = undiscovered
    splits.withdrawn = withdrawn
    return splits
  }

  private func ofType(where isCounted: (_ closing: Int, _ isRegistered: Bool) -> Bool) -> [Int] {
    var counts = [Int](repeating: 0, count: typeCount)
    for (cell, count) in closed.enumerated() {
      let (type, closing) = (cell / 2 / tierCount).quotientAndRemainder(dividingBy: tierCount)
      if isCounted(closing, cell % 2 == 1) { counts[type] += count }
    }
    return counts
  }
}
