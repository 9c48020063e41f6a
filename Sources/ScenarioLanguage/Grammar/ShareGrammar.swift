/// Shares and chances: `20%` or `0.2`; differences of shares: `5 points`.
enum ShareGrammar {
  /// Reads a share that is the whole text; its range is the caller's to check.
  static func share(_ text: String) throws(TextProblem) -> Double {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    let share = try share(at: &cursor, of: text)
    cursor.skipBlanks()
    guard cursor.atEnd else {
      throw TextProblem(.unreadable(text, kind: .share, allowed: .shareExample), at: cursor.offset)
    }
    return share
  }

  static func share(at cursor: inout TextCursor, of text: String) throws(TextProblem) -> Double {
    let number = try number(at: &cursor, of: text, kind: .share, allowed: .shareExample)
    return cursor.take("%") ? number / 100 : number
  }

  /// Reads `5 points`, `5 个百分点` or a share, as a share.
  static func tolerance(_ text: String) throws(TextProblem) -> Double {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    let number = try number(at: &cursor, of: text, kind: .tolerance, allowed: .toleranceExample)
    if cursor.take("%") { return try ended(cursor, number / 100, text) }
    cursor.skipBlanks()
    let unitStart = cursor.offset
    let unit = cursor.takeWord()
    switch unit {
    case "": return try ended(cursor, number, text)
    case "point", "points", "个百分点": return try ended(cursor, number / 100, text)
    default: throw TextProblem(.unknownUnit(unit, known: ["points", "个百分点"]), at: unitStart)
    }
  }

  private static func ended(_ cursor: TextCursor, _ value: Double, _ text: String) throws(TextProblem) -> Double {
    var cursor = cursor
    cursor.skipBlanks()
    guard cursor.atEnd else {
      throw TextProblem(.unreadable(text, kind: .tolerance, allowed: .toleranceExample), at: cursor.offset)
    }
    return value
  }

  private static func number(
    at cursor: inout TextCursor, of text: String, kind: LocalizedText, allowed: LocalizedText
  ) throws(TextProblem) -> Double {
    do throws(TextProblem) {
      return try NumberGrammar.number(at: &cursor)
    } catch {
      guard case .unreadable = error.kind else { throw error }
      throw TextProblem(.unreadable(text, kind: kind, allowed: allowed), at: error.offset)
    }
  }
}

extension LocalizedText {
  static let share = LocalizedText(en: "a share", zh: "比例")
  static let shareExample = LocalizedText(en: "write 20% or 0.2", zh: "请写 20% 或 0.2")
  static let tolerance = LocalizedText(en: "a tolerance", zh: "容差")
  static let toleranceExample = LocalizedText(en: "write 5 points", zh: "请写 5 points 或 5 个百分点")
}
