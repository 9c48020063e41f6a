import Foundation
import Queueing
import RandomStreams
import ScenarioLanguage

/// A tier as the engine sees it: plain numbers, no names.
struct Tier: Sendable {
  var firstUnit: Int32
  var unitCount: Int32
  var calendar: Int32
  var discipline: QueueDiscipline
  var endOfShift: EndOfShift
  var waitingRoom: Int
  /// Elapsed working minutes for one hands-on minute: `1 / (speed * (1 - paperwork))`.
  var slowness: Double
  var competence: CompetenceSpec
  var referral: ReferralSpec
  var waitLimit: Limit
  var escalatesOverdue: Bool
  var transfer: SamplerID
  var sendDown: Double
  var sendDownDelay: SamplerID
  var collectEvery = 0.0
  var switching = 0.0
  var retry = 0.0
  /// Growth of hands-on time of those who do all lines' work.
  var generalistPenalty = 0.0
  var mergesLines = false
  var lineDuplicates = 0.0
  var lineCheck: SamplerID
  var adoption: AdoptionSpec?
  var overflow: OverflowSpec?
  var orders: Orders?
  var turnover: Turnover?
  var weakness: Weakness?
  var coverage: CoverageSpec?
  var leadership: LeadershipSpec?
  var rating: RatingSpec?
  var floor: FloorSpec?

  /// Chance of solving an issue of this complexity.
  ///
  /// The logistic curve in complexity; the step that it tends to as the spread vanishes.
  @inline(__always)
  func chanceOfSuccess(at complexity: Double, shift: Double) -> Double {
    Tier.chanceOfSuccess(level: competence.level + shift, spread: competence.spread, at: complexity)
  }

  @inline(__always)
  static func chanceOfSuccess(level: Double, spread: Double, at complexity: Double) -> Double {
    if spread > 0 { return 1 / (1 + exp((complexity - level) / spread)) }
    return complexity <= level ? 1 : 0
  }

  /// Chance that an issue is passed up untouched, with so many waiting for so many workers.
  @inline(__always)
  func chanceOfReferral(waiting: Int, workers: Int) -> Double {
    let load = Double(waiting) / (Double(max(1, workers)) * referral.atQueue)
    return min(1, referral.base + referral.rise * min(1, load))
  }
}

/// A limit of time as the engine sees it.
struct Limit: Hashable, Sendable {
  /// Minutes; infinite for none.
  var minutes = Double.infinity
  /// Whether only working time of the calendar concerned counts.
  var isWorkingTime = false

  static let none = Limit()

  /// When the limit that starts to run at `time` is over; infinite when it never is.
  @inline(__always)
  func end(from time: Double, in calendar: WorkingCalendar) -> Double {
    if minutes == .infinity { return .infinity }
    return isWorkingTime ? calendar.time(after: minutes, of: time) : time + minutes
  }
}
