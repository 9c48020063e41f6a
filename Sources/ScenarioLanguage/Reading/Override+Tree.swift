extension Override {
  /// Puts the value into the tree.
  /// - Parameter measures: those that a path may name, by their titles too.
  func apply(
    to root: inout SourceNode, in source: SourceText, measures: [MeasureKind]
  ) throws(YAMLFault) {
    guard path.utf8.count <= ReadingLimits.pathBytes, let components = SourcePath.components(of: path), !value.isEmpty
    else {
      throw YAMLFault(source.start, .overridePath(path))
    }
    let start = SourcePosition(source: source, line: 1, column: path.unicodeScalars.count + 2)
    let node = try parsedValue(at: start, in: source)
    try root.set(node, at: components[...], from: source.start, measures: measures)
  }

  /// Collections and quoted texts are read as YAML; any other text is the scalar itself, since a distribution such as
  /// `gamma(mean: 1 h, cv: 1)` would need quotes that the shell takes away.
  private func parsedValue(at start: SourcePosition, in source: SourceText) throws(YAMLFault) -> SourceNode {
    guard let first = value.first, "[{\"'".contains(first) else {
      return SourceNode(position: start, content: .scalar(value, .plain))
    }
    // Blanks instead of the path keep the columns of the argument.
    return try YAMLTree.parse(String(repeating: " ", count: start.column - 1) + value, in: source)
  }
}

extension SourceNode {
  /// Replaces or adds the part at a path below this node.
  /// - Parameter measures: those whose titles are told from ids.
  mutating func set(
    _ node: SourceNode, at path: ArraySlice<String>, from keyPosition: SourcePosition, measures: [MeasureKind]
  ) throws(YAMLFault) {
    guard let first = path.first else {
      self = node
      return
    }
    switch content {
    case .sequence(var items):
      guard let index = items.firstIndex(where: { $0.itemID == first }) ?? Int(first),
        items.indices.contains(index)
      else {
        let known = items.enumerated().map { $0.element.itemID ?? "\($0.offset)" }
        let titled = items.first { $0.titles.contains(first) }?.itemID ?? measures.named(first)?.page.id
        if let titled, known.contains(titled) {
          throw YAMLFault(keyPosition, .titleForID(first, what: .listItem, id: titled))
        }
        throw YAMLFault(keyPosition, .unknownName(first, what: .listItem, candidates: known))
      }
      try items[index].set(node, at: path.dropFirst(), from: keyPosition, measures: measures)
      content = .sequence(items)
    case .mapping(var entries):
      // A key may itself hold dots, so the longest run of components that is a key comes first.
      for length in stride(from: path.count, through: 1, by: -1) {
        let key = path.prefix(length).joined(separator: ".")
        guard let index = entries.firstIndex(where: { $0.key == key }) else { continue }
        try entries[index].value.set(node, at: path.dropFirst(length), from: keyPosition, measures: measures)
        content = .mapping(entries)
        return
      }
      var added = SourceNode(position: node.position, content: .mapping([]))
      try added.set(node, at: path.dropFirst(), from: keyPosition, measures: measures)
      entries.append(.init(key: first, keyPosition: keyPosition, value: added))
      content = .mapping(entries)
    case .scalar:
      content = .mapping([])
      position = node.position
      try set(node, at: path, from: keyPosition, measures: measures)
    }
  }
}

extension LocalizedText {
  static let listItem = LocalizedText(en: "item", zh: "列表项")
}
