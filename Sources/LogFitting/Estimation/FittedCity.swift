import OutputAnalysis

/// What a log says of a city: plain data, from which the scenario is written.
struct FittedCity: Sendable {
  var types: [FittedType] = []
  var profiles: [FittedProfile] = []
  var tiers: [FittedTier] = []
  /// Units of every tier, from the ground up; one unnamed unit where the log names none.
  var units: [[FittedUnit]] = []
  var reopening: FittedReopening?
  /// Minutes between registration and the first tier, where the log has both.
  var dispatch: DurationCell?
  /// What was learnt and what was not.
  var notes: [FitNote] = []

  /// Every cell of times, in the order of the scenario.
  var cells: [DurationCell] {
    types.flatMap(\.cells) + [dispatch, reopening?.delay].compactMap { $0 }
  }
}

struct FittedType: Sendable {
  var id: String
  /// As the log has it; empty for those put together.
  var title: String
  var cases: Int
  /// Cases a day, and the interval of 95 % with over-dispersion.
  var rate: Double
  var rateLow: Double
  var rateHigh: Double
  /// Position among the city's profiles.
  var profile: Int
  var overDispersion: Double
  /// 0 routine, 1 urgent, 2 emergency.
  var urgency: Int
  /// Share of cases that start at each tier.
  var start: [Double]
  /// By the tier that worked.
  var ways: [[FittedWay]]
  /// Whether no case of it was seen to be closed, so that its ways are those of all types.
  var hasBorrowedWays = false
  /// Hands-on minutes by tier; `nil` where the log has none.
  var work: [DurationCell?]
  /// Minutes between the end of work and closing, by tier; all of the stay where work is unknown.
  var outside: [DurationCell?]

  var cells: [DurationCell] { work.compactMap { $0 } + ways.flatMap { $0.map(\.after) } + outside.compactMap { $0 } }
}

/// A move that follows a visit.
struct FittedWay: Sendable {
  var target: Int
  /// Of all visits of the type to the tier, with what open cases will do.
  var share: Double
  /// Visits seen to go this way.
  var count: Int
  var after: DurationCell
}

/// Times of one kind, and what describes them.
struct DurationCell: Sendable {
  /// Names its column where the sample itself is used.
  var name: String
  var report: FittedDurationReport
  /// Whether types with few cases were put together for it.
  var isPooled = false
  /// The longest stay that was seen, ended or open.
  var longest = 0.0
  /// What cases drawn anew say instead.
  var drawn: FittedDuration?

  /// What the scenario says: the choice, but no law without a mean.
  var fit: FittedDuration {
    if let drawn { return drawn }
    if let chosen = report.chosen, chosen.hasMean { return chosen }
    let finite = report.candidates.first { $0.fit?.hasMean ?? false && $0.agreement.map { !$0.matters } ?? false }
    return finite?.fit ?? report.chosen ?? .constant(0)
  }
}

extension DurationCell {
  /// Whether half of its stays, or the mean of them, are said to last longer than any that was seen: then what it says is
  /// the form of the law and not the log.
  var reachesBeyond: Bool {
    switch fit {
    case .family, .mixture: longest > 0 && (fit.quantile(0.5) > longest || fit.mean > longest)
    case .constant, .empirical: false
    }
  }
}

extension FittedDuration {
  /// Whether its mean is finite, which the simulator needs for every time.
  var hasMean: Bool { mean.isFinite }
}

struct FittedProfile: Sendable {
  var id: String
  /// 168 weights of mean 1, Monday 00:00 first.
  var week: [Double]
  /// Twelve weights, or none where the log is too short.
  var months: [Double]
  var cases: Int
}

struct FittedTier: Sendable {
  var id: String
  /// Workers of a unit in the mean; `nil` where the log cannot say.
  var staff: Double?
  /// Hours as scenarios write them; empty for always.
  var hours: String = ""
  var hoursAreGiven = false
  var visits = 0
}

struct FittedUnit: Sendable {
  var name: String
  /// Position of the unit above in its tier.
  var parent: Int
  /// Cases that come from it.
  var cases: Int
  /// Cases in proportion to the mean unit.
  var weight: Double
  var staff: Int?
}

struct FittedReopening: Sendable {
  /// Of closings, those that are opened again.
  var share: Double
  var count: Int
  /// Of those, the ones that start at a higher tier than that which closed.
  var above: Double
  var delay: DurationCell
}

/// A remark about what a fit learnt, assumed or could not learn.
public enum FitNote: Hashable, Sendable {
  /// How the log was read.
  case reading(ReadingNote)
  /// About rows that were not used, or could be read in another way.
  case rows(RowNote)
  /// About the log as a whole.
  case log(LogDoubt)
  /// What cannot be told to change or not, because it hangs together for too long.
  case changeUntested(times: Bool, others: Bool)
  /// The log changes, so that only the cases from a day on are used.
  case recentCases(count: Int, of: Int, begin: String)
  case typesTogether(count: Int, cases: Int)
  case populations(types: Int)
  case noTypes
  case noTiers
  case noTimeOfDay
  case noWork
  case noMoves
  case closesWithLastRow
  case noUnits
  case blankUnits(cases: Int)
  case unitsWithoutParents(tier: String)
  case openCases(count: Int, of: Int)
  case reopened(count: Int)
  case handovers(count: Int)
  case hoursFound(tier: String, hours: String)
  case hoursUnclear(tier: String)
  case staffFound(tier: String, staff: Double)
  case pooledCells(count: Int, of: Int)
  /// Rows whose tier is a blank, which the tier that takes the rest has taken, or one whose pattern matches anything.
  case blankTiers(rows: Int, of: Int)
  /// Cases of which every row is left out, so that they are missing whole.
  case casesLeftOut(count: Int, remaining: Int)
  /// Stays that end in the moment in which they begin, and go on to another tier.
  case momentaryStays(count: Int, of: Int)
  /// Types of which no case was seen to be closed, so that they go the ways of all types.
  case borrowedWays(types: Int, of: Int)
  case fromSample(count: Int, of: Int)
  case shortForMonths(days: Int)
  case loadTooHigh(tier: String, load: Double)
  /// Of the time that cases waited at a tier on duty, the share in line for its staff, with its interval of 95 %.
  case waitsInLine(tier: String, staff: Double, share: Double, low: Double, high: Double)
  /// The same where there is next to no line, so that staff is not why cases wait.
  case waitsElsewhere(tier: String, staff: Double, share: Double, high: Double)
  /// Of the time waited at a tier, the share off duty.
  case waitsOffDuty(tier: String, share: Double)
  /// Of cases in line, the share that was taken before one that had been ready earlier.
  case orderOfService(tier: String, share: Double)
  /// At some hours fewer are at work than at others, and the scenario has one number for all.
  case staffByHour(tier: String, least: Int, most: Int)
  /// Distributions whose median or mean lies beyond the longest stay that was seen, with the longest of them.
  case beyondLongest(cells: [String], of: Int)
  /// Nothing tells when cases were opened but the beginning of work.
  case firstWaitUnknown
}
