import RandomStreams

// What a city has beside tiers that wait for issues: people who come and go, units that fail, neighbours who help.
// The first part is written in files; the second is filled by measures alone.

/// A specialist line inside a unit, with workers and a queue of its own.
public struct LineSpec: Hashable, Sendable {
  public var id = ""
  public var title = LocalizedText()
  public var staff = 1.0
  public init() {}
}

/// How workers leave and are replaced.
public struct TurnoverSpec: Hashable, Sendable {
  /// Quits a minute of each filled post.
  public var quitRate = 0.0
  /// Minutes from a quit until the successor begins.
  public var leadTime = Distribution.constant(0)
  /// Minutes during which a newcomer works at `newcomerPace`.
  public var rampUp = 0.0
  public var newcomerPace = 1.0
  /// Share of appointments that are confirmed; others cost another lead time. Set by measures.
  public var passRate = 1.0
  /// Added to the competence level for each confirmed newcomer, at a unit in the mean over its workers.
  public var newcomerSkill = 0.0
  /// Promotions out of the tier, a minute of each filled post.
  public var promotionRate = 0.0
  public var grades: GradeSpec?
  public init() {}
}

/// Grades of workers: three kinds of post with eighteen grades.
public struct GradeSpec: Hashable, Sendable {
  /// Minutes between reviews, each of which may raise a grade.
  public var review = 365.25 * 1440
  /// Chance that a review raises the grade of a worker whose unit closes as much as it should.
  public var raise = 0.0
  /// Growth of pay with each grade, as a share of the lowest.
  public var payStep = 0.0
  /// Growth of pace with each grade.
  public var paceStep = 0.0
  /// Quits fall as pay to the power of minus this.
  public var quitElasticity = 0.0
  public init() {}

  public static let highest = 18
}

/// Units that become weak, and what becomes of them.
public struct WeaknessSpec: Hashable, Sendable {
  /// Onsets a minute of each sound unit.
  public var onset = 0.0
  /// Mean minutes until a weak unit recovers by itself; infinite for never.
  public var recovery = Double.infinity
  public var pace = 1.0
  /// Taken from the competence level.
  public var competence = 0.0
  /// Minutes between inspections, set by measures; 0 is none.
  public var inspection = 0.0
  /// Share of weak units that an inspection finds.
  public var found = 1.0
  public var repair = Distribution.constant(0)
  public init() {}
}

/// Whether there is a unit, and whether it does anything.
public struct CoverageSpec: Hashable, Sendable {
  public var covered = 1.0
  /// Share of periods in which a covered unit is active.
  public var effective = 1.0
  public var period = 30 * 1440.0
  public init() {}
}

/// How far the competence of units differs by who leads them.
public struct LeadershipSpec: Hashable, Sendable {
  public var mean = 0.0
  public var spread = 0.0
  /// Share of the worst who are not there: the lower tail that a review cuts.
  public var cut = 0.0
  public init() {}
}

/// People who come for some hours a week and take what waits in a unit.
public struct VolunteerSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// People of a unit of the lowest tier.
  public var perUnit = 0.0
  /// Chance that one of them comes when called.
  public var response = 0.0
  /// Minutes of the week, Monday 00:00 first; sorted.
  public var sessions: [Double] = []
  /// How long they stay, in minutes.
  public var stay = 120.0
  /// Their hands-on time is a worker's divided by it.
  public var pace = 1.0
  /// Added to the competence level of the unit.
  public var skill = 0.0
  public var points: PointsSpec?
  public init() {}
}

/// Points for coming, which make coming likelier.
public struct PointsSpec: Hashable, Sendable {
  public var perCall = 1.0
  /// Lost a day, as a share.
  public var decay = 0.0
  public var threshold = 1.0
  /// Growth of the chance to come, at or above the threshold.
  public var gain = 0.0
  public init() {}
}

/// Somebody near the issue who tries before the administration hears of it: an anchor household, a property firm.
public struct ResponderSpec: Sendable {
  public var id = ""
  public var title = LocalizedText()
  /// Share of issues that arise within its reach.
  public var coverage = 0.0
  /// Types that it tries; empty for all.
  public var types: [String] = []
  /// Servers of a unit of the lowest tier.
  public var perUnit = 1.0
  public var calendar = "always"
  public var work = Distribution.constant(0)
  public var competence = CompetenceSpec()
  /// Minutes lost when it fails.
  public var delay = Distribution.constant(0)
  public init() {}
}

/// Something that changes how often issues arise in places, one after another: works, facilities.
public struct WorksSpec: Sendable {
  public var id = ""
  /// Types that it changes; empty for all.
  public var types: [String] = []
  /// Share of places that get it.
  public var share = 0.0
  /// Simulated days after which the first begins, and over which the rest follow.
  public var from = CivilDate(year: 1970, month: 1, day: 1)
  public var window = 0.0
  public var duration = 0.0
  public var during = 0.0
  public var after = 0.0
  public init() {}
}

/// Periodic review by the city: staff goes to the units that are behind, overdue issues to the front.
public struct SteeringSpec: Hashable, Sendable {
  public var tier = 0
  public var period = 30 * 1440.0
  /// Waiting per worker above which a unit is behind.
  public var threshold = 0.0
  /// Share of the tier's staff that a review may move.
  public var share = 0.0
  public var supervises = true
  public init() {}
}

/// Projects against the causes of the most issues.
public struct ProjectSpec: Hashable, Sendable {
  public var period = 365 * 1440.0
  /// Projects of a period in every subtree of the top tier.
  public var count = 0.0
  public var duration = 0.0
  public var effect = 0.0
  public init() {}
}

/// Stars by what a unit closed itself, and what they give it in the next period.
public struct RatingSpec: Hashable, Sendable {
  public var period = 91 * 1440.0
  /// Shares closed by the unit itself at which it has 2, 3, 4 and 5 stars.
  public var bands: [Double] = [0.5, 0.65, 0.8, 0.9]
  /// Growth of pace, and of the competence level, with each star above three.
  public var pace = 0.0
  public var competence = 0.0
  public init() {}
}

/// What a unit does with issues when its line is long and a neighbour's is short.
public struct OverflowSpec: Hashable, Sendable {
  /// Waiting per worker from which on it gives issues away.
  public var threshold: Double
  public var share: Double
  public init(threshold: Double, share: Double) {
    self.threshold = threshold
    self.share = share
  }
}

/// Orders of a tier to departments, without the whistle.
public struct OrderSpec: Hashable, Sendable {
  public var acceptance: Double
  /// Minutes within which a department answers an order.
  public var response: Distribution
  public init(acceptance: Double, response: Distribution) {
    self.acceptance = acceptance
    self.response = response
  }
}

/// A digital tool that some use: it saves them work, and costs the others double entry.
public struct AdoptionSpec: Hashable, Sendable {
  public var share: Double
  /// Share of hands-on time saved.
  public var gain: Double
  /// Minutes of double entry.
  public var entry: Double
  public init(share: Double, gain: Double, entry: Double) {
    self.share = share
    self.gain = gain
    self.entry = entry
  }
}

/// Centres within reach on foot, or not.
public struct CircleSpec: Hashable, Sendable {
  /// Centres of an area, and its square kilometres.
  public var centres = 1.0
  public var area = 1.0
  /// Metres a minute, along streets.
  public var speed = 55.0
  /// Minutes on foot.
  public var radius = 15.0
  /// Share of those beyond it who come all the same.
  public var beyond = 1.0
  public init() {}
}

/// Floor area as a limit on how many can serve at once.
public struct FloorSpec: Hashable, Sendable {
  /// Square metres of a unit, where its table does not say more.
  public var area = 0.0
  public var perSeat = 1.0
  /// What a unit should have, and for every 100 households; the greater counts.
  public var norm = 0.0
  public var normPerHundred = 0.0
  public init() {}
}

extension CircleSpec {
  /// The walk to the nearest of centres that lie at random: a Rayleigh distribution, as the distance to the nearest point
  /// of a planar Poisson process has it (Clark and Evans 1954).
  public var walk: Distribution {
    .weibull(scale: 1000 * (area / (centres * .pi)).squareRoot() / speed, shape: 2)
  }
}
