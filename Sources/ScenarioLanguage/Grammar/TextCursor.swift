/// What is wrong with the text of a value, and at which scalar of it.
struct TextProblem: Error {
  let kind: ScenarioProblem.Kind
  let offset: Int
  init(_ kind: ScenarioProblem.Kind, at offset: Int = 0) {
    self.kind = kind
    self.offset = offset
  }
}

/// Walks over the text of a value, from which all grammars of the language read.
struct TextCursor {
  private let scalars: [Unicode.Scalar]
  private(set) var offset = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var atEnd: Bool { offset >= scalars.count }
  var next: Unicode.Scalar? { atEnd ? nil : scalars[offset] }

  mutating func skipBlanks() {
    while let scalar = next, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\u{3000}" {
      offset += 1
    }
  }

  /// Takes a mark, such as a comma, if it comes next after blanks.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == mark else { return false }
    offset += 1
    return true
  }

  /// Takes a whole word if it comes next after blanks.
  mutating func take(word: String) -> Bool {
    let start = offset
    skipBlanks()
    if takeWord() == word { return true }
    offset = start
    return false
  }

  /// Takes all scalars for which a condition holds.
  mutating func takeWhile(_ condition: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = next, condition(scalar) {
      taken.append(scalar)
      offset += 1
    }
    return String(taken)
  }

  /// Takes letters, underscores and digits that follow them; empty when none comes next.
  mutating func takeWord() -> String {
    guard let first = next, TextCursor.isLetter(first) else { return "" }
    return takeWhile { TextCursor.isLetter($0) || ("0"..."9").contains($0) }
  }

  /// The text from an offset up to where the cursor stands.
  func text(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<offset])
    return String(view)
  }

  /// All text from the cursor on, without moving.
  var rest: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[min(offset, scalars.count)...])
    return String(view)
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }
}
