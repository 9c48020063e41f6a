import EventKernel
import IssueFlow
import RandomStreams
import ScenarioLanguage

/// Small cities that tests are made of.
enum Cities {
  /// One tier and one unit: a textbook queue, in minutes.
  static func queue(
    rate: Double, work: Distribution, servers: Double = 1, observe: Double = 10_000, warmUp: Double = 0
  ) -> Scenario {
    var scenario = Scenario()
    scenario.name = "queue"
    scenario.observe = observe
    scenario.warmUp = .fixed(warmUp)
    scenario.drain = 1_000_000
    var tier = TierSpec()
    tier.id = "desk"
    tier.staff = servers
    scenario.tiers = [tier]
    scenario.city.source = .generated(units: ["desk": 1])
    var type = IssueTypeSpec()
    type.id = "customer"
    type.rate = .perUnit(rate)
    type.work = ["desk": work]
    scenario.types = [type]
    return scenario
  }

  /// Three tiers of 4, 2 and 1 units with exponential work and authority for 70 and 90 percent.
  static func threeTiers(rate: Double = 0.05, observe: Double = 20 * 1440) -> Scenario {
    var scenario = Scenario()
    scenario.name = "three"
    scenario.observe = observe
    scenario.drain = 60 * 1440
    scenario.tiers = ["grid", "community", "street"].map { id in
      var tier = TierSpec()
      tier.id = id
      tier.staff = 1
      return tier
    }
    scenario.city.source = .generated(units: ["grid": 2, "community": 2, "street": 1])
    var type = IssueTypeSpec()
    type.id = "noise"
    type.rate = .perUnit(rate)
    type.authority = ["grid": 0.7, "community": 0.9, "street": 1]
    type.work = ["grid": .exponential(mean: 10), "community": .exponential(mean: 15), "street": .exponential(mean: 20)]
    type.complexity = .uniform(low: 0, high: 1)
    scenario.types = [type]
    return scenario
  }

  /// Monday to Friday, 9 to 12 and 13 to 17.
  static var office: CalendarSpec {
    var calendar = CalendarSpec()
    calendar.id = "office"
    let day = [MinuteInterval(start: 540, end: 720), MinuteInterval(start: 780, end: 1020)]
    calendar.week = [day, day, day, day, day, [], []]
    return calendar
  }

  static func model(_ scenario: Scenario) throws -> FlowModel { try FlowModel(validating: scenario) }

  /// Runs one replication and gives its totals with all rows.
  static func run(
    _ scenario: Scenario, seed: UInt32 = 1, replication: UInt32 = 1
  ) throws -> (totals: FlowTotals, log: RecordLog) {
    let log = RecordLog()
    var simulation = try FlowSimulation(
      model: model(scenario), key: StreamKey(masterSeed: seed, replication: replication), observers: [log])
    return (simulation.run(), log)
  }
}

/// Keeps every row.
final class RecordLog: FlowObserver {
  private(set) var visits: [VisitRecord] = []
  private(set) var issues: [IssueRecord] = []
  private(set) var days: [DayRecord] = []

  func observe(visits: [VisitRecord]) { self.visits += visits }
  func observe(issues: [IssueRecord]) { self.issues += issues }
  func observe(day: DayRecord) { days.append(day) }

  var closed: [IssueRecord] { issues.filter { $0.outcome == .closed && $0.isOfCohort } }

  /// Closed issues of the cohort by tier, as shares.
  func split(_ tiers: Int) -> [Double] {
    (0..<tiers).map { tier in Double(closed.count { Int($0.closedAt) == tier }) / Double(closed.count) }
  }
}
