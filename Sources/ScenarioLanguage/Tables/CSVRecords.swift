/// Reads records of comma-separated values after RFC 4180 as a stream: a record at a time, of whatever length the file.
///
/// Every table and every log is read by it. Lines end in LF, CR LF or CR; empty lines are passed over. A quote inside an
/// unquoted cell is a character like any other, as most programs write it; what follows the closing quote of a quoted
/// cell belongs nowhere, and is told by ``strayText``.
package struct CSVRecords {
  /// A record longer than this is no record but a quote that was never closed.
  package static let longestRecord = 1 << 20

  /// The cells of the record that was read last, in UTF-8.
  package private(set) var cells = CSVCells()
  /// The line on which it begins, from 1.
  package private(set) var line = 1
  /// Where in the text something follows a closing quote of the record, in bytes; `nil` where nothing does.
  package private(set) var strayText: Int?

  private let delimiter: UInt8
  private var state = State.startOfRecord
  private var currentLine: Int
  private var quoteLine = 1
  private var quotePlace = 0
  /// Bytes of the text before the piece that is read.
  private var offset: Int

  private enum State {
    case startOfRecord
    case startOfCell
    case inCell
    case inQuotes
    /// After a quote inside quotes: the end of the cell, or the first of two.
    case afterQuote
    /// After a quoted cell and a blank.
    case afterBlank
    /// After CR: an LF that follows belongs to it.
    case afterReturn
  }

  /// - Parameters:
  ///   - delimiter: what separates cells.
  ///   - line: the line of the text with which the reading begins.
  ///   - offset: the bytes of the text before it.
  package init(delimiter: UInt8, line: Int = 1, offset: Int = 0) {
    self.delimiter = delimiter
    currentLine = line
    self.offset = offset
  }

  /// Reads on in a piece of the text until a record ends.
  ///
  /// - Parameters:
  ///   - bytes: the piece.
  ///   - index: where in it to read on; afterwards where the record ended.
  /// - Returns: whether a record ended; else the piece is used up, and the next is wanted.
  package mutating func next(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) throws(CSVFault) -> Bool {
    while index < bytes.count {
      let byte = bytes[index]
      if state == .afterReturn {
        state = .startOfRecord
        if byte == 0x0A {
          index += 1
          continue
        }
      }
      var ends = false
      switch state {
      case .startOfRecord:
        if byte == 0x0A || byte == 0x0D {
          currentLine += 1
          if byte == 0x0D { state = .afterReturn }
        } else {
          line = currentLine
          cells.removeAll()
          strayText = nil
          ends = begin(byte, at: offset + index)
        }
      case .startOfCell: ends = begin(byte, at: offset + index)
      case .inCell: ends = goOn(byte)
      case .inQuotes:
        if byte == 0x22 {
          state = .afterQuote
        } else {
          if byte == 0x0A { currentLine += 1 }
          cells.append(byte)
        }
      case .afterQuote, .afterBlank:
        if byte == 0x22, state == .afterQuote {
          cells.append(byte)
          state = .inQuotes
        } else if (byte == 0x20 || byte == 0x09) && byte != delimiter {
          state = .afterBlank
        } else {
          if byte != delimiter, byte != 0x0A, byte != 0x0D, strayText == nil { strayText = offset + index }
          state = .inCell
          ends = goOn(byte)
        }
      case .afterReturn: break
      }
      index += 1
      if ends { return true }
      // Most bytes lie inside cells; whole runs of them are taken at once.
      if state == .inCell || state == .inQuotes {
        let start = index
        while index < bytes.count, bytes[index] != delimiter, bytes[index] > 0x22 { index += 1 }
        if index > start { cells.append(bytes[start..<index]) }
      }
      if cells.byteCount > CSVRecords.longestRecord {
        throw state == .inQuotes
          ? CSVFault(kind: .quoteNeverCloses, line: quoteLine, offset: quotePlace)
          : CSVFault(kind: .tooLong, line: line, offset: offset + index)
      }
    }
    offset += bytes.count
    index = 0
    return false
  }

  /// Ends the last record of a text that does not end in a line break.
  /// - Returns: whether there was one.
  package mutating func finish() throws(CSVFault) -> Bool {
    switch state {
    case .inQuotes: throw CSVFault(kind: .quoteNeverCloses, line: quoteLine, offset: quotePlace)
    case .startOfCell:
      cells.beginCell(at: offset, isQuoted: false)
      cells.endCell()
    case .inCell, .afterQuote, .afterBlank: cells.endCell()
    case .startOfRecord, .afterReturn: return false
    }
    state = .startOfRecord
    return true
  }

  private mutating func begin(_ byte: UInt8, at place: Int) -> Bool {
    cells.beginCell(at: place, isQuoted: byte == 0x22)
    guard byte == 0x22 else {
      state = .inCell
      return goOn(byte)
    }
    quoteLine = currentLine
    quotePlace = place
    state = .inQuotes
    return false
  }

  /// Whether the byte ended the record.
  private mutating func goOn(_ byte: UInt8) -> Bool {
    if byte == delimiter {
      cells.endCell()
      state = .startOfCell
    } else if byte == 0x0A || byte == 0x0D {
      cells.endCell()
      currentLine += 1
      state = byte == 0x0D ? .afterReturn : .startOfRecord
      return true
    } else {
      cells.append(byte)
    }
    return false
  }
}

/// Why nothing after a place of a table can be read.
package struct CSVFault: Error, Hashable {
  package enum Kind: Hashable, Sendable {
    case quoteNeverCloses
    case tooLong
  }
  package let kind: Kind
  /// The line, from 1, and the bytes of the text before it.
  package let line: Int
  package let offset: Int
}

/// The cells of one record, end to end in one buffer.
package struct CSVCells {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Where in the text each begins, and whether with a quote.
  private var begins: [(place: Int, isQuoted: Bool)] = []

  package var count: Int { ends.count }
  package var byteCount: Int { bytes.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    begins.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  mutating func append(_ run: Slice<UnsafeBufferPointer<UInt8>>) { bytes.append(contentsOf: run) }

  mutating func beginCell(at place: Int, isQuoted: Bool) { begins.append((place, isQuoted)) }

  mutating func endCell() { ends.append(bytes.count) }

  /// A cell without the blanks around it.
  /// - Precondition: there is such a cell.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    var start = index == 0 ? 0 : ends[index - 1]
    var end = ends[index]
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return bytes[start..<end]
  }

  /// A cell without the blanks around it, as people align columns.
  package func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// A cell whose blanks are kept where they stand in quotes.
  package func quotedText(_ index: Int) -> String {
    guard begins[index].isQuoted else { return text(index) }
    return String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
  }

  /// The bytes of the text before a cell.
  package func place(_ index: Int) -> Int { begins[index].place }
}
