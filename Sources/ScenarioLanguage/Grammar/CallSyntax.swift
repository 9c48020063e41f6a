/// A name with arguments in parentheses, `gamma(mean: 40 min, cv: 0.8)`, before anyone knows what it means.
struct CallSyntax {
  struct Argument {
    /// What stands before the colon, if there is one.
    var label: String?
    var text: String
    /// Scalars before the argument in the text of the value.
    var offset: Int
    /// Scalars before the text that follows the label.
    var textOffset: Int
  }

  let name: String
  let nameOffset: Int
  let arguments: [Argument]

  /// Splits a text into name and arguments; `nil` when it has no parenthesis.
  ///
  /// - Parameter offset: Scalars before the text in the value, for nested calls.
  init?(_ text: String, offset: Int = 0) throws(TextProblem) {
    guard text.contains("(") else { return nil }
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    nameOffset = offset + cursor.offset
    name = cursor.takeWord()
    guard !name.isEmpty, cursor.take("(") else {
      throw TextProblem(.unreadable(text, kind: .distribution, allowed: .distributionExample), at: nameOffset)
    }
    var arguments: [Argument] = []
    repeat {
      arguments.append(try CallSyntax.argument(at: &cursor, base: offset, of: text))
    } while cursor.take(",")
    guard cursor.take(")") else {
      throw TextProblem(.notInPlace(text, .closingParenthesis), at: offset + cursor.offset)
    }
    cursor.skipBlanks()
    guard cursor.atEnd else {
      throw TextProblem(.notInPlace(cursor.rest, .nothingAfterCall), at: offset + cursor.offset)
    }
    if arguments.count == 1, arguments[0].text.isEmpty, arguments[0].label == nil { arguments = [] }
    self.arguments = arguments
  }

  private static func argument(
    at cursor: inout TextCursor, base: Int, of text: String
  ) throws(TextProblem) -> Argument {
    cursor.skipBlanks()
    let start = cursor.offset
    var label: String?
    var textStart = start
    var depth = 0
    while let scalar = cursor.next {
      if scalar == "(" { depth += 1 }
      if scalar == ")" || scalar == ",", depth == 0 { break }
      if scalar == ")" { depth -= 1 }
      if scalar == ":", depth == 0, label == nil {
        label = trimmed(cursor.text(from: start))
        _ = cursor.take(":")
        cursor.skipBlanks()
        textStart = cursor.offset
        continue
      }
      _ = cursor.take(scalar)
    }
    return Argument(
      label: label, text: trimmed(cursor.text(from: textStart)), offset: base + start,
      textOffset: base + textStart)
  }

  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension LocalizedText {
  static let closingParenthesis = LocalizedText(en: "close the parenthesis", zh: "缺少右括号")
  static let nothingAfterCall = LocalizedText(
    en: "nothing may follow the closing parenthesis", zh: "右括号之后不应再有内容")
}
