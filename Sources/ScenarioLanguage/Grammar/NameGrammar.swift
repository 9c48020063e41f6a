/// Names that parts of a scenario refer to each other by.
package enum NameGrammar {
  /// Words that are no ids: a mapping with the key `value` is a value with its range and source, and YAML reads `null`
  /// as nothing at all.
  package static let reserved: Set<String> = ["value", "null"]

  /// Whether a text is `[a-z][a-z0-9_]*`, or also has hyphens.
  static func isID(_ text: some StringProtocol, alsoHyphens: Bool = false) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      case UInt8(ascii: "-"): alsoHyphens
      default: false
      }
    }
  }

  /// Whether a text is a response, or a response and a class with a dot between.
  static func isGuard(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { isID($0) }
  }
}
