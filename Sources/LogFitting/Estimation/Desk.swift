/// A unit of a tier as the log shows it at work: how many were there, and when nothing new could be begun.
struct Desk {
  let blocked: BlockedTimes
  let gap: Double
  /// Workers.
  let staff: Int
  /// The fewest at any hour.
  let least: Int

  /// Of the starts after a wait with all at work, those that follow an end of work within the gap.
  private static let most = 0.9
  /// Parts of the usual time of work: the gap that is always bridged, and the longest.
  private static let shortGap = 0.05
  private static let longGap = 0.25
  /// Of the waiting, what is nearly all of it in line, and a part that speaks for other numbers of staff.
  private static let nearlyAll = 0.8
  private static let gain = 0.2
  /// Of the time at work, that with more than the usual number which may be a helper's.
  private static let helped = 0.05

  /// - Parameters:
  ///   - work: Pieces of work.
  ///   - waits: When cases were ready and when work on them began, of those that waited.
  ///   - closed: Times off duty.
  ///   - resolution: Minutes to which times are rounded.
  init(
    work: [(start: Double, end: Double)], waits: [(ready: Double, start: Double)],
    closed: [(start: Double, end: Double)], resolution: Double
  ) {
    let most = StaffEstimation.staff(work)
    let concurrency = Concurrency(work)
    let lengths = work.map { $0.end - $0.start }.sorted()
    let usual = lengths.isEmpty ? 0 : lengths[lengths.count / 2]
    func made(_ staff: Int) -> (blocked: BlockedTimes, gap: Double, least: Int, share: Double) {
      let gap = max(resolution * 1.001, Desk.gap(concurrency, waits, staff: staff, usual: usual))
      func with(_ hours: StaffByHour) -> (blocked: BlockedTimes, gap: Double, least: Int, share: Double) {
        let blocked = BlockedTimes(work: work, staff: hours, closed: closed, gap: gap)
        var (all, inLine) = (0.0, 0.0)
        for wait in waits {
          all += wait.start - wait.ready
          if let begin = blocked.begin(before: wait.start) { inLine += wait.start - max(wait.ready, begin) }
        }
        return (blocked, gap, hours.least, all > 0 ? inLine / all : 0)
      }
      let same = with(StaffByHour(always: staff))
      let hours = StaffByHour(concurrency, most: staff)
      guard hours.least < staff, same.share < Desk.nearlyAll else { return same }
      // Hours with little to do look as if fewer were there; only waits show that fewer were.
      let other = with(hours)
      return other.share > same.share + Desk.gain ? other : same
    }
    var best = (made: made(most), staff: most)
    // Somebody who helps now and then hides that the others never were free: so many fewer that then nearly all waiting
    // was with all at work are the staff.
    var fewer = most - 1
    while fewer >= 1, concurrency.share(above: fewer) < Desk.helped {
      let other = made(fewer)
      if other.share > Desk.nearlyAll, other.share > best.made.share + Desk.gain { best = (other, fewer) }
      fewer -= 1
    }
    (blocked, gap, staff, least) = (best.made.blocked, best.made.gap, best.staff, best.made.least)
  }

  /// How long it takes to pick up the next case: what nine in ten of those take who waited until one of all workers came
  /// free, if that is short beside the work.
  private static func gap(
    _ concurrency: Concurrency, _ waits: [(ready: Double, start: Double)], staff: Int, usual: Double
  ) -> Double {
    let short = usual * shortGap
    let waited = Set(waits.map(\.start))
    let since = concurrency.begun.filter { $0.count == staff && waited.contains($0.time) }.map(\.sinceEnd).sorted()
    guard since.count >= 30 else { return short }
    let typical = since[Int(Double(since.count - 1) * most)]
    return typical <= usual * longGap ? max(short, typical * 1.1) : short
  }
}

extension Concurrency {
  /// Of the time with anybody at work, the share with more than so many.
  func share(above count: Int) -> Double {
    var (all, above) = (0.0, 0.0)
    for stretch in stretches {
      all += stretch.end - stretch.start
      if stretch.count > count { above += stretch.end - stretch.start }
    }
    return all > 0 ? above / all : 0
  }
}

/// The desks of every tier, found from a log of work.
struct Desks {
  /// By tier and unit; `nil` where nobody was seen to work.
  private(set) var desks: [[Desk?]]
  /// The unit of each visit; -1 where it is not known.
  let units: [Int]

  /// - Parameter counts: Units of each tier.
  init(log: EventLog, units: [Int], counts: [Int], hours: [WorkingHours]) {
    self.units = units
    var work = counts.map { Array(repeating: [(start: Double, end: Double)](), count: $0) }
    var waits = counts.map { Array(repeating: [(ready: Double, start: Double)](), count: $0) }
    for (visit, unit) in zip(log.visits, units) where unit >= 0 && !visit.started.isNaN {
      let tier = Int(visit.tier)
      work[tier][unit].append((visit.started, visit.ended.isNaN ? log.end : visit.ended))
      if visit.started > visit.entered { waits[tier][unit].append((visit.entered, visit.started)) }
    }
    let resolution = log.resolution
    desks = work.indices.map { tier in
      let closed = hours[tier].closed
      return work[tier].indices.map { unit in
        let pieces = work[tier][unit]
        return pieces.contains { $0.end > $0.start }
          ? Desk(work: pieces, waits: waits[tier][unit], closed: closed, resolution: resolution) : nil
      }
    }
  }

  func desk(ofVisit index: Int, tier: Int) -> Desk? {
    units[index] >= 0 ? desks[tier][units[index]] : nil
  }
}
