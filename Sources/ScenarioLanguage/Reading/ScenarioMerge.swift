/// How a file changes the files that it extends.
///
/// Mappings merge key by key. Lists whose items all have an `id` merge by id, new ids at the end, and an item with
/// `remove: true` takes the extended file's item away. Everything else replaces: scalars, other lists, a value with a
/// range and a source as a whole, since a base's range says nothing about another value, and a text with its languages
/// as a whole, since a title of which one language is another file's names two things.
enum ScenarioMerge {
  static func merge(_ overlay: SourceNode, over base: SourceNode) -> SourceNode {
    if overlay.isAnnotated || base.isAnnotated { return overlay }
    switch (base.content, overlay.content) {
    case (.mapping(let below), .mapping(let above)):
      return SourceNode(position: overlay.position, content: .mapping(merge(above, over: below)))
    case (.sequence(let below), .sequence(let above)) where haveIDs(below) && haveIDs(above) && !above.isEmpty:
      return SourceNode(position: overlay.position, content: .sequence(mergeItems(above, over: below)))
    default:
      return overlay
    }
  }

  private static func merge(_ above: [SourceNode.Entry], over below: [SourceNode.Entry]) -> [SourceNode.Entry] {
    let replaced = alternatives(to: above)
    var merged = below.filter { !replaced.contains($0.key) }
    let indexOfKey = Dictionary(merged.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in above {
      if let index = indexOfKey[entry.key] {
        merged[index].value =
          texts.contains(entry.key) ? entry.value : merge(entry.value, over: merged[index].value)
        merged[index].keyPosition = entry.keyPosition
      } else {
        merged.append(entry)
      }
    }
    return merged
  }

  private static func mergeItems(_ above: [SourceNode], over below: [SourceNode]) -> [SourceNode] {
    var merged: [SourceNode?] = below
    // Once an item is merged or removed its id leaves, so a second item with that id in one file stays an item of its
    // own, and the reader reports it.
    var indexOfID = Dictionary(
      below.enumerated().compactMap { index, item in item.itemID.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    for item in above {
      guard let index = item.itemID.flatMap({ indexOfID.removeValue(forKey: $0) }), let base = merged[index] else {
        merged.append(item)
        continue
      }
      merged[index] = item["remove"]?.text == "true" ? nil : merge(item, over: base)
    }
    return merged.compactMap { $0 }
  }

  /// Keys whose values are texts in one or two languages.
  private static let texts = Set(
    ScenarioSchema.fields.filter { if case .text = $0.field.kind { true } else { false } }.map(\.field.key))

  private static func haveIDs(_ items: [SourceNode]) -> Bool { items.allSatisfy { $0.itemID != nil } }

  /// Keys of which a mapping may hold one group only; writing one group takes the base's other group away.
  private static let exclusive: [(Set<String>, Set<String>)] = [
    (["units", "households"], ["files"]),
    (["week"], ["weekday", "saturday", "sunday"]),
  ]

  private static func alternatives(to entries: [SourceNode.Entry]) -> Set<String> {
    let keys = Set(entries.map(\.key))
    var replaced: Set<String> = []
    for (one, other) in exclusive {
      if !keys.isDisjoint(with: one) { replaced.formUnion(other) }
      if !keys.isDisjoint(with: other) { replaced.formUnion(one) }
    }
    return replaced.subtracting(keys)
  }
}
