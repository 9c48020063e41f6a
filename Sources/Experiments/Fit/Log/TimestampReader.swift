import IssueFlow

/// Reads the times of a log, however its program wrote them.
///
/// Numbers are taken in turn, whatever stands between them: `2025-01-05 08:30:00.123+08:00`, `05/01/2025 8:30 PM`,
/// `5-Jan-25`, `2025年1月5日 下午3点20分`, `20250105T083000`. Times are civil and local as written; an offset at the end is
/// passed over, because the city's hours are what matters.
struct TimestampReader: Hashable, Sendable {
  /// How the parts follow each other; never ``LogDates/detected``.
  let dates: LogDates

  /// Minutes since 1970-01-01 00:00, local civil time; `nil` when the text is no time.
  func minutes(_ text: ArraySlice<UInt8>) -> Double? {
    switch dates {
    case .unix:
      guard let number = TimestampReader.decimal(text), number >= 0 else { return nil }
      let seconds = number >= 1e11 ? number / 1000 : number
      return seconds < 32_503_680_000 ? seconds / 60 : nil
    case .spreadsheet:
      guard let days = TimestampReader.decimal(text), (1..<401_769).contains(days) else { return nil }
      return ((days - 25_569) * 86_400).rounded() / 60
    case .detected, .yearFirst, .dayFirst, .monthFirst:
      var scan = TimestampScan()
      guard scan.read(text) else { return nil }
      return scan.minutes(dates)
    }
  }

  /// Whether a text has a time of day.
  static func hasTimeOfDay(_ text: ArraySlice<UInt8>) -> Bool {
    var scan = TimestampScan()
    return scan.read(text) && (scan.count > 3 || (scan.month > 0 && scan.count > 2) || scan.isCompactTime)
  }

  /// Whether a text stands for no time.
  static func isMissing(_ text: ArraySlice<UInt8>) -> Bool {
    if text.isEmpty { return true }
    guard text.count <= 4 else { return false }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "null", "na", "n/a", "?", "none", "-", "\\n", "nan", "nat", "无": return true
    default: return false
    }
  }

  private static func decimal(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.count <= 24, text.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(String(decoding: text, as: UTF8.self))
  }
}

/// The numbers of a time, in the order in which they stand.
private struct TimestampScan {
  private(set) var numbers = (0, 0, 0, 0, 0, 0)
  private(set) var count = 0
  private(set) var firstDigits = 0
  /// Of a name; 0 for none.
  private(set) var month = 0
  private(set) var isCompactTime = false
  private var fraction = 0.0
  /// 0 for a clock of 24 hours, 1 for morning, 2 for afternoon.
  private var half = 0

  /// Reads a whole text; false when it holds what no time holds.
  mutating func read(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 40 else { return false }
    var index = text.startIndex
    var previous: UInt8 = 0
    while index < text.endIndex {
      let byte = text[index]
      if isDigit(byte) {
        var number = 0
        var digits = 0
        while index < text.endIndex, isDigit(text[index]) {
          if digits < 15 { number = number * 10 + Int(text[index] - 0x30) }
          digits += 1
          index += 1
        }
        if previous == 0x2E, hasSeconds {
          fraction = Double(number) / power(of: min(digits, 15))
        } else if !add(number, digits) {
          return false
        }
        previous = 0x30
        continue
      }
      if byte == 0x2B || (byte == 0x2D && hasMinutes) { return isOffset(text[(index + 1)...]) }
      if isLetter(byte) {
        let start = index
        while index < text.endIndex, isLetter(text[index]) { index += 1 }
        guard take(word: text[start..<index]) else { return false }
        previous = 0x41
        continue
      }
      if byte >= 0x80 {
        let start = index
        while index < text.endIndex, text[index] >= 0x80 { index += 1 }
        guard take(chinese: String(decoding: text[start..<index], as: UTF8.self)) else { return false }
        previous = 0x80
        continue
      }
      guard byte == 0x2D || byte == 0x2F || byte == 0x2E || byte == 0x3A || byte == 0x20 || byte == 0x2C else {
        return false
      }
      previous = byte
      index += 1
    }
    return count >= (month > 0 ? 2 : 3) || isCompactTime || (count == 1 && [8, 12, 14].contains(firstDigits))
  }

  func minutes(_ dates: LogDates) -> Double? {
    var date: (year: Int, month: Int, day: Int)
    var clock: (Int, Int, Int)
    if count >= 1, firstDigits == 8 || firstDigits == 12 || firstDigits == 14 {
      let whole = numbers.0
      let day = firstDigits == 8 ? whole : firstDigits == 12 ? whole / 10_000 : whole / 1_000_000
      date = (day / 10_000, day / 100 % 100, day % 100)
      switch firstDigits {
      case 12: clock = (whole / 100 % 100, whole % 100, 0)
      case 14: clock = (whole / 10_000 % 100, whole / 100 % 100, whole % 100)
      default:
        clock =
          isCompactTime
          ? (numbers.1 / 10_000, numbers.1 / 100 % 100, numbers.1 % 100) : (numbers.1, numbers.2, numbers.3)
      }
    } else if month > 0 {
      date = firstDigits == 4 ? (numbers.0, month, numbers.1) : (century(numbers.1), month, numbers.0)
      clock = (numbers.2, numbers.3, numbers.4)
    } else {
      clock = (numbers.3, numbers.4, numbers.5)
      switch dates {
      case _ where firstDigits == 4: date = (numbers.0, numbers.1, numbers.2)
      case .dayFirst: date = (century(numbers.2), numbers.1, numbers.0)
      case .monthFirst: date = (century(numbers.2), numbers.0, numbers.1)
      default: return nil
      }
      if dates == .yearFirst, firstDigits != 4 { return nil }
    }
    guard (1900...2999).contains(date.year), (1...12).contains(date.month),
      date.day >= 1, date.day <= CivilDate.days(inMonth: date.month, of: date.year)
    else { return nil }
    if half > 0 {
      guard (1...12).contains(clock.0) else { return nil }
      clock.0 = clock.0 % 12 + (half == 2 ? 12 : 0)
    }
    guard clock.0 <= 24, clock.1 < 60, clock.2 <= 60, clock.0 < 24 || (clock.1 == 0 && clock.2 == 0) else { return nil }
    let day = CivilDate(year: date.year, month: date.month, day: date.day).dayNumber
    return Double(day * 1440 + clock.0 * 60 + clock.1) + (Double(clock.2) + fraction) / 60
  }

  private var hasMinutes: Bool { count >= (month > 0 ? 4 : 5) || isCompactTime }
  private var hasSeconds: Bool { count >= (month > 0 ? 5 : 6) || isCompactTime }

  private mutating func add(_ number: Int, _ digits: Int) -> Bool {
    if count == 0 { firstDigits = digits }
    // A time that is written as one number after a date that is.
    if count == 1, firstDigits == 8, digits == 6 { isCompactTime = true }
    switch count {
    case 0: numbers.0 = number
    case 1: numbers.1 = number
    case 2: numbers.2 = number
    case 3: numbers.3 = number
    case 4: numbers.4 = number
    case 5: numbers.5 = number
    default: return false
    }
    count += 1
    return digits <= 14
  }

  private mutating func take(word: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: word, as: UTF8.self).lowercased()
    switch name {
    case "t", "z", "utc", "gmt", "h", "min", "s", "at": return true
    case "am", "a": half = 1
    case "pm", "p": half = 2
    default:
      let three = String(name.prefix(3))
      if let number = TimestampScan.months.firstIndex(of: three) {
        guard month == 0, name.count <= 9 else { return false }
        month = number + 1
        return true
      }
      return TimestampScan.weekdays.contains(three) && name.count <= 9
    }
    return true
  }

  private mutating func take(chinese text: String) -> Bool {
    var rest = Substring(text)
    for (word, number) in [("上午", 1), ("凌晨", 1), ("早上", 1), ("下午", 2), ("晚上", 2)] {
      guard let range = rest.firstRange(of: word) else { continue }
      half = number
      rest.removeSubrange(range)
      break
    }
    return rest.allSatisfy { "年月日号时点分秒，、　".contains($0) }
      || (rest.count == 3 && rest.hasPrefix("星期")) || (rest.count == 2 && rest.hasPrefix("周"))
  }

  /// Whether a text is an offset from universal time, and a name of the zone perhaps.
  private func isOffset(_ text: ArraySlice<UInt8>) -> Bool {
    !text.isEmpty && text.count <= 6 && text.allSatisfy { isDigit($0) || $0 == 0x3A }
  }

  /// Two digits are of 1970 to 2069.
  private func century(_ year: Int) -> Int { year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year }

  private func power(of digits: Int) -> Double { (0..<digits).reduce(1.0) { power, _ in power * 10 } }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
}

/// Finds out how the times of a column are written.
struct TimestampDetection {
  private static let candidates: [LogDates] = [.yearFirst, .dayFirst, .monthFirst, .unix, .spreadsheet]

  private var fits = [Int](repeating: 0, count: TimestampDetection.candidates.count)
  private(set) var count = 0
  private(set) var withTimeOfDay = 0
  private(set) var example = ""

  mutating func add(_ text: ArraySlice<UInt8>) {
    if TimestampReader.isMissing(text) { return }
    if count == 0 { example = String(decoding: text.prefix(60), as: UTF8.self) }
    count += 1
    for (index, dates) in TimestampDetection.candidates.enumerated() {
      if TimestampReader(dates: dates).minutes(text) != nil { fits[index] += 1 }
    }
    if TimestampReader.hasTimeOfDay(text) { withTimeOfDay += 1 }
  }

  enum Answer: Hashable {
    case found(LogDates)
    /// Day first and month first fit equally well.
    case ambiguous
    case unreadable
  }

  var answer: Answer {
    guard let most = fits.max(), count > 0, most * 2 > count else { return .unreadable }
    if fits[0] == most { return .found(.yearFirst) }
    if fits[3] == most { return .found(.unix) }
    if fits[4] == most { return .found(.spreadsheet) }
    if fits[1] == fits[2] { return .ambiguous }
    return .found(fits[1] > fits[2] ? .dayFirst : .monthFirst)
  }
}
