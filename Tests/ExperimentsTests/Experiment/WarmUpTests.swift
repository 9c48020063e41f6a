import IssueFlow
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
    let report = WarmUpDetection.report(open: series(risingFor: 20, length: 120), longest: 60)
    #expect(report.origin == .detected)
    #expect((15...25).contains(report.days))
    #expect(report.isTrustworthy)
  }

  @Test("A level series needs no warm-up")
  func level() {
    let report = WarmUpDetection.report(open: series(risingFor: 0, length: 120), longest: 60)
    #expect(report == WarmUpReport(days: 0, origin: .detected))
  }

  @Test("A series that still rises gets the longest warm-up and is not trusted")
  func neverSettles() {
    let report = WarmUpDetection.report(open: (0..<200).map(Double.init), longest: 60)
    #expect(report == WarmUpReport(days: 60, origin: .notSettled))
    #expect(!report.isTrustworthy)
  }

  @Test("A series below twenty days is too short")
  func tooShort() {
    let report = WarmUpDetection.report(open: series(risingFor: 3, length: 19), longest: 60)
    #expect(report == WarmUpReport(days: 60, origin: .tooShort))
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
  }

  @Test("An overloaded city is told apart from one that is warm")
  func overloadIsNotWarm() async throws {
    var scenario = TinyCity.bare(days: 60, replications: 1)
    scenario.types[0].work["community"] = .exponential(mean: 120)
    scenario.warmUp = .detected(atMost: 30 * 1440)
    scenario.drain = 0
    let result = try await Experiment(model: try TinyCity.model(scenario)).run()
    #expect(result.warmUp == WarmUpReport(days: 30, origin: .notSettled))
    #expect(result.diagnoses.first == .warmUp(result.warmUp))
  }
}
