/// One text of a time, taken apart: the numbers in the order in which they stand, whatever stands between them, with the
/// words beside them.
///
/// `2025-01-05 08:30:00.123+08:00`, `05/01/2025 8:30 PM`, `5-Jan-25`, `2025年1月5日 星期日 下午3点20分`, `20250105T083000`,
/// `45662.35` and `1736066400000` are all taken apart; which number is what is for ``TimeForm`` to say.
struct TimestampScan {
  private(set) var numbers = (0, 0, 0, 0, 0, 0)
  private(set) var count = 0
  /// Digits of the first and of the third number.
  private(set) var firstDigits = 0
  private(set) var thirdDigits = 0
  /// Of a name; 0 for none.
  private(set) var month = 0
  /// Whether the name of the month comes before all numbers.
  private(set) var beginsWithMonth = false
  /// Digits of a time of day that is one number after a date that is; 0 for none.
  private(set) var compactTime = 0
  private(set) var fraction = 0.0
  private(set) var half = Half.none
  /// Minutes ahead of universal time; `nil` where the text does not say.
  private(set) var offset: Int?
  /// The whole text as a number; `nil` where it is none.
  private(set) var value: Double?

  /// Whether the text is a date that says nothing of a time of day.
  var isDate: Bool { value == nil && compactTime == 0 && half == .none && count == (month > 0 ? 2 : 3) }

  /// Of a clock of twelve hours.
  enum Half { case none, morning, noon, afternoon, evening }

  /// A text longer than this tells more than a time.
  private static let longest = 200

  /// Takes a whole text apart; false when it holds what no time holds.
  mutating func read(_ text: ArraySlice<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= TimestampScan.longest else { return false }
    if readNumber(text) { return true }
    var index = text.startIndex
    var previous: UInt8 = 0
    while index < text.endIndex {
      let byte = text[index]
      if isDigit(byte) {
        var number = 0
        var digits = 0
        while index < text.endIndex, isDigit(text[index]) {
          if digits < 17 { number = number * 10 + Int(text[index] - 0x30) }
          digits += 1
          index += 1
        }
        if previous == 0x2E || previous == 0x2C, hasSeconds, fraction == 0 {
          fraction = Double(number) / power(of: min(digits, 17))
        } else if !add(number, digits) {
          return false
        }
        previous = 0x30
      } else if byte == 0x2B || (byte == 0x2D && hasMinutes) {
        guard readOffset(text[(index + 1)...], isBehind: byte == 0x2D) else { return false }
        index = text.endIndex
      } else if isLetter(byte) {
        let start = index
        while index < text.endIndex, isLetter(text[index]) { index += 1 }
        guard take(word: text[start..<index]) else { return false }
        previous = 0x41
      } else if byte >= 0x80 {
        guard takeChinese(text, &index) else { return false }
        previous = 0x80
      } else if TimestampScan.separators.contains(byte) {
        previous = byte
        index += 1
      } else {
        return false
      }
    }
    return count >= (month > 0 ? 2 : 3) || compactTime > 0 || (count >= 1 && firstDigits >= 8 && half == .none)
  }

  private static let separators: [UInt8] = [0x2D, 0x2F, 0x2E, 0x3A, 0x20, 0x2C, 0x28, 0x29, 0x5B, 0x5D, 0x27]

  /// A text that is one number, with a point or a comma of decimals.
  private mutating func readNumber(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 32 else { return false }
    var whole = 0.0
    var exact = 0
    var digits = 0
    var index = text.startIndex
    while index < text.endIndex, isDigit(text[index]) {
      whole = whole * 10 + Double(text[index] - 0x30)
      if digits < 17 { exact = exact * 10 + Int(text[index] - 0x30) }
      digits += 1
      index += 1
    }
    guard digits > 0 else { return false }
    if index < text.endIndex {
      guard text[index] == 0x2E || text[index] == 0x2C else { return false }
      var scale = 1.0
      var part = 0.0
      index += 1
      guard index < text.endIndex else { return false }
      while index < text.endIndex, isDigit(text[index]) {
        scale /= 10
        part += Double(text[index] - 0x30) * scale
        index += 1
      }
      guard index == text.endIndex else { return false }
      whole += part
      fraction = part
    }
    // What is shorter and has decimals counts something.
    if digits == 14 || (digits <= 17 && fraction == 0 && !text.contains(0x2E) && !text.contains(0x2C)) {
      numbers.0 = exact
      count = 1
      firstDigits = digits
    }
    // A leading zero belongs to a date.
    if text.first != 0x30 || digits == 1 { value = whole }
    return true
  }

  private var hasMinutes: Bool { count >= (month > 0 ? 4 : 5) || compactTime > 0 }
  private var hasSeconds: Bool { count >= (month > 0 ? 5 : 6) || compactTime == 6 }

  private mutating func add(_ number: Int, _ digits: Int) -> Bool {
    if count == 0 { firstDigits = digits }
    if count == 2 { thirdDigits = digits }
    if count == 1, firstDigits == 8 || firstDigits == 6, month == 0, digits == 6 || digits == 4 { compactTime = digits }
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
    return digits <= 17
  }

  // MARK: - Words

  private mutating func take(word: ArraySlice<UInt8>) -> Bool {
    let name = String(decoding: word, as: UTF8.self).lowercased()
    switch name {
    case "t", "h", "min", "s", "at", "of", "th", "st", "nd", "rd": return true
    case "z", "utc", "gmt": offset = 0
    case "am", "a": half = .morning
    case "pm", "p": half = .afternoon
    case "m": return half != .none
    default:
      guard name.count <= 9 else { return false }
      let three = String(name.prefix(3))
      if let number = TimestampScan.months.firstIndex(of: three) {
        guard month == 0, name == three || TimestampScan.longMonths[number].hasPrefix(name) || name == "sept" else {
          return false
        }
        month = number + 1
        beginsWithMonth = count == 0
        return true
      }
      return TimestampScan.weekdays.contains { $0.hasPrefix(name) && name.count >= 3 || name == $0 }
    }
    return true
  }

  /// Takes one character of Chinese, or a word of two.
  private mutating func takeChinese(_ text: ArraySlice<UInt8>, _ index: inout Int) -> Bool {
    func character(_ index: Int) -> UInt32 {
      guard index + 2 < text.endIndex, text[index] & 0xF0 == 0xE0 else { return 0 }
      return UInt32(text[index] & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
    }
    // A space that does not break is of two bytes.
    if text[index] == 0xC2, index + 1 < text.endIndex, text[index + 1] == 0xA0 {
      index += 2
      return true
    }
    // The narrow one, before AM and PM.
    let first = character(index)
    guard let scalar = Unicode.Scalar(first), first > 0 else { return false }
    index += 3
    switch scalar {
    case "年", "月", "日", "号", "號", "时", "時", "点", "點", "分", "秒", "，", "、", "：", "（", "）", "　", "\u{202F}": return true
    case "周", "週": return takeWeekday(character(index), &index)
    case "星", "礼", "禮":
      let second = Unicode.Scalar(character(index))
      guard second == "期" || second == "拜" else { return false }
      index += 3
      return takeWeekday(character(index), &index)
    case "上", "下", "中", "凌", "清", "早", "晚", "傍":
      guard let second = Unicode.Scalar(character(index)), half == .none else { return false }
      index += 3
      switch (scalar, second) {
      case ("上", "午"), ("凌", "晨"), ("清", "晨"), ("早", "上"), ("早", "晨"): half = .morning
      case ("中", "午"): half = .noon
      case ("下", "午"): half = .afternoon
      case ("晚", "上"), ("傍", "晚"), ("晚", "间"): half = .evening
      default: return false
      }
      return true
    default: return false
    }
  }

  private func takeWeekday(_ character: UInt32, _ index: inout Int) -> Bool {
    guard let scalar = Unicode.Scalar(character) else { return false }
    switch scalar {
    case "一", "二", "三", "四", "五", "六", "日", "天", "末":
      index += 3
      return true
    default: return false
    }
  }

  /// The offset of a text such as `08:00`, `0800` or `8`, with the name of a zone in brackets perhaps.
  private mutating func readOffset(_ text: ArraySlice<UInt8>, isBehind: Bool) -> Bool {
    var digits: [Int] = []
    var index = text.startIndex
    var colon: Int?
    while index < text.endIndex, isDigit(text[index]) || text[index] == 0x3A {
      if text[index] == 0x3A { colon = colon ?? digits.count } else { digits.append(Int(text[index] - 0x30)) }
      index += 1
    }
    let rest = text[index...].drop { $0 == 0x20 }
    if !rest.isEmpty {
      guard let first = rest.first, first == 0x5B || first == 0x28, rest.count <= 40 else { return false }
    }
    let width = colon ?? (digits.count <= 2 ? digits.count : digits.count - 2)
    guard (1...4).contains(digits.count) || (digits.count == 6 && colon == 2), width == 1 || width == 2 else {
      return false
    }
    let hours = digits[..<width].reduce(0) { $0 * 10 + $1 }
    let minutes = digits[width..<min(digits.count, width + 2)].reduce(0) { $0 * 10 + $1 }
    guard hours <= 18, minutes < 60 else { return false }
    offset = (hours * 60 + minutes) * (isBehind ? -1 : 1)
    return true
  }

  private func power(of digits: Int) -> Double { (0..<digits).reduce(1.0) { power, _ in power * 10 } }
  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  private static let longMonths = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let months = longMonths.map { String($0.prefix(3)) }
  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}
