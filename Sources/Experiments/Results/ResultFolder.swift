import Foundation
import ScenarioLanguage

/// The folder of a run's results. All files appear together, or none does.
///
///     let folder = try ResultFolder(path: "results/changzhou", options: ResultOptions(events: true))
///     let journal = try folder.journal(of: experiment, tool: "0.2.0")
///     let result = try await experiment.run(jobs: 2, journal: journal)
///     try folder.write(result, toolVersion: "0.2.0", log: log)
///
/// Until then everything is in a folder `journal` inside: see ``RunJournal``. It goes when the results are in place, and
/// stays when the run ends early after it finished a replication; otherwise nothing is left behind.
///
/// Files of an earlier run are replaced; optional ones that this run does not write are removed, since they would
/// tell of another run. Files that have the same names and are no earlier run's are never touched.
public final class ResultFolder {
  public let path: String
  public let options: ResultOptions
  private let place: JournalFolder
  private var journal: RunJournal?
  /// Replications that were asked for; the targets may have added some.
  private var asked: Int?

  /// Makes the folder, unless it is there, and one inside for what is not yet complete.
  /// - Throws: when it holds files that a run would write and no earlier run wrote, when another run is writing to it,
  ///   or when the system refuses; then nothing was made.
  public init(path: String, options: ResultOptions = ResultOptions()) throws(ExperimentError) {
    self.path = path
    self.options = options
    place = try JournalFolder.ofResults(path.isEmpty ? "." : path)
  }

  deinit { close() }

  /// Opens the journal of a run: one that it left before, else a new one.
  /// - Parameters:
  ///   - experiment: whose replications it keeps.
  ///   - tool: everything about the program on which the bytes of a replication depend.
  ///   - cities: plausible cities that the run will have beside.
  ///   - mayShrink: whether a larger result may be replaced.
  /// - Throws: when the folder holds more than the run will make, and that may not be; then nothing was changed.
  public func journal(
    of experiment: Experiment, tool: String, cities: Int? = nil, mayShrink: Bool = false
  ) throws(ExperimentError) -> RunJournal {
    if !mayShrink { try ResultFolder.checkExtent(of: experiment, cities: cities, options: options, in: path) }
    asked = experiment.replications
    let header = JournalHeader(
      canonicalText: experiment.canonicalText, seed: experiment.seed, tool: tool, options: options)
    let journal = try RunJournal(folder: place, header: header, options: options)
    self.journal = journal
    return journal
  }

  /// Refuses a run whose result would be smaller than the one that is in the folder.
  public static func checkExtent(
    of experiment: Experiment, cities: Int?, options: ResultOptions = ResultOptions(), in path: String
  ) throws(ExperimentError) {
    var extent = ResultExtent(study: "run")
    extent.amounts = [.replications: Double(experiment.replications), .cities: Double(cities ?? 0)]
    extent.files = Set((options.issues ? ["issues.csv"] : []) + (options.events ? ["events.csv"] : []))
    try ResultExtent.check(path.isEmpty ? "." : path, replacedBy: extent)
  }

  /// Writes all files and puts them in place.
  /// - `layers`: the scenario and the policies that were laid over it, which the manifest then names.
  /// - Throws: when one cannot be written; then the folder is as it was before.
  public func write(
    _ result: ExperimentResult, study: UncertaintyResult? = nil, toolVersion: String, log: RunLog,
    layers: [ScenarioLayer] = []
  ) throws(ExperimentError) {
    let transaction = try FolderTransaction(folder: place.results, work: place.path)
    do throws(ExperimentError) {
      let tables = result.tables(study: study)
      for table in tables { try begin(table.table, in: transaction).write(table.text.bytes) }
      var described = tables.map(\.table)
      if let records = journal?.records {
        let numbers = result.replications.map(\.replication)
        if records.writesIssues {
          try join(.issues, parts: numbers.map(records.issuesPart), in: transaction)
          described.append(.issues)
        }
        if records.writesEvents {
          try join(.events, parts: numbers.map(records.eventsPart), in: transaction)
          described.append(.events)
        }
      }
      try transaction.write(result.verdictReport(study: study).text, to: "verdict.json")
      try transaction.write(log.text(result, journal: journal), to: "run.log")
      let manifest = Manifest.json(
        result, study: study, toolVersion: toolVersion, options: options, files: transaction.names, asked: asked,
        layers: layers)
      let package = DataPackage.json(name: result.scenario.name, tables: described)
      try transaction.describe(package: package.text, manifest: manifest.text)
      try transaction.commit(replacing: ResultFiles.all)
    } catch {
      transaction.abandon()
      throw error
    }
    place.remove()
  }

  /// Lets go of the folder. A journal with a finished replication stays for a later run; else nothing is left behind.
  public func close() {
    if let journal, journal.count > 0 {
      // What is finished survives the process in any case; this is for a power cut.
      try? journal.synchronize()
      place.leave()
    } else if journal != nil {
      place.remove()
    } else {
      place.leave()
    }
    journal = nil
  }

  /// A table that begins with the byte-order mark where one was asked for.
  private func begin(_ table: ResultTable, in transaction: FolderTransaction) throws(ExperimentError) -> ResultFile {
    let file = try transaction.file(table.file)
    if options.excel { try file.write(CSVText.byteOrderMark) }
    return file
  }

  /// Parts stay until the results are in place: when the disk is full nothing finished is lost.
  private func join(_ table: ResultTable, parts: [String], in transaction: FolderTransaction) throws(ExperimentError) {
    let file = try begin(table, in: transaction)
    try file.write(table.header.bytes)
    for part in parts { try file.append(contentsOf: part) }
  }
}
