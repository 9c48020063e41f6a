import IssueFlow
import OutputAnalysis

/// A finished replication as the bytes of one record of a journal.
struct ReplicationRecord {

  let result: ReplicationResult
  let issues: FilePart?
  let events: FilePart?

  func encode(to encoder: inout ByteEncoder) {
    encoder.integer(result.replication)
    encoder.list(result.values) { $0.optional($1) }
    encoder.list(result.ends) { encoder, ends in
      encoder.optional(ends?.least)
      encoder.optional(ends?.greatest)
    }
    encoder.list(result.parts) { encoder, parts in
      encoder.integer(parts?.count ?? 0)
      encoder.number(parts?.longest ?? 0)
    }
    encoder.integers(result.splits.closedAt)
    encoder.integers(result.splits.handledAt)
    encoder.integers(result.splits.registered)
    for count in [result.splits.open, result.splits.undiscovered, result.splits.withdrawn] { encoder.integer(count) }
    let counts = result.counts
    encoder.integers(counts.closed)
    for count in [counts.opened, counts.open, counts.withdrawn, counts.merged, counts.dismissed, counts.errands] {
      encoder.integer(count)
    }
    encoder.text(result.fingerprint)
    encoder.integer(result.events)
    encoder.integer(result.calendarEvents)
    encoder.number(result.end)
    encoder.boolean(result.cohortIsComplete)
    encoder.number(result.cpuSeconds)
    encoder.list(result.timesToClose.buckets) { encoder, bucket in
      encoder.integer(bucket.index)
      encoder.integer(bucket.count)
      encoder.number(bucket.least)
      encoder.number(bucket.greatest)
    }
    encoder.integers(result.leaks.issues)
    encoder.boolean(result.details != nil)
    if let details = result.details { ReplicationRecord.encode(details, to: &encoder) }
    for part in [issues, events] {
      encoder.boolean(part != nil)
      guard let part else { continue }
      encoder.integer(part.bytes)
      encoder.number(Double(bitPattern: part.checksum))
    }
  }

  private static func encode(_ details: ReplicationResult.Details, to encoder: inout ByteEncoder) {
    let units = details.units
    for counts in [
      units.arisen, units.unclosed, units.closed, units.timed, units.arrived, units.waitingAtStart, units.waitingAtEnd,
    ] {
      encoder.integers(counts)
    }
    encoder.numbers(units.time)
    encoder.numbers(units.work)
    encoder.numbers(units.offered)
    encoder.numbers(units.staffed)
    encoder.numbers(units.greatestLoad)
    encoder.list(details.days) { encoder, day in
      encoder.integer(day.day)
      encoder.integer(day.arisen)
      encoder.integers(day.closed)
      encoder.integer(day.withdrawn)
      encoder.integer(day.open)
      encoder.integers(day.waiting)
      encoder.integers(day.states)
      encoder.optional(day.timeToClose)
    }
  }

  /// - Throws: when the bytes are not a replication of this model.
  init(decoder: inout ByteDecoder, plan: MeasurementPlan) throws(ByteDecoder.Fault) {
    typealias Fault = ByteDecoder.Fault
    let replication: Int = try decoder.count()
    let values = try decoder.list { (decoder) throws(Fault) in
      try decoder.optional { (decoder) throws(Fault) in try decoder.quantity() }
    }
    guard values.count == plan.layout.entries.count else { throw Fault() }
    func perTier<Value>(_ list: [Value]) throws(Fault) -> [Value] {
      guard list.count == plan.tierCount else { throw Fault() }
      return list
    }
    let ends = try decoder.list { (decoder) throws(Fault) in
      func end() throws(Fault) -> Double? { try decoder.optional { (decoder) throws(Fault) in try decoder.end() } }
      return (least: try end(), greatest: try end())
    }.map { ends in ends.least.flatMap { least in ends.greatest.map { ValueEnds(least: least, greatest: $0) } } }
    guard ends.count == values.count else { throw Fault() }
    let parts = try decoder.list { (decoder) throws(Fault) in
      ValueParts(count: try decoder.count(), longest: try decoder.quantity())
    }
    guard parts.count == values.count else { throw Fault() }
    var splits = SplitCounts(tiers: plan.tierCount)
    splits.closedAt = try perTier(try decoder.counts())
    splits.handledAt = try perTier(try decoder.counts())
    splits.registered = try perTier(try decoder.counts())
    splits.open = try decoder.count()
    splits.undiscovered = try decoder.count()
    splits.withdrawn = try decoder.count()
    var counts = FlowTotals.Counts(closed: try decoder.counts())
    counts.opened = try decoder.count()
    counts.open = try decoder.count()
    counts.withdrawn = try decoder.count()
    counts.merged = try decoder.count()
    counts.dismissed = try decoder.count()
    counts.errands = try decoder.count()
    let fingerprint = try decoder.text()
    let events: Int = try decoder.count()
    let calendarEvents: Int = try decoder.count()
    let end = try decoder.quantity()
    let cohortIsComplete = try decoder.boolean()
    let cpuSeconds = try decoder.quantity()
    let buckets = try decoder.list { (decoder) throws(Fault) in
      LogHistogram.Bucket(
        index: try decoder.integer(), count: try decoder.count(), least: try decoder.quantity(),
        greatest: try decoder.quantity())
    }
    guard let timesToClose = try? LogHistogram(buckets: buckets) else { throw Fault() }
    guard let leaks = LeakTable(issues: try decoder.counts(), tiers: plan.tierCount, types: plan.typeCount) else {
      throw Fault()
    }
    let details = try decoder.boolean() ? try ReplicationRecord.details(&decoder, plan: plan) : nil
    func part() throws(Fault) -> FilePart? {
      guard try decoder.boolean() else { return nil }
      return FilePart(bytes: try decoder.count(), checksum: try decoder.number().bitPattern)
    }
    issues = try part()
    self.events = try part()
    guard decoder.isAtEnd else { throw Fault() }
    result = ReplicationResult(
      replication: replication, layout: plan.layout, values: values, ends: ends, parts: parts, splits: splits,
      counts: counts,
      fingerprint: fingerprint, events: events, calendarEvents: calendarEvents, end: end,
      cohortIsComplete: cohortIsComplete, cpuSeconds: cpuSeconds, timesToClose: timesToClose, leaks: leaks,
      details: details)
  }

  init(result: ReplicationResult, issues: FilePart?, events: FilePart?) {
    self.result = result
    self.issues = issues
    self.events = events
  }

  private static func details(
    _ decoder: inout ByteDecoder, plan: MeasurementPlan
  ) throws(ByteDecoder.Fault) -> ReplicationResult.Details {
    typealias Fault = ByteDecoder.Fault
    let arisen: [Int] = try decoder.counts()
    let unclosed: [Int] = try decoder.counts()
    let closed: [Int] = try decoder.counts()
    let timed: [Int] = try decoder.counts()
    let arrived: [Int] = try decoder.counts()
    let waitingAtStart: [Int] = try decoder.counts()
    let waitingAtEnd: [Int] = try decoder.counts()
    let units = UnitFlows(
      arisen: arisen, unclosed: unclosed, closed: closed, timed: timed, time: try decoder.quantities(),
      arrived: arrived,
      waitingAtStart: waitingAtStart, waitingAtEnd: waitingAtEnd, work: try decoder.quantities(),
      offered: try decoder.quantities(), staffed: try decoder.quantities(),
      greatestLoad: try decoder.list { (decoder) throws(Fault) in try decoder.end() })
    guard units.fits(plan) else { throw Fault() }
    let days = try decoder.list { (decoder) throws(Fault) in
      let day = DayRecord(
        day: try decoder.count(), arisen: try decoder.count(), closed: try decoder.counts(),
        withdrawn: try decoder.count(), open: try decoder.count(), waiting: try decoder.counts(),
        states: try decoder.counts(),
        timeToClose: try decoder.optional { (decoder) throws(Fault) in try decoder.quantity() })
      guard day.closed.count == plan.tierCount, day.waiting.count == plan.tierCount,
        day.states.count == DayState.allCases.count
      else { throw Fault() }
      return day
    }
    return ReplicationResult.Details(units: units, days: days)
  }
}
