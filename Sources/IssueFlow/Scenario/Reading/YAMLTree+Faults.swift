import Yams

extension YAMLTree {
  /// Turns an error of Yams into a problem of the scenario.
  static func fault(of error: YamlError, in source: SourceText) -> YAMLFault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let position = SourcePosition(source: source, line: mark.line, column: mark.column)
      if problem.hasPrefix("Maximum nesting level") {
        return YAMLFault(position, .tooMany(.nestedLevels, limit: "\(ReadingLimits.nestingDepth)"))
      }
      return YAMLFault(position, .syntax(problem, quotesWouldHelp: looksLikeBareCall(position)))
    case .reader(let problem, let offset, _, let yaml):
      return YAMLFault(position(of: offset ?? 0, in: yaml, source), .syntax(problem, quotesWouldHelp: false))
    case .duplicatedKeysInMapping(let keys, let context):
      let position = SourcePosition(source: source, line: context.mark.line, column: context.mark.column)
      return YAMLFault(position, .duplicateKeys(keys.sorted()))
    default:
      return YAMLFault(source.start, .syntax("\(error)", quotesWouldHelp: false))
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
