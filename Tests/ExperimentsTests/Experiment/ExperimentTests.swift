import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Experiments")
struct ExperimentTests {
  @Test("The summary has a row for every number, with its interval over the replications that observed it")
  func summary() async throws {
    let result = try await Experiment(model: try TinyCity.model(TinyCity.bare(days: 5))).run(jobs: 2)
    #expect(result.replications.count == 4)
    #expect(result.summary.count == result.replications[0].layout.entries.count)
    let shares = result.replications.compactMap { $0.value(of: .share, "grid") }
    let row = try #require(result.row(of: .share, "grid"))
    #expect(row.mean.map { abs($0 - shares.reduce(0, +) / 4) < 1e-12 } == true)
    #expect(row.n == 4)
    #expect(row.low == row.mean.flatMap { mean in row.halfWidth.map { mean - $0 } })
    let unobserved = try #require(result.row(of: .satisfaction))
    #expect(unobserved.n == 0 && unobserved.mean == nil && unobserved.halfWidth == nil)
    #expect(result.verdict == nil && result.verdictProblem == nil)
  }

  @Test("Units and days are means of the same issues as the summary")
  func unitsAndDays() async throws {
    let result = try await Experiment(model: try TinyCity.model(TinyCity.full(days: 5))).run(jobs: 1)
    let arisen = try #require(result.row(of: .issuesArisen)?.mean)
    let closed = try #require(result.row(of: .issuesClosed)?.mean)
    for tier in ["grid", "community", "street"] {
      let units = result.units.filter { $0.tier == tier }
      #expect(abs(units.reduce(0) { $0 + $1.issues } - arisen) < 1e-6)
      #expect(abs(units.reduce(0) { $0 + $1.closed } - closed) < 1e-6)
      for unit in units { #expect(unit.shares.map { abs($0.reduce(0, +) - 1) < 1e-12 } ?? true) }
    }
    #expect(result.units.map(\.id).first == "grid-1" && result.units.map(\.id).last == "street-2")
    #expect(result.units[0].parent == "community-1" && result.units[17].parent == "")
    let days = result.timeline.filter { $0.quantity == .arisen && $0.phase == .observation }
    #expect(days.count == 5)
    #expect(days[0].date == CivilDate(year: 2025, month: 3, day: 1))
    #expect(abs(days.reduce(0) { $0 + $1.mean } - arisen) < 1e-6)
    #expect(result.replications.allSatisfy { $0.details == nil })
  }

  @Test("Leaks add up to what was closed above the lowest tier")
  func leaks() async throws {
    let result = try await Experiment(model: try TinyCity.model(TinyCity.full(days: 5))).run(jobs: 2)
    let above = result.replications.reduce(0) { $0 + $1.splits.closedAt.dropFirst().reduce(0, +) }
    #expect(abs(result.leaks.reduce(0) { $0 + $1.issues } - Double(above) / 4) < 1e-9)
    let top = result.topLeaks(2)
    #expect(top.count == 2 && top[0].issues >= top[1].issues)
    #expect(result.leaks.contains { $0.cause == .authority })
    #expect(!result.leaks.contains { $0.cause == .none })
  }

  @Test("More work than staff is diagnosed unit by unit, the worst first, with the trend of each line")
  func overload() async throws {
    var scenario = TinyCity.bare(days: 10, replications: 2)
    scenario.types[0].work["community"] = .exponential(mean: 120)
    scenario.drain = 0
    let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
    let overloaded = result.diagnoses.compactMap { diagnosis in
      if case .overloaded(let tier, let units, let count) = diagnosis { (tier, units, count) } else { nil }
    }
    #expect(overloaded.map(\.0.en) == ["community"])
    let units = try #require(overloaded.first?.1)
    #expect(overloaded.first?.2 == 4 && units.count == 4)
    #expect(units.map(\.load) == units.map(\.load).sorted(by: >))
    #expect(Set(units.map(\.id)) == ["community-1", "community-2", "community-3", "community-4"])
    for unit in units {
      let row = try #require(result.units.first { $0.id == unit.id })
      #expect(unit.waiting == OverloadedUnit.Trend(first: row.waitingAtStart, last: row.waitingAtEnd))
      #expect(unit.waiting.last > 2 * unit.waiting.first)
      #expect(abs(unit.load - (row.load ?? 0)) < 1e-9)
    }
    let isIncomplete = result.diagnoses.contains {
      if case .cohortIncomplete(replications: 2, of: 2, _, _) = $0 { true } else { false }
    }
    #expect(isIncomplete)
    for diagnosis in result.diagnoses {
      #expect(!diagnosis.message.en.isEmpty && !diagnosis.message.zh.isEmpty)
    }
  }

  @Test("A unit above full load in some replications only is told, and not for certain; certainty is simultaneous")
  func overloadAtTheEdge() async throws {
    var scenario = TinyCity.bare(days: 10, replications: 4)
    scenario.types[0].work["community"] = .exponential(mean: 68)
    scenario.drain = 0
    let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
    let units = result.diagnoses.flatMap { diagnosis -> [OverloadedUnit] in
      if case .overloaded(let tier, let units, _) = diagnosis, tier.en == "community" { units } else { [] }
    }
    // Load 1.02: four replications are not enough to be sure of any.
    #expect(!units.isEmpty)
    #expect(units.allSatisfy { $0.load >= 1 && !$0.isCertain })
    var heavy = scenario
    heavy.types[0].work["community"] = .exponential(mean: 120)
    heavy.replications = 8
    let certain = try await Experiment(model: try TinyCity.model(heavy)).run(jobs: 2).diagnoses
    #expect(
      certain.contains { diagnosis in
        if case .overloaded(let tier, let units, _) = diagnosis, tier.en == "community" {
          units.allSatisfy(\.isCertain)
        } else {
          false
        }
      })
  }

  @Test("One replication is said to have no interval")
  func singleReplication() async throws {
    let experiment = Experiment(model: try TinyCity.model(TinyCity.bare(days: 2)), replications: 1)
    let result = try await experiment.run()
    #expect(result.diagnoses.contains(.singleReplication))
    #expect(result.row(of: .share, "grid")?.halfWidth == nil)
  }

  @Test("Years without a list of holidays are told, and only where holidays would close something")
  func holidays() async throws {
    func diagnoses(_ years: [Int], closes: Bool = true) async throws -> [Diagnosis] {
      var scenario = TinyCity.bare(days: 2, replications: 2)
      var calendar = CalendarSpec()
      calendar.id = "office"
      calendar.week = [[MinuteInterval]](repeating: [MinuteInterval(start: 0, end: 1440)], count: 7)
      calendar.closedOnHolidays = closes
      scenario.calendars = [calendar]
      scenario.tiers[0].calendar = "office"
      scenario.holidays = years.map { HolidayRule(date: CivilDate(year: $0, month: 1, day: 1), isWorkday: false) }
      return try await Experiment(model: try TinyCity.model(scenario)).run().diagnoses
    }
    // The city is simulated in February and March 2025.
    let ended = try await diagnoses([2023, 2024])
    #expect(ended.contains(.holidaysEnd(listed: 2023...2024, simulated: 2025...2025)))
    for (years, closes) in [([2024, 2025], true), ([2025, 2026], true), ([], true), ([2023], false)] {
      let found = try await diagnoses(years, closes: closes)
      #expect(!found.contains { if case .holidaysEnd = $0 { true } else { false } }, "\(years)")
    }
  }

  @Test("Progress counts every replication and reaches the end")
  func progress() async throws {
    let (stream, continuation) = AsyncStream<Int>.makeStream()
    _ = try await Experiment(model: try TinyCity.model(TinyCity.bare(days: 1)), replications: 6).run(jobs: 3) {
      phase, finished, total in
      if phase == .replications, total == 6 { continuation.yield(finished) }
    }
    continuation.finish()
    var told: [Int] = []
    for await finished in stream { told.append(finished) }
    #expect(told == [1, 2, 3, 4, 5, 6])
  }
}
