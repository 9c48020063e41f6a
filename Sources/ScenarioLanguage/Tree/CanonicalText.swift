/// Writes what a scenario says, without comments, positions or styles, so that equal scenarios have equal bytes.
enum CanonicalText {
  /// Writes a tree as JSON; every scalar is a string, as the language reads it.
  ///
  /// A value with range and source keeps value and range: sources and remarks change no result.
  static func text(of node: SourceNode) -> String {
    var text = ""
    write(node, to: &text)
    return text
  }

  private static func write(_ node: SourceNode, to text: inout String) {
    if node.isAnnotated, let entries = node.entries {
      let kept = entries.filter { $0.key == "value" || $0.key == "range" }
      if kept.count == 1 { return write(kept[0].value, to: &text) }
      return write(kept.sorted { $0.key < $1.key }, to: &text)
    }
    switch node.content {
    case .scalar(let scalar, _): text += JSONText.quoted(scalar)
    case .sequence(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        write(item, to: &text)
      }
      text += "]"
    case .mapping(let entries): write(entries, to: &text)
    }
  }

  private static func write(_ entries: [SourceNode.Entry], to text: inout String) {
    text += "{"
    for (index, entry) in entries.enumerated() {
      if index > 0 { text += "," }
      text += JSONText.quoted(entry.key) + ":"
      write(entry.value, to: &text)
    }
    text += "}"
  }

  /// Writes a table by its cells, so that line ends and quotes make no difference.
  static func text(of table: CSVTable) -> String {
    ([table.header] + table.rows)
      .map { row in "[" + row.map { JSONText.quoted($0.text) }.joined(separator: ",") + "]" }
      .joined(separator: "\n")
  }
}
