/// Expectations such as `rises`, `falls by at least 10%`, `rises by at least 5 points` or `stays within 1 point`.
///
/// A percentage is of the value without the measures; points are hundredths of a share; other numbers are in the unit
/// of the response.
enum ExpectationGrammar {
  static func expectation(
    _ text: String, of unit: Response.Unit?
  ) throws(TextProblem) -> (change: ExpectationSpec.Change, margin: ExpectationSpec.Margin) {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    let start = cursor.offset
    guard let change = ExpectationSpec.Change(rawValue: cursor.takeWord()) else {
      throw TextProblem(.unreadable(text, kind: .expectation, allowed: .expectationExample), at: start)
    }
    cursor.skipBlanks()
    let lead = change == .stays ? ["within"] : ["by", "at", "least"]
    if cursor.atEnd {
      guard change != .stays else {
        throw TextProblem(.unreadable(text, kind: .expectation, allowed: .expectationExample))
      }
      return (change, .absolute(0))
    }
    for word in lead where !cursor.take(word: word) {
      throw TextProblem(.unreadable(text, kind: .expectation, allowed: .expectationExample), at: cursor.offset)
    }
    cursor.skipBlanks()
    return (change, try margin(cursor.rest, at: cursor.offset, of: unit))
  }

  private static func margin(
    _ text: String, at offset: Int, of unit: Response.Unit?
  ) throws(TextProblem) -> ExpectationSpec.Margin {
    var cursor = TextCursor(text)
    do throws(TextProblem) {
      let number = try NumberGrammar.number(at: &cursor)
      guard number >= 0 else {
        throw TextProblem(.outOfRange(text, allowed: NumberRange.zeroOrMore.text(percent: false)))
      }
      cursor.skipBlanks()
      if cursor.take("%"), isAtEnd(&cursor) { return .relative(number / 100) }
      if unit == nil || unit == .share {
        var points = cursor
        if points.take(word: "points") || points.take(word: "point"), isAtEnd(&points) {
          return .absolute(number / 100)
        }
      }
      if cursor.atEnd {
        if unit == .minutes || unit == .share {
          throw TextProblem(.unitMissing(text, example: unit == .share ? "5 points" : "2 h"))
        }
        return .absolute(number)
      }
      guard unit == nil || unit == .minutes else {
        throw TextProblem(.unreadable(text, kind: .expectation, allowed: .expectationExample))
      }
      return .absolute(try DurationGrammar.minutes(text))
    } catch {
      throw TextProblem(error.kind, at: offset + error.offset)
    }
  }

  private static func isAtEnd(_ cursor: inout TextCursor) -> Bool {
    cursor.skipBlanks()
    return cursor.atEnd
  }
}

extension LocalizedText {
  static let expectation = LocalizedText(en: "an expectation", zh: "预期")
  static let expectationExample = LocalizedText(
    en: "write rises, falls by at least 10%, rises by at least 5 points or stays within 2 h",
    zh: "请写 rises（上升）、falls by at least 10%（至少下降 10%）、rises by at least 5 points 或 stays within 2 h（变化不超过）")
}
