/// A table read from CSV as RFC 4180 describes it, with the position of every cell.
struct CSVTable: Sendable {
  struct Cell: Sendable {
    var text: String
    var line: Int
    var column: Int
  }

  let source: SourceText
  let header: [Cell]
  /// Every row has as many cells as the header.
  let rows: [[Cell]]
  /// The raw text, which is part of what a scenario says.
  let text: String

  /// - Throws: When quotes are unbalanced, a row has more or fewer cells than the header, a column is there twice, or
  ///   there is no header.
  init(text: String, source: SourceText) throws(YAMLFault) {
    self.source = source
    self.text = text
    var scanner = CSVScanner(text: text, source: source)
    var rows = try scanner.rows()
    guard !rows.isEmpty else { throw YAMLFault(source.start, .file(path: source.name, .empty)) }
    header = rows.removeFirst()
    var seen: Set<String> = []
    for cell in header where !seen.insert(cell.text).inserted {
      throw YAMLFault(cell.position(in: source), .duplicateName(cell.text, what: .column, firstAt: source.name))
    }
    for row in rows where row.count != header.count {
      throw YAMLFault(
        row[0].position(in: source), .wrongCount(found: row.count, expected: "\(header.count)"))
    }
    self.rows = rows
  }

  /// The index of a column.
  func column(_ name: String) -> Int? { header.firstIndex { $0.text == name } }
}

extension CSVTable.Cell {
  func position(in source: SourceText) -> SourcePosition {
    SourcePosition(source: source, line: line, column: column)
  }
}

/// Walks the scalars of a CSV text once.
private struct CSVScanner {
  let scalars: [Unicode.Scalar]
  let source: SourceText
  var index = 0
  var line = 1
  var column = 1

  init(text: String, source: SourceText) {
    scalars = Array(text.unicodeScalars)
    self.source = source
  }

  mutating func rows() throws(YAMLFault) -> [[CSVTable.Cell]] {
    var rows: [[CSVTable.Cell]] = []
    while index < scalars.count {
      if endOfLine() { continue }
      var row = [try cell()]
      while index < scalars.count, scalars[index] == "," {
        advance()
        row.append(try cell())
      }
      if index < scalars.count, !endOfLine() {
        throw YAMLFault(
          SourcePosition(source: source, line: line, column: column), .notInPlace("\"", .closingQuote))
      }
      rows.append(row)
      guard rows.count <= ReadingLimits.tableRows else {
        throw YAMLFault(
          SourcePosition(source: source, line: line, column: 1),
          .tooMany(.rows, limit: "\(ReadingLimits.tableRows)"))
      }
    }
    return rows
  }

  private mutating func cell() throws(YAMLFault) -> CSVTable.Cell {
    var cell = CSVTable.Cell(text: "", line: line, column: column)
    var text = String.UnicodeScalarView()
    guard index < scalars.count, scalars[index] == "\"" else {
      while index < scalars.count, ![",", "\n", "\r"].contains(scalars[index]) {
        text.append(scalars[index])
        advance()
      }
      // Spaces around an unquoted cell are how people align columns; quoted ones are kept.
      cell.text = trimmed(String(text))
      return cell
    }
    advance()
    while true {
      guard index < scalars.count else {
        throw YAMLFault(cell.position(in: source), .notInPlace("\"", .closingQuote))
      }
      let scalar = scalars[index]
      advance()
      if scalar == "\"" {
        guard index < scalars.count, scalars[index] == "\"" else { break }
        advance()
      }
      text.append(scalar)
    }
    cell.text = String(text)
    return cell
  }

  private func trimmed(_ text: String) -> String {
    let kept = text.drop { $0 == " " || $0 == "\t" }
    return String(kept.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  /// Steps over a line end, if there is one here.
  private mutating func endOfLine() -> Bool {
    guard scalars[index] == "\n" || scalars[index] == "\r" else { return false }
    if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
    index += 1
    line += 1
    column = 1
    return true
  }

  private mutating func advance() {
    if scalars[index] == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    index += 1
  }
}

extension LocalizedText {
  static let column = LocalizedText(en: "column", zh: "列")
  static let rows = LocalizedText(en: "rows", zh: "行")
  static let closingQuote = LocalizedText(
    en: "a quoted cell ends with a quote and then a comma or the end of the line",
    zh: "带引号的单元格应以引号结束，其后是逗号或行尾")
}
