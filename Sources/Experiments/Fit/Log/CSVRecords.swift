/// Reads records of comma-separated values after RFC 4180 as a stream: a record at a time, of whatever length the file.
///
/// Commas, semicolons, tabs and bars are told apart by the header. Lines end in LF, CR LF or CR; empty lines are passed
/// over. A quote inside an unquoted cell is a character like any other, as most programs write it.
struct CSVRecords {
  /// A record longer than this is no record but a quote that was never closed.
  static let longestRecord = 1 << 20

  /// The cells of the record that was read last, in UTF-8.
  private(set) var cells = CSVCells()
  /// The line on which it begins, from 1.
  private(set) var line = 1

  private var delimiter: UInt8
  private var state = State.startOfRecord
  private var currentLine = 1
  private var quoteLine = 1

  private enum State {
    case startOfRecord
    case startOfCell
    case inCell
    case inQuotes
    /// After a quote inside quotes: the end of the cell, or the first of two.
    case afterQuote
    /// After CR: an LF that follows belongs to it.
    case afterReturn
  }

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// The delimiter of a text, by its first line: of the four, the one that is there most often outside quotes.
  static func delimiter(of head: some Collection<UInt8>) -> UInt8 {
    let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in head {
      if byte == 0x22 { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if let index = candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    return most == 0 ? 0x2C : candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// Takes a piece of the text and gives every record that it ends.
  mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, record: (inout CSVRecords) throws(FitError) -> Void
  ) throws(FitError) {
    for byte in bytes {
      if state == .afterReturn {
        state = .startOfRecord
        if byte == 0x0A { continue }
      }
      switch state {
      case .startOfRecord:
        if byte == 0x0A || byte == 0x0D {
          currentLine += 1
          if byte == 0x0D { state = .afterReturn }
          continue
        }
        line = currentLine
        cells.removeAll()
        begin(byte)
      case .startOfCell: begin(byte)
      case .inCell: continueCell(byte)
      case .inQuotes:
        if byte == 0x22 {
          state = .afterQuote
        } else {
          if byte == 0x0A { currentLine += 1 }
          cells.append(byte)
        }
      case .afterQuote:
        if byte == 0x22 {
          cells.append(byte)
          state = .inQuotes
        } else {
          state = .inCell
          continueCell(byte)
        }
      case .afterReturn: break
      }
      if cells.byteCount > CSVRecords.longestRecord {
        throw .badRecord(line: line, state == .inQuotes ? .quoteNeverCloses : .tooLong)
      }
      if hasRecord {
        hasRecord = false
        try record(&self)
      }
    }
  }

  /// Ends the last record of a text that does not end in a line break.
  mutating func finish(record: (inout CSVRecords) throws(FitError) -> Void) throws(FitError) {
    switch state {
    case .inQuotes: throw .badRecord(line: quoteLine, .quoteNeverCloses)
    case .startOfCell, .inCell, .afterQuote:
      cells.endCell()
      state = .startOfRecord
      try record(&self)
    case .startOfRecord, .afterReturn: break
    }
  }

  private var hasRecord = false

  private mutating func begin(_ byte: UInt8) {
    if byte == 0x22 {
      quoteLine = currentLine
      state = .inQuotes
    } else {
      state = .inCell
      continueCell(byte)
    }
  }

  private mutating func continueCell(_ byte: UInt8) {
    if byte == delimiter {
      cells.endCell()
      state = .startOfCell
    } else if byte == 0x0A || byte == 0x0D {
      cells.endCell()
      currentLine += 1
      state = byte == 0x0D ? .afterReturn : .startOfRecord
      hasRecord = true
    } else {
      cells.append(byte)
    }
  }
}

/// The cells of one record, end to end in one buffer.
struct CSVCells {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { ends.count }
  var byteCount: Int { bytes.count }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func endCell() { ends.append(bytes.count) }

  /// A cell without the blanks around it.
  /// - Precondition: there is such a cell.
  subscript(index: Int) -> ArraySlice<UInt8> {
    var start = index == 0 ? 0 : ends[index - 1]
    var end = ends[index]
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return bytes[start..<end]
  }

  func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}
