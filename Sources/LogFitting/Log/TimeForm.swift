import ScenarioLanguage

/// How the times of a column are written: which part of a text is what.
enum TimeForm: Int, CaseIterable, Hashable, Sendable {
  /// A year of four digits first; dates as one number too (`20250210`, `20250210093015`, also without seconds).
  case yearFirst
  /// A year of two digits first: `25-2-10`, `250210`, `250210093015`.
  case shortYearFirst
  case dayFirst
  case monthFirst
  /// A date and an hour as one number: `2025021009`.
  case compactHour
  /// Counted since 1970, in universal time.
  case seconds
  case milliseconds
  case microseconds
  case nanoseconds
  /// Days since 1899-12-30, as spreadsheets count.
  case spreadsheet

  /// Whether a time counts from an instant of universal time.
  var isUniversal: Bool { (TimeForm.seconds.rawValue...TimeForm.nanoseconds.rawValue).contains(rawValue) }

  /// What the map says for it.
  var dates: LogDates {
    switch self {
    case .yearFirst, .shortYearFirst, .compactHour: .yearFirst
    case .dayFirst: .dayFirst
    case .monthFirst: .monthFirst
    case .seconds, .milliseconds, .microseconds, .nanoseconds: .unix
    case .spreadsheet: .spreadsheet
    }
  }

  /// Minutes since 1970-01-01 00:00 by the clock that wrote the text; `nil` when it is no time in this form.
  func minutes(_ scan: TimestampScan) -> Double? {
    switch self {
    case .seconds: count(scan, perSecond: 1)
    case .milliseconds: count(scan, perSecond: 1e3)
    case .microseconds: count(scan, perSecond: 1e6)
    case .nanoseconds: count(scan, perSecond: 1e9)
    case .spreadsheet:
      scan.value.flatMap { (1..<401_769).contains($0) ? (($0 - 25_569) * 86_400).rounded() / 60 : nil }
    case .yearFirst, .shortYearFirst, .dayFirst, .monthFirst, .compactHour:
      civil(scan)
    }
  }

  /// Up to the year 2999.
  private func count(_ scan: TimestampScan, perSecond: Double) -> Double? {
    scan.value.flatMap { $0 / perSecond < 32_503_680_000 ? $0 / perSecond / 60 : nil }
  }

  // MARK: - Civil times

  private func civil(_ scan: TimestampScan) -> Double? {
    guard scan.count > 0 else { return nil }
    let isCompact = scan.count == 1 || scan.compactTime > 0 || (scan.month == 0 && scan.firstDigits >= 6)
    guard let (date, clock) = isCompact ? compact(scan) : separate(scan) else { return nil }
    guard (1900...2999).contains(date.year), (1...12).contains(date.month), date.day >= 1,
      date.day <= CivilDate.days(inMonth: date.month, of: date.year), let hour = hour(clock.hour, scan.half)
    else { return nil }
    guard hour <= 24, clock.minute < 60, clock.second <= 60, hour < 24 || (clock.minute == 0 && clock.second == 0)
    else { return nil }
    let day = CivilDate(year: date.year, month: date.month, day: date.day).dayNumber
    // As what is counted since 1970 is divided, so that one instant is one number in every form.
    return (Double(day * 86_400 + hour * 3600 + clock.minute * 60 + clock.second) + clock.fraction) / 60
  }

  private typealias Parts = (
    date: (year: Int, month: Int, day: Int), clock: (hour: Int, minute: Int, second: Int, fraction: Double)
  )

  private func separate(_ scan: TimestampScan) -> Parts? {
    let (first, second, third) = (scan.numbers.0, scan.numbers.1, scan.numbers.2)
    guard self != .compactHour, scan.firstDigits <= 4, scan.firstDigits != 3 else { return nil }
    let isFull = scan.firstDigits == 4
    if self == .yearFirst, !isFull { return nil }
    if self == .shortYearFirst, isFull || scan.beginsWithMonth { return nil }
    if scan.month > 0 {
      let date =
        isFull
        ? (first, scan.month, second)
        : self == .shortYearFirst
          ? (century(first), scan.month, second) : (century(second), scan.month, first)
      return (date, (scan.numbers.2, scan.numbers.3, scan.numbers.4, scan.fraction))
    }
    let clock = (scan.numbers.3, scan.numbers.4, scan.numbers.5, scan.fraction)
    if isFull { return ((first, second, third), clock) }
    guard scan.thirdDigits <= (self == .shortYearFirst ? 2 : 4) else { return nil }
    switch self {
    case .shortYearFirst: return ((century(first), second, third), clock)
    case .monthFirst: return ((century(third), first, second), clock)
    default: return ((century(third), second, first), clock)
    }
  }

  /// A date that is one number, and perhaps its time of day.
  private func compact(_ scan: TimestampScan) -> Parts? {
    let whole = scan.numbers.0
    var clock = (0, 0, 0, scan.fraction)
    var date: Int
    var isShort = self == .shortYearFirst
    switch (scan.firstDigits, self) {
    case (8, .yearFirst), (8, .dayFirst), (8, .monthFirst), (6, .shortYearFirst), (6, .dayFirst), (6, .monthFirst):
      date = whole
      isShort = scan.firstDigits == 6
      switch scan.compactTime {
      case 6: clock = (scan.numbers.1 / 10_000, scan.numbers.1 / 100 % 100, scan.numbers.1 % 100, scan.fraction)
      case 4: clock = (scan.numbers.1 / 100, scan.numbers.1 % 100, 0, 0)
      default: clock = (scan.numbers.1, scan.numbers.2, scan.numbers.3, scan.fraction)
      }
      if scan.compactTime > 0, scan.count > 2 { return nil }
    case (10, .compactHour):
      (date, clock) = (whole / 100, (whole % 100, 0, 0, 0))
    case (12, .yearFirst), (12, .dayFirst), (12, .monthFirst):
      (date, clock) = (whole / 10_000, (whole / 100 % 100, whole % 100, 0, 0))
    case (12, .shortYearFirst), (14, .yearFirst), (14, .dayFirst), (14, .monthFirst):
      (date, clock) = (whole / 1_000_000, (whole / 10_000 % 100, whole / 100 % 100, whole % 100, scan.fraction))
    case (17, .yearFirst), (17, .dayFirst), (17, .monthFirst):
      let seconds = whole / 1000
      date = seconds / 1_000_000
      clock = (seconds / 10_000 % 100, seconds / 100 % 100, seconds % 100, Double(whole % 1000) / 1000)
    default: return nil
    }
    let parts = (date / 10_000, date / 100 % 100, date % 100)
    switch self {
    case .yearFirst, .compactHour: return (parts, clock)
    case .shortYearFirst: return ((century(parts.0), parts.1, parts.2), clock)
    default:
      // The year is last, unless the first four digits are one: no date of our time can be read both ways.
      if !isShort, parts.0 >= 1900, parts.1 <= 12 { return (parts, clock) }
      let year = isShort ? century(parts.2) : date % 10_000
      let (first, second) = isShort ? (parts.0, parts.1) : (date / 1_000_000, date / 10_000 % 100)
      return ((year, self == .dayFirst ? second : first, self == .dayFirst ? first : second), clock)
    }
  }

  /// The hour of a clock of 24, of a clock of twelve with its half; `nil` where they do not fit.
  private func hour(_ hour: Int, _ half: TimestampScan.Half) -> Int? {
    switch half {
    case .none: hour
    case .morning: (0...12).contains(hour) ? hour % 12 : nil
    case .afternoon: (1...12).contains(hour) ? hour % 12 + 12 : nil
    case .noon: (10...13).contains(hour) ? hour : (1...2).contains(hour) ? hour + 12 : nil
    // Twelve in the evening may be midnight of this day or of the next.
    case .evening: (1...11).contains(hour) ? hour + 12 : (18...23).contains(hour) ? hour : nil
    }
  }

  /// Two digits are of 1970 to 2069.
  private func century(_ year: Int) -> Int { year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year }
}

extension TimeForm {
  /// As messages call it.
  var words: LocalizedText {
    switch self {
    case .yearFirst, .shortYearFirst: LocalizedText(en: "year first", zh: "年在前")
    case .dayFirst: LocalizedText(en: "day first", zh: "日在前")
    case .monthFirst: LocalizedText(en: "month first", zh: "月在前")
    case .compactHour: LocalizedText(en: "a date and an hour as one number", zh: "日期与小时连写")
    case .seconds: LocalizedText(en: "seconds since 1970", zh: "自 1970 年的秒数")
    case .milliseconds: LocalizedText(en: "milliseconds since 1970", zh: "自 1970 年的毫秒数")
    case .microseconds: LocalizedText(en: "microseconds since 1970", zh: "自 1970 年的微秒数")
    case .nanoseconds: LocalizedText(en: "nanoseconds since 1970", zh: "自 1970 年的纳秒数")
    case .spreadsheet: LocalizedText(en: "days of a spreadsheet", zh: "电子表格的日序数")
    }
  }
}
