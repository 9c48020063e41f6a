import IssueFlow

/// How many issues went which way under two policies, in one replication, each paired with itself.
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
  /// Pairs that arose at the same time under both: the very same issues.
  private(set) var verySame = 0
  /// Issues of one side only, whose place is on that side only, by place in the order of the pair's list; and the others,
  /// by type.
  private(set) var baselineOnly: OneSided
  private(set) var policyOnly: OneSided

  struct OneSided: Hashable, Sendable {
    var byPlace: [Int]
    var byType: [Int]
  }

  init(_ pair: ComparedPair) {
    tiers = pair.tiers
    types = pair.types
    let side = tiers + MigrationCounts.others
    cells = Array(repeating: 0, count: side * side)
    gained = Array(repeating: 0, count: LeakCause.allCases.count * types)
    lost = gained
    let byType = [Int](repeating: 0, count: types)
    baselineOnly = OneSided(byPlace: pair.baselinePlaces.map { _ in 0 }, byType: byType)
    policyOnly = OneSided(byPlace: pair.policyPlaces.map { _ in 0 }, byType: byType)
  }

  var side: Int { tiers + MigrationCounts.others }
  subscript(from: Int, to: Int) -> Int { cells[from * side + to] }

  /// Issues of the baseline's cohort, and of the policy's.
  var ofBaseline: Int { (0..<side - 1).reduce(0) { sum, row in (0..<side).reduce(sum) { $0 + self[row, $1] } } }
  var ofPolicy: Int { (0..<side - 1).reduce(0) { sum, column in (0..<side).reduce(sum) { $0 + self[$1, column] } } }
  /// Issues that arose under both.
  var paired: Int { (0..<side - 1).reduce(0) { sum, row in (0..<side - 1).reduce(sum) { $0 + self[row, $1] } } }

  /// Counts the pairs of two sorted cohorts.
  /// - Complexity: O(issues)
  init(baseline: IssueFates, policy: IssueFates, pair: ComparedPair) {
    self.init(pair)
    for type in 0..<types {
      let (a, b) = (baseline.entries[type], policy.entries[type])
      var (i, j) = (0, 0)
      while i < a.count || j < b.count {
        if j >= b.count || (i < a.count && a[i].precedes(b[j])) {
          add(a[i].fate, .absent, type)
          baselineOnly.add(type, place: pair.baselinePlaceNumbers[a[i].place])
          i += 1
        } else if i >= a.count || b[j].precedes(a[i]) {
          add(.absent, b[j].fate, type)
          policyOnly.add(type, place: pair.policyPlaceNumbers[b[j].place])
          j += 1
        } else {
          add(a[i].fate, b[j].fate, type)
          if a[i].arose == b[j].arose { verySame += 1 }
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

extension MigrationCounts.OneSided {
  fileprivate mutating func add(_ type: Int, place: Int?) {
    if let place { byPlace[place] += 1 } else { byType[type] += 1 }
  }
}

extension MigrationCounts {
  func encode(to encoder: inout ByteEncoder) {
    encoder.integers(cells)
    encoder.integers(gained)
    encoder.integers(lost)
    encoder.integer(verySame)
    for side in [baselineOnly, policyOnly] {
      encoder.integers(side.byPlace)
      encoder.integers(side.byType)
    }
  }

  /// Reads counts back.
  /// - Throws: when they are not those of the pair.
  init(decoder: inout ByteDecoder, pair: ComparedPair) throws(ByteDecoder.Fault) {
    self.init(pair)
    func counts(_ like: [Int]) throws(ByteDecoder.Fault) -> [Int] {
      let found: [Int] = try decoder.counts()
      guard found.count == like.count else { throw ByteDecoder.Fault() }
      return found
    }
    cells = try counts(cells)
    gained = try counts(gained)
    lost = try counts(lost)
    let same: Int = try decoder.integer()
    verySame = same
    guard same >= 0 else { throw ByteDecoder.Fault() }
    baselineOnly.byPlace = try counts(baselineOnly.byPlace)
    baselineOnly.byType = try counts(baselineOnly.byType)
    policyOnly.byPlace = try counts(policyOnly.byPlace)
    policyOnly.byType = try counts(policyOnly.byType)
  }
}
