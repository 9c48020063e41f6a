/// A table of a scenario, a design or a log's map, with the position of every cell in the user's file.
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

  /// - Parameters:
  ///   - text: the whole table.
  ///   - source: what positions point into.
  ///   - wanted: names of columns by which the header is known, where titles stand above it; see ``TableForm``.
  /// - Throws: When quotes are unbalanced, a row has more or fewer cells than the header, a column is there twice, or
  ///   there is no header.
  init(text: String, source: SourceText, wanted: Set<String> = []) throws(YAMLFault) {
    self.source = source
    var rows = try CSVTable.rows(of: Array(text.utf8), source, wanted)
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

  /// The header and what is below it.
  private static func rows(
    of bytes: [UInt8], _ source: SourceText, _ wanted: Set<String>
  ) throws(YAMLFault) -> [[Cell]] {
    var places = TextPlaces(bytes)
    var found: [[Cell]] = []
    var problem: YAMLFault?
    func fault(_ offset: Int, _ kind: ScenarioProblem.Kind) -> YAMLFault {
      let (line, column) = places.position(of: offset)
      return YAMLFault(SourcePosition(source: source, line: line, column: column), kind)
    }
    do throws(CSVFault) {
      let head = Array(bytes.prefix(CSVRecords.longestRecord))
      guard let form = try TableForm(head: head, isWhole: head.count == bytes.count, wanted: wanted) else { return [] }
      var records = CSVRecords(delimiter: form.delimiter, line: form.startLine, offset: form.start)
      var above = form.skipped
      func take() {
        above -= 1
        guard above < 0 else { return }
        if let stray = records.strayText {
          problem = fault(stray, .notInPlace("\"", .closingQuote))
        } else if found.count > ReadingLimits.tableRows {
          problem = fault(records.cells.place(0), .tooMany(.rows, limit: "\(ReadingLimits.tableRows)"))
        }
        found.append(
          (0..<records.cells.count).map { index in
            let (line, column) = places.position(of: records.cells.place(index))
            return Cell(text: records.cells.quotedText(index), line: line, column: column)
          })
      }
      let result: Result<Void, CSVFault> = bytes[form.start...].withUnsafeBufferPointer { buffer in
        do throws(CSVFault) {
          var index = 0
          while problem == nil, try records.next(buffer, &index) { take() }
          if problem == nil, try records.finish() { take() }
          return .success(())
        } catch {
          return .failure(error)
        }
      }
      try result.get()
    } catch {
      throw fault(error.offset, .notInPlace("\"", .closingQuote))
    }
    if let problem { throw problem }
    return found
  }

  /// The index of a column.
  func column(_ name: String) -> Int? { header.firstIndex { $0.text == name } }
}

extension CSVTable.Cell {
  func position(in source: SourceText) -> SourcePosition {
    SourcePosition(source: source, line: line, column: column)
  }
}

/// Finds the line and the column of places in a text, each after the one before.
private struct TextPlaces {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Both from one; columns in Unicode scalars.
  mutating func position(of place: Int) -> (line: Int, column: Int) {
    if place < offset { (offset, line, column) = (0, 1, 1) }
    while offset < min(place, bytes.count) {
      let byte = bytes[offset]
      let isInPair = byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      if (byte == 0x0A || byte == 0x0D) && !isInPair {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, !isInPair {
        column += 1
      }
      offset += 1
    }
    return (line, column)
  }
}

extension LocalizedText {
  static let column = LocalizedText(en: "column", zh: "列")
  static let rows = LocalizedText(en: "rows", zh: "行")
  static let closingQuote = LocalizedText(
    en: "a quoted cell ends with a quote and then a comma or the end of the line",
    zh: "带引号的单元格应以引号结束，其后是逗号或行尾")
}
