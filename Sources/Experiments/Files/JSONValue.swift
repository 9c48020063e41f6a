/// A JSON value whose keys keep their order, so that equal results are equal bytes.
public indirect enum JSONValue: Sendable {
  case null
  case string(String)
  /// Finite; the shortest decimal that reads back as the same number is written.
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// A number, or `null` for none.
  public static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }

  /// Text with two blanks for each level and a line feed at the end.
  public var text: String {
    var text = ""
    write(to: &text, indent: "")
    return text + "\n"
  }

  /// Text on one line, without a line feed.
  public var line: String {
    switch self {
    case .array(let items): "[" + items.map(\.line).joined(separator: ", ") + "]"
    case .object(let entries):
      "{" + entries.map { JSONValue.string($0.0).line + ": " + $0.1.line }.joined(separator: ", ") + "}"
    default: String(text.dropLast())
    }
  }

  private func write(to text: inout String, indent: String) {
    switch self {
    case .null: text += "null"
    case .string(let string): JSONValue.write(string, to: &text)
    case .number(let number): text += NumberText.shortest(number)
    case .integer(let integer): text += String(integer)
    case .boolean(let boolean): text += boolean ? "true" : "false"
    case .array(let items):
      JSONValue.writeList(items, brackets: ("[", "]"), to: &text, indent: indent) { item, text, inner in
        item.write(to: &text, indent: inner)
      }
    case .object(let entries):
      JSONValue.writeList(entries, brackets: ("{", "}"), to: &text, indent: indent) { entry, text, inner in
        JSONValue.write(entry.0, to: &text)
        text += ": "
        entry.1.write(to: &text, indent: inner)
      }
    }
  }

  private static func writeList<Item>(
    _ items: [Item], brackets: (String, String), to text: inout String, indent: String,
    write: (Item, inout String, String) -> Void
  ) {
    text += brackets.0
    let inner = indent + "  "
    for (index, item) in items.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + inner
      write(item, &text, inner)
    }
    text += (items.isEmpty ? "" : "\n" + indent) + brackets.1
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
