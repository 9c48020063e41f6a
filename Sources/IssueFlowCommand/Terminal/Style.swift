/// How a piece of text stands out. Meaning never hangs on it alone: a symbol or a word always says the same.
enum Emphasis: String, Sendable {
  case none = ""
  case strong = "1"
  case faint = "2"
  case bad = "31"
  case good = "32"
  case doubtful = "33"
}

/// Whether colours are used, and which characters the terminal can draw.
struct Style: Hashable, Sendable {
  var hasColour: Bool
  var glyphs: Glyphs

  static let plain = Style(hasColour: false, glyphs: .unicode)

  /// Chooses by the conventions of no-color.org: `NO_COLOR` and `TERM=dumb` are honoured, and a pipe gets plain text.
  init(isTerminal: Bool, environment: [String: String]) {
    let isDumb = environment["TERM"] == "dumb"
    hasColour = isTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty
    glyphs = isDumb || Style.isOtherCharset(environment) ? .ascii : .unicode
  }

  init(hasColour: Bool, glyphs: Glyphs) {
    self.hasColour = hasColour
    self.glyphs = glyphs
  }

  func callAsFunction(_ emphasis: Emphasis, _ text: String) -> String {
    hasColour && emphasis != .none && !text.isEmpty ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A locale without a charset says nothing; one that names another than UTF-8 is believed.
  private static func isOtherCharset(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    guard let dot = locale.firstIndex(of: ".") else { return false }
    let charset = locale[locale.index(after: dot)...].prefix { $0 != "@" }.lowercased()
    return charset != "utf-8" && charset != "utf8"
  }
}
