/// A YAML tree whose every part knows where it was written.
///
/// Scalars keep their text. The language decides what a text means; YAML's own reading of `010`, `1_0`, `yes` or
/// `.nan` never takes part.
struct SourceNode: Sendable {
  enum Style: Sendable {
    case plain
    case quoted
    case block
  }

  indirect enum Content: Sendable {
    case scalar(String, Style)
    case sequence([SourceNode])
    case mapping([Entry])
  }

  struct Entry: Sendable {
    var key: String
    var keyPosition: SourcePosition
    var value: SourceNode
  }

  var position: SourcePosition
  var content: Content

  var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  var items: [SourceNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The value of a key of a mapping.
  subscript(key: String) -> SourceNode? {
    entries?.first { $0.key == key }?.value
  }

  /// The `id` of a list item that has one.
  var itemID: String? { self["id"]?.text }

  /// Whether it is written as `{value: …, source: …}`.
  var isAnnotated: Bool { entries?.contains { $0.key == "value" } ?? false }

  /// The position of a part of a scalar's text, for carets that point into it.
  ///
  /// A block scalar's text is moved and folded, and escapes shift quoted text; there the start has to do.
  func position(atOffset offset: Int) -> SourcePosition {
    guard case .scalar(let text, let style) = content, !text.contains("\n") else { return position }
    switch style {
    case .plain: return position.moved(by: offset)
    case .quoted: return position.moved(by: offset + 1)
    case .block: return position
    }
  }
}
