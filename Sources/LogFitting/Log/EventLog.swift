/// A case of a log.
struct LogCase: BitwiseCopyable, Sendable {
  var type: Int32
  var unit: Int32
  var urgency: UInt8
  /// How often it was opened again after it was closed.
  var reopens: UInt8
  /// Where the first of its rows stands in the log.
  var line: Int32
  var opened: Double
  /// When it was closed for the last time; NaN while it is open.
  var closed: Double
  /// Its visits, one after another.
  var firstVisit: Int32
  var visitCount: Int32

  var isOpen: Bool { closed.isNaN }
}

/// A stay of a case at a tier.
struct LogVisit: BitwiseCopyable, Sendable {
  var tier: Int8
  var next: Next
  /// Whether it began because a closed case was opened again.
  var isReopening: Bool
  var desk: Int32
  var entered: Double
  /// When work began and was done; NaN when the log does not say.
  var started: Double
  var ended: Double
  /// When it went on, was closed, or the log ended.
  var left: Double

  /// What came after a visit.
  struct Next: Hashable, BitwiseCopyable, Sendable {
    /// A tier; -1 closed; -2 the log ended first.
    let rawValue: Int8
    static let closed = Next(rawValue: -1)
    static let unknown = Next(rawValue: -2)
    static func tier(_ tier: Int) -> Next { Next(rawValue: Int8(tier)) }
    var tier: Int? { rawValue >= 0 ? Int(rawValue) : nil }
  }

  var hasWork: Bool { !started.isNaN && !ended.isNaN }
}

/// A log as cases and their visits to tiers.
struct EventLog: Sendable {
  var cases: [LogCase] = []
  var visits: [LogVisit] = []
  var tierCount = 1
  /// When the first case opened, and up to when the log tells.
  var begin = 0.0
  var end = 0.0
  /// Up to when it tells of cases that arise; `nil` where it does to its end.
  var arrivalsEnd: Double?
  /// Whether it tells when work began and when it was done.
  var hasWork = false
  /// Whether nothing but work is told of visits, so that each begins where the one before ended: a case between two of
  /// them waits in line or elsewhere.
  var entersWithWaiting: Bool { hasWork && !tellsEntered }
  /// Whether nothing tells when cases were opened but the beginning of the first work.
  var opensWithWork = false
  /// Whether it tells of moves between tiers.
  var hasMoves = false
  var hasTimeOfDay = true
  /// Whether it tells at which time of the day cases arise; a log may have hours elsewhere and dates of opening only.
  var opensAtTimeOfDay = true
  /// Whether nothing says when cases are closed, so that each ends with its last row.
  var closesWithLastRow = false
  /// Changes of desk inside a tier, which are no moves between tiers.
  var handovers = 0
  /// Cases of which the map leaves out every row.
  var casesLeftOut = 0
  /// Cases of the events that the table of cases does not have.
  var casesNotInTable = 0
  /// Rows after closings.
  var after = AfterClosingTally()
  /// Whether rows say when the case came to a tier, and not only when work began.
  var tellsEntered = false

  /// Minutes to which its times are rounded: days, minutes or seconds, as its first visits show; 0 for finer ones.
  var resolution: Double {
    if !hasTimeOfDay { return 1440 }
    let times = visits.prefix(5000).flatMap { [$0.entered, $0.left] }
    for step in [1.0, 1.0 / 60] where times.allSatisfy({ abs($0 / step - ($0 / step).rounded()) < 1e-3 }) {
      return step
    }
    return 0
  }

  func visits(of item: LogCase) -> ArraySlice<LogVisit> {
    visits[Int(item.firstVisit)..<Int(item.firstVisit + item.visitCount)]
  }

  /// Up to when it tells of cases that arise.
  var lastArrivals: Double { arrivalsEnd ?? end }

  /// When a case was closed for the first time; NaN while it was not.
  func firstClosing(of item: LogCase) -> Double {
    visits(of: item).first { $0.next == .closed }?.left ?? .nan
  }

  /// The time at which so great a share of the cases had been opened.
  func time(ofShare share: Double) -> Double {
    let times = cases.map(\.opened).sorted()
    guard let last = times.last else { return end }
    let index = Int((Double(times.count) * share).rounded())
    return index < times.count ? times[index] : last
  }

  /// The log as it was known at a time: cases opened later are not there, and what was then open is open.
  func known(at time: Double) -> EventLog {
    var log = self
    log.end = time
    if let last = log.arrivalsEnd, last >= time { log.arrivalsEnd = nil }
    log.cases.removeAll(keepingCapacity: true)
    log.visits.removeAll(keepingCapacity: true)
    for item in cases where item.opened < time {
      var copy = item
      copy.firstVisit = Int32(log.visits.count)
      copy.reopens = 0
      for visit in visits(of: item) where visit.entered < time || visit.entered == item.opened {
        // Where only work is told, nobody knows of a visit before its work begins.
        if entersWithWaiting, visit.started >= time, copy.firstVisit < Int32(log.visits.count) {
          log.visits[log.visits.count - 1].left = time
          log.visits[log.visits.count - 1].next = .unknown
          break
        }
        var visit = visit
        if visit.isReopening { copy.reopens += 1 }
        if visit.started >= time { visit.started = .nan }
        if visit.ended >= time { visit.ended = .nan }
        if visit.left > time {
          visit.left = time
          visit.next = .unknown
        }
        log.visits.append(visit)
      }
      copy.visitCount = Int32(log.visits.count) - copy.firstVisit
      let isOpen = log.visits.last.map { $0.next == .unknown } ?? true
      copy.closed = isOpen ? .nan : log.visits.last?.left ?? .nan
      log.cases.append(copy)
    }
    return log
  }

  /// The cases that were opened from a time on.
  func opened(from time: Double) -> EventLog {
    var log = opened { $0 >= time }
    log.begin = time
    return log
  }

  /// The cases that were opened before a time, with all that became of them later. It is as long as they arose, and they
  /// were seen for longer.
  func opened(before time: Double) -> EventLog {
    var log = opened { $0 < time }
    log.arrivalsEnd = time
    return log
  }

  private func opened(_ includes: (Double) -> Bool) -> EventLog {
    var log = self
    log.cases.removeAll(keepingCapacity: true)
    log.visits.removeAll(keepingCapacity: true)
    for item in cases where includes(item.opened) {
      var copy = item
      copy.firstVisit = Int32(log.visits.count)
      log.visits += visits(of: item)
      log.cases.append(copy)
    }
    return log
  }
}
