import Foundation
import Synchronization

/// What a run has finished so far, on the disk: a run that is interrupted or killed goes on from there.
///
/// Each finished replication is one checksummed record, appended when it finishes, in whatever order that is. Rows of
/// issues and visits lie beside, a part file for each replication, which counts only together with its record. A
/// replication that is read back is the very one that was written, bit by bit, so that results do not tell how often
/// their run was interrupted.
public final class RunJournal: Sendable {
  /// What was found when the journal was opened.
  public enum Opening: Hashable, Sendable {
    /// No journal.
    case new
    /// A journal of this run with so many replications; `isDamaged` when its end was torn or corrupt.
    case resumed(replications: Int, isDamaged: Bool)
    /// A journal of another run, which is now in the folder of this path.
    case setAside(path: String, JournalStranger)
  }

  public let opening: Opening
  /// The folder it is in.
  public let folder: String
  /// Where replications put their rows.
  let records: RecordFiles?
  private let file: JournalFile
  private let places: Mutex<[Int: JournalFile.Place]>

  private static let fileName = "replications"

  init(folder: JournalFolder, header: JournalHeader, options: ResultOptions) throws(ExperimentError) {
    var places: [Int: JournalFile.Place] = [:]
    let opened = try folder.journal(
      RunJournal.fileName, header: header.bytes, difference: header.difference,
      read: { place, content in
        if let number = RunJournal.number(of: content) { places[number] = place }
      })
    file = opened.file
    opening =
      switch opened.opening {
      case .new: .new
      case .found(let isDamaged): .resumed(replications: places.count, isDamaged: isDamaged)
      case .setAside(let path, let stranger): .setAside(path: path, stranger)
      }
    self.folder = folder.path
    self.places = Mutex(places)
    records =
      options.issues || options.events
      ? RecordFiles(directory: folder.path, writesIssues: options.issues, writesEvents: options.events) : nil
  }

  /// Number of replications that an earlier run had finished.
  public var resumed: Int { if case .resumed(let replications, _) = opening { replications } else { 0 } }

  /// Number of finished replications.
  public var count: Int { places.withLock { $0.count } }

  /// Whether it has a record of a replication.
  func contains(_ replication: Int) -> Bool { places.withLock { $0[replication] != nil } }

  /// A replication that has finished before; `nil` when it has not, or when its record or rows are no longer whole.
  func result(of replication: Int, plan: MeasurementPlan) throws(ExperimentError) -> ReplicationResult? {
    guard let place = places.withLock({ $0[replication] }), let content = try file.content(at: place) else {
      return nil
    }
    var decoder = ByteDecoder(content)
    guard let record = try? ReplicationRecord(decoder: &decoder, plan: plan), record.result.replication == replication,
      holds(record)
    else {
      places.withLock { $0[replication] = nil }
      return nil
    }
    return record.result
  }

  /// Keeps a replication whose rows, if any, are complete.
  func append(_ result: ReplicationResult) throws(ExperimentError) {
    let number = result.replication
    var issues: FilePart?
    var events: FilePart?
    if let records {
      if records.writesIssues { issues = try OutputFile.part(at: records.issuesPart(number)) }
      if records.writesEvents { events = try OutputFile.part(at: records.eventsPart(number)) }
    }
    var encoder = ByteEncoder()
    ReplicationRecord(result: result, issues: issues, events: events).encode(to: &encoder)
    let place = try file.append(encoder.bytes)
    places.withLock { $0[number] = place }
  }

  /// Whether it is still where it was made.
  public var isInPlace: Bool { file.isInPlace }

  func synchronize() throws(ExperimentError) { try file.synchronize() }

  /// Whether the rows of a replication are those that it wrote.
  private func holds(_ record: ReplicationRecord) -> Bool {
    guard let records else { return true }
    let number = record.result.replication
    return
      (!records.writesIssues || record.issues == (try? OutputFile.part(at: records.issuesPart(number))))
      && (!records.writesEvents || record.events == (try? OutputFile.part(at: records.eventsPart(number))))
  }

  private static func number(of content: [UInt8]) -> Int? {
    var decoder = ByteDecoder(content)
    return try? decoder.integer() as Int
  }
}
