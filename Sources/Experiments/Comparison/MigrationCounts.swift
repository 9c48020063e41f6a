import IssueFlow

/// How many of the very same issues went which way under two policies, in one replication.
struct MigrationCounts: Hashable, Sendable {
  /// Fates that are no tier: withdrawn, open, not found, not arisen.
  static let others = 4

  let tiers: Int
  let types: Int
  /// From the fate under the baseline (row) to the fate under the policy (column).
  private(set) var cells: [Int]
  /// Issues that the lowest tier closed under the baseline and a higher one under the policy, by the policy's cause and
  /// type; and the other way round, by the baseline's cause.
  private(set) var gained: [Int]
  private(set) var lost: [Int]

  init(tiers: Int, types: Int) {
    self.tiers = tiers
    self.types = types
    let side = tiers + MigrationCounts.others
    cells = Array(repeating: 0, count: side * side)
    gained = Array(repeating: 0, count: LeakCause.allCases.count * types)
    lost = gained
  }

  init?(tiers: Int, types: Int, cells: [Int], gained: [Int], lost: [Int]) {
    self.init(tiers: tiers, types: types)
    guard cells.count == self.cells.count, gained.count == self.gained.count, lost.count == self.lost.count else {
      return nil
    }
    (self.cells, self.gained, self.lost) = (cells, gained, lost)
  }

  var side: Int { tiers + MigrationCounts.others }
  subscript(from: Int, to: Int) -> Int { cells[from * side + to] }

  /// Issues of the baseline's cohort, and of the policy's.
  var ofBaseline: Int { (0..<side - 1).reduce(0) { sum, row in (0..<side).reduce(sum) { $0 + self[row, $1] } } }
  var ofPolicy: Int { (0..<side - 1).reduce(0) { sum, column in (0..<side).reduce(sum) { $0 + self[$1, column] } } }

  /// Counts the pairs of two sorted cohorts.
  /// - Complexity: O(issues)
  init(baseline: IssueFates, policy: IssueFates, tiers: Int) {
    self.init(tiers: tiers, types: baseline.entries.count)
    for type in 0..<types {
      let (a, b) = (baseline.entries[type], policy.entries[type])
      var (i, j) = (0, 0)
      while i < a.count || j < b.count {
        if j >= b.count || (i < a.count && a[i].key < b[j].key) {
          add(a[i].fate, .absent, type)
          i += 1
        } else if i >= a.count || b[j].key < a[i].key {
          add(.absent, b[j].fate, type)
          j += 1
        } else {
          add(a[i].fate, b[j].fate, type)
          i += 1
          j += 1
        }
      }
    }
  }

  private mutating func add(_ from: Fate, _ to: Fate, _ type: Int) {
    cells[from.place(tiers: tiers) * side + to.place(tiers: tiers)] += 1
    if from.tier == 0, let tier = to.tier, tier > 0, let cause = to.cause {
      gained[Int(cause.rawValue) * types + type] += 1
    } else if to.tier == 0, let tier = from.tier, tier > 0, let cause = from.cause {
      lost[Int(cause.rawValue) * types + type] += 1
    }
  }
}
