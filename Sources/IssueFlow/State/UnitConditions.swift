import EventKernel
import StateStorage

/// What each unit is like at the moment, beside what the rules say of all units of its tier: active or not, weak or not,
/// who leads it, its stars and what they come of.
///
/// Knows neither luck nor calendar: it is told what happens to a unit and answers with what follows.
///
/// Invariants, checked by `checkInvariants()`: only weak units recover or are under repair; a unit has solved no more
/// visits than it had; it has at least one star.
struct UnitConditions: ~Copyable {
  private(set) var units: FlatTable<UnitState>

  init(count: Int) { units = FlatTable(repeatElement(UnitState(), count: count)) }

  @inline(__always)
  subscript(unit: Int) -> UnitState { units[unit] }

  // MARK: Weakness

  /// Number of the onset of weakness that may happen to the unit next.
  func nextOnset(of unit: Int) -> Int { Int(units[unit].onset) }

  /// The onset has happened, or has been thinned away.
  /// - Returns: its number.
  mutating func passOnset(of unit: Int) -> Int {
    defer { units[unit].onset += 1 }
    return Int(units[unit].onset)
  }

  /// Makes a unit weak; its recovery is yet to be set.
  /// - Precondition: it is not weak.
  mutating func weaken(_ unit: Int, at time: Double) {
    precondition(!units[unit].isWeak, "unit \(unit) is weak already")
    units[unit].isWeak = true
    units[unit].weakSince = time
    units[unit].recovers = .infinity
  }

  /// Sets when a unit recovers, unless it does so earlier anyway; says whether the time is new.
  mutating func setRecovery(of unit: Int, at time: Double) -> Bool {
    guard units[unit].isWeak, time < units[unit].recovers else { return false }
    units[unit].recovers = time
    return true
  }

  /// Begins the repair of a unit that an inspection has found.
  mutating func beginRepair(of unit: Int) {
    precondition(units[unit].isWeak, "unit \(unit) is not weak")
    units[unit].isUnderRepair = true
  }

  /// Ends the weakness of a unit whose recovery is due: only the earliest that was set is.
  /// - Returns: since when it was weak; `nil` when nothing ends.
  mutating func recover(_ unit: Int, at time: Double) -> Double? {
    guard units[unit].isWeak, units[unit].recovers <= time else { return nil }
    units[unit].isWeak = false
    units[unit].isUnderRepair = false
    units[unit].recovers = .infinity
    return units[unit].weakSince
  }

  // MARK: Activity

  /// What becomes of a unit that is there and active, or is not.
  enum ActivityChange: Equatable {
    case none
    case ceases
    /// It was inactive since then.
    case resumes(since: Double)
  }

  mutating func setActive(_ isActive: Bool, unit: Int, at time: Double) -> ActivityChange {
    guard isActive != units[unit].isActive else { return .none }
    units[unit].isActive = isActive
    if isActive { return .resumes(since: units[unit].inactiveSince) }
    units[unit].inactiveSince = time
    return .ceases
  }

  mutating func setLeadership(_ level: Double, of unit: Int) { units[unit].leadership = level }

  // MARK: What units solve

  @inline(__always)
  mutating func countVisit(to unit: Int) { units[unit].visits += 1 }

  @inline(__always)
  mutating func countSolved(by unit: Int) { units[unit].solved += 1 }

  /// Share of its visits that a unit solved since the last rating; `nil` without visits.
  func solvedShare(of unit: Int) -> Double? {
    units[unit].visits > 0 ? Double(units[unit].solved) / Double(units[unit].visits) : nil
  }

  mutating func forgetVisits(to unit: Int) {
    units[unit].visits = 0
    units[unit].solved = 0
  }

  /// Gives a unit one star, and one more for each band that its share reaches; without visits it keeps its stars.
  /// - Returns: how many stars more it has.
  mutating func rate(_ unit: Int, bands: [Double]) -> Int {
    defer { forgetVisits(to: unit) }
    guard let share = solvedShare(of: unit) else { return 0 }
    let stars = UInt8(1 + bands.count { share >= $0 })
    defer { units[unit].stars = stars }
    return Int(stars) - Int(units[unit].stars)
  }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    for unit in units.indices {
      let state = units[unit]
      if !state.isWeak, state.isUnderRepair || state.recovers < .infinity {
        return "unit \(unit) is not weak and recovers"
      }
      if state.solved > state.visits { return "unit \(unit) has solved \(state.solved) of \(state.visits) visits" }
      if state.stars < 1 { return "unit \(unit) has no star" }
    }
    return nil
  }
}

/// One unit.
struct UnitState: BitwiseCopyable {
  var isWeak = false
  var isActive = true
  /// Found by an inspection; a later one does not begin the repair anew.
  var isUnderRepair = false
  /// A stretch of weakness ends then; infinite while none is under way or its end is not set.
  var recovers = Double.infinity
  var weakSince = 0.0
  var inactiveSince = 0.0
  /// Added to the competence level by who leads it.
  var leadership = 0.0
  var stars: UInt8 = 3
  /// Visits since the last rating, and those that the unit solved.
  var visits = 0
  var solved = 0
  /// Number of the next onset of weakness, for its address.
  var onset: Int32 = 0
}

extension UnitConditions: Savable {
  func save(to writer: inout StateWriter) { units.save(to: &writer) }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init(count: 0)
    units = try FlatTable(from: &reader)
    try reader.require(checkInvariants() == nil, of: "UnitConditions")
  }
}
