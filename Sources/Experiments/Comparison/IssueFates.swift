import IssueFlow

/// What became of every issue of a cohort, by its identity among the cities compared.
///
/// An issue is the same under every policy: its type, the place that it arose at, and its number there.
final class IssueFates: FlowObserver {
  struct Entry: BitwiseCopyable {
    let place: Int32
    /// 32 bits of the time at which it arose, to tell whether it is the very same.
    let arose: UInt32
    private let ordinalAndFate: UInt64

    init(place: Int32, ordinal: Int, arose: Double, fate: Fate) {
      self.place = place
      self.arose = UInt32(truncatingIfNeeded: arose.bitPattern ^ arose.bitPattern >> 32)
      ordinalAndFate = UInt64(ordinal) << 8 | UInt64(fate.code)
    }

    /// Ordinals have 40 bits.
    var ordinal: UInt64 { ordinalAndFate >> 8 }
    var fate: Fate { Fate(code: UInt8(truncatingIfNeeded: ordinalAndFate)) }

    /// Whether its identity comes before another's of the same type.
    func precedes(_ other: Entry) -> Bool { (place, ordinal) < (other.place, other.ordinal) }
  }

  /// By type, sorted once ``sort()`` has been called.
  private(set) var entries: [[Entry]]
  private let types: [Int]
  private let places: [Int32]

  /// - Parameter city: Position of the city whose issues are watched among those that share identities.
  init(_ shared: SharedIdentities, city: Int) {
    entries = Array(repeating: [], count: shared.types.count)
    types = shared.typeNumbers[city]
    places = shared.placeNumbers[city]
  }

  func observe(issues batch: [IssueRecord]) {
    for issue in batch where issue.isOfCohort {
      guard let fate = Fate(issue) else { continue }
      entries[types[Int(issue.type)]].append(
        Entry(place: places[Int(issue.place)], ordinal: issue.ordinal, arose: issue.arose, fate: fate))
    }
  }

  func sort() {
    for type in entries.indices { entries[type].sort { $0.precedes($1) } }
  }
}

/// How an issue ended, in a byte.
struct Fate: Hashable, BitwiseCopyable {
  fileprivate let code: UInt8

  static let withdrawn = Fate(code: 200)
  static let open = Fate(code: 201)
  static let undiscovered = Fate(code: 202)
  /// It did not arise under this policy.
  static let absent = Fate(code: 203)

  fileprivate init(code: UInt8) { self.code = code }

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
