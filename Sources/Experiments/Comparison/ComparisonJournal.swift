import IssueFlow
import Synchronization

/// Finished replications of a comparison, on the disk.
public final class ComparisonJournal: Sendable {
  public let opening: JournalOpening
  public let folder: String
  private let file: JournalFile
  private let places: Mutex<[Int: JournalFile.Place]>

  init(folder: JournalFolder, comparison: Comparison) throws(ExperimentError) {
    var places: [Int: JournalFile.Place] = [:]
    let opened = try folder.journal(
      "replications", header: comparison.header.bytes, difference: comparison.header.difference,
      read: { place, content in
        var decoder = ByteDecoder(content)
        if let number: Int = try? decoder.integer() { places[number] = place }
      })
    opening = opened.opening
    file = opened.file
    self.folder = folder.path
    let found = places
    self.places = Mutex(found)
  }

  /// Number of finished replications.
  public var count: Int { places.withLock { $0.count } }

  /// Whether it is still where it was made.
  public var isInPlace: Bool { file.isInPlace }

  func synchronize() throws(ExperimentError) { try file.synchronize() }

  func append(_ compared: ComparedReplication) throws(ExperimentError) {
    guard let number = compared.results.first?.replication else { return }
    var encoder = ByteEncoder()
    encoder.integer(number)
    encoder.list(compared.results) { encoder, result in
      var own = ByteEncoder()
      ReplicationRecord(result: result, issues: nil, events: nil).encode(to: &own)
      encoder.blob(own.bytes)
    }
    encoder.list(compared.migrations) { encoder, counts in
      encoder.integers([counts.tiers, counts.types])
      encoder.integers(counts.cells)
      encoder.integers(counts.gained)
      encoder.integers(counts.lost)
    }
    let place = try file.append(encoder.bytes)
    places.withLock { $0[number] = place }
  }

  /// A replication that was finished before; `nil` when it was not, or its record is no longer whole.
  func replication(_ number: Int, plans: [MeasurementPlan]) throws(ExperimentError) -> ComparedReplication? {
    guard let place = places.withLock({ $0[number] }), let content = try file.content(at: place) else { return nil }
    return try? ComparisonJournal.decode(content, plans: plans)
  }

  private static func decode(
    _ content: [UInt8], plans: [MeasurementPlan]
  ) throws(ByteDecoder.Fault) -> ComparedReplication {
    typealias Fault = ByteDecoder.Fault
    var decoder = ByteDecoder(content)
    _ = try decoder.integer() as Int
    let blobs = try decoder.list { (decoder) throws(Fault) in
      try decoder.blob()
    }
    guard blobs.count == plans.count else { throw Fault() }
    var results: [ReplicationResult] = []
    for (blob, plan) in zip(blobs, plans) {
      var own = ByteDecoder(blob)
      results.append(try ReplicationRecord(decoder: &own, plan: plan).result)
    }
    let migrations = try decoder.list { (decoder) throws(Fault) -> MigrationCounts in
      let size: [Int] = try decoder.integers()
      guard size.count == 2, size.allSatisfy({ (0...1000).contains($0) }),
        let counts = MigrationCounts(
          tiers: size[0], types: size[1], cells: try decoder.counts(), gained: try decoder.counts(),
          lost: try decoder.counts())
      else { throw Fault() }
      return counts
    }
    guard decoder.isAtEnd, migrations.count == plans.count - 1 else { throw Fault() }
    return ComparedReplication(results: results, migrations: migrations)
  }
}
