import RandomStreams

// What arises.

public enum Urgency: String, CaseIterable, Sendable {
  case emergency
  case urgent
  case routine
}

/// Where registered issues of a type start.
public enum StartSpec: Hashable, Sendable, ExpressibleByStringLiteral {
  /// At the tier that the channel reports to.
  case channel
  case tier(String)
  /// Each tier, by id, with its share of the issues; the shares add up to 1.
  case shares([String: Double])

  public init(stringLiteral tier: String) { self = .tier(tier) }
}

/// What becomes of a share of the issues that a tier has worked on.
public struct RouteSpec: Hashable, Sendable {
  public var share = 0.0
  /// Minutes on the way, without staff; `nil` for what such a move takes at the tier.
  public var after: Distribution?

  public init(share: Double = 0, after: Distribution? = nil) {
    self.share = share
    self.after = after
  }
}

public struct IssueTypeSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var rate = ArrivalRate.perUnit(0)
  /// Empty is a constant rate.
  public var profile = ""
  /// Coefficient of variation of the gamma factor of a day in a top-tier unit; 0 is plain Poisson.
  public var overDispersion = 0.0
  /// Complexity in `0 ... 1`; draws beyond are clamped to it.
  public var complexity = Distribution.constant(0)
  /// Share of issues that each tier may decide, by tier id; a missing tier takes the share of the tier below.
  public var authority: [String: Double] = [:]
  /// Hands-on minutes by tier id.
  public var work: [String: Distribution] = [:]
  /// Hands-on minutes until a tier without authority knows it; missing: the whole work.
  public var examine: [String: Distribution] = [:]
  /// What becomes of issues after work at a tier, by the id of the tier and of the one that they go to; what is left is
  /// solved there. `nil` where authority and competence decide.
  public var routing: [String: [String: RouteSpec]]?
  /// Minutes that solved work waits on others, without staff, by tier id.
  public var outside: [String: Distribution] = [:]
  public var urgency = Urgency.routine
  /// Time limit from registration to closing; `nil` is without.
  public var limit: TimeSpan?
  /// Minutes until a channel finds it, by channel id; empty with no channels: at once.
  public var foundBy: [String: Distribution] = [:]
  /// Growth of complexity per day undiscovered.
  public var worsening = 0.0
  /// Share settled by a household anchor, property firm or the residents, never registered.
  public var selfHelp = 0.0
  /// Minutes that self-help takes.
  public var selfHelpTime = Distribution.constant(0)
  /// Tier where registered issues start.
  public var startAt = StartSpec.channel
  /// Departments that the whistle calls, by id, each with the share of issues handled at the whistling tier that
  /// need it.
  public var departments: [String: Double] = [:]
  /// Share of issues handled at the deliberating tier that go to a residents' session.
  public var deliberation = 0.0
  /// Chance that an issue that was closed without a lasting cure arises again.
  public var recurrence = 0.0
  public var recurrenceDelay = Distribution.constant(0)
  /// Line of the lowest tier that it belongs to; empty: the first.
  public var line = ""
  /// Share of issues that nobody owns, and the minutes until somebody takes them.
  public var ownerless = 0.0
  public var ownerlessDelay = Distribution.constant(0)
  /// Share of issues in blank spots, which no channel of the lowest tier reaches.
  public var blank = 0.0
  /// Share of issues handled at the meeting tier that go to a joint meeting.
  public var jointMeeting = 0.0

  // No keys of the file: what measures do to the type.
  /// Minutes after which a default owner takes what nobody owns.
  public var fallback: Distribution?
  /// Share of recurrences that a settlement by the residents themselves prevents.
  public var lasting = 0.0
  public init() {}
}

/// Work that arrives at the lowest tier from above and is no resident's issue: forms, inspections, campaigns.
public struct ErrandSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var rate = ArrivalRate.perUnit(0)
  /// Empty is a constant rate.
  public var profile = ""
  /// Hands-on minutes.
  public var work = Distribution.constant(0)
  /// Line of the lowest tier; no key of the file.
  public var line = ""
  public init() {}
}
