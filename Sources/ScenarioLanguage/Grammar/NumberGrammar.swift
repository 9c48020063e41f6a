/// Decimal numbers as people write them, and nothing that YAML would read in a way of its own.
package enum NumberGrammar {
  /// Reads a number that is the whole text.
  static func number(_ text: String) throws(TextProblem) -> Double {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    let number = try number(at: &cursor)
    cursor.skipBlanks()
    guard cursor.atEnd else {
      let word = cursor.takeWhile { _ in true }
      throw TextProblem(.unitForbidden(word), at: cursor.offset - word.unicodeScalars.count)
    }
    return number
  }

  /// Reads a whole number that is the whole text.
  static func integer(_ text: String) throws(TextProblem) -> Int {
    let number = try number(text)
    guard let integer = Int(exactly: number), !text.contains(where: { ".eE".contains($0) }) else {
      throw TextProblem(.unreadable(text, kind: .wholeNumber, allowed: .wholeNumberExample))
    }
    return integer
  }

  /// Reads the number at the cursor.
  ///
  /// Refused are a leading zero, which YAML takes for octal; underscores; hexadecimal and sexagesimal digits; infinity and
  /// not-a-number, also by overflow; and a point without digits on both sides.
  static func number(at cursor: inout TextCursor) throws(TextProblem) -> Double {
    let start = cursor.offset
    let token = takeToken(at: &cursor)
    guard let first = token.unicodeScalars.first, "0123456789+-.".unicodeScalars.contains(first) else {
      throw TextProblem(
        .unreadable(token + cursor.rest, kind: .number, allowed: .numberExample), at: start)
    }
    guard isPlainDecimal(token), let number = Double(token), number.isFinite
    else { throw TextProblem(.surprisingNumber(token), at: start) }
    return number
  }

  /// Whether a token is `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`; a regular expression takes a hundred times longer.
  private static func isPlainDecimal(_ token: String) -> Bool {
    var bytes = token.utf8[...]
    func takeDigits() -> Int {
      let count = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      bytes = bytes.dropFirst(count)
      return count
    }
    func take(_ any: String.UTF8View) -> Bool {
      guard let first = bytes.first, any.contains(first) else { return false }
      bytes = bytes.dropFirst()
      return true
    }
    _ = take("-".utf8)
    let hasLeadingZero = bytes.first == UInt8(ascii: "0")
    let digits = takeDigits()
    guard digits > 0, digits == 1 || !hasLeadingZero else { return false }
    if take(".".utf8), takeDigits() == 0 { return false }
    if take("eE".utf8) {
      _ = take("+-".utf8)
      if takeDigits() == 0 { return false }
    }
    return bytes.isEmpty
  }

  /// Takes everything that could belong to a number in some notation, so that a message can quote it whole.
  private static func takeToken(at cursor: inout TextCursor) -> String {
    var token = cursor.takeWhile { $0 == "+" || $0 == "-" }
    let digits: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) || $0 == "_" || $0 == "." }
    token += cursor.takeWhile(digits)
    guard !token.isEmpty else { return token }
    if token.hasSuffix("."), let scalar = cursor.next, "niNI".unicodeScalars.contains(scalar) {
      return token + cursor.takeWord()
    }
    if token == "0" || token == "-0", let scalar = cursor.next, "xXoObB".unicodeScalars.contains(scalar) {
      return token + cursor.takeWord()
    }
    var ahead = cursor
    if ahead.take("e") || ahead.take("E"), ahead.offset == cursor.offset + 1 {
      let sign = ahead.takeWhile { $0 == "+" || $0 == "-" }
      let exponent = ahead.takeWhile { ("0"..."9").contains($0) }
      if !exponent.isEmpty, sign.count <= 1 {
        let text = ahead.text(from: cursor.offset)
        cursor = ahead
        return token + text
      }
    }
    return token
  }

  /// Writes a number so that ``number(_:)`` reads the same value.
  package static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
  }
}

extension LocalizedText {
  static let number = LocalizedText(en: "a number", zh: "数")
  static let numberExample = LocalizedText(en: "write digits, such as 3 or 0.25", zh: "请写数字，例如 3 或 0.25")
  static let wholeNumber = LocalizedText(en: "a whole number", zh: "整数")
  static let wholeNumberExample = LocalizedText(en: "write digits only, such as 12", zh: "只写数字，例如 12")
}
