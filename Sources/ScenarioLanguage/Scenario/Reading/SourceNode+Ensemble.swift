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

  /// The same scenario with the numbers of the ensemble's city that it asks for.
  ///
  /// What another text than that which names the ensemble says of itself holds: a policy, or `--set`, that changes a
  /// number of a fitted city does not lose it to a row of the table.
  func withCity(at place: ReadingPlace) -> SourceNode {
    guard let ensemble = self["ensemble"], let file = ensemble["file"], let text = ensemble["city"]?.text,
      let city = Int(text), city > 0, let table = place.below("ensemble").below("file").ensembleTable(file),
      city <= table.rows.count
    else { return self }
    var root = self
    for (column, cell) in zip(table.header, table.rows[city - 1]) {
      guard let path = SourcePath.components(of: column.text), let own = part(at: path[...]),
        own.position.source === file.position.source, !cell.text.isEmpty
      else { continue }
      do throws(YAMLFault) {
        try root.set(
          cell.node(in: table.source), at: path[...], from: cell.position(in: table.source),
          measures: place.context.measures)
      } catch {
        place.report(error.kind, at: error.position)
      }
    }
    return root
  }
}

extension CSVTable.Cell {
  /// The cell as a value of the language, which stands where the cell stands.
  fileprivate func node(in source: SourceText) throws(YAMLFault) -> SourceNode {
    let position = position(in: source)
    guard let first = text.first, "[{".contains(first) else {
      return SourceNode(position: position, content: .scalar(text, .plain))
    }
    let margin = String(repeating: "\n", count: line - 1) + String(repeating: " ", count: column)
    return try YAMLTree.parse(margin + text, in: source)
  }
}
