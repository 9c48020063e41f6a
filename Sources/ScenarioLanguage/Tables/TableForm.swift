/// Where the header of a table stands, and what separates its cells, found from its first rows.
///
/// A first line `sep=;` is obeyed, as spreadsheets do. Else commas, semicolons, tabs and bars are tried: the header is the
/// first row that has all the names wanted, so that titles may stand above it. Where no row has any, it is the first
/// row, below titles of one cell each when all rows below them are of one width.
package struct TableForm: Hashable, Sendable {
  package private(set) var delimiter: UInt8 = 0x2C
  /// Records above the header.
  package private(set) var skipped = 0
  package private(set) var header: [String] = []
  /// The line on which the header begins, from 1.
  package private(set) var line = 1
  /// Bytes of the text before its first record, and the line of it: those of `sep=`.
  package private(set) var start = 0
  package private(set) var startLine = 1

  static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
  /// Rows among which the header is looked for.
  static let most = 50

  /// A row that may be the header.
  private struct Row {
    var line: Int
    var cells: [String]
    var filled: Int { cells.count { !$0.isEmpty } }
  }

  /// - Parameters:
  ///   - head: the beginning of the text, in UTF-8 without a byte-order mark.
  ///   - isWhole: whether it is all of the text.
  ///   - wanted: names that the header has; none where any will do.
  /// - Returns: `nil` when there is no row.
  package init?(head: [UInt8], isWhole: Bool, wanted: Set<String>) throws(CSVFault) {
    let told = obeySeparator(head)
    var best: (score: Int, index: Int, width: Int, delimiter: UInt8, row: Row)?
    var rowsByDelimiter: [UInt8: [Row]] = [:]
    for delimiter in told.map({ [$0] }) ?? TableForm.delimiters {
      let rows = try rows(head, delimiter, isWhole: isWhole)
      rowsByDelimiter[delimiter] = rows
      for (index, row) in rows.enumerated() {
        let score = Set(row.cells).intersection(wanted).count
        let isBetter =
          best.map { best in
            score != best.score
              ? score > best.score : index != best.index ? index < best.index : row.cells.count > best.width
          } ?? true
        if score > 0, isBetter { best = (score, index, row.cells.count, delimiter, row) }
      }
    }
    if let best {
      (delimiter, skipped, line, header) = (best.delimiter, best.index, best.row.line, best.row.cells)
      return
    }
    delimiter = told ?? TableForm.delimiter(of: head[start...])
    var rows = rowsByDelimiter[delimiter] ?? []
    if let titles = TableForm.titles(rows) {
      skipped = titles
    } else if told == nil,
      let wide = TableForm.delimiters.first(where: { TableForm.titles(rowsByDelimiter[$0] ?? []) != nil })
    {
      // The first line is a title without any delimiter.
      delimiter = wide
      rows = rowsByDelimiter[wide] ?? []
      skipped = TableForm.titles(rows) ?? 0
    }
    guard rows.indices.contains(skipped) else { return nil }
    (line, header) = (rows[skipped].line, rows[skipped].cells)
  }

  /// The delimiter that a first line `sep=` names.
  private mutating func obeySeparator(_ head: [UInt8]) -> UInt8? {
    let end = head.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? head.count
    var text = head[..<end]
    // The rest of the line is filled with delimiters by programs that took it for a row.
    if text.first == 0x22 { text = text.dropFirst() }
    guard text.count >= 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    let delimiter = text[text.startIndex + 4]
    guard delimiter != 0x22, delimiter < 0x80, text.dropFirst(5).allSatisfy({ $0 == 0x22 || $0 == delimiter }) else {
      return nil
    }
    let isPair = end + 1 < head.count && head[end] == 0x0D && head[end + 1] == 0x0A
    start = min(head.count, end + (isPair ? 2 : 1))
    startLine = 2
    return delimiter
  }

  /// The first rows as a delimiter divides them.
  private func rows(_ head: [UInt8], _ delimiter: UInt8, isWhole: Bool) throws(CSVFault) -> [Row] {
    let result: Result<[Row], CSVFault> = head[start...].withUnsafeBufferPointer { bytes in
      var found: [Row] = []
      do throws(CSVFault) {
        var records = CSVRecords(delimiter: delimiter, line: startLine, offset: start)
        func take() {
          found.append(Row(line: records.line, cells: (0..<records.cells.count).map { records.cells.text($0) }))
        }
        var index = 0
        while found.count < TableForm.most, try records.next(bytes, &index) { take() }
        if found.count < TableForm.most, isWhole, try records.finish() { take() }
        return .success(found)
      } catch {
        // A quote that is open further down is told when the rows are read.
        return found.isEmpty ? .failure(error) : .success(found)
      }
    }
    return try result.get()
  }

  /// How many titles stand above the header: rows of one cell, where all below are of one greater width.
  private static func titles(_ rows: [Row]) -> Int? {
    guard let first = rows.firstIndex(where: { $0.filled > 1 }), first > 0, rows.count > first + 1 else { return nil }
    let width = rows[first].cells.count
    return rows[first...].allSatisfy { $0.cells.count == width } ? first : nil
  }

  /// The delimiter of a line: of the four, the one that is there most often outside quotes.
  package static func delimiter(of line: some Collection<UInt8>) -> UInt8 {
    var counts = delimiters.map { _ in 0 }
    var isQuoted = false
    for byte in line {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? 0x2C : delimiters[counts.firstIndex(of: most) ?? 0]
  }
}
