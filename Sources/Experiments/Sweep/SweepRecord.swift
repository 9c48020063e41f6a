/// A record of a sweep's journal.
enum SweepRecord {
  /// A replication of a point.
  case run(RunKey, [UInt8])
  /// A replication that failed, with its reason in English.
  case failedRun(RunKey, String)
  /// A point with all that the files say of it.
  case point(PointRows)
  /// What the files have beside the rows of points.
  case frame(SweepFrame)

  struct RunKey: Hashable, Sendable {
    let point: Int
    let replication: Int
  }

  private enum Kind: Int {
    case run, failedRun, point, frame
  }

  var bytes: [UInt8] {
    var encoder = ByteEncoder()
    switch self {
    case .run(let key, let content):
      encoder.integers([Kind.run.rawValue, key.point, key.replication])
      return encoder.bytes + content
    case .failedRun(let key, let reason):
      encoder.integers([Kind.failedRun.rawValue, key.point, key.replication])
      encoder.text(reason)
    case .point(let rows):
      encoder.integers([Kind.point.rawValue, rows.point, rows.failures])
      encoder.text(rows.decision)
      encoder.list(rows.tables) { $0.blob($1) }
    case .frame(let frame):
      encoder.integers([Kind.frame.rawValue, 0, 0])
      encoder.text(frame.manifest)
      encoder.text(frame.dataPackage)
      encoder.list(frame.headers) { encoder, header in
        encoder.text(header.file)
        encoder.blob(header.bytes)
      }
    }
    return encoder.bytes
  }

  init(_ bytes: [UInt8]) throws(ByteDecoder.Fault) {
    typealias Fault = ByteDecoder.Fault
    var decoder = ByteDecoder(bytes)
    let key: [Int] = try decoder.integers()
    // A search's runs in the whole city have negative points. Sums of such numbers do not overflow.
    guard key.count == 3, key.allSatisfy({ $0.magnitude <= UInt(Int32.max) }), key[2] >= 0,
      let kind = Kind(rawValue: key[0])
    else { throw Fault() }
    switch kind {
    case .run:
      self = .run(RunKey(point: key[1], replication: key[2]), decoder.rest)
      return
    case .failedRun: self = .failedRun(RunKey(point: key[1], replication: key[2]), try decoder.text())
    case .point:
      let decision = try decoder.text()
      let tables = try decoder.list { (decoder) throws(Fault) in try decoder.blob() }
      self = .point(PointRows(point: key[1], failures: key[2], decision: decision, tables: tables))
    case .frame:
      let manifest = try decoder.text()
      let dataPackage = try decoder.text()
      let headers = try decoder.list { (decoder) throws(Fault) in
        SweepFrame.Header(file: try decoder.text(), bytes: try decoder.blob())
      }
      self = .frame(SweepFrame(manifest: manifest, dataPackage: dataPackage, headers: headers))
    }
    guard decoder.isAtEnd else { throw Fault() }
  }
}

/// All that the result files say of one point, as rows ready to be written: so shards are merged, and sweeps resumed,
/// without a model.
struct PointRows: Hashable, Sendable {
  let point: Int
  /// Runs that failed; a point that makes no city counts as one.
  let failures: Int
  /// Empty without targets, or when nothing could be judged.
  let decision: String
  /// Rows without header, in the order of the frame's headers.
  let tables: [[UInt8]]
}

/// What the files of a sweep have beside the rows of its points: the same in every shard.
struct SweepFrame: Hashable, Sendable {
  struct Header: Hashable, Sendable {
    let file: String
    let bytes: [UInt8]
  }

  let manifest: String
  let dataPackage: String
  let headers: [Header]
}
