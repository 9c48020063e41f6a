import ScenarioLanguage

/// Which sweep a journal belongs to: everything that its bytes depend on.
struct SweepHeader: Hashable, Sendable {
  /// Raised when a record changes its form.
  static let formatVersion = 1

  /// The version and the very build: two builds may simulate differently.
  let tool: String
  /// Digest of the design, its scenarios and tables.
  let designHash: String
  let seed: UInt32
  let points: Int
  let rule: ReplicationRule

  private var lines: [(key: String, value: String)] {
    [
      ("issueflow sweep", "\(SweepHeader.formatVersion)"), ("tool", tool.replacing("\n", with: " ")),
      ("design", designHash), ("master_seed", "\(seed)"), ("points", "\(points)"), ("replications", "\(rule)"),
    ]
  }

  var bytes: [UInt8] { Array((lines.map { "\($0.key): \($0.value)\n" }.joined()).utf8) }

  /// Why a journal with this header is of another sweep; `nil` when it is not.
  func difference(from header: [UInt8]?) -> JournalStranger? {
    guard let header else { return .damaged }
    if header == bytes { return nil }
    let other = String(decoding: header, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let reasons: [JournalStranger] = [.version, .version, .scenario, .seed, .scenario, .rows]
    for (index, line) in lines.enumerated() {
      if index >= other.count || other[index] != "\(line.key): \(line.value)" { return reasons[index] }
    }
    return .scenario
  }
}
