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
    for counts in compared.migrations { counts.encode(to: &encoder) }
    let place = try file.append(encoder.bytes)
    places.withLock { $0[number] = place }
  }

  /// A replication that was finished before; `nil` when it was not, or its record is no longer whole.
  func replication(
    _ number: Int, plans: [MeasurementPlan], pairs: [ComparedPair]
  ) throws(ExperimentError) -> ComparedReplication? {
    guard let place = places.withLock({ $0[number] }), let content = try file.content(at: place) else { return nil }
    return try? ComparisonJournal.decode(content, plans: plans, pairs: pairs)
  }

  private static func decode(
    _ content: [UInt8], plans: [MeasurementPlan], pairs: [ComparedPair]
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
    var migrations: [MigrationCounts] = []
    for pair in pairs { migrations.append(try MigrationCounts(decoder: &decoder, pair: pair)) }
    guard decoder.isAtEnd else { throw Fault() }
    return ComparedReplication(results: results, migrations: migrations)
  }
}
