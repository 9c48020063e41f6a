/// Numbers per time: arrivals such as `12 per 1000 households per month`, and plain rates such as `0.02 per day`.
enum RateGrammar {
  /// Reads an arrival rate that is the whole text, in issues a minute.
  static func arrivalRate(_ text: String) throws(TextProblem) -> ArrivalRate {
    var cursor = TextCursor(text)
    let start = cursor.offset
    let number = try number(at: &cursor, of: text, kind: .arrivalRate, allowed: .arrivalRateExample)
    guard number >= 0 else { throw TextProblem(.outOfRange(text, allowed: .zeroOrMore), at: start) }
    try takePer(&cursor, text, .arrivalRate, .arrivalRateExample)
    cursor.skipBlanks()
    var count = 1.0
    let countStart = cursor.offset
    if cursor.next.map({ ("0"..."9").contains($0) }) ?? false {
      count = try NumberGrammar.number(at: &cursor)
      guard count > 0 else {
        throw TextProblem(.outOfRange(NumberGrammar.text(count), allowed: .moreThanZero), at: countStart)
      }
      cursor.skipBlanks()
    }
    let nounStart = cursor.offset
    let noun = cursor.takeWord()
    try takePer(&cursor, text, .arrivalRate, .arrivalRateExample)
    let perMinute = number / count / (try timeUnit(&cursor, text, .arrivalRate, .arrivalRateExample))
    guard perMinute.isFinite else { throw TextProblem(.surprisingNumber(text)) }
    switch noun {
    case "household", "households": return .perHousehold(perMinute)
    case "unit", "units": return .perUnit(perMinute)
    case "city": return .perCity(perMinute)
    default:
      throw TextProblem(.unknownUnit(noun, known: ["household", "households", "unit", "city"]), at: nounStart)
    }
  }

  /// Reads `number per time unit` as a number per so many minutes.
  static func plainRate(
    _ text: String, perMinutes: Double, kind: LocalizedText, allowed: LocalizedText
  ) throws(TextProblem) -> Double {
    var cursor = TextCursor(text)
    let number = try number(at: &cursor, of: text, kind: kind, allowed: allowed)
    try takePer(&cursor, text, kind, allowed)
    return number * perMinutes / (try timeUnit(&cursor, text, kind, allowed))
  }

  private static func number(
    at cursor: inout TextCursor, of text: String, kind: LocalizedText, allowed: LocalizedText
  ) throws(TextProblem) -> Double {
    cursor.skipBlanks()
    do throws(TextProblem) {
      return try NumberGrammar.number(at: &cursor)
    } catch {
      guard case .unreadable = error.kind else { throw error }
      throw TextProblem(.unreadable(text, kind: kind, allowed: allowed), at: error.offset)
    }
  }

  private static func takePer(
    _ cursor: inout TextCursor, _ text: String, _ kind: LocalizedText, _ allowed: LocalizedText
  ) throws(TextProblem) {
    guard cursor.take(word: "per") else {
      cursor.skipBlanks()
      throw TextProblem(.unreadable(text, kind: kind, allowed: allowed), at: cursor.offset)
    }
  }

  /// Minutes of the unit that ends the text.
  private static func timeUnit(
    _ cursor: inout TextCursor, _ text: String, _ kind: LocalizedText, _ allowed: LocalizedText
  ) throws(TextProblem) -> Double {
    cursor.skipBlanks()
    let start = cursor.offset
    let unit = cursor.takeWord()
    guard let minutes = DurationGrammar.minutes(ofUnit: unit) else {
      throw TextProblem(.unknownUnit(unit, known: DurationGrammar.unitNames), at: start)
    }
    cursor.skipBlanks()
    guard cursor.atEnd else {
      throw TextProblem(.unreadable(text, kind: kind, allowed: allowed), at: cursor.offset)
    }
    return minutes
  }
}

extension LocalizedText {
  static let arrivalRate = LocalizedText(en: "a rate of arrivals", zh: "发生率")
  static let arrivalRateExample = LocalizedText(
    en: "write for example 12 per 1000 households per month, 1.5 per unit per day or 300 per city per day",
    zh: "请写例如 12 per 1000 households per month、1.5 per unit per day 或 300 per city per day")
  static let dailyRate = LocalizedText(en: "a rate", zh: "速率")
  static let dailyRateExample = LocalizedText(
    en: "write for example 0.02 per day", zh: "请写例如 0.02 per day")
  static let yearlyCost = LocalizedText(en: "a cost", zh: "成本")
  static let yearlyCostExample = LocalizedText(
    en: "write for example 90000 per year", zh: "请写例如 90000 per year")
}
