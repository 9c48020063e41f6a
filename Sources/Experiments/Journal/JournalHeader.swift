/// Which run a journal belongs to: everything that a replication's bytes depend on.
///
/// The number of replications is no part of it, since a replication does not depend on it; nor is the number of jobs.
struct JournalHeader: Hashable {
  /// Raised when a record changes its form.
  static let formatVersion = 3

  let tool: String
  /// Empty for a scenario without a text, whose journal no later run can know for its own.
  let scenarioHash: String
  let seed: UInt32
  let records: String

  /// - Parameters:
  ///   - canonicalText: what the scenario says; empty for one without a text.
  ///   - tool: everything about the program on which the bytes of a replication depend.
  init(canonicalText: String, seed: UInt32, tool: String, options: ResultOptions) {
    // A line is a property; a tool that names itself in two lines must not forge another.
    self.tool = tool.replacing("\n", with: " ")
    scenarioHash = canonicalText.isEmpty ? "" : ContentHash.fnv1a128(canonicalText)
    self.seed = seed
    records = [options.issues ? "issues" : nil, options.events ? "events" : nil].compactMap { $0 }
      .joined(separator: ", ")
  }

  private var lines: [(key: String, value: String)] {
    [
      ("issueflow journal", "\(JournalHeader.formatVersion)"), ("tool", tool), ("scenario", scenarioHash),
      ("master_seed", "\(seed)"), ("rows", records),
    ]
  }

  var bytes: [UInt8] { Array((lines.map { "\($0.key): \($0.value)\n" }.joined()).utf8) }

  /// Why a journal with this header is not this run's; `nil` when it is.
  func difference(from header: [UInt8]?) -> JournalStranger? {
    guard let header else { return .damaged }
    guard header != bytes || scenarioHash.isEmpty else { return nil }
    let other = String(decoding: header, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let reasons: [JournalStranger] = [.version, .version, .scenario, .seed, .rows]
    for (index, line) in lines.enumerated() {
      if index >= other.count || other[index] != "\(line.key): \(line.value)" { return reasons[index] }
    }
    return .scenario
  }
}
