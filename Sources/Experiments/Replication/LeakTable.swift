import IssueFlow

/// Closed issues of the cohort by closing tier, cause and type.
struct LeakTable: Hashable, Sendable {
  static let causeCount = LeakCause.allCases.count

  private(set) var issues: [Int]
  private let typeCount: Int

  init(tiers: Int, types: Int) {
    typeCount = types
    issues = [Int](repeating: 0, count: tiers * LeakTable.causeCount * types)
  }

  /// Takes counts that a table held; `nil` when they are not as many as it has cells.
  init?(issues: [Int], tiers: Int, types: Int) {
    guard issues.count == tiers * LeakTable.causeCount * types else { return nil }
    typeCount = types
    self.issues = issues
  }

  @inline(__always)
  mutating func add(tier: UInt8, cause: LeakCause, type: UInt8) {
    issues[(Int(tier) * LeakTable.causeCount + Int(cause.rawValue)) * typeCount + Int(type)] += 1
  }

  /// Adds the counts of other issues.
  mutating func add(_ other: LeakTable) {
    for cell in issues.indices { issues[cell] += other.issues[cell] }
  }

  subscript(tier tier: Int, cause cause: Int, type type: Int) -> Int {
    Int(issues[(tier * LeakTable.causeCount + cause) * typeCount + type])
  }
}
