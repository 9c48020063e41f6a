/// A mapping of the language that is read into a value: what its keys are, and where each goes.
struct Section<Target> {
  let doc: LocalizedText
  let fields: [Field<Target>]
  /// Checks several keys together, once all are read.
  var check: (inout Target, SourceNode, ReadingPlace) -> Void = { _, _, _ in }

  var spec: SectionSpec { SectionSpec(doc: doc, fields: fields.map(\.spec)) }

  /// What an earlier reading of nearly the same node made of it.
  struct Earlier {
    let target: Target
    /// Keys whose values may differ from what they were.
    let changed: Set<String>
  }

  /// Reads every key of a node; keys that the section does not have and required ones that are not there are problems.
  ///
  /// - `earlier`: spares reading what has not changed.
  /// - Returns: the keys whose values were taken from there.
  @discardableResult
  func read(
    _ node: SourceNode, into target: inout Target, at place: ReadingPlace, after earlier: Earlier? = nil
  ) -> Set<String> {
    guard let entries = node.entries else {
      place.report(.shape(found: node.shape, expected: .mappingOfKeys), at: node.position)
      return []
    }
    var kept: Set<String> = []
    for entry in entries {
      let below = place.below(entry.key)
      guard let field = fields.first(where: { $0.spec.key == entry.key }) else {
        below.report(.unknownKey(entry.key, known: fields.map(\.spec.key)), at: entry.keyPosition)
        continue
      }
      if let earlier, !earlier.changed.contains(entry.key), let keep = field.keep {
        keep(earlier.target, &target)
        kept.insert(entry.key)
      } else {
        field.read(entry.value, &target, below)
      }
    }
    for field in fields where field.spec.isRequired && !entries.contains(where: { $0.key == field.spec.key }) {
      place.report(.missing(LocalizedText(same: field.spec.key)), at: node.position)
    }
    check(&target, node, place)
    return kept
  }
}

/// A key of a section together with what reading it does.
struct Field<Target> {
  let spec: FieldSpec
  let read: (SourceNode, inout Target, ReadingPlace) -> Void
  /// Takes from an earlier value all that reading sets; `nil` where the key is always read.
  let keep: ((Target, inout Target) -> Void)?

  init(
    _ key: String, _ kind: FieldKind, required: Bool = false, default defaultText: String = "",
    unit: LocalizedText = LocalizedText(), en: String, zh: String,
    keep: ((Target, inout Target) -> Void)? = nil,
    read: @escaping (SourceNode, inout Target, ReadingPlace) -> Void
  ) {
    self.keep = keep
    spec = FieldSpec(
      key: key, kind: kind, isRequired: required, defaultText: defaultText, unit: unit,
      doc: LocalizedText(en: en, zh: zh))
    self.read = read
  }

  init(spec: FieldSpec, read: @escaping (SourceNode, inout Target, ReadingPlace) -> Void) {
    self.spec = spec
    self.read = read
    keep = nil
  }

  private static func keeping<Value>(_ property: WritableKeyPath<Target, Value>) -> (Target, inout Target) -> Void {
    { earlier, target in target[keyPath: property] = earlier[keyPath: property] }
  }

  /// A leaf that goes into a property.
  static func leaf<Value>(
    _ key: String, _ property: WritableKeyPath<Target, Value>, _ notation: Notation<Value>,
    required: Bool = false, default defaultText: String = "", unit: LocalizedText = LocalizedText(),
    en: String, zh: String
  ) -> Field {
    Field(
      key, notation.kind, required: required, default: defaultText, unit: unit, en: en, zh: zh, keep: keeping(property)
    ) { node, target, place in
      if let value = place.leaf(node, notation) { target[keyPath: property] = value }
    }
  }

  /// A mapping of names, which other sections define, to leaves.
  static func map<Value>(
    _ key: String, _ property: WritableKeyPath<Target, [String: Value]>, _ notation: Notation<Value>,
    of what: LocalizedText, default defaultText: String = "", en: String, zh: String
  ) -> Field {
    Field(
      key, .map(notation.kind, of: what), default: defaultText, en: en, zh: zh, keep: keeping(property)
    ) { node, target, place in
      for (name, value) in place.map(node, notation, of: what) { target[keyPath: property][name] = value }
    }
  }

  /// A mapping that goes into a property.
  static func section<Value>(
    _ key: String, _ property: WritableKeyPath<Target, Value>, _ section: Section<Value>,
    required: Bool = false, en: String, zh: String
  ) -> Field {
    Field(
      key, .section(section.spec, isOptional: false), required: required, en: en, zh: zh, keep: keeping(property)
    ) { node, target, place in
      section.read(node, into: &target[keyPath: property], at: place)
    }
  }

  /// A mapping that may be absent; `none` takes away what an extended file says.
  static func optional<Value>(
    _ key: String, _ property: WritableKeyPath<Target, Value?>, _ section: Section<Value>,
    else empty: @escaping () -> Value, en: String, zh: String
  ) -> Field {
    Field(
      key, .section(section.spec, isOptional: true), default: "none", en: en, zh: zh, keep: keeping(property)
    ) { node, target, place in
      if node.text == "none" { return }
      var value = empty()
      section.read(node, into: &value, at: place)
      target[keyPath: property] = value
    }
  }

  /// A list of mappings with an `id` each.
  static func list<Value>(
    _ key: String, _ property: WritableKeyPath<Target, [Value]>, _ section: Section<Value>,
    count: ClosedRange<Int> = 0...10_000, required: Bool = false, what: LocalizedText,
    id: KeyPath<Value, String>, else empty: @escaping () -> Value, en: String, zh: String
  ) -> Field {
    Field(
      key, .list(section.spec, count), required: required, en: en, zh: zh, keep: keeping(property)
    ) { node, target, place in
      guard let items = node.items else {
        place.report(.shape(found: node.shape, expected: place.listNoun(section)), at: node.position)
        return
      }
      guard count.contains(items.count) else {
        place.report(
          .wrongCount(found: items.count, expected: "\(count.lowerBound)–\(count.upperBound)"), at: node.position)
        return
      }
      var places: [String: SourcePosition] = [:]
      for (index, item) in items.enumerated() {
        let below = place.below(item.itemID ?? "\(index)")
        if below.reportRemoval(of: item) { continue }
        var value = empty()
        section.read(item, into: &value, at: below)
        let name = value[keyPath: id]
        if !name.isEmpty {
          let position = item["id"]?.position ?? item.position
          if let first = places[name] {
            below.report(.duplicateName(name, what: what, firstAt: "\(first.file):\(first.line)"), at: position)
          } else {
            places[name] = position
          }
        }
        target[keyPath: property].append(value)
      }
    }
  }
}

extension ReadingPlace {
  /// Reads a mapping of names to leaves, in the order of the file.
  func map<Value>(_ node: SourceNode, _ notation: Notation<Value>, of what: LocalizedText) -> [(String, Value)] {
    guard let entries = node.entries else {
      report(.shape(found: node.shape, expected: FieldKind.map(notation.kind, of: what).noun), at: node.position)
      return []
    }
    return entries.compactMap { entry in
      let place = below(entry.key)
      guard NameGrammar.isID(entry.key) else {
        place.report(.malformedName(entry.key, allowed: .idExample), at: entry.keyPosition)
        return nil
      }
      return place.leaf(entry.value, notation).map { (entry.key, $0) }
    }
  }

  fileprivate func listNoun<Value>(_ section: Section<Value>) -> LocalizedText {
    FieldKind.list(section.spec, 0...0).noun
  }

  /// Reports an item that still asks to be removed: no extended file has it, most likely for a mistake in the name.
  func reportRemoval(of item: SourceNode) -> Bool {
    guard let remove = item.entries?.first(where: { $0.key == "remove" }) else { return false }
    if remove.value.text == "true" {
      report(.removesNothing(item.itemID ?? ""), at: remove.keyPosition)
    } else {
      report(.unknownChoice(remove.value.text ?? "", known: ["true"]), at: remove.value.position)
    }
    return true
  }
}
