extension SourceNode {
  /// The same scenario with the numbers of the ensemble's city that it asks for.
  ///
  /// What another text than that which names the ensemble says of itself holds: a policy, or `--set`, that changes a
  /// number of a fitted city does not lose it to a row of the table.
  /// - Parameter measures: those that columns may name.
  func withCity(at place: ReadingPlace, measures: [MeasureKind]) -> SourceNode {
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
          measures: measures)
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
