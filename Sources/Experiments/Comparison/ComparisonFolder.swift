/// The folder of a comparison's results.
public final class ComparisonFolder {
  public let path: String
  private let place: JournalFolder
  private var journal: ComparisonJournal?

  /// Makes the folder, unless it is there.
  /// - Throws: when it holds files that a study would write and none wrote, or another run is writing to it.
  public init(path: String) throws(ExperimentError) {
    self.path = path.isEmpty ? "." : path
    place = try JournalFolder.ofResults(self.path)
  }

  deinit { close() }

  /// Opens the journal: one that the same comparison left before, else a new one.
  /// - `cities`: plausible cities in which the policies will be compared too.
  /// - `mayShrink`: whether a larger result may be replaced.
  /// - Throws: when the folder holds more than the comparison will make, and that may not be.
  public func journal(
    of comparison: Comparison, cities: Int? = nil, mayShrink: Bool = false
  ) throws(ExperimentError) -> ComparisonJournal {
    if !mayShrink {
      var extent = ResultExtent(study: "comparison")
      extent.amounts = [.replications: Double(comparison.replications), .cities: Double(cities ?? 0)]
      extent.policies = comparison.entries.map(\.id)
      try ResultExtent.check(path, replacedBy: extent)
    }
    let journal = try ComparisonJournal(folder: place, comparison: comparison)
    self.journal = journal
    return journal
  }

  /// Writes all files and puts them in place.
  public func write(
    _ result: ComparedPolicies, of comparison: Comparison, plausible: PlausibleComparison? = nil, log: StudyLog
  ) throws(ExperimentError) {
    let transaction = try FolderTransaction(folder: place.results, work: place.path)
    do throws(ExperimentError) {
      var tables = result.tables
      if let plausible { tables.append(plausible.table(policies: result.policies.map(\.id))) }
      for table in tables { try transaction.file(table.table.file).write(table.text.bytes) }
      try transaction.write(log.text, to: "run.log")
      let package = DataPackage.json(name: "comparison", tables: tables.map(\.table))
      let manifest = result.manifest(of: comparison, cities: plausible?.cities, files: transaction.names)
      try transaction.describe(package: package.text, manifest: manifest.text)
      try transaction.commit(replacing: ResultFiles.all)
    } catch {
      transaction.abandon()
      throw error
    }
    place.remove()
    journal = nil
  }

  /// Lets go of the folder; finished replications stay for a later run.
  public func close() {
    if let journal, journal.count > 0 {
      try? journal.synchronize()
      place.leave()
    } else if journal != nil {
      place.remove()
    } else {
      place.leave()
    }
    journal = nil
  }
}
