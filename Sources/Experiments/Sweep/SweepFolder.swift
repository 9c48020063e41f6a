import Foundation

/// The folder of a sweep's results, with its journal inside until they are in place.
///
///     let folder = try SweepFolder(path: "results/doses")
///     let journal = try folder.journal(of: sweep)
///     try await sweep.run(jobs: 2, journal: journal)
///     try folder.write(sweep, isShard: false, log: log)
public final class SweepFolder {
  public let path: String
  private let place: JournalFolder
  private var journal: SweepJournal?

  /// Makes the folder, unless it is there.
  /// - Throws: when it holds files that a study would write and none wrote, or another run is writing to it.
  public init(path: String) throws(ExperimentError) {
    self.path = path.isEmpty ? "." : path
    place = try JournalFolder.ofResults(self.path)
  }

  deinit { close() }

  /// Opens the journal of a sweep: one that it left before, else a new one.
  /// - `mustResume`: whether there must be one of this sweep.
  /// - `retryFailed`: whether runs that failed are made again.
  /// - `isShard`: whether only a part will be written.
  /// - `mayShrink`: whether a larger result may be replaced.
  /// - Throws: when the folder holds more than the sweep will make, and that may not be.
  public func journal(
    of sweep: Sweep, mustResume: Bool = false, retryFailed: Bool = false, isShard: Bool = false, mayShrink: Bool = false
  ) throws(ExperimentError) -> SweepJournal {
    if !mayShrink {
      var extent = ResultExtent(study: isShard ? "shard of a sweep" : "sweep")
      extent.amounts = [.points: Double(sweep.points.count)]
      if isShard { extent.range = sweep.range } else { extent.amounts[.replications] = Double(sweep.rule.most) }
      try ResultExtent.check(path, replacedBy: extent)
    }
    let journal = try SweepJournal(
      folder: place, header: sweep.header, mustResume: mustResume, retryFailed: retryFailed)
    self.journal = journal
    return journal
  }

  /// Writes all files from the journal and puts them in place.
  ///
  /// A shard's journal itself is the file that is put in place, for ``SweepMerge``. The journal of a sweep with failures
  /// stays, so that they can be tried again.
  public func write(_ sweep: Sweep, isShard: Bool, log: StudyLog) throws(ExperimentError) {
    guard let journal else { preconditionFailure("a sweep is written from its journal") }
    try journal.synchronize()
    let transaction = try FolderTransaction(folder: place.results, work: place.path)
    do throws(ExperimentError) {
      if isShard {
        try transaction.file(ResultFiles.shard).append(contentsOf: journal.file.path)
        try transaction.write(log.text, to: "run.log")
        let manifest = SweepFolder.shardManifest(sweep, files: transaction.prepared + ["manifest.json"])
        try transaction.write(manifest.text, to: "manifest.json")
      } else {
        guard let frame = try journal.frame() else { throw .noShard(folder: path) }
        try SweepWriter(frame: frame).write(
          points: 1...sweep.points.count, to: transaction, log: log.text
        ) { point throws(ExperimentError) in try journal.rows(ofPoint: point) }
      }
      try transaction.commit(replacing: ResultFiles.all)
    } catch {
      transaction.abandon()
      throw error
    }
    if journal.failures == 0 || isShard { place.remove() } else { place.leave() }
    self.journal = nil
  }

  /// Lets go of the folder; what is finished stays for a later run.
  public func close() {
    if let journal, journal.finishedPoints + journal.looseRuns > 0 {
      try? journal.synchronize()
      place.leave()
    } else if journal != nil {
      place.remove()
    } else {
      place.leave()
    }
    journal = nil
  }

  private static func shardManifest(_ sweep: Sweep, files: [String]) -> JSONValue {
    .object([
      ("schema_version", .integer(Manifest.schemaVersion)),
      ("study", .string("shard of a sweep")),
      ("tool", .object([("name", .string(Manifest.toolName)), ("build", .string(sweep.tool))])),
      ("design_hash", .string(sweep.designHash)),
      ("first_point", .integer(sweep.range.lowerBound)), ("last_point", .integer(sweep.range.upperBound)),
      ("points", .integer(sweep.points.count)),
      ("files", .array(files.map { .string($0) })),
    ])
  }
}

/// Writes the files of a sweep from the rows of its points, a point at a time.
struct SweepWriter {
  let frame: SweepFrame

  /// - `rows`: the rows of a point; `nil` when there are none.
  func write(
    points: ClosedRange<Int>, to transaction: FolderTransaction, log: String,
    rows: (Int) throws(ExperimentError) -> PointRows?
  ) throws(ExperimentError) {
    var files: [(file: ResultFile, pending: [UInt8])] = []
    for header in frame.headers { files.append((try transaction.file(header.file), header.bytes)) }
    for point in points {
      guard let rows = try rows(point) else { throw .pointsMissing(first: point, count: 1, of: points.count) }
      for (index, bytes) in rows.tables.enumerated() where files.indices.contains(index) {
        files[index].pending += bytes
        if files[index].pending.count > 1 << 20 {
          try files[index].file.write(files[index].pending)
          files[index].pending.removeAll(keepingCapacity: true)
        }
      }
    }
    for (file, pending) in files { try file.write(pending) }
    try transaction.write(log, to: "run.log")
    try transaction.describe(package: frame.dataPackage, manifest: frame.manifest)
  }
}
