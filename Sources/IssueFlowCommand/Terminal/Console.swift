import Foundation

/// Where the command speaks, and how: the language, the style, the width.
struct Console: Sendable {
  let texts: Texts
  let style: Style
  let errorStyle: Style
  let width: Int
  let isQuiet: Bool
  let environment: [String: String]

  init(
    language: Language, isQuiet: Bool = false, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.environment = environment
    self.isQuiet = isQuiet
    style = Style(isTerminal: Output.standard.isTerminal, environment: environment)
    errorStyle = Style(isTerminal: Output.error.isTerminal, environment: environment)
    width = Output.standard.width(environment: environment)
    texts = Texts(language: language, glyphs: style.glyphs)
  }

  /// Whether a line can be drawn over.
  var canRedraw: Bool { environment["TERM"] != "dumb" }

  /// Writes data or the report.
  func say(_ lines: [String]) throws(OutputFailure) { try Output.standard.writeLines(lines) }

  /// Writes a message for the person at the terminal; a stream that takes none is no reason to stop.
  func note(_ lines: [String]) { try? Output.error.writeLines(lines) }

  /// Writes a note that `--quiet` silences.
  func remark(_ line: String) {
    if !isQuiet { note([line]) }
  }
}
