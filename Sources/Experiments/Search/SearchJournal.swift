import Synchronization

/// Finished runs of a search, on the disk.
public final class SearchJournal: Sendable {
  /// A run of a policy: in the city in which the search looks around, or in the whole one.
  struct Key: Hashable, Sendable {
    let policy: Int
    let replication: Int
    let isWhole: Bool

    fileprivate var record: SweepRecord.RunKey {
      SweepRecord.RunKey(point: isWhole ? -policy : policy, replication: replication)
    }
  }

  public let opening: JournalOpening
  public let folder: String
  private let file: JournalFile
  private let places: Mutex<[SweepRecord.RunKey: JournalFile.Place]>

  init(folder: JournalFolder, header: SweepHeader) throws(ExperimentError) {
    var places: [SweepRecord.RunKey: JournalFile.Place] = [:]
    let opened = try folder.journal(
      "points", header: header.bytes, difference: header.difference,
      read: { place, content in
        if case .run(let key, _)? = try? SweepRecord(content) { places[key] = place }
      })
    opening = opened.opening
    file = opened.file
    self.folder = folder.path
    let found = places
    self.places = Mutex(found)
  }

  /// Number of finished runs.
  public var count: Int { places.withLock { $0.count } }

  func result(_ key: Key, plan: MeasurementPlan) throws(ExperimentError) -> ReplicationResult? {
    guard let place = places.withLock({ $0[key.record] }), let content = try file.content(at: place),
      case .run(_, let bytes)? = try? SweepRecord(content)
    else { return nil }
    var decoder = ByteDecoder(bytes)
    return (try? ReplicationRecord(decoder: &decoder, plan: plan))?.result
  }

  func append(_ key: Key, _ result: ReplicationResult) throws(ExperimentError) {
    var encoder = ByteEncoder()
    ReplicationRecord(result: result, issues: nil, events: nil).encode(to: &encoder)
    let place = try file.append(SweepRecord.run(key.record, encoder.bytes).bytes)
    places.withLock { $0[key.record] = place }
  }

  /// Whether it is still where it was made.
  public var isInPlace: Bool { file.isInPlace }

  func synchronize() throws(ExperimentError) { try file.synchronize() }
}
