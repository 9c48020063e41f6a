import Yams

extension YAMLTree {
  /// Turns an error of Yams into a problem of the scenario.
  static func fault(of error: YamlError, in source: SourceText) -> YAMLFault {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let position = SourcePosition(source: source, line: mark.line, column: mark.column)
      if problem.hasPrefix("Maximum nesting level") {
        return YAMLFault(position, .tooMany(.nestedLevels, limit: "\(ReadingLimits.nestingDepth)"))
      }
      if looksLikeBareCall(position) { return YAMLFault(position, .syntax(problem, quotesWouldHelp: true)) }
      let begin = context.map { SourcePosition(source: source, line: $0.mark.line, column: $0.mark.column) }
      if let (place, slip) = slip(problem, at: position, within: context?.text ?? "", from: begin) {
        return YAMLFault(place, .slip(slip))
      }
      return YAMLFault(position, .syntax(problem, quotesWouldHelp: false))
    case .reader(let problem, let offset, _, let yaml):
      return YAMLFault(position(of: offset ?? 0, in: yaml, source), .syntax(problem, quotesWouldHelp: false))
    case .duplicatedKeysInMapping(let keys, let context):
      let position = SourcePosition(source: source, line: context.mark.line, column: context.mark.column)
      return YAMLFault(position, .duplicateKeys(keys.sorted()))
    default:
      return YAMLFault(source.start, .syntax("\(error)", quotesWouldHelp: false))
    }
  }

  /// What the parser's complaint means for who wrote the file, and where that begins; `nil` where it says no less.
  private static func slip(
    _ problem: String, at position: SourcePosition, within context: String, from begin: SourcePosition?
  ) -> (SourcePosition, WritingSlip)? {
    let here = position.signs
    switch problem {
    case "found unexpected end of stream", "found unexpected document indicator":
      guard context == "while scanning a quoted scalar", let begin else { return nil }
      return (begin, .quoteNeverEnds(begin.signs.after.first == "'" ? "'" : "\""))
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      guard let begin else { return nil }
      let (open, close) = problem.hasSuffix("'}'") ? ("{", "}") : ("[", "]")
      if begin.line == position.line, !here.after.isEmpty { return (position, .commaMissing(open: open, close: close)) }
      return (
        begin, .bracketNeverEnds(open: open, close: close, line: position.line, column: position.column)
      )
    case "could not find expected ':'":
      guard let begin else { return nil }
      return (begin, .noColon(String(String.UnicodeScalarView(begin.signs.after))))
    case "mapping values are not allowed in this context": return (position, .secondColon)
    case "did not find expected key", "did not find expected '-' indicator":
      // The first thing of its line is in the wrong column; anything later follows what has ended.
      if here.before.allSatisfy({ $0 == " " }) { return (position, .indentation) }
      return (position, .leftover(String(String.UnicodeScalarView(here.after))))
    case "found character that cannot start any token":
      guard let sign = here.after.first else { return nil }
      return (position, sign == "\t" ? .tab : .reservedSign(String(Character(sign))))
    case "block sequence entries are not allowed in this context": return (position, .listItemHere)
    case "found unknown escape character", "did not find expected hexdecimal number": return (position, .backslash)
    default: return nil
    }
  }

  /// Whether a line holds a call with named arguments, whose colon ends a plain scalar.
  private static func looksLikeBareCall(_ position: SourcePosition) -> Bool {
    let line = position.sourceLine
    guard let open = line.firstIndex(of: "(") else { return false }
    return line[open...].contains(": ") && !line[..<open].contains("\"")
  }

  private static func position(of offset: Int, in text: String, _ source: SourceText) -> SourcePosition {
    let before = text.prefix(offset)
    let line = before.count { $0.isNewline } + 1
    let start = before.lastIndex { $0.isNewline }.map { before.index(after: $0) } ?? before.startIndex
    return SourcePosition(source: source, line: line, column: before[start...].unicodeScalars.count + 1)
  }
}

extension SourcePosition {
  /// What stands before it in its line, and from it on.
  fileprivate var signs: (before: [Unicode.Scalar], after: [Unicode.Scalar]) {
    let line = Array(sourceLine.unicodeScalars)
    let column = min(column - 1, line.count)
    return (Array(line[..<column]), Array(line[column...]))
  }
}
