extension SourceNode {
  /// The part at a path, as an override would find it; `nil` where nothing is written.
  func part(at path: ArraySlice<String>) -> SourceNode? {
    guard let first = path.first else { return self }
    if let items {
      guard let index = items.firstIndex(where: { $0.itemID == first }) ?? Int(first), items.indices.contains(index)
      else { return nil }
      return items[index].part(at: path.dropFirst())
    }
    for length in stride(from: path.count, through: 1, by: -1) {
      let key = path.prefix(length).joined(separator: ".")
      if let value = self[key] { return value.part(at: path.dropFirst(length)) }
    }
    return nil
  }

  /// The paths of all values, as overrides write them.
  func leafPaths(below path: [String] = []) -> [String] {
    if let entries, !isAnnotated { return entries.flatMap { $0.value.leafPaths(below: path + [$0.key]) } }
    if let items, items.contains(where: { $0.entries != nil }) {
      return items.enumerated().flatMap { $0.element.leafPaths(below: path + [$0.element.itemID ?? "\($0.offset)"]) }
    }
    return [SourcePath.text(path)]
  }
}
