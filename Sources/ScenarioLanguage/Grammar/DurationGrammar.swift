/// Lengths of time: `45 min`, `1 h 30 min`, `3 months`, `2 周`.
enum DurationGrammar {
  /// Units in minutes. A month is a twelfth of a Julian year; calendar months would make a limit depend on the date.
  static let units: [(names: [String], minutes: Double)] = [
    (["s", "second", "seconds", "秒"], 1.0 / 60),
    (["min", "minute", "minutes", "分钟"], 1),
    (["h", "hour", "hours", "小时"], 60),
    (["day", "days", "天"], 1440),
    (["week", "weeks", "周"], 7 * 1440),
    (["month", "months", "个月"], 30.4375 * 1440),
    (["year", "years", "年"], 365.25 * 1440),
  ]

  static var unitNames: [String] { units.flatMap(\.names) }

  /// Minutes of a unit, if there is one of that name.
  static func minutes(ofUnit name: String) -> Double? {
    units.first { $0.names.contains(name) }?.minutes
  }

  /// Reads a duration that is the whole text, in minutes.
  static func minutes(_ text: String) throws(TextProblem) -> Double {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    let minutes = try minutes(at: &cursor)
    guard cursor.atEnd else {
      throw TextProblem(.unreadable(text, kind: .duration, allowed: .durationExample), at: cursor.offset)
    }
    return minutes
  }

  /// Reads parts of a duration as long as another number follows, in minutes.
  static func minutes(at cursor: inout TextCursor) throws(TextProblem) -> Double {
    var sum = 0.0
    repeat {
      let start = cursor.offset
      let whole = cursor.rest
      let number: Double
      do throws(TextProblem) {
        number = try NumberGrammar.number(at: &cursor)
      } catch {
        // What is no number at all is no duration either, and that is the better word for it.
        guard case .unreadable = error.kind else { throw error }
        throw TextProblem(.unreadable(whole, kind: .duration, allowed: .durationExample), at: start)
      }
      let digits = cursor.text(from: start)
      cursor.skipBlanks()
      let unitStart = cursor.offset
      let unit = cursor.takeWord()
      guard !unit.isEmpty else { throw TextProblem(.unitMissing(digits, example: "\(digits) min"), at: start) }
      guard let minutes = minutes(ofUnit: unit) else {
        throw TextProblem(.unknownUnit(unit, known: unitNames), at: unitStart)
      }
      guard number >= 0 else {
        throw TextProblem(.outOfRange("\(digits) \(unit)", allowed: .zeroOrMore), at: start)
      }
      sum += number * minutes
      cursor.skipBlanks()
    } while cursor.next.map { ("0"..."9").contains($0) } ?? false
    guard sum.isFinite else { throw TextProblem(.surprisingNumber("\(sum)")) }
    return sum
  }
}

/// Limits in clock time, working time or working days: `15 days`, `4 working hours`, `5 个工作日`, `none`.
enum TimeSpanGrammar {
  private enum WorkingUnit {
    case days
    case minutes(Double)
  }

  private static let workingUnits: [(names: [String], unit: WorkingUnit)] = [
    (["working day", "working days", "个工作日"], .days),
    (["working hour", "working hours", "个工作小时"], .minutes(60)),
    (["working minute", "working minutes"], .minutes(1)),
  ]

  /// Reads a span; `none` is `nil`.
  static func span(_ text: String) throws(TextProblem) -> TimeSpan? {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    if cursor.rest == "none" || cursor.rest == "无" { return nil }
    let start = cursor.offset
    if let number = try? NumberGrammar.number(at: &cursor) {
      cursor.skipBlanks()
      let unit = cursor.rest.split(separator: " ").joined(separator: " ")
      if let working = workingUnits.first(where: { $0.names.contains(unit) })?.unit {
        guard number > 0 else { throw TextProblem(.outOfRange(text, allowed: .moreThanZero), at: start) }
        switch working {
        case .days: return .workingDays(number)
        case .minutes(let minutes):
          guard (number * minutes).isFinite else { throw TextProblem(.surprisingNumber("\(number)"), at: start) }
          return .workingTime(minutes: number * minutes)
        }
      }
      if unit.hasPrefix("working") || unit.hasPrefix("个工作") {
        throw TextProblem(.unknownUnit(unit, known: workingUnits.flatMap(\.names)), at: cursor.offset)
      }
    }
    do throws(TextProblem) {
      let minutes = try DurationGrammar.minutes(text)
      guard minutes > 0 else { throw TextProblem(.outOfRange(text, allowed: .moreThanZero)) }
      return .clock(minutes: minutes)
    } catch {
      guard case .unreadable = error.kind else { throw error }
      throw TextProblem(.unreadable(text, kind: .timeSpan, allowed: .timeSpanExample), at: error.offset)
    }
  }
}

extension LocalizedText {
  static let duration = LocalizedText(en: "a duration", zh: "时长")
  static let durationExample = LocalizedText(
    en: "write numbers with units, such as 45 min, 1 h 30 min, 2 days or 3 months",
    zh: "请写数字和单位，例如 45 min、1 h 30 min、2 天 或 3 个月")
  static let timeSpan = LocalizedText(en: "a time limit", zh: "时限")
  static let timeSpanExample = LocalizedText(
    en: "write none, a duration such as 15 days, or working time such as 5 working days or 4 working hours",
    zh: "请写 none、时长（如 15 天）或工作时间（如 5 个工作日、4 working hours）")
  static let zeroOrMore = LocalizedText(en: "0 or more", zh: "不小于 0 的值")
  static let moreThanZero = LocalizedText(en: "more than 0", zh: "大于 0 的值")
}
