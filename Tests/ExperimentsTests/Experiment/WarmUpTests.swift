import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Warm-up")
struct WarmUpTests {
  /// Rises to 100 over so many days, then wobbles around it.
  private func series(risingFor days: Int, length: Int) -> [Double] {
    (0..<length).map { day in
      let level = day < days ? 100 * Double(day) / Double(days) : 100
      return level + (day % 2 == 0 ? 0.5 : -0.5)
    }
  }

  @Test("The end of a rise is found, in whole days")
  func rise() {
    let report = WarmUpDetection.report(open: [series(risingFor: 20, length: 130)], longest: 60)
    #expect(report.origin == .detected)
    #expect(report.days == 21)
    #expect(report.isTrustworthy)
  }

  @Test("A level series needs no warm-up")
  func level() {
    let report = WarmUpDetection.report(open: [series(risingFor: 0, length: 130)], longest: 60)
    #expect(report.days == 0 && report.origin == .detected)
  }

  @Test("A series that still rises gets the longest warm-up and is not trusted")
  func neverSettles() {
    let report = WarmUpDetection.report(open: [(0..<200).map(Double.init)], longest: 60)
    #expect(report.days == 60 && report.origin == .notSettled)
    #expect(!report.isTrustworthy)
  }

  @Test("A series below four weeks is too short")
  func tooShort() {
    let report = WarmUpDetection.report(open: [series(risingFor: 3, length: 27)], longest: 60)
    #expect(report.days == 60 && report.origin == .tooShort)
  }

  @Test("The cycle of the week is no warm-up, at whatever weekday the series begins", arguments: 0..<7)
  func weeklyCycle(firstDay: Int) {
    // Weekends leave three times as much open as midweek; the level itself stands still.
    let week = [10.0, 10, 10, 12, 20, 30, 30]
    let cycle = (0..<130).map { week[($0 + firstDay) % 7] }
    let report = WarmUpDetection.report(open: [cycle], longest: 60)
    #expect(report.days == 0 && report.origin == .detected)
  }

  @Test("Ten pilots are averaged, so that the luck of one is no warm-up")
  func average() {
    // One pilot begins with a burst; in the mean over ten it is a tenth of it.
    let level = series(risingFor: 0, length: 130)
    let burst = level.enumerated().map { $0.offset < 14 ? $0.element + 0.5 : $0.element }
    #expect(WarmUpDetection.report(open: [burst], longest: 60).days == 14)
    let noisy = (0..<9).map { pilot in
      level.enumerated().map { day, value in value + Double((day / 7 * 37 + pilot * 61) % 11) / 5 }
    }
    #expect(WarmUpDetection.report(open: [burst] + noisy, longest: 60).days == 0)
    #expect(WarmUpDetection.pilots >= 10)
  }

  @Test("The series tells the mean of every day and week, the statistic of every possible cut, and the cut")
  func welchSeries() throws {
    let pilots = [series(risingFor: 20, length: 130), series(risingFor: 20, length: 127).map { $0 + 2 }]
    let report = WarmUpDetection.report(open: pilots, longest: 60)
    // The shortest pilot ends the series.
    #expect(report.series.map(\.day) == Array(0..<127))
    #expect(report.series[30].open == (pilots[0][30] + pilots[1][30]) / 2)
    #expect(report.series.filter(\.isDeleted).count == report.days)
    let weeks = report.series.compactMap { day in day.statistic.map { (day.day, $0) } }
    #expect(weeks.map(\.0) == (0...9).map { $0 * 7 })
    #expect(weeks.min { $0.1 < $1.1 }?.0 == report.days)
    #expect(report.series[126].weekMean == nil && report.series[125].weekMean != nil)
  }

  @Test("Every report can be read in both languages")
  func messages() {
    for origin in [WarmUpReport.Origin.fixed, .detected, .notSettled, .tooShort] {
      let message = WarmUpReport(days: 12, origin: origin).message
      #expect(message.en.contains("12 days") && message.zh.contains("12 天"))
    }
  }

  @Test("A city that fills slowly is given its time, and the result ran with it")
  func detectedInACity() async throws {
    var scenario = TinyCity.bare(days: 60, replications: 2)
    // Issues stay open for 12 days on average after the work, so that the number open fills over weeks.
    scenario.types[0].outside = ["grid": .erlang(mean: 12 * 1440, stages: 4)]
    scenario.warmUp = .detected(atMost: 50 * 1440)
    let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
    #expect(result.warmUp.origin == .detected)
    #expect((10...35).contains(result.warmUp.days))
    #expect(result.scenario.warmUp == .fixed(Double(result.warmUp.days) * 1440))
    #expect(result.model.horizon.observationStart == Double(result.warmUp.days) * 1440)
    #expect(result.timeline.first { $0.phase == .observation }?.date == scenario.start)
    let again = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 1)
    #expect(again.warmUp == result.warmUp)
    #expect(result.warmUp.days % 7 == 0)
    #expect(result.warmUp.series.count == 107 && result.warmUp.series.allSatisfy { $0.halfWidth != nil })
  }

  @Test("An overloaded city is told apart from one that is warm")
  func overloadIsNotWarm() async throws {
    var scenario = TinyCity.bare(days: 60, replications: 1)
    scenario.types[0].work["community"] = .exponential(mean: 120)
    scenario.warmUp = .detected(atMost: 30 * 1440)
    scenario.drain = 0
    let result = try await Experiment(model: try TinyCity.model(scenario)).run()
    #expect(result.warmUp.days == 30 && result.warmUp.origin == .notSettled)
    #expect(result.diagnoses.first == .warmUp(result.warmUp))
  }

  /// M/M/1 with ten minutes of work at so much load.
  private func queue(load: Double) -> Scenario {
    var scenario = TinyCity.bare(days: 60, replications: 5)
    scenario.tiers = Array(scenario.tiers.prefix(1))
    scenario.city.source = .generated(units: ["grid": 1])
    scenario.types[0].rate = .perUnit(load / 10)
    scenario.types[0].authority = ["grid": 1]
    scenario.types[0].work = ["grid": .exponential(mean: 10)]
    scenario.warmUp = .detected(atMost: 28 * 1440)
    scenario.targets = TargetsSpec()
    scenario.targets?.shares = [ShareTarget(tier: "grid", share: 1, tolerance: 0.1)]
    return scenario
  }

  @Test("M/M/1 at load 0.95 over 60 days says that it is too short for the load, and the verdict carries it")
  func shortForTheLoad() async throws {
    var scenario = queue(load: 0.95)
    for seed in 1...5 {
      scenario.seed = UInt32(seed)
      let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
      guard result.warmUp.origin == .detected else { continue }
      let found = result.diagnoses.compactMap { if case .relaxation(let found) = $0 { found } else { nil } }
      // 10 min / (1 - √0.95)² = 10.8 days, give or take the luck of the load.
      let slow = try #require(found.first)
      #expect((6...25).contains(slow.days) && slow.unit == "grid-1" && slow.load > 0.9)
      #expect(result.verdict?.reasons.last?.en.contains("relaxation time of grid-1") == true)
      #expect(result.verdict?.reasons.last?.zh.contains("松弛时间") == true)
    }
  }

  @Test("M/M/1 at load 0.5 says nothing of the kind")
  func longForTheLoad() async throws {
    var scenario = queue(load: 0.5)
    for seed in 1...3 {
      scenario.seed = UInt32(seed)
      let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
      #expect(!result.diagnoses.contains { if case .relaxation = $0 { true } else { false } })
      #expect(result.verdict?.reasons.contains { $0.en.contains("relaxation") } == false)
    }
  }
}
