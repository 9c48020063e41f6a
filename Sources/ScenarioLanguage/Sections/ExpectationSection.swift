extension ReadingPlace {
  func expectations(_ node: SourceNode) -> [ExpectationSpec] {
    guard let entries = node.entries else {
      report(
        .shape(found: node.shape, expected: FieldKind.map(.expectation, of: .responseWord).noun), at: node.position)
      return []
    }
    return entries.compactMap { entry in
      let place = below(entry.key)
      guard NameGrammar.isGuard(entry.key) else {
        place.report(.malformedName(entry.key, allowed: .guardExample), at: entry.keyPosition)
        return nil
      }
      let parts = entry.key.split(separator: ".").map(String.init)
      let unit = Response.named(parts[0])?.unit
      let notation = Notation<(change: ExpectationSpec.Change, margin: ExpectationSpec.Margin)>(
        .expectation,
        text: { (text) throws(TextProblem) in try ExpectationGrammar.expectation(text, of: unit) })
      return place.leaf(entry.value, notation).map {
        ExpectationSpec(
          response: parts[0], responseClass: parts.count > 1 ? parts[1] : "", change: $0.change, margin: $0.margin)
      }
    }
  }
}
