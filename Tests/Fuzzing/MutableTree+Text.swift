/// Writing a tree as YAML.
extension MutableTree {
  /// The text of the tree; small parts in flow style where `usesFlow` says so.
  func text(usesFlow: Bool) -> String {
    var text = ""
    // Writing recurses; deeper parts than this are in flow style, which is a loop of brackets.
    write(to: &text, indent: 0, usesFlow: usesFlow)
    return text
  }

  private func write(to text: inout String, indent: Int, usesFlow: Bool) {
    let blanks = String(repeating: " ", count: indent)
    switch content {
    case .scalar: text += blanks + flow + "\n"
    case .list(let items):
      if items.isEmpty || usesFlow && count < 12 || indent > 60 {
        text += blanks + flow + "\n"
        return
      }
      if !prefix.isEmpty { text += blanks + prefix + "\n" }
      for item in items {
        if item.fitsOnALine(usesFlow) {
          text += blanks + "- " + item.flow + "\n"
        } else {
          text += blanks + "-\n"
          item.write(to: &text, indent: indent + 2, usesFlow: usesFlow)
        }
      }
    case .mapping(let entries):
      if entries.isEmpty || usesFlow && count < 12 || indent > 60 {
        text += blanks + flow + "\n"
        return
      }
      if !prefix.isEmpty { text += blanks + prefix + "\n" }
      for entry in entries {
        text += blanks + entry.key.keyText
        if entry.value.fitsOnALine(usesFlow) {
          text += ": " + entry.value.flow + "\n"
        } else {
          text += ":\n"
          entry.value.write(to: &text, indent: indent + 2, usesFlow: usesFlow)
        }
      }
    }
  }

  private func fitsOnALine(_ usesFlow: Bool) -> Bool {
    switch content {
    case .scalar: true
    case .list(let items): items.isEmpty || usesFlow && count < 12
    case .mapping(let entries): entries.isEmpty || usesFlow && count < 12
    }
  }

  private var keyText: String {
    if case .scalar = content { return flow }
    return "? \(flow)\n"
  }

  /// The part on one line.
  private var flow: String {
    let start = prefix.isEmpty ? "" : prefix + " "
    switch content {
    case .scalar(let text, .raw): return start + text
    case .scalar(let text, .quoted): return start + MutableTree.quoting(text)
    case .list(let items): return start + "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      return start + "{" + entries.map { "\($0.key.flow): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  private static func quoting(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\0": quoted += "\\0"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\x" + (hex.count < 2 ? "0" : "") + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
