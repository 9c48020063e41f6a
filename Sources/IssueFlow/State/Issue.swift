import EventKernel
import Queueing

/// Where an issue is in its life.
enum IssueState: UInt8 {
  case free
  /// Will recur at a set time; has not arisen yet.
  case latent
  case undiscovered
  case waiting
  case inService
  case inTransit
  /// Solved but for others' doing: outside, with departments, at a session.
  case pending
  case awaitingCallBack
}

/// An issue that is open: one entry of the simulation's table.
///
/// Its identity is (type, place, ordinal), type and place by their luck numbers; no policy can change it, and all its
/// luck is addressed by it.
struct Issue: BitwiseCopyable {
  var arose = 0.0
  var registered = 0.0
  var due = Double.infinity
  /// When the resident gives up; infinite for the patient.
  var patience = Double.infinity
  var arrived = 0.0
  /// When work of the visit first began.
  var started = 0.0
  /// When it began or last went on after a hand-over.
  var resumed = 0.0
  /// Hands-on minutes of the visit under way, and the working minutes that they take.
  var visitWork = 0.0
  var visitMinutes = 0.0
  /// Working minutes still to do after a hand-over; negative when work has not begun.
  var remaining = -1.0
  /// Hands-on minutes so far.
  var work = 0.0
  var complexity = 0.0
  var ordinal = 0
  /// Visits begun, eight bits for each tier.
  var visitCounts: UInt64 = 0
  var ticket = WaitingTicket.none
  var limit = EventHandle.none
  var place: Int32 = 0
  /// Type and place as its luck is addressed.
  var luckPlace: Int32 = 0
  var luckType: UInt16 = 0
  /// Unit where it is or whither it goes.
  var unit: Int32 = 0
  /// Station where it waits or is worked on.
  var station: Int32 = 0
  /// When its resident would have complained; infinite for never, or when nobody asks.
  var complaint = Double.infinity
  /// When it was first declared solved, of those that were opened again; NaN for all others.
  var firstSolved = Double.nan
  /// First responder that tried it last.
  var responder: UInt8 = 0
  var type: UInt8 = 0
  var kind = IssueKind.issue
  var state = IssueState.free
  /// Tier of `unit`.
  var tier: UInt8 = 0
  /// Lowest tier that may close it; ``routed`` where what is observed decides.
  var authorityTier: UInt8 = 0
  var handledAt: UInt8 = 0
  var channel = IssueRecord.noChannel
  var cause = LeakCause.none
  var visits: UInt8 = 0
  var reopens: UInt8 = 0
  var handDowns: UInt8 = 0
  var callBacks: UInt8 = 0
  var contentCallBacks: UInt8 = 0
  var sessions: UInt8 = 0
  var isRegistered = false
  /// On a visit to a unit that it was assigned to by mistake.
  var isAstray = false
  var wasMisassigned = false
  /// In a place that no channel of the lowest tier reaches.
  var isBlank = false
  /// Settled by residents among themselves.
  var isSettledByResidents = false
  /// Closed without a cure.
  var isUncured = false
  var isOfCohort = false
  /// Its number among the further reports, or the false alarms, beside one issue, from 1; 0 for what another line of a
  /// unit registers, and for issues and errands.
  var report: UInt16 = 0

  static let lineageShift = 36
  /// Superposed streams of arrivals are told apart by the four bits below.
  static let layerShift = 32
  static let backlogLineage = 15
  static let lastLineage = 14

  /// Recurrences so far; `backlogLineage` for the initial backlog.
  var lineage: Int { ordinal >> Issue.lineageShift }

  /// The visit field of an address: tier, and number of the visit to this tier.
  ///
  /// So the first visit to a tier has the same luck whatever visits went before it elsewhere.
  @inline(__always)
  var visitField: Int { Int(tier) << 8 | Int(truncatingIfNeeded: visitCounts >> (UInt64(tier) * 8)) & 0xFF }

  /// The visit field of a session's luck: tier, visit to it, and number of the session, side by side.
  ///
  /// Three, five and eight bits: a scenario allows at most ``LuckNumbers/mostSessions`` sessions of a visit.
  var sessionField: Int { Int(tier) << 13 | min(visitField & 0xFF, 31) << 8 | Int(sessions) }

  /// Above every tier, so that what is for issues whose tier may decide them passes these by.
  static let routed = UInt8.max

  /// Whether luck has no further number for another visit to its tier.
  var hasVisitedToTheLast: Bool { visitField & 0xFF == 0xFF }

  @inline(__always)
  mutating func countVisit() {
    // Saturates: the 256th visit to one tier shares its luck with the 255th.
    if visitCounts >> (UInt64(tier) * 8) & 0xFF < 0xFF { visitCounts += 1 << (UInt64(tier) * 8) }
    if visits < .max { visits += 1 }
  }
}
