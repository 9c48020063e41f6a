import IssueFlow
import RandomStreams
import ScenarioLanguage

/// Small cities made in code: two streets of two communities of three grids.
enum TinyCity {
  /// Exponential times, always open; 70 % of issues may be closed in the grid and 90 % in the community.
  ///
  /// Loads are 0.5 in a grid, 0.45 in a community and 0.3 at a street; every grid has an issue an hour.
  static func bare(days: Double = 30, replications: Int = 4) -> Scenario {
    var scenario = Scenario()
    scenario.name = "tiny"
    scenario.title = LocalizedText(en: "Tiny, \"quoted\"", zh: "小城")
    scenario.start = CivilDate(year: 2025, month: 3, day: 1)
    scenario.warmUp = .fixed(2 * 1440)
    scenario.observe = days * 1440
    scenario.drain = 20 * 1440
    scenario.seed = 7
    scenario.replications = replications
    scenario.city.source = .generated(units: ["street": 2, "community": 2, "grid": 3])
    scenario.tiers = ["grid", "community", "street"].map { id in
      var tier = TierSpec()
      tier.id = id
      tier.costPerWorker = 36_525
      return tier
    }
    var type = IssueTypeSpec()
    type.id = "noise"
    type.rate = .perUnit(1.0 / 60)
    type.authority = ["grid": 0.7, "community": 0.9, "street": 1]
    type.work = ["grid": .exponential(mean: 30), "community": .exponential(mean: 30), "street": .exponential(mean: 30)]
    scenario.types = [type]
    return scenario
  }

  /// As bare, with channels, a desk, a department, call-backs and withdrawals.
  static func full(days: Double = 20, replications: Int = 4) -> Scenario {
    var scenario = bare(days: days, replications: replications)
    var hotline = ChannelSpec()
    hotline.id = "hotline"
    hotline.duplicates = 0.3
    hotline.falseAlarms = 0.1
    var patrol = ChannelSpec()
    patrol.id = "patrol"
    patrol.needsIntake = false
    scenario.channels = [hotline, patrol]
    var intake = IntakeSpec()
    intake.at = "community"
    intake.work = .exponential(mean: 5)
    intake.wrongUnit = 0.05
    intake.checkWork = .constant(5)
    scenario.intake = intake
    var department = DepartmentSpec()
    department.id = "police"
    department.response = .exponential(mean: 30)
    department.work = .exponential(mean: 40)
    scenario.departments = [department]
    scenario.whistleAt = "street"
    var feedback = FeedbackSpec()
    feedback.callBack = 0.7
    feedback.delay = .exponential(mean: 600)
    feedback.dissatisfied = 0.1
    feedback.reopen = 0.5
    scenario.feedback = feedback
    var withdrawal = WithdrawalSpec()
    withdrawal.impatient = 0.2
    withdrawal.patience = .exponential(mean: 500)
    scenario.withdrawal = withdrawal
    scenario.types[0].foundBy = ["hotline": .exponential(mean: 300), "patrol": .exponential(mean: 200)]
    scenario.types[0].departments = ["police": 0.5]
    scenario.types[0].limit = .clock(minutes: 600)
    scenario.types[0].selfHelp = 0.1
    scenario.types[0].selfHelpTime = .constant(60)
    scenario.tiers[2].sendDown = 0.2
    scenario.tiers[0].waitLimit = .clock(minutes: 400)
    return scenario
  }

  /// Targets that a bare city meets with a tolerance of five points.
  static func targets(_ shares: [Double] = [0.7, 0.2, 0.1], tolerance: Double = 0.05) -> TargetsSpec {
    var targets = TargetsSpec()
    targets.shares = zip(["grid", "community", "street"], shares).map {
      ShareTarget(tier: $0, share: $1, tolerance: tolerance)
    }
    return targets
  }

  static func model(_ scenario: Scenario) throws -> FlowModel { try FlowModel(validating: scenario) }
}
