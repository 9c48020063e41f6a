extension ReadingPlace {
  /// Reads a column of numbers for an empirical distribution; `nil` once a problem is reported.
  func samples(file: String, column: String, from node: SourceNode, offset: Int) -> [Double]? {
    guard let table = context.table(named: file, from: node, offset: offset, path: path, wanted: [column]) else {
      return nil
    }
    guard let index = table.column(column) else {
      report(
        .unknownName(column, what: .column, candidates: table.header.map(\.text)),
        at: table.header[0].position(in: table.source))
      return nil
    }
    guard !table.rows.isEmpty else {
      report(.missing(.rows), at: table.source.start)
      return nil
    }
    let values = table.rows.compactMap { table.number($0[index], .zeroOrMore, at: self) }
    return values.count == table.rows.count ? values : nil
  }
}

extension CSVTable {
  /// Reads a cell as a number; `nil` once a problem is reported.
  func number(_ cell: Cell, _ range: NumberRange, at place: ReadingPlace) -> Double? {
    do throws(TextProblem) {
      let number = try NumberGrammar.number(cell.text)
      guard range.contains(number) else {
        throw TextProblem(.outOfRange(cell.text, allowed: range.text(percent: false)))
      }
      return number
    } catch {
      place.report(error.kind, at: cell.position(in: source))
      return nil
    }
  }
}
