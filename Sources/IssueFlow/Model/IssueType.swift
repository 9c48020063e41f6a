import RandomStreams

/// An issue type as the engine sees it.
struct IssueType: Sendable {
  /// By which its luck is addressed.
  var luckNumber: UInt16
  var profile: Int32
  var overDispersion: Double
  var complexity: SamplerID
  var priorityClass: UInt8
  var limit: Limit
  /// Per minute undiscovered.
  var worsening: Double
  var selfHelp: Double
  var selfHelpTime: SamplerID
  /// Tier where registered issues start; ``ofChannel`` or ``byShares`` where that differs from issue to issue.
  var startTier: Int8
  var isFoundAtOnce: Bool
  /// Where its called departments lie in `FlowModel.departmentCalls`.
  var firstCall: Int32
  var callCount: Int32
  var deliberation: Double
  var recurrence: Double
  var recurrenceDelay: SamplerID
  /// Whether its luck decides which tier may close it; else the lowest may.
  var isDecidedByLuck: Bool
  /// Work from above that is no issue.
  var isErrand = false
  var line: UInt8 = 0
  var ownerless = 0.0
  var ownerlessDelay: SamplerID
  var fallback: SamplerID
  var hasFallback = false
  var blank = 0.0
  var jointMeeting = 0.0
  var lasting = 0.0
  /// Whether what is observed decides where its issues go, and neither authority nor competence.
  var isRouted = false
  /// Where its shares by starting tier lie in `FlowRules.startLimits`.
  var firstStart: Int32 = 0

  static let ofChannel: Int8 = -1
  static let byShares: Int8 = -2
}

/// A way on from a tier, where routing is observed: for the numbers of luck in `low ..< high`.
struct Route: Sendable {
  var low: Double
  var high: Double
  var tier: UInt8
  var after: SamplerID
  var hasAfter: Bool
}

/// What holds for a type at a tier.
struct TypeAtTier: Sendable {
  /// Share of issues that this tier or a lower one may decide.
  var authority: Double
  var work: SamplerID
  var examine: SamplerID
  var hasExamine: Bool
  var outside: SamplerID
  var hasOutside: Bool
  /// Whether solved work may go on elsewhere: with departments, at a session, outside.
  var goesOn: Bool
  var falseClosure: Double
  /// Where its ways on lie in `FlowRules.routes`.
  var firstRoute: Int32 = 0
  var routeCount: Int32 = 0
}

/// How a type is found by a channel.
struct TypeInChannel: Sendable {
  var delay: SamplerID
  var isUsed: Bool
}

struct Channel: Sendable {
  /// By which luck is addressed.
  var luckNumber: UInt16
  var calendar: Int32
  var reportsTo: Int8
  var needsIntake: Bool
  var travel: SamplerID
  var duplicates: Double
  var falseAlarms: Double
  var isComplaint: Bool
  var verify: SamplerID
  var verifies: Bool
  var reach: Double
  /// Minutes on foot within which people come as they like; infinite without a circle.
  var circle: Double
  var beyond: Double

  /// Whether it cannot notice just any issue.
  var isLimited: Bool { reach < 1 || circle < .infinity }
}

struct Intake: Sendable {
  var tier: Int
  var work: SamplerID
  var dispatch: SamplerID
  var wrongUnit: Double
  var wrongTier: Double
  var checkWork: SamplerID
  var returnDelay: SamplerID
}

struct Department: Sendable {
  /// By which luck is addressed.
  var luckNumber: UInt16
  var response: SamplerID
  var work: SamplerID
}

/// One department that a type may need.
struct DepartmentCall: Sendable {
  var department: Int32
  var share: Double
  /// By which what the department does for the type is addressed: one number for both.
  var luckNumber: UInt16
}

struct Meeting: Sendable {
  var tier: Int
  /// Minutes of the week, ascending.
  var sessions: [Double]
  var batch: Int
  var quorum: Double
  var success: Double
  var duration: SamplerID
  var attempts: Int
  /// Rooms; `Int.max` for as many as are wanted.
  var rooms: Int
  var otherUse: Double
}

/// The two kinds of meeting: residents among themselves, or with committee, owners and property firm.
enum MeetingKind: Int, CaseIterable {
  case deliberation
  case joint
}

struct Feedback: Sendable {
  var callBack: Double
  var delay: SamplerID
  var dissatisfied: Double
  var dissatisfiedIfLate: Double
  var reopen: Double
  var reopenAbove: Double
  var atMost: Int
}

struct Withdrawal: Sendable {
  var impatient: Double
  var patience: SamplerID
}
