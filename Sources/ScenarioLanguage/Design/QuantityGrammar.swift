/// A number with whatever unit the scenario wants behind it.
enum QuantityGrammar {
  /// Reads `20%`, `90 min` or `3`; the unit is not looked at, since the scenario will.
  static func quantity(_ text: String) throws(TextProblem) -> Quantity {
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    do throws(TextProblem) {
      let number = try NumberGrammar.number(at: &cursor)
      var unit = cursor.rest
      while let last = unit.last, last.isWhitespace { unit.removeLast() }
      return Quantity(number: number, unit: unit)
    } catch {
      guard case .unreadable = error.kind else { throw error }
      throw TextProblem(.unreadable(text, kind: .quantity, allowed: .quantityExample), at: error.offset)
    }
  }
}

extension Notation<Quantity?> {
  static var quantity: Self {
    .init(.quantity, text: { (text) throws(TextProblem) in try QuantityGrammar.quantity(text) })
  }
}

extension FactorSpec {
  /// The levels as numbers of one unit; `nil` when they are words, or of several units.
  public var quantities: [Quantity]? {
    let read = values.compactMap { try? QuantityGrammar.quantity($0) }
    guard read.count == values.count, Set(read.map(\.unit)).count == 1 else { return nil }
    return read
  }

  /// The unit of its numbers, as a column names it: without the blank before it; `nil` for a factor of words.
  public var unit: String? {
    (from?.unit ?? quantities?.first?.unit).map { String($0.drop { $0.isWhitespace }) }
  }
}

extension LocalizedText {
  static let quantity = LocalizedText(en: "a number with its unit", zh: "带单位的数")
}
