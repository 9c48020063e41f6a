/// A problem that stops the reading of a file.
struct YAMLFault: Error {
  let position: SourcePosition
  let kind: ScenarioProblem.Kind
  init(_ position: SourcePosition, _ kind: ScenarioProblem.Kind) {
    self.position = position
    self.kind = kind
  }

  static var unparsed: YAMLFault {
    let source = SourceText(name: "", directory: "", order: 0, text: "")
    return YAMLFault(source.start, .syntax("the parser did not answer", quotesWouldHelp: false))
  }
}

extension SourceText {
  var start: SourcePosition { SourcePosition(source: self, line: 1, column: 1) }
}
