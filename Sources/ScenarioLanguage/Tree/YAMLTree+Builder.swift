import Yams

extension YAMLTree {
  /// Copies Yams's tree and puts anchored parts where their aliases stand, within the limits.
  struct Builder {
    let source: SourceText
    private var count = 0
    private var anchored: [String: Part] = [:]

    /// A part with its size, so that an alias is counted without walking it.
    struct Part {
      var node: SourceNode
      var nodes: Int
      var height: Int
    }

    init(source: SourceText) { self.source = source }

    mutating func node(_ node: Node, depth: Int) throws(YAMLFault) -> Part {
      let position = position(of: node)
      let before = count
      if let name = aliasName(of: node) { return try part(named: name, at: position, depth: depth) }
      try add(1, height: 1, depth: depth, at: position)
      try refuseTag(node, at: position)
      var height = 1
      let content: SourceNode.Content
      switch node {
      case .scalar(let scalar):
        content = .scalar(Builder.restored(scalar.string), SourceNode.Style(scalar.style))
      case .sequence(let sequence):
        var items: [SourceNode] = []
        for item in sequence {
          let part = try self.node(item, depth: depth + 1)
          items.append(part.node)
          height = max(height, part.height + 1)
        }
        content = .sequence(items)
      case .mapping(let mapping):
        var entries: [SourceNode.Entry] = []
        for (key, value) in mapping {
          let keyPosition = self.position(of: key)
          guard case .scalar(let scalar) = key, aliasName(of: key) == nil else {
            throw YAMLFault(keyPosition, .keyIsNotText)
          }
          try refuseTag(key, at: keyPosition)
          // A blank that is none makes a key of its own, and takes the line out of where it belongs.
          if scalar.style == .plain, let blank = scalar.string.unicodeScalars.first, WritingSlip.Sign.isBlank(blank) {
            throw YAMLFault(keyPosition, .slip(.strangeBlank(WritingSlip.Sign.code(blank))))
          }
          if scalar.style == .plain, scalar.string.hasPrefix("－ ") {
            throw YAMLFault(keyPosition, .slip(.fullWidth([.init(found: "－", write: "-")])))
          }
          let part = try self.node(value, depth: depth + 1)
          entries.append(
            .init(key: Builder.restored(scalar.string), keyPosition: keyPosition, value: part.node))
          height = max(height, part.height + 1)
        }
        content = .mapping(entries)
      case .alias:
        throw YAMLFault(position, .syntax("found undefined alias", quotesWouldHelp: false))
      }
      let part = Part(
        node: SourceNode(position: position, content: content), nodes: count - before, height: height)
      if let anchor = node.anchor { anchored[anchor.rawValue] = part }
      return part
    }

    private mutating func part(
      named name: String, at position: SourcePosition, depth: Int
    ) throws(YAMLFault) -> Part {
      guard let part = anchored[name] else {
        throw YAMLFault(position, .syntax("found undefined alias", quotesWouldHelp: false))
      }
      try add(part.nodes, height: part.height, depth: depth, at: position)
      return part
    }

    private mutating func add(
      _ nodes: Int, height: Int, depth: Int, at position: SourcePosition
    ) throws(YAMLFault) {
      count += nodes
      guard depth + height - 1 <= ReadingLimits.nestingDepth else {
        throw YAMLFault(position, .tooMany(.nestedLevels, limit: "\(ReadingLimits.nestingDepth)"))
      }
      guard count <= ReadingLimits.nodes else {
        throw YAMLFault(position, .tooMany(.values, limit: "\(ReadingLimits.nodes)"))
      }
    }

    private func position(of node: Node) -> SourcePosition {
      node.mark.map { SourcePosition(source: source, line: $0.line, column: $0.column) } ?? source.start
    }

    private func aliasName(of node: Node) -> String? {
      guard case .scalar(let scalar) = node, scalar.style == .plain,
        scalar.string.unicodeScalars.first == aliasMark
      else { return nil }
      return String(scalar.string.unicodeScalars.dropFirst())
    }

    private static func restored(_ text: String) -> String {
      guard text.unicodeScalars.contains(aliasMark) else { return text }
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { scalars.append(scalar == aliasMark ? "*" : scalar) }
      return String(scalars)
    }

    /// A tag would ask YAML to read the value its own way, which this language never does.
    private func refuseTag(_ node: Node, at position: SourcePosition) throws(YAMLFault) {
      let tag =
        switch node {
        case .scalar(let scalar): scalar.tag.description
        case .sequence(let sequence): sequence.tag.description
        case .mapping(let mapping): mapping.tag.description
        case .alias(let alias): alias.tag.description
        }
      guard ["", "tag:yaml.org,2002:str", "!"].contains(tag) else {
        throw YAMLFault(position, .tag(tag.replacing("tag:yaml.org,2002:", with: "!!")))
      }
    }
  }
}

extension SourceNode.Style {
  init(_ style: Node.Scalar.Style) {
    switch style {
    case .any, .plain: self = .plain
    case .singleQuoted, .doubleQuoted: self = .quoted
    case .literal, .folded: self = .block
    }
  }
}

extension LocalizedText {
  static let values = LocalizedText(en: "values", zh: "个值")
}
