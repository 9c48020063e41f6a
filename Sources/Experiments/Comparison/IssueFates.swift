import IssueFlow

/// What became of every issue of a cohort, by its identity.
///
/// An issue is the same under every policy: its type, the place that it arose at, and its number there.
final class IssueFates: FlowObserver {
  struct Entry: BitwiseCopyable {
    /// Place and ordinal.
    let key: UInt64
    let fate: Fate
  }

  /// By type, sorted by key once ``sort()`` has been called.
  private(set) var entries: [[Entry]]

  init(types: Int) { entries = Array(repeating: [], count: types) }

  func observe(issues batch: [IssueRecord]) {
    for issue in batch where issue.isOfCohort {
      guard let fate = Fate(issue) else { continue }
      // Places have 24 bits and ordinals 40.
      let key = UInt64(UInt32(bitPattern: issue.place)) << 40 | UInt64(issue.ordinal)
      entries[Int(issue.type)].append(Entry(key: key, fate: fate))
    }
  }

  func sort() {
    for type in entries.indices { entries[type].sort { $0.key < $1.key } }
  }
}

/// How an issue ended, in a byte.
struct Fate: Hashable, BitwiseCopyable {
  private let code: UInt8

  static let withdrawn = Fate(code: 200)
  static let open = Fate(code: 201)
  static let undiscovered = Fate(code: 202)
  /// It did not arise under this policy.
  static let absent = Fate(code: 203)

  private init(code: UInt8) { self.code = code }

  /// `nil` for what is no issue of the cohort: further reports, false alarms, errands.
  init?(_ issue: IssueRecord) {
    switch issue.outcome {
    case .closed: self.init(code: issue.closedAt * 16 + issue.cause.rawValue)
    case .withdrawn: self = .withdrawn
    case .open: self = .open
    case .undiscovered: self = .undiscovered
    case .merged, .dismissed, .errand: return nil
    }
  }

  /// The tier that closed it.
  var tier: Int? { code < 200 ? Int(code / 16) : nil }
  /// Why it left the lowest tier.
  var cause: LeakCause? { code < 200 ? LeakCause(rawValue: code % 16) : nil }

  /// Its row or column of a migration matrix: tiers first, then withdrawn, open, not found, not arisen.
  func place(tiers: Int) -> Int { tier ?? tiers + Int(code) - 200 }
}
