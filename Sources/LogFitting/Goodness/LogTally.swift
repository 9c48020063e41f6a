import ScenarioLanguage

/// What a log shows, counted case by case, in any order: the cases need not be there at one time.
struct LogTally {
  let hasTimeOfDay: Bool
  let opensAtTimeOfDay: Bool
  private(set) var cases = 0
  private(set) var closed = 0
  /// Minutes to close: of all cases first, then by type.
  private(set) var ended: [[Double]]
  /// Minutes that open cases have lasted, likewise.
  private(set) var open: [[Double]]
  /// Minutes to close by the tier that closed.
  private(set) var timesByTier: [[Double]]
  /// Minutes to the first closing of all cases, and of those that had none.
  private(set) var endedFirst: [Double] = []
  private(set) var openFirst: [Double] = []
  /// Closings that were opened again.
  private(set) var reopened = 0
  /// Minutes between coming to a tier and the beginning of work, by tier.
  private(set) var waits: [[Double]]
  /// Days in which cases arise.
  let days: Double
  private(set) var blocks: [Int]
  private(set) var paths: [[Int8]: Int] = [:]

  private let end: Double
  private let resolution: Double

  /// - Parameters:
  ///   - log: whose tiers, end and kind of times the cases have.
  ///   - resolution: minutes to which times to close are rounded, as those of the log that others are compared with; 0
  ///     for none. Logs are compared alike, and ties keep the curves of millions of cases small.
  init(like log: EventLog, resolution: Double, typeCount: Int) {
    hasTimeOfDay = log.hasTimeOfDay
    opensAtTimeOfDay = log.opensAtTimeOfDay
    end = log.end
    self.resolution = resolution
    ended = Array(repeating: [], count: typeCount + 1)
    open = Array(repeating: [], count: typeCount + 1)
    timesByTier = Array(repeating: [], count: log.tierCount)
    waits = timesByTier
    days = max(1.0 / 1440, (log.lastArrivals - log.begin) / 1440)
    blocks = Array(repeating: 0, count: log.opensAtTimeOfDay ? LogSummary.blockHours.count : 7)
  }

  mutating func addWait(_ minutes: Double, tier: Int) { waits[tier].append(minutes) }

  /// Counts a case: `type` by position, -1 for one that is not told apart; `closed` NaN while it is open, `first` the first
  /// of its closings; the tiers that it visited.
  mutating func add(type: Int, opened: Double, closed: Double, first: Double, reopens: Int, path: [Int8]) {
    cases += 1
    reopened += reopens
    if first.isNaN {
      openFirst.append(minutes(from: opened, to: end))
    } else {
      endedFirst.append(minutes(from: opened, to: first))
    }
    let day = (opened / 1440).rounded(.down)
    blocks[opensAtTimeOfDay ? Self.block(of: opened - day * 1440) : CivilDate(dayNumber: Int(day)).weekday] += 1
    paths[path, default: 0] += 1
    guard !closed.isNaN else {
      let minutes = minutes(from: opened, to: end)
      open[0].append(minutes)
      if type >= 0 { open[type + 1].append(minutes) }
      return
    }
    let minutes = minutes(from: opened, to: closed)
    self.closed += 1
    ended[0].append(minutes)
    if type >= 0 { ended[type + 1].append(minutes) }
    if let last = path.last { timesByTier[Int(last)].append(minutes) }
  }

  private static func block(of minuteOfDay: Double) -> Int {
    let hour = Int(minuteOfDay / 60)
    return LogSummary.blockHours.lastIndex { $0 <= hour } ?? 0
  }

  /// In a log of dates a time is a number of days, whatever hours a simulation gave it.
  private func minutes(from opened: Double, to end: Double) -> Double {
    if hasTimeOfDay {
      let minutes = end - opened
      return resolution > 0 ? (minutes / resolution).rounded() * resolution : minutes
    }
    return ((end / 1440).rounded(.down) - (opened / 1440).rounded(.down)) * 1440
  }
}
