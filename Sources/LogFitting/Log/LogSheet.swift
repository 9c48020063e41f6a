import ScenarioLanguage

/// A table of a log: its file, where its header stands, and where the columns of the map stand in it.
struct LogSheet {
  let file: LogFile
  let form: TableForm
  let plan: ColumnPlan
  let isOfCases: Bool
  private(set) var notes: [ReadingNote] = []

  var path: String { file.path }
  var width: Int { form.header.count }

  /// - Parameters:
  ///   - path: the table's file.
  ///   - columns: what the map says of its columns.
  ///   - map: the map.
  ///   - isOfCases: whether it is the table of cases beside the log.
  init(path: String, columns: LogColumns, map document: LogMapDocument, isOfCases: Bool) throws(FitError) {
    let map = document.map
    file = try LogFile(path: path, encoding: map.encoding)
    self.isOfCases = isOfCases
    let excluding = isOfCases ? [] : map.leftOut.map(\.column)
    let wanted = Set(columns.all.map(\.name).filter { !$0.isEmpty } + excluding)
    form = try LogSheet.form(file, wanted)
    plan = try ColumnPlan(
      columns: columns, header: form.header, map: document, at: isOfCases ? ["cases", "columns"] : ["columns"],
      checksExclusions: !isOfCases)
    if map.encoding == .detected, file.encoding != .utf8 {
      notes.append(.encoding(file: fileName, name: file.encoding.name))
    }
    if form.skipped > 0 { notes.append(.header(file: fileName, line: form.line)) }
    var seen: Set<String> = []
    let twice = form.header.filter { !$0.isEmpty && !seen.insert($0).inserted }
    if !twice.isEmpty { notes.append(.repeatedColumns(file: fileName, names: Array(Set(twice)).sorted())) }
  }

  /// As notes call it.
  var fileName: String { ScenarioProblem.printable(String(path.split(separator: "/").last ?? "")) }

  /// Whether a record is the header once more, as where exports were joined to one file.
  func isHeader(_ cells: CSVCells) -> Bool {
    cells.count == width && form.header.indices.allSatisfy { form.header[$0].utf8.elementsEqual(cells[$0]) }
  }

  private static func form(_ file: LogFile, _ wanted: Set<String>) throws(FitError) -> TableForm {
    var bytes = try LogBytes(file)
    var head: [UInt8] = []
    var isWhole = false
    while head.count < CSVRecords.longestRecord, !isWhole {
      isWhole = try !bytes.next { (piece) throws(FitError) in head += piece }
    }
    let form: TableForm?
    do throws(CSVFault) {
      form = try TableForm(head: head, isWhole: isWhole, wanted: wanted)
    } catch {
      throw .badRecord(line: error.line, error.kind == .tooLong ? .tooLong : .quoteNeverCloses)
    }
    guard let form else { throw .log(path: file.path, .empty) }
    return form
  }

  /// Gives every record below the header, with its line and whether text follows a closing quote, until the body has
  /// enough.
  func records(_ body: (CSVCells, Int, Bool) throws(FitError) -> Bool) throws(FitError) {
    var bytes = try LogBytes(file)
    var records = CSVRecords(delimiter: form.delimiter, line: form.startLine)
    var ahead = form.start
    var above = form.skipped + 1
    var goesOn = true
    func take() throws(FitError) {
      above -= 1
      if above < 0 { goesOn = try body(records.cells, records.line, records.strayText != nil) }
    }
    while goesOn {
      let more = try bytes.next { (piece) throws(FitError) in
        var index = min(ahead, piece.count)
        ahead -= index
        while goesOn, try LogSheet.reads({ () throws(CSVFault) in try records.next(piece, &index) }) { try take() }
      }
      if !more {
        if try LogSheet.reads({ () throws(CSVFault) in try records.finish() }) { try take() }
        return
      }
    }
  }

  private static func reads(_ body: () throws(CSVFault) -> Bool) throws(FitError) -> Bool {
    do throws(CSVFault) {
      return try body()
    } catch {
      throw .badRecord(line: error.line, error.kind == .tooLong ? .tooLong : .quoteNeverCloses)
    }
  }
}
