import IssueFlow

/// Which files a run writes beside those that every run has.
public struct ResultOptions: Hashable, Sendable {
  /// `issues.csv`, a row for each issue.
  public var issues: Bool
  /// `events.csv`, a row for each visit.
  public var events: Bool
  /// The byte-order mark by which Excel knows UTF-8.
  public var excel: Bool

  public init(issues: Bool = false, events: Bool = false, excel: Bool = false) {
    self.issues = issues
    self.events = events
    self.excel = excel
  }
}

/// The folder of a run's results. All files appear together, or none does and nothing is left behind.
///
///     let folder = try ResultFolder(path: "results/changzhou", options: ResultOptions(events: true))
///     let result = try await experiment.run(jobs: 2, records: folder.records)
///     try folder.write(result, toolVersion: "0.1.0", log: log)
///
/// Files of an earlier run are replaced; optional ones that this run does not write are removed, since they would
/// tell of another run. A folder that is not written to, because the run failed, cleans up when it goes.
public final class ResultFolder {
  public let path: String
  public let options: ResultOptions
  private let transaction: FolderTransaction

  /// Every file that a run may write.
  static let fileNames = [
    "manifest.json", "summary.csv", "replications.csv", "leaks.csv", "units.csv", "timeline.csv", "failures.csv",
    "uncertainty.csv", "issues.csv", "events.csv", "verdict.json", "datapackage.json", "run.log",
  ]

  /// Makes the folder, unless it is there, and a hidden one inside for what is not yet complete.
  /// - Throws: when the system refuses; then nothing was made.
  public init(path: String, options: ResultOptions = ResultOptions()) throws(ExperimentError) {
    self.path = path
    self.options = options
    transaction = try FolderTransaction(folder: path)
  }

  /// Where replications put their rows; `nil` when neither issues nor events are wanted.
  public var records: RecordFiles? {
    guard options.issues || options.events else { return nil }
    return RecordFiles(
      directory: transaction.scratch, writesIssues: options.issues, writesEvents: options.events)
  }

  /// Writes all files and puts them in place.
  /// - Throws: when one cannot be written; then the folder is as it was before.
  public func write(
    _ result: ExperimentResult, study: UncertaintyResult? = nil, toolVersion: String, log: RunLog
  ) throws(ExperimentError) {
    do throws(ExperimentError) {
      let tables = result.tables(study: study)
      for table in tables { try write(table.text.bytes, to: table.table.file, isTable: true) }
      var described = tables.map(\.table)
      if let records {
        let numbers = result.replications.map(\.replication)
        if records.writesIssues {
          try join(.issues, parts: numbers.map(records.issuesPart))
          described.append(.issues)
        }
        if records.writesEvents {
          try join(.events, parts: numbers.map(records.eventsPart))
          described.append(.events)
        }
      }
      let manifest = Manifest.json(result, study: study, toolVersion: toolVersion, options: options)
      try write(manifest, to: "manifest.json")
      try write(result.verdictReport(study: study), to: "verdict.json")
      try write(DataPackage.json(name: result.scenario.name, tables: described), to: "datapackage.json")
      try write(Array(log.text(events: result.events).utf8), to: "run.log", isTable: false)
      try transaction.commit(replacing: ResultFolder.fileNames)
    } catch {
      transaction.abandon()
      throw error
    }
  }

  /// Gives up: removes what was written so far, and the folder if this made it.
  public func discard() { transaction.abandon() }

  private func write(_ json: JSONValue, to name: String) throws(ExperimentError) {
    try write(Array(json.text.utf8), to: name, isTable: false)
  }

  private func write(_ bytes: [UInt8], to name: String, isTable: Bool) throws(ExperimentError) {
    let file = try OutputFile(path: transaction.prepare(name))
    if isTable, options.excel { try file.write(CSVText.byteOrderMark) }
    try file.write(bytes)
    try file.synchronize()
  }

  private func join(_ table: ResultTable, parts: [String]) throws(ExperimentError) {
    let file = try OutputFile(path: transaction.prepare(table.file))
    if options.excel { try file.write(CSVText.byteOrderMark) }
    try file.write(table.header.bytes)
    for part in parts {
      try file.append(contentsOf: part)
      transaction.remove(part)
    }
    try file.synchronize()
  }
}
