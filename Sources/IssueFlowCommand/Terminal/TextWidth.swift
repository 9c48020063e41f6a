extension String {
  /// Columns that the text takes in a terminal: two for East Asian wide characters, none for combining marks.
  ///
  /// After Unicode Standard Annex 11. Ambiguous characters count one, as terminals do outside old Chinese code pages.
  /// The text holds no escape sequences: styles are put on after measuring.
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text with blanks after it, up to a width.
  func padded(to width: Int) -> String { self + blanks(upTo: width) }

  /// The text with blanks before it, up to a width.
  func paddedLeft(to width: Int) -> String { blanks(upTo: width) + self }

  /// The text cut to a width, with an ellipsis where something is missing.
  func truncated(to width: Int) -> String {
    guard columns > width else { return self }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.columns < width else { break }
      kept.append(character)
      used += character.columns
    }
    return kept + "…"
  }

  /// The text in lines of at most a width, broken at blanks and between wide characters.
  ///
  /// A mark that closes, such as `，` or `）`, stays with what it closes, even one column beyond the width.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in breakableParts {
      let fits = (line + word.trimmedAtEnd).columns <= width
      if !fits, !line.isEmpty, !(word.first.map(Self.closing.contains) ?? false) {
        lines.append(line.trimmedAtEnd)
        line = ""
      }
      line += line.isEmpty ? String(word.drop { $0 == " " }) : word
    }
    if !line.trimmedAtEnd.isEmpty || lines.isEmpty { lines.append(line.trimmedAtEnd) }
    return lines
  }

  private static let closing: Set<Character> = ["，", "。", "、", "；", "：", "）", "」", "！", "？"]

  /// Words with the blanks after them; each wide character by itself.
  private var breakableParts: [String] {
    var parts: [String] = []
    var part = ""
    for character in self {
      let startsPart = character.columns == 2 || part.last == " " && character != " "
      if startsPart || part.last.map({ $0.columns == 2 }) ?? false && character != " " {
        if !part.isEmpty { parts.append(part) }
        part = ""
      }
      part.append(character)
    }
    return part.isEmpty ? parts : parts + [part]
  }

  private var trimmedAtEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private func blanks(upTo width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - columns)) }
}

extension Character {
  fileprivate var columns: Int { unicodeScalars.reduce(0) { Swift.max($0, $1.columns) } }
}

extension Unicode.Scalar {
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return Self.wide.contains { $0.contains(value) } ? 2 : 1
    }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
