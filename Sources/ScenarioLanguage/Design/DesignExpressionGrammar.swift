/// Reads expressions by recursive descent: `or`, `and`, `not`, one comparison, sums, products, and parentheses.
struct DesignExpressionGrammar {
  typealias Node = DesignExpression.Node

  /// Parentheses and signs inside each other, beyond which no person writes.
  private static let depth = 50

  private var cursor: TextCursor
  private var level = 0

  static func expression(_ text: String) throws(TextProblem) -> DesignExpression {
    var grammar = DesignExpressionGrammar(cursor: TextCursor(text))
    let root = try grammar.disjunction()
    grammar.cursor.skipBlanks()
    guard grammar.cursor.atEnd else { throw grammar.unexpected() }
    return DesignExpression(text: text, root: root)
  }

  private init(cursor: TextCursor) { self.cursor = cursor }

  private mutating func disjunction() throws(TextProblem) -> Node {
    var node = try conjunction()
    while cursor.take(word: "or") { node = .logical(node, .or, try conjunction()) }
    return node
  }

  private mutating func conjunction() throws(TextProblem) -> Node {
    var node = try negation()
    while cursor.take(word: "and") { node = .logical(node, .and, try negation()) }
    return node
  }

  private mutating func negation() throws(TextProblem) -> Node {
    guard cursor.take(word: "not") else { return try comparison() }
    return .not(try deeper { (grammar) throws(TextProblem) in try grammar.negation() })
  }

  private mutating func comparison() throws(TextProblem) -> Node {
    let left = try sum()
    guard let sign = takeComparison() else { return left }
    return .comparison(left, sign, try sum())
  }

  private mutating func sum() throws(TextProblem) -> Node {
    var node = try product()
    while true {
      if cursor.take("+") {
        node = .arithmetic(node, .plus, try product())
      } else if cursor.take("-") {
        node = .arithmetic(node, .minus, try product())
      } else {
        return node
      }
    }
  }

  private mutating func product() throws(TextProblem) -> Node {
    var node = try operand()
    while true {
      if cursor.take("*") {
        node = .arithmetic(node, .times, try operand())
      } else if cursor.take("/") {
        node = .arithmetic(node, .over, try operand())
      } else {
        return node
      }
    }
  }

  private mutating func operand() throws(TextProblem) -> Node {
    if cursor.take("-") { return .negative(try deeper { (grammar) throws(TextProblem) in try grammar.operand() }) }
    if cursor.take("(") {
      let node = try deeper { (grammar) throws(TextProblem) in try grammar.disjunction() }
      guard cursor.take(")") else { throw unexpected() }
      return node
    }
    for quote: Unicode.Scalar in ["\"", "'"] where cursor.take(quote) {
      let text = cursor.takeWhile { $0 != quote }
      guard cursor.take(quote) else { throw unexpected() }
      return .text(text)
    }
    cursor.skipBlanks()
    if let next = cursor.next, ("0"..."9").contains(next) || next == "." {
      let number = try NumberGrammar.number(at: &cursor)
      // A unit would promise a conversion that nobody makes.
      if cursor.next == "%" { throw TextProblem(.unitForbidden("%"), at: cursor.offset) }
      return .number(number)
    }
    let word = cursor.takeWord()
    guard !word.isEmpty, !["and", "or", "not"].contains(word) else { throw unexpected() }
    return .name(word)
  }

  /// Two-character signs come first: `<` begins `<=`.
  private mutating func takeComparison() -> DesignExpression.Comparison? {
    cursor.skipBlanks()
    for sign in DesignExpression.Comparison.allCases {
      var ahead = cursor
      let scalars = Array(sign.rawValue.unicodeScalars)
      guard ahead.next == scalars[0] else { continue }
      _ = ahead.take(scalars[0])
      if scalars.count > 1 {
        guard ahead.next == scalars[1] else { continue }
        _ = ahead.take(scalars[1])
      }
      cursor = ahead
      return sign
    }
    return nil
  }

  private mutating func deeper(
    _ read: (inout DesignExpressionGrammar) throws(TextProblem) -> Node
  ) throws(TextProblem) -> Node {
    level += 1
    defer { level -= 1 }
    guard level <= DesignExpressionGrammar.depth else {
      throw TextProblem(.tooMany(.levelsOfExpression, limit: "\(DesignExpressionGrammar.depth)"), at: cursor.offset)
    }
    return try read(&self)
  }

  private func unexpected() -> TextProblem {
    TextProblem(.unreadable(cursor.rest, kind: .expressionNoun, allowed: .expressionExample), at: cursor.offset)
  }
}

extension LocalizedText {
  static let levelsOfExpression = LocalizedText(en: "levels of an expression", zh: "层表达式嵌套")
}
