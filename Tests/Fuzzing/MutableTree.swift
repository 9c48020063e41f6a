import Yams

/// A YAML tree that can be bent out of shape, and written as text that need not be sound.
struct MutableTree {
  enum Style {
    /// As it is: what it holds may change the structure.
    case raw
    /// In double quotes, with escapes.
    case quoted
  }

  indirect enum Content {
    case scalar(String, Style)
    case list([MutableTree])
    case mapping([Entry])
  }

  struct Entry {
    var key: MutableTree
    var value: MutableTree
  }

  var content: Content
  /// Written before the part, such as an anchor or a tag.
  var prefix = ""

  init(_ content: Content) { self.content = content }

  static func raw(_ text: String) -> MutableTree { MutableTree(.scalar(text, .raw)) }
  static func quoted(_ text: String) -> MutableTree { MutableTree(.scalar(text, .quoted)) }

  /// Reads a sound file.
  init(yaml: String) throws {
    guard let node = try Yams.compose(yaml: yaml, .basic) else {
      self = .raw("")
      return
    }
    self.init(node)
  }

  private init(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      content = .scalar(scalar.string, isPlain ? .raw : .quoted)
    case .sequence(let sequence): content = .list(sequence.map(MutableTree.init))
    case .mapping(let mapping):
      content = .mapping(mapping.map { Entry(key: MutableTree($0.key), value: MutableTree($0.value)) })
    case .alias: content = .scalar("", .raw)
    }
  }

  // MARK: - Parts by number

  /// Number of parts, keys included.
  var count: Int {
    switch content {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.key.count + $1.value.count }
    }
  }

  /// The part of a number, counted from the root downwards.
  func part(_ number: Int) -> MutableTree? {
    var rest = number
    return part(&rest)
  }

  private func part(_ rest: inout Int) -> MutableTree? {
    if rest == 0 { return self }
    rest -= 1
    switch content {
    case .scalar: return nil
    case .list(let items):
      for item in items { if let found = item.part(&rest) { return found } }
    case .mapping(let entries):
      for entry in entries {
        if let found = entry.key.part(&rest) { return found }
        if let found = entry.value.part(&rest) { return found }
      }
    }
    return nil
  }

  /// Changes the part of a number in place.
  mutating func change(_ number: Int, _ change: (inout MutableTree) -> Void) {
    var rest = number
    self.change(&rest, change)
  }

  private mutating func change(_ rest: inout Int, _ change: (inout MutableTree) -> Void) {
    guard rest >= 0 else { return }
    if rest == 0 {
      rest = -1
      return change(&self)
    }
    rest -= 1
    switch content {
    case .scalar: return
    case .list(var items):
      for index in items.indices where rest >= 0 { items[index].change(&rest, change) }
      content = .list(items)
    case .mapping(var entries):
      for index in entries.indices where rest >= 0 {
        entries[index].key.change(&rest, change)
        if rest >= 0 { entries[index].value.change(&rest, change) }
      }
      content = .mapping(entries)
    }
  }

  /// The texts of all scalars.
  var scalars: [String] {
    switch content {
    case .scalar(let text, _): [text]
    case .list(let items): items.flatMap(\.scalars)
    case .mapping(let entries): entries.flatMap { $0.key.scalars + $0.value.scalars }
    }
  }
}
