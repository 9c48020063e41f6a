import IssueFlow

/// Reads a log by its map.
///
/// Memory is one flat row of 80 bytes for each row of the log, and each different text once.
struct LogReader {
  let document: LogMapDocument
  let path: String

  /// Records looked at to find out how dates are written; more where these leave it open.
  private static let sample = 50_000

  func read() throws(FitError) -> LogTable {
    let map = document.map
    var table = LogTable()
    let header = try header(of: path)
    let plan = try ColumnPlan(
      columns: map.columns, header: header.names, map: document, at: ["columns"], checksExclusions: true)
    let detected = try detectDates(plan, header, path)
    table.hasTimeOfDay = detected.hasTimeOfDay
    try read(path, header, plan, detected.readers, into: &table, asCases: false)
    if let cases = map.cases {
      let header = try self.header(of: cases.file)
      let plan = try ColumnPlan(
        columns: cases.columns, header: header.names, map: document, at: ["cases", "columns"], checksExclusions: false)
      let detected = try detectDates(plan, header, cases.file)
      try read(cases.file, header, plan, detected.readers, into: &table, asCases: true)
    }
    return table
  }

  // MARK: - Header and dates

  private struct Header {
    var names: [String]
    var delimiter: UInt8
  }

  private func header(of path: String) throws(FitError) -> Header {
    var bytes = try LogBytes(path: path, encoding: document.map.encoding)
    var head: [UInt8] = []
    while head.count < CSVRecords.longestRecord, !head.contains(0x0A) {
      let goesOn = try bytes.next { (piece) throws(FitError) in head += piece }
      if !goesOn { break }
    }
    let delimiter = CSVRecords.delimiter(of: LogReader.withoutMark(head))
    var records = CSVRecords(delimiter: delimiter)
    var names: [String]?
    func take(_ records: inout CSVRecords) {
      if names == nil { names = (0..<records.cells.count).map { records.cells.text($0) } }
    }
    let result: Result<Void, FitError> = LogReader.withoutMark(head).withUnsafeBufferPointer { buffer in
      do throws(FitError) {
        try records.take(buffer) { (records) throws(FitError) in take(&records) }
        return .success(try records.finish { (records) throws(FitError) in take(&records) })
      } catch {
        return .failure(error)
      }
    }
    // A quote that is open where the head was cut does not matter once the header is read.
    if names == nil { try result.get() }
    guard let names else { throw .log(path: path, .empty) }
    return Header(names: names, delimiter: delimiter)
  }

  private static func withoutMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: CSVText.byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
  }

  private func detectDates(
    _ plan: ColumnPlan, _ header: Header, _ path: String
  ) throws(FitError) -> (readers: [Int: TimestampReader], hasTimeOfDay: Bool) {
    let columns = plan.timeColumns
    if document.map.dates != .detected, columns.isEmpty { return ([:], true) }
    var detections = columns.map { _ in TimestampDetection() }
    var count = 0
    func isOpen() -> Bool { detections.contains { $0.answer == .ambiguous } }
    try records(of: path, header) { (cells, _) throws(FitError) -> Bool in
      count += 1
      for (index, column) in columns.enumerated() where column < cells.count { detections[index].add(cells[column]) }
      return count < LogReader.sample || (count % 1000 != 0 || isOpen()) && document.map.dates == .detected
    }
    var readers: [Int: TimestampReader] = [:]
    // Columns of one file are written by one program: what one of them leaves open another may settle.
    let settled = detections.compactMap { detection -> LogDates? in
      if case .found(let dates) = detection.answer { return dates }
      return nil
    }.first { $0 == .dayFirst || $0 == .monthFirst }
    for (index, column) in columns.enumerated() {
      let name = header.names[column]
      let detection = detections[index]
      if document.map.dates != .detected {
        readers[column] = TimestampReader(dates: document.map.dates)
        continue
      }
      switch detection.answer {
      case .found(let dates): readers[column] = TimestampReader(dates: dates)
      case .ambiguous:
        guard let settled else { throw .datesAmbiguous(path: path, column: name, example: detection.example) }
        readers[column] = TimestampReader(dates: settled)
      case .unreadable:
        // A column without any time is one of cases that are all open.
        guard detection.count == 0 else { throw .datesUnreadable(path: path, column: name, example: detection.example) }
        readers[column] = TimestampReader(dates: settled ?? .yearFirst)
      }
    }
    let timed = detections.reduce(0) { $0 + $1.withTimeOfDay }
    return (readers, timed * 50 > detections.reduce(0) { $0 + $1.count })
  }

  // MARK: - Rows

  /// Gives the cells of every record but the header, until the body has enough.
  private func records(
    of path: String, _ header: Header, _ body: (CSVCells, Int) throws(FitError) -> Bool
  ) throws(FitError) {
    var bytes = try LogBytes(path: path, encoding: document.map.encoding)
    var records = CSVRecords(delimiter: header.delimiter)
    var isHeader = true
    var goesOn = true
    var isFirstPiece = true
    func take(_ records: inout CSVRecords) throws(FitError) {
      if isHeader {
        isHeader = false
      } else if goesOn {
        goesOn = try body(records.cells, records.line)
      }
    }
    while goesOn {
      let more = try bytes.next { (piece) throws(FitError) in
        var piece = piece
        if isFirstPiece, piece.count >= 3, piece[0] == 0xEF, piece[1] == 0xBB, piece[2] == 0xBF {
          piece = UnsafeBufferPointer(rebasing: piece[3...])
        }
        isFirstPiece = false
        try records.take(piece) { (records) throws(FitError) in try take(&records) }
      }
      if !more {
        try records.finish { (records) throws(FitError) in try take(&records) }
        return
      }
    }
  }

  private func read(
    _ path: String, _ header: Header, _ plan: ColumnPlan, _ readers: [Int: TimestampReader],
    into table: inout LogTable, asCases: Bool
  ) throws(FitError) {
    var rows = RowReader(plan: plan, readers: readers, map: document.map, columnCount: header.names.count, path: path)
    var local = table
    table = LogTable()
    do throws(FitError) {
      try records(of: path, header) { (cells, line) throws(FitError) -> Bool in
        try rows.read(cells, line: line, into: &local, asCases: asCases)
        return true
      }
    } catch {
      table = local
      throw error
    }
    table = local
  }
}
