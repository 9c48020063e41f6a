/// Finds the slips of the pen behind what a parser or a grammar complains of.
///
/// A full-width colon is a letter to YAML, so the parser goes on to the next line and complains there, of something else.
/// Whoever types Chinese makes that slip more often than any other. A text may hold such signs, though: only where they
/// stand in the place of a sign of the language are they named.
enum WrittenSigns {
  /// What is wrong with a file that cannot be read as a tree: the slips in it, or else the parser's own complaint.
  static func problems(of fault: YAMLFault) -> [ScenarioProblem] {
    let own = [ScenarioProblem(position: fault.position, path: [], kind: fault.kind)]
    switch fault.kind {
    case .syntax, .slip, .shape, .keyIsNotText: break
    default: return own
    }
    // A file that is one text has no key at all: whatever stands before a full-width colon was meant as one.
    let isOneText = if case .shape(.text, _) = fault.kind { true } else { false }
    let found = slips(in: fault.position.source, anyKey: isOneText)
    return found.isEmpty ? own : found.map { ScenarioProblem(position: $0.0, path: [], kind: .slip($0.1)) }
  }

  // MARK: - Lines of a file that the parser refuses

  private static func slips(in source: SourceText, anyKey: Bool) -> [(SourcePosition, WritingSlip)] {
    var found: [(SourcePosition, WritingSlip)] = []
    var depth = 0
    var block: Int?
    for (index, line) in source.lines.enumerated() {
      let scalars = Array(line.unicodeScalars)
      let indent = scalars.prefix { $0 == " " }.count
      if let open = block {
        if indent > open || scalars.allSatisfy({ $0 == " " || $0 == "\r" }) { continue }
        block = nil
      }
      let bare = BareLine(scalars, anyKey: anyKey)
      let wasInside = depth > 0
      depth = max(0, depth + bare.brackets)
      if let (column, slip) = bare.slip(insideBrackets: wasInside) {
        found.append((SourcePosition(source: source, line: index + 1, column: column + 1), slip))
        // A report of a file that is full-width throughout need not name every line.
        if found.count == 12 { break }
      }
      if bare.beginsBlock { block = indent }
    }
    return found
  }

  // MARK: - Values that a grammar refuses

  /// A complaint about a value that holds such signs names them, at the first of them.
  static func named(
    _ kind: ScenarioProblem.Kind, at position: SourcePosition
  ) -> (ScenarioProblem.Kind, SourcePosition) {
    if let slip = missingSpace(kind, at: position) { return (.slip(slip), position) }
    guard let text = suspect(kind, at: position) else { return (kind, position) }
    let signs = WritingSlip.Sign.all(in: text)
    guard !signs.isEmpty,
      WritingSlip.Sign.plain(text).unicodeScalars.allSatisfy({ $0.isASCII || "±–—≤≥".unicodeScalars.contains($0) })
    else { return (kind, position) }
    let line = Array(position.sourceLine.unicodeScalars)
    let offset = line.indices.first { $0 >= position.column - 1 && WritingSlip.Sign.ascii(line[$0]) != nil }
    return (
      .slip(.fullWidth(signs)),
      offset.map { SourcePosition(source: position.source, line: position.line, column: $0 + 1) } ?? position
    )
  }

  /// A key or a dash that runs into what follows it.
  private static func missingSpace(_ kind: ScenarioProblem.Kind, at position: SourcePosition) -> WritingSlip? {
    switch kind {
    case .unknownKey(let key, let known):
      guard let colon = key.firstIndex(of: ":"), known.contains(String(key[..<colon])) else { return nil }
      return .colonWithoutSpace(key: String(key[..<colon]))
    case .malformedName(let name, .idExample):
      guard let colon = name.firstIndex(of: ":"), NameGrammar.isID(name[..<colon]) else { return nil }
      return .colonWithoutSpace(key: String(name[..<colon]))
    case .shape(.mapping, _):
      let rest = position.sourceLine.unicodeScalars.dropFirst(position.column - 1)
      guard rest.first == "-", let next = rest.dropFirst().first, next.properties.isAlphabetic else { return nil }
      return .dashWithoutSpace
    default: return nil
    }
  }

  /// The text that a complaint is about, where it may hold signs of the wrong width.
  private static func suspect(_ kind: ScenarioProblem.Kind, at position: SourcePosition) -> String? {
    switch kind {
    case .unreadable(let text, _, _), .surprisingNumber(let text), .unitMissing(let text, _), .unitForbidden(let text),
      .unknownUnit(let text, _), .schemaVersion(let text), .unknownKey(let text, _), .notInPlace(let text, _):
      return text
    case .malformedName(let text, let allowed):
      return allowed == .idExample || allowed == .scenarioNameExample ? text : nil
    case .unknownChoice(let text, let known):
      return known.contains(WritingSlip.Sign.plain(text)) ? text : nil
    case .unknownName(let text, _, let candidates):
      let plain = WritingSlip.Sign.plain(text)
      return candidates.contains(plain) || candidates.contains(plain.filter { $0 != "\"" && $0 != "'" }) ? text : nil
    case .shape(.text, _):
      return String(position.sourceLine.unicodeScalars.dropFirst(position.column - 1).drop { $0 == " " })
    case .wrongCount:
      let rest = position.sourceLine.unicodeScalars.dropFirst(position.column - 1)
      guard rest.first == "[" else { return nil }
      return String(String.UnicodeScalarView(rest.prefix { $0 != "]" }))
    default: return nil
    }
  }
}

/// What of a line is neither quoted nor a comment.
private struct BareLine {
  private let scalars: [Unicode.Scalar]
  /// For each sign whether it counts.
  private let counts: [Bool]
  /// Whether whatever stands where a key may stand is one, and not only a word of the language.
  private let anyKey: Bool

  init(_ scalars: [Unicode.Scalar], anyKey: Bool) {
    self.scalars = scalars
    self.anyKey = anyKey
    var counts = [Bool](repeating: false, count: scalars.count)
    var quote: Unicode.Scalar?
    var before: Unicode.Scalar = " "
    for (index, scalar) in scalars.enumerated() {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "#", before == " " || before == "\t" {
        break
      } else if scalar == "\"" || scalar == "'", " \t[{,:：，（(".unicodeScalars.contains(before) {
        quote = scalar
      } else {
        counts[index] = true
      }
      before = scalar
    }
    self.counts = counts
  }

  /// Brackets that it opens less those that it closes.
  var brackets: Int {
    scalars.indices.reduce(0) { sum, index in
      guard counts[index] else { return sum }
      switch scalars[index] {
      case "[", "{": return sum + 1
      case "]", "}": return sum - 1
      default: return sum
      }
    }
  }

  /// Whether the lines below it are a text as it stands.
  var beginsBlock: Bool {
    let kept = scalars.indices.filter { counts[$0] }.map { scalars[$0] }
    let words = String(String.UnicodeScalarView(kept)).split(separator: " ")
    guard let last = words.last, let first = last.first else { return false }
    return (first == "|" || first == ">") && last.dropFirst().allSatisfy { "+-0123456789\r".contains($0) }
  }

  /// The first slip of the line, with its column from 0.
  func slip(insideBrackets: Bool) -> (Int, WritingSlip)? {
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace && !WritingSlip.Sign.isBlank($0) }) else {
      return nil
    }
    if !insideBrackets, counts[first] || "\"'".unicodeScalars.contains(scalars[first]) {
      if let tab = scalars[..<first].firstIndex(of: "\t") { return (tab, .tab) }
      if let blank = scalars[..<first].firstIndex(where: WritingSlip.Sign.isBlank) {
        return (blank, .strangeBlank(WritingSlip.Sign.code(scalars[blank])))
      }
    }
    if let column = structural(from: first, insideBrackets: insideBrackets).min() {
      let rest = scalars.indices[column...].filter { counts[$0] }.map { scalars[$0] }
      let signs = WritingSlip.Sign.all(in: String(String.UnicodeScalarView(rest)))
      return (column, .fullWidth(signs))
    }
    return colonWithoutSpace(from: first)
  }

  /// Columns of signs that stand where one of YAML's own is wanted.
  private func structural(from first: Int, insideBrackets: Bool) -> [Int] {
    var columns: [Int] = []
    var depth = insideBrackets ? 1 : 0
    // Where a key may stand: after the indentation and dashes, and in brackets after a comma.
    var keyFrom: Int? = first
    var isValueNext = true
    for index in first..<scalars.count where counts[index] {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "[", "{": (depth, keyFrom, isValueNext) = (depth + 1, index + 1, true)
      case "]", "}": (depth, keyFrom) = (depth - 1, nil)
      case "," where depth > 0: (keyFrom, isValueNext) = (index + 1, true)
      case "-" where index == keyFrom && next == " ": (keyFrom, isValueNext) = (index + 2, true)
      case ":" where next == " " || next == "\r" || index + 1 == scalars.count:
        (keyFrom, isValueNext) = (nil, true)
      case " ": if keyFrom == index { keyFrom = index + 1 }
      case "：":
        if let from = keyFrom, isKey(from..<index) { columns.append(index) }
        (keyFrom, isValueNext) = (nil, true)
      case "，", "、":
        if depth > 0, isBetweenValues(index) { columns.append(index) }
        if depth > 0, columns.last == index { (keyFrom, isValueNext) = (index + 1, true) }
      case "｛", "［", "【":
        if isValueNext { columns.append(index) }
        if isValueNext { (depth, keyFrom) = (depth + 1, index + 1) }
      case "｝", "］", "】": if depth > 0 { columns.append(index) }
      case "（":
        if index > 0, scalars[index - 1].isASCII, scalars[index - 1].properties.isLowercase { columns.append(index) }
      case "“", "”", "‘", "’", "「": if isValueNext, holdsColon(after: index) { columns.append(index) }
      case "－": if index == first, next == " " || next == "\u{3000}" { columns.append(index) }
      case "＃": if index == first { columns.append(index) }
      default: break
      }
      if scalar != " ", ![":", "-", "[", "{", ",", "：", "，", "、", "｛", "［", "【"].contains(scalar) {
        isValueNext = false
      }
    }
    return columns
  }

  /// Whether a colon and a space follow, which quotes would have kept together with what stands before.
  private func holdsColon(after index: Int) -> Bool {
    scalars.indices[(index + 1)...].contains {
      counts[$0] && scalars[$0] == ":" && $0 + 1 < scalars.count && scalars[$0 + 1] == " "
    }
  }

  /// Whether so much of the line is a word of the language.
  private func isKey(_ range: Range<Int>) -> Bool {
    if anyKey { return !range.isEmpty }
    let text = scalars[range].filter { $0 != "\"" && $0 != "'" && $0 != " " }
    return !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "_-.0123456789".unicodeScalars.contains($0)) }
  }

  /// Whether a comma there would part two values that are not prose, or begins another key.
  private func isBetweenValues(_ index: Int) -> Bool {
    let before = scalars[..<index].last { $0 != " " }
    let rest = scalars[(index + 1)...].drop { $0 == " " || $0 == "\u{3000}" }
    guard let after = rest.first, let before else { return true }
    if before.isASCII, after.isASCII { return true }
    let word = rest.prefix { $0.isASCII && $0 != ":" && $0 != " " }
    return !word.isEmpty && rest.dropFirst(word.count).first.map { $0 == ":" || $0 == "：" } ?? false
  }

  /// A key at the beginning of the line whose colon is followed by its value at once.
  private func colonWithoutSpace(from first: Int) -> (Int, WritingSlip)? {
    var start = first
    while start + 1 < scalars.count, scalars[start] == "-", scalars[start + 1] == " " {
      start += 2
      while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    guard start < scalars.count,
      let colon = scalars[start...].firstIndex(where: {
        !($0.isASCII && ($0.properties.isAlphabetic || "_0123456789".unicodeScalars.contains($0)))
      }),
      colon > start, scalars[colon] == ":", scalars[start].properties.isAlphabetic, colon + 1 < scalars.count,
      ![" ", "\r", "/", "\\", ":"].contains(scalars[colon + 1])
    else { return nil }
    return (colon, .colonWithoutSpace(key: String(String.UnicodeScalarView(scalars[start..<colon]))))
  }
}
