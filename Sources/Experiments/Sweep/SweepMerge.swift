import Foundation

/// Puts the shards of a sweep together: the files are those of the sweep in one piece, byte for byte.
public enum SweepMerge {
  /// What was merged.
  public struct Report: Sendable {
    public let points: Int
    public let failures: Int
  }

  /// - `folders`: of all shards, in any order; one may be named twice.
  /// - `path`: the folder of the results.
  /// - `mayShrink`: whether a larger result may be replaced.
  /// - Throws: when a folder holds no finished shard, shards are of different sweeps, or points are missing; then nothing
  ///   is written.
  public static func merge(
    _ folders: [String], into path: String, log: StudyLog, mayShrink: Bool = false
  ) throws(ExperimentError) -> Report {
    let place = try JournalFolder.ofResults(path.isEmpty ? "." : path)
    defer { place.remove() }
    let shards = try Shards(folders)
    if !mayShrink, let manifest = try? JSONSerialization.jsonObject(with: Data(shards.frame.manifest.utf8)),
      let manifest = manifest as? [String: Any]
    {
      try ResultExtent.check(place.results, replacedBy: ResultExtent(manifest: manifest))
    }
    let transaction = try FolderTransaction(folder: place.results, work: place.path)
    var failures = 0
    do throws(ExperimentError) {
      try SweepWriter(frame: shards.frame).write(
        points: 1...shards.places.count, to: transaction, log: log.text
      ) { point throws(ExperimentError) in
        let rows = try shards.rows(ofPoint: point)
        failures += rows.failures
        return rows
      }
      try transaction.commit(replacing: ResultFiles.all)
    } catch {
      transaction.abandon()
      throw error
    }
    return Report(points: shards.places.count, failures: failures)
  }
}

/// The journals of shards, with the place of every point.
private struct Shards {
  let files: [JournalFile]
  let frame: SweepFrame
  /// By point, from 1.
  let places: [(file: Int, place: JournalFile.Place)]

  init(_ folders: [String]) throws(ExperimentError) {
    var files: [JournalFile] = []
    var header: [UInt8]?
    var frame: SweepFrame?
    var found: [Int: (file: Int, place: JournalFile.Place, checksum: UInt64)] = [:]
    for folder in folders {
      let path = "\(folder)/\(ResultFiles.shard)"
      guard FileManager.default.fileExists(atPath: path) else { throw .noShard(folder: folder) }
      var first: [UInt8]?
      var disagreeing: Int?
      let number = files.count
      let file = try JournalFile(path: path, isWritable: false) { place, content in
        guard first != nil else {
          first = content
          return
        }
        switch try? SweepRecord(content) {
        case .frame(let own)?: frame = frame ?? own
        case .point(let rows)?:
          let checksum = Checksum.of(content)
          // In one file a later record replaces an earlier one, as when a failed run was made again.
          if let before = found[rows.point], before.file != number, before.checksum != checksum {
            disagreeing = disagreeing ?? rows.point
          }
          found[rows.point] = (number, place, checksum)
        default: break
        }
      }
      guard let own = first, !file.isDamaged else { throw .noShard(folder: folder) }
      if let header, header != own { throw .otherShard(folder: folder, Shards.difference(header, own)) }
      header = header ?? own
      if let disagreeing { throw .shardsDisagree(point: disagreeing) }
      files.append(file)
    }
    guard let frame, let header, let count = Shards.points(header) else { throw .noShard(folder: folders.first ?? "") }
    // The number comes from a file; what is missing is counted by what is there.
    let first = (1...min(count, found.count + 1)).first { found[$0] == nil }
    if let first {
      throw .pointsMissing(first: first, count: count - found.keys.count { (1...count).contains($0) }, of: count)
    }
    self.files = files
    self.frame = frame
    places = (1...count).compactMap { point in found[point].map { ($0.file, $0.place) } }
  }

  func rows(ofPoint point: Int) throws(ExperimentError) -> PointRows {
    let (file, place) = places[point - 1]
    guard let content = try files[file].content(at: place), case .point(let rows)? = try? SweepRecord(content) else {
      throw .shardsDisagree(point: point)
    }
    return rows
  }

  private static func lines(_ header: [UInt8]) -> [Substring] {
    String(decoding: header, as: UTF8.self).split(separator: "\n")
  }

  private static func points(_ header: [UInt8]) -> Int? {
    lines(header).first { $0.hasPrefix("points: ") }.flatMap { Int($0.dropFirst(8)) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private static func difference(_ one: [UInt8], _ other: [UInt8]) -> JournalStranger {
    let reasons: [JournalStranger] = [.version, .version, .scenario, .seed, .scenario, .rows]
    let index = zip(lines(one), lines(other)).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    return reasons.indices.contains(index) ? reasons[index] : .scenario
  }
}
