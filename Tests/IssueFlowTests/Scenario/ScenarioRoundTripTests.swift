import ScenarioLanguage
import Testing

@Suite struct ScenarioRoundTripTests {
  @Test("Every key reaches its property")
  func everyKey() throws {
    let scenario = try ScenarioFiles(EveryKey.files).load().scenario
    #expect(scenario.name == "every-key" && scenario.title == LocalizedText(en: "Every key", zh: "所有键"))
    #expect(scenario.about.en == "A scenario for tests" && scenario.start.iso == "2025-03-01")
    #expect(scenario.observe == 129_600 && scenario.warmUp == .detected(atMost: 86400) && scenario.drain == 43200)
    #expect(scenario.seed == 7 && scenario.replications == 20 && scenario.generator == "mt19937")
    #expect(scenario.holidays.count == 1 && scenario.backlog == 10080 && scenario.whistleAt == "street")
    #expect(scenario.calendars.map(\.closedOnHolidays) == [false, true])
    let day = scenario.profiles[0]
    #expect(day.hoursOfWeek[0] == 1 && day.hoursOfWeek[4 * 24] == 1 && day.hoursOfWeek[5 * 24] == 2)
    #expect(day.hoursOfWeek[6 * 24 + 1] == 10 && day.months[11] == 78)
    #expect(scenario.profiles[1].hoursOfWeek[167] == 167 * 7 + 1)
    guard case .generated(let units) = scenario.city.source else { return #expect(Bool(false)) }
    #expect(units == ["street": 2, "grid": 5] && scenario.city.seed == 9)
    #expect(scenario.city.households == .lognormalMedian(median: 500, sigma: 0.3))
    try expectTier(scenario.tiers)
    try expectType(scenario.types)
    try expectServices(scenario)
    try expectResidents(scenario)
  }

  private func expectTier(_ tiers: [TierSpec]) throws {
    let tier = try #require(tiers.first)
    #expect(tiers.map(\.id) == ["grid", "street"] && tier.staff == 1.5 && tier.calendar == "office")
    #expect(tier.discipline == .priority && tier.endOfShift == .finishAndLeave && tier.waitingRoom == 50)
    #expect(tier.paperwork == 0.3 && tier.speed == 1.1 && tier.overdue == .stay && tier.sendDown == 0.1)
    #expect(tier.competence.level == 0.6 && tier.competence.spread == 0.1)
    #expect(tier.referral.base == 0.05 && tier.referral.rise == 0.2 && tier.referral.atQueue == 8)
    #expect(tier.waitLimit == .workingDays(5) && tier.transfer == .constant(30))
    #expect(tier.sendDownDelay == .constant(60) && tier.costPerWorker == 80000)
  }

  private func expectType(_ types: [IssueTypeSpec]) throws {
    let type = try #require(types.first)
    #expect(type.id == "noise" && type.title.zh == "噪声" && type.rate == .perHousehold(12 / 1000.0 / 43830))
    #expect(type.profile == "day" && type.overDispersion == 0.2)
    #expect(type.complexity == .beta(a: 2, b: 5, low: 0, high: 1) && type.authority == ["grid": 0.7])
    #expect(type.work == ["grid": .lognormal(mean: 40, cv: 1.2)] && type.examine == ["grid": .constant(5)])
    #expect(type.outside == ["street": .constant(2880)] && type.urgency == .urgent)
    #expect(type.limit == .clock(minutes: 21600) && type.foundBy == ["hotline": .constant(120)])
    #expect(type.worsening == 0.02 && type.selfHelp == 0.15 && type.selfHelpTime == .constant(1440))
    #expect(type.startAt == "grid" && type.departments == ["police": 0.4] && type.deliberation == 0.1)
    #expect(type.recurrence == 0.2 && type.recurrenceDelay == .constant(43200) && type.routing == nil)
    let routed = try #require(types.last)
    #expect(routed.startAt == .shares(["grid": 0.9, "street": 0.1]))
    let waysOn = [
      "grid": ["street": RouteSpec(share: 0.02, after: .constant(60)), "grid": RouteSpec(share: 0.03)],
      "street": ["grid": RouteSpec(share: 0.05)],
    ]
    #expect(routed.routing == waysOn)
  }

  private func expectServices(_ scenario: Scenario) throws {
    let channel = try #require(scenario.channels.first)
    #expect(channel.id == "hotline" && channel.calendar == "office" && channel.reportsTo == "street")
    #expect(!channel.needsIntake && channel.travel == .constant(10))
    #expect(channel.duplicates == 0.3 && channel.falseAlarms == 0.1)
    let intake = try #require(scenario.intake)
    #expect(intake.at == "street" && intake.staff == 2 && intake.calendar == "office")
    #expect(intake.work == .constant(5) && intake.dispatch == .constant(10) && intake.checkWork == .constant(4))
    #expect(intake.wrongUnit == 0.02 && intake.wrongTier == 0.03 && intake.returnDelay == .constant(1440))
    #expect(intake.costPerWorker == 70000)
    let department = try #require(scenario.departments.first)
    #expect(department.id == "police" && department.staff == 3 && department.response == .constant(120))
    #expect(department.work == .constant(60) && department.costPerWorker == 9)
  }

  private func expectResidents(_ scenario: Scenario) throws {
    let deliberation = try #require(scenario.deliberation)
    #expect(deliberation.at == "street" && deliberation.sessions == [2580, 5460] && deliberation.batch == 6)
    #expect(deliberation.quorum == 0.8 && deliberation.success == 0.6 && deliberation.attempts == 2)
    #expect(deliberation.duration == .constant(120))
    let feedback = try #require(scenario.feedback)
    #expect(feedback.callBack == 0.9 && feedback.delay == .constant(2880) && feedback.dissatisfied == 0.1)
    #expect(feedback.dissatisfiedIfLate == 0.2 && feedback.falseClosure == ["grid": 0.05])
    #expect(feedback.reopen == 0.5 && feedback.reopenAbove == 0.3 && feedback.atMost == 2)
    let withdrawal = try #require(scenario.withdrawal)
    #expect(withdrawal.impatient == 0.1 && withdrawal.patience == .constant(14400))
    let targets = try #require(scenario.targets)
    #expect(targets.split == .handledAt && targets.confidence == 0.9)
    #expect(targets.shares.map(\.tier) == ["grid", "street"] && targets.shares.map(\.tolerance) == [0.05, 0.04])
    #expect(targets.guards.map(\.response) == ["withdrawn_share", "utilisation"])
    #expect(targets.guards.map(\.responseClass) == ["", "grid"] && targets.guards.map(\.atMost) == [0.02, 0.85])
  }

  /// `schema` has one version, and `extends` is taken out before keys are read, as is what a city says of another.
  static let keys = ScenarioSchema.fields.map(\.path).filter { !["schema", "extends", "city.replace"].contains($0) }

  @Test("No key is read and then ignored", arguments: keys)
  func keyMatters(path: String) throws {
    let files = try ScenarioFiles(EveryKey.files)
    let change = try #require(EveryKey.changes[path], "the test knows no other value of \(path)")
    let before = try files.load()
    let after = try files.load(set: change)
    #expect(description(before.scenario) != description(after.scenario))
    #expect(before.canonicalText != after.canonicalText)
  }

  @Test("The test changes no key that the language does not have")
  func changesAreKeys() {
    #expect(Set(EveryKey.changes.keys) == Set(Self.keys))
  }

  /// A text of a value in which dictionaries are in the order of their keys.
  private func description(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return "\(value)" }
    let parts = mirror.children.map { "\($0.label ?? ""):\(description($0.value))" }
    let isUnordered = mirror.displayStyle == .dictionary || mirror.displayStyle == .set
    return "(" + (isUnordered ? parts.sorted() : parts).joined(separator: ",") + ")"
  }
}
