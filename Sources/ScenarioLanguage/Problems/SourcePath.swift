/// A path from the root of a scenario to one of its parts: keys, list items by id or else by index.
enum SourcePath {
  /// Writes a path with dots; a component that holds a dot is put in double quotes.
  static func text(_ components: [String]) -> String {
    components.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }

  /// Reads what ``text(_:)`` writes; `nil` for an empty component or an open quote.
  static func components(of text: String) -> [String]? {
    var components: [String] = []
    var current = ""
    var quoted = false
    for character in text {
      if character == "\"" {
        quoted.toggle()
      } else if character == ".", !quoted {
        components.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    components.append(current)
    return quoted || components.contains("") ? nil : components
  }
}
