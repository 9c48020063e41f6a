import ScenarioLanguage

/// What the texts of a column of times show: which forms read them, over which span, how finely, and with which offsets.
struct TimestampDetection {
  /// What one form makes of the column.
  struct Reading {
    /// Texts that are times in this form; of bare numbers, those that are of our time.
    fileprivate(set) var fits = 0
    fileprivate(set) var first = Double.infinity
    fileprivate(set) var last = -Double.infinity
    /// Equal for readings that are the same.
    fileprivate(set) var sum = 0.0
    /// The first times, from which granularity shows anew by another clock.
    fileprivate(set) var sample: [Double] = []
    fileprivate(set) var grain = Grain()
    /// Days on which times lie, up to a hundred.
    fileprivate(set) var days: Set<Int> = []
    /// The minute of the day of all times that are no whole days, as long as it is one.
    fileprivate(set) var minuteOfDay: Double?
    fileprivate(set) var hasOneMinuteOfDay = true

    fileprivate mutating func add(_ minutes: Double) {
      fits += 1
      first = min(first, minutes)
      last = max(last, minutes)
      sum += minutes
      let day = (minutes / 1440).rounded(.down)
      if days.count < 100 { days.insert(Int(day)) }
      let ofDay = minutes - day * 1440
      if let known = minuteOfDay, known != ofDay { hasOneMinuteOfDay = false }
      minuteOfDay = ofDay
      if sample.count < 1000 { sample.append(minutes) }
      grain.add(minutes)
    }
  }

  /// How finely times are told.
  struct Grain {
    private var count = 0
    /// Times that are no whole day, hour, minute.
    private var broken = [0, 0, 0]

    mutating func add(_ minutes: Double) {
      count += 1
      if (minutes / 1440).rounded(.down) * 1440 != minutes { broken[0] += 1 }
      if (minutes / 60).rounded(.down) * 60 != minutes { broken[1] += 1 }
      if abs(minutes - minutes.rounded()) > 1e-6 { broken[2] += 1 }
    }

    /// To what nearly all times are rounded.
    var granularity: TimeGranularity {
      for (granularity, broken) in zip([TimeGranularity.day, .hour, .minute], broken) where broken * 50 <= count {
        return granularity
      }
      return .second
    }
  }

  private(set) var readings = [Reading](repeating: Reading(), count: TimeForm.allCases.count)
  /// Texts, but those that are missing.
  private(set) var count = 0
  private(set) var example = ""
  /// Texts by offset, in minutes.
  private(set) var offsets: [Int: Int] = [:]
  /// Times of day without one; a date has no clock that could be off.
  private(set) var withoutOffset = 0
  /// Texts that no form reads, as long as they are few different ones.
  private(set) var strange: [String: Int] = [:]
  private var strangeCount = 0

  /// Years of which logs are.
  private static let ourTime =
    Double(
      CivilDate(year: 1980, month: 1, day: 1).dayNumber * 1440)..<Double(
      CivilDate(year: 2060, month: 1, day: 1).dayNumber * 1440)

  mutating func add(_ text: ArraySlice<UInt8>) {
    count += 1
    var scan = TimestampScan()
    var isRead = false
    if scan.read(text) {
      let isBare = scan.value != nil || scan.count == 1
      for form in TimeForm.allCases {
        guard let minutes = form.minutes(scan), !isBare || Self.ourTime.contains(minutes) else { continue }
        readings[form.rawValue].add(minutes)
        isRead = true
      }
      if let offset = scan.offset {
        offsets[offset, default: 0] += 1
      } else if !scan.isDate {
        withoutOffset += 1
      }
    }
    if example.isEmpty, isRead { example = String(decoding: text.prefix(60), as: UTF8.self) }
    guard !isRead else { return }
    strangeCount += 1
    let word = String(decoding: text.prefix(60), as: UTF8.self)
    if strange.count < 50 || strange[word] != nil { strange[word, default: 0] += 1 }
  }

  subscript(form: TimeForm) -> Reading { readings[form.rawValue] }

  /// Texts without those that are words for "not yet": a few different ones, each often.
  var times: Int { strange.count <= 8 && strangeCount >= 3 * strange.count ? count - strangeCount : count }

  /// The forms that read most of the column about equally well, each with another result.
  func forms(among allowed: [TimeForm]) -> [TimeForm] {
    let most = allowed.map { self[$0].fits }.max() ?? 0
    guard most > 0, most * 2 > times else { return [] }
    var found: [TimeForm] = []
    for form in allowed where self[form].fits * 50 >= most * 49 {
      let same = found.contains { self[$0].sum == self[form].sum && self[$0].fits == self[form].fits }
      if !same { found.append(form) }
    }
    // What reads all texts is not put in doubt by what reads some of them otherwise, when the year says which it is.
    if found.first == .yearFirst { return [.yearFirst] }
    return found
  }

  /// An example that no form reads, or the first text.
  var strangeExample: String { strange.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? example }
}
