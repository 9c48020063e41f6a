import OutputAnalysis

/// What changes in the course of a log: how many cases arise, of which types, where they are closed, and how long that
/// takes.
///
/// Each is tested by itself at a quarter of the level of all, with blocks of days that outlast its memory: the queues of a
/// busy desk stay long for weeks without any change of its ways. Where cases are closed is tested at half of that, and
/// not at all where the times hang together for too long to be tested: which tier closes in time is the line's doing as
/// much. What is found counts if it is large enough to matter.
struct LogChange {
  /// The chance that something is said to change in a log in which nothing does.
  static let level = 0.05
  private static let familyLevel = level / 4

  struct Finding: Hashable, Sendable {
    enum Subject: Hashable, Sendable {
      /// Cases a day.
      case rate
      /// Share of cases that are closed within so many minutes.
      case times(within: Double)
      /// Share of closed cases, by position of the tier.
      case tier(Int)
      /// Share of cases, by number of the type's text.
      case type(Int32)
    }

    let subject: Subject
    /// Minutes since 1970.
    let since: Double
    /// When it ends, where it changes back within the log.
    let until: Double?
    /// The level of what comes before, and of what comes after the end.
    let before: Double
    let after: Double
  }

  private(set) var findings: [Finding] = []
  /// What could not be tested, since it hangs together for too long.
  private(set) var untested: [Finding.Subject] = []

  var changesTimes: Bool {
    findings.contains { if case .times = $0.subject { true } else { false } }
  }

  private let log: EventLog
  private let firstDay: Int
  private let days: Int
  private let seed: UInt64

  init(_ log: EventLog, mostTypes: Int, seed: UInt64) {
    self.log = log
    self.seed = seed
    firstDay = Int((log.begin / 1440).rounded(.down))
    days = max(0, Int(((log.arrivalsEnd ?? log.end) / 1440).rounded(.down)) - firstDay)
    test([rate()], [.rate], level: LogChange.familyLevel)
    let times = times()
    test(times: times)
    let tiers = tiers(times.last)
    if let subject = times.first?.subject, untested.contains(subject) {
      untested += tiers.prefix(1).map(\.subject)
    } else {
      test(tiers.map(\.series), tiers.map(\.subject), level: LogChange.familyLevel / 2)
    }
    let types = types(most: mostTypes)
    test(types.map(\.series), types.map(\.subject), level: LogChange.familyLevel)
  }

  private mutating func test(_ family: [LevelSeries], _ subjects: [Finding.Subject], level: Double) {
    guard let subject = subjects.first else { return }
    switch ChangeTest.outcome(family, seed: seed) {
    case .untested: untested.append(subject)
    case .tested(_, let stretches):
      for (index, stretch) in stretches.enumerated() {
        if let stretch { note(stretch, of: family[index], subjects[index], level: level) }
      }
    }
  }

  /// Each limit by itself: cases opened early tell of a long one, later ones of a short one as well, and a long stay may
  /// hang together where a short one does not. One limit tells of a change of times.
  private mutating func test(times: [(series: LevelSeries, subject: Finding.Subject)]) {
    var isTested = times.isEmpty
    for (series, subject) in times where !changesTimes {
      guard case .tested(_, let stretches) = ChangeTest.outcome([series], seed: seed) else { continue }
      isTested = true
      if let stretch = stretches[0] {
        note(stretch, of: series, subject, level: LogChange.familyLevel / Double(times.count))
      }
    }
    if !isTested { untested.append(times[0].subject) }
  }

  private mutating func note(
    _ stretch: ChangeTest.Stretch, of series: LevelSeries, _ subject: Finding.Subject, level: Double
  ) {
    let (steps, end) = (stretch.steps, series.sums.count)
    guard stretch.pValue <= level, let inside = series.level(steps), let outside = series.level(outside: steps),
      LogChange.matters(subject, inside, outside)
    else { return }
    func time(_ step: Int) -> Double { Double(firstDay + step) * 1440 }
    let isFirst = steps.lowerBound == 0
    findings.append(
      Finding(
        subject: subject, since: time(isFirst ? steps.upperBound : steps.lowerBound),
        until: isFirst || steps.upperBound == end ? nil : time(steps.upperBound), before: isFirst ? inside : outside,
        after: isFirst ? outside : inside))
  }

  /// A difference that nobody would act on is none.
  private static func matters(_ subject: Finding.Subject, _ before: Double, _ after: Double) -> Bool {
    let (low, high) = (min(before, after), max(before, after))
    switch subject {
    case .rate: return high > 1.25 * low
    case .times: return high - low > 0.05
    case .tier, .type: return high - low > 0.03 || high - low > 0.01 && high > 1.25 * low
    }
  }

  // MARK: - Series

  private func day(_ item: LogCase) -> Int { Int((item.opened / 1440).rounded(.down)) - firstDay }

  private func counts(days: Int, _ includes: (LogCase) -> Bool) -> [Double] {
    var counts = [Double](repeating: 0, count: days)
    for item in log.cases {
      let day = day(item)
      if day >= 0, day < days, includes(item) { counts[day] += 1 }
    }
    return counts
  }

  /// Cases a day; what a weekday has beyond the others is taken out.
  private func rate() -> LevelSeries {
    var counts = counts(days: days) { _ in true }
    let mean = counts.reduce(0, +) / Double(max(1, days))
    if days >= 28 {
      for weekday in 0..<7 {
        let own = Array(stride(from: weekday, to: days, by: 7))
        let level = own.reduce(0) { $0 + counts[$1] } / Double(own.count)
        for day in own { counts[day] += mean - level }
      }
    }
    return LevelSeries(sums: counts, weights: [Double](repeating: 1, count: days))
  }

  /// Cases closed within the time in which half, and within that in which most are, of those opened so early that it shows.
  private func times() -> [(series: LevelSeries, subject: Finding.Subject)] {
    let closed = log.cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }
    let open = log.cases.filter(\.isOpen).map { log.end - $0.opened }
    let curve = KaplanMeier(DurationSample(ended: closed, open: open, resolution: 0))
    var found: [(series: LevelSeries, subject: Finding.Subject)] = []
    for p in [0.5, 0.85] {
      guard let limit = curve.quantile(p) else { continue }
      let seen = min(days, Int(((log.end - limit) / 1440).rounded(.down)) - firstDay)
      guard seen * 2 >= days, seen > 0 else { continue }
      let series = LevelSeries(
        sums: counts(days: seen) { !$0.isOpen && $0.closed - $0.opened <= limit },
        weights: counts(days: seen) { _ in true })
      found.append((series, .times(within: limit)))
    }
    return found
  }

  /// Of cases closed within a limit of time, those closed at each tier; of cases opened so early that all such closings
  /// show. What closes late would be missing at the end, and there are tiers that close late.
  private func tiers(
    _ times: (series: LevelSeries, subject: Finding.Subject)?
  ) -> [(series: LevelSeries, subject: Finding.Subject)] {
    guard log.tierCount > 1 else { return [] }
    var limit = Double.infinity
    if case .times(let within)? = times?.subject { limit = within }
    let days = times?.series.sums.count ?? days
    func isClosed(_ item: LogCase) -> Bool { !item.isOpen && item.closed - item.opened <= limit }
    let all = counts(days: days, isClosed)
    return (0..<log.tierCount).map { tier in
      let own = counts(days: days) { isClosed($0) && log.visits(of: $0).last.map { Int($0.tier) == tier } ?? false }
      return (LevelSeries(sums: own, weights: all), .tier(tier))
    }
  }

  private func types(most: Int) -> [(series: LevelSeries, subject: Finding.Subject)] {
    var numbers: [Int32: Int] = [:]
    for item in log.cases { numbers[item.type, default: 0] += 1 }
    guard numbers.count > 1 else { return [] }
    let frequent = numbers.filter { $0.value * 50 >= log.cases.count }.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }
    let all = counts(days: days) { _ in true }
    return frequent.prefix(most).map { number, _ in
      (LevelSeries(sums: counts(days: days) { $0.type == number }, weights: all), .type(number))
    }
  }
}
