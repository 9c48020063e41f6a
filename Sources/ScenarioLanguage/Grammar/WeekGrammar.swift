/// Hours of the week: `Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00`, `周一-周五 09:00-17:00` or `always`.
enum WeekGrammar {
  private static let dayNames: [[String]] = [
    ["Mon", "Monday", "周一", "星期一"], ["Tue", "Tuesday", "周二", "星期二"],
    ["Wed", "Wednesday", "周三", "星期三"], ["Thu", "Thursday", "周四", "星期四"],
    ["Fri", "Friday", "周五", "星期五"], ["Sat", "Saturday", "周六", "星期六"],
    ["Sun", "Sunday", "周日", "星期日", "周天", "星期天"],
  ]

  /// Reads opening hours: seven sorted, disjoint lists, Monday first.
  static func week(_ text: String) throws(TextProblem) -> [[MinuteInterval]] {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    if cursor.rest == "always" {
      return Array(repeating: [MinuteInterval(start: 0, end: 1440)], count: 7)
    }
    var week = [[MinuteInterval]](repeating: [], count: 7)
    repeat {
      let days = try days(at: &cursor, of: text, .week, .weekExample)
      cursor.skipBlanks()
      repeat {
        let start = cursor.offset
        let interval = try interval(at: &cursor, of: text)
        for day in days {
          if let other = week[day].first(where: { $0.start < interval.end && interval.start < $0.end }) {
            throw TextProblem(.intervalsOverlap(clock(other), clock(interval)), at: start)
          }
          week[day].append(interval)
        }
        cursor.skipBlanks()
      } while startsTime(cursor)
    } while cursor.take(",")
    guard cursor.atEnd else { throw unreadable(text, .week, .weekExample, at: cursor.offset) }
    return week.map { $0.sorted { $0.start < $1.start } }
  }

  /// Reads starting times, `Tue 19:00, Thu 19:00` or `Tue,Thu 19:00`, as sorted minutes of the week.
  static func sessions(_ text: String) throws(TextProblem) -> [Double] {
    var cursor = TextCursor(text)
    var sessions: [Double] = []
    repeat {
      let days = try days(at: &cursor, of: text, .sessions, .sessionsExample)
      cursor.skipBlanks()
      repeat {
        let start = cursor.offset
        let minute = try time(at: &cursor, of: text, .sessions, .sessionsExample)
        for day in days {
          let session = Double(day) * 1440 + minute
          guard minute < 1440, !sessions.contains(session) else {
            throw unreadable(text, .sessions, .sessionsExample, at: start)
          }
          sessions.append(session)
        }
        cursor.skipBlanks()
      } while startsTime(cursor)
    } while cursor.take(",")
    guard cursor.atEnd else { throw unreadable(text, .sessions, .sessionsExample, at: cursor.offset) }
    return sessions.sorted()
  }

  /// Reads days up to the first time: `Mon-Fri`, `Tue,Thu`, `周一至周五`.
  private static func days(
    at cursor: inout TextCursor, of text: String, _ kind: LocalizedText, _ allowed: LocalizedText
  ) throws(TextProblem) -> [Int] {
    var days: [Int] = []
    repeat {
      let first = try day(at: &cursor, of: text, kind, allowed)
      guard cursor.take("-") || cursor.take("–") || cursor.take("至") else {
        days.append(first)
        continue
      }
      let last = try day(at: &cursor, of: text, kind, allowed)
      // `Fri-Mon` runs over the weekend.
      days += (0...(last - first + 7) % 7).map { (first + $0) % 7 }
    } while cursor.take(",")
    return days
  }

  private static func day(
    at cursor: inout TextCursor, of text: String, _ kind: LocalizedText, _ allowed: LocalizedText
  ) throws(TextProblem) -> Int {
    cursor.skipBlanks()
    let start = cursor.offset
    // 至 is a letter too, so a Chinese range would otherwise be one word.
    let name = cursor.takeWhile { TextCursor.isLetter($0) && $0 != "至" }
    if let day = dayNames.firstIndex(where: { $0.contains(name) }) { return day }
    guard !name.isEmpty else { throw unreadable(text, kind, allowed, at: start) }
    throw TextProblem(.unknownName(name, what: .day, candidates: dayNames.map { $0[0] }), at: start)
  }

  private static func interval(at cursor: inout TextCursor, of text: String) throws(TextProblem) -> MinuteInterval {
    let offset = cursor.offset
    let start = try time(at: &cursor, of: text, .week, .weekExample)
    guard cursor.take("-") || cursor.take("–") else { throw unreadable(text, .week, .weekExample, at: cursor.offset) }
    cursor.skipBlanks()
    let end = try time(at: &cursor, of: text, .week, .weekExample)
    guard start < end else {
      throw TextProblem(.outOfRange(cursor.text(from: offset), allowed: .endAfterStart), at: offset)
    }
    return MinuteInterval(start: start, end: end)
  }

  /// Reads `08:30` as minutes of the day; `24:00` is its end.
  private static func time(
    at cursor: inout TextCursor, of text: String, _ kind: LocalizedText, _ allowed: LocalizedText
  ) throws(TextProblem) -> Double {
    let start = cursor.offset
    let token = cursor.takeWhile { ("0"..."9").contains($0) || $0 == ":" }
    let parts = token.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2, let hour = Int(parts[0]),
      let minute = Int(parts[1])
    else { throw unreadable(text, kind, allowed, at: start) }
    guard minute < 60, hour * 60 + minute <= 1440 else {
      throw TextProblem(.outOfRange(token, allowed: .timeOfDay), at: start)
    }
    return Double(hour * 60 + minute)
  }

  private static func startsTime(_ cursor: TextCursor) -> Bool {
    cursor.next.map { ("0"..."9").contains($0) } ?? false
  }

  private static func clock(_ interval: MinuteInterval) -> String {
    func time(_ minutes: Double) -> String {
      let (hour, minute) = Int(minutes).quotientAndRemainder(dividingBy: 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
    return "\(time(interval.start))-\(time(interval.end))"
  }

  private static func unreadable(
    _ text: String, _ kind: LocalizedText, _ allowed: LocalizedText, at offset: Int
  ) -> TextProblem {
    TextProblem(.unreadable(text, kind: kind, allowed: allowed), at: offset)
  }
}

extension LocalizedText {
  static let day = LocalizedText(en: "day of the week", zh: "星期")
  static let week = LocalizedText(en: "a list of opening hours", zh: "开放时间")
  static let weekExample = LocalizedText(
    en: "write always, or for example Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00",
    zh: "请写 always，或例如 周一-周五 08:30-12:00 13:30-17:30, 周六 09:00-12:00")
  static let sessions = LocalizedText(en: "a list of sessions", zh: "议事时间")
  static let sessionsExample = LocalizedText(
    en: "write each day and time once, such as Tue,Thu 19:00", zh: "每个时间只写一次，例如 周二,周四 19:00")
  static let endAfterStart = LocalizedText(
    en: "an end after the start and by 24:00; hours after midnight belong to the next day",
    zh: "晚于开始且不超过 24:00 的结束时间；午夜之后请写在次日")
  static let timeOfDay = LocalizedText(en: "00:00 to 24:00", zh: "00:00 至 24:00")
}
