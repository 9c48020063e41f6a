import RandomStreams
import ScenarioLanguage
import Testing

@Suite("Subtrees")
struct SubtreeTests {
  /// A city of so many streets; the units of the first street are the same whatever the number.
  private func city(streets: Int) -> Scenario {
    var scenario = Cities.threeTiers(rate: 0.02)
    scenario.city.source = .tables([
      "street": (0..<streets).map { Self.row("s\($0)") },
      "community": (0..<streets * 2).map { Self.row("c\($0)", parent: "s\($0 / 2)") },
      "grid": (0..<streets * 4).map { Self.row("g\($0)", parent: "c\($0 / 2)", households: 100) },
    ])
    return scenario
  }

  private static func row(_ id: String, parent: String = "", households: Double? = nil) -> UnitRow {
    UnitRow(
      id: id, parent: parent, title: LocalizedText(en: id, zh: id), households: households, staff: 1, area: nil, line: 1
    )
  }

  @Test("What happens in a street is the same whatever other streets the city has")
  func streetsAreIndependent() throws {
    let alone = try Cities.run(city(streets: 1)).log
    let among = try Cities.run(city(streets: 3)).log
    let first = among.issues.filter { $0.place < 4 }
    #expect(alone.issues.count > 500)
    #expect(first.count == alone.issues.count)
    for (a, b) in zip(alone.issues, first) {
      #expect(a.ordinal == b.ordinal && a.arose == b.arose && a.ended == b.ended && a.closedAt == b.closedAt)
    }
  }

  @Test("The days of a city are those of its streets together")
  func daysAreSums() throws {
    let (totals, log) = try Cities.run(city(streets: 3))
    #expect(log.days.count == 20)
    for (index, day) in log.days.enumerated() {
      let end = Double(index + 1) * 1440
      let arisen = log.issues.count { $0.arose < end && $0.arose >= end - 1440 }
      #expect(day.arisen == arisen)
      #expect(day.open == log.issues.count { $0.arose < end && $0.ended >= end })
      #expect(day.closed.reduce(0, +) == log.issues.count { $0.ended < end && $0.ended >= end - 1440 })
    }
    #expect(totals.counts.imbalance == 0)
  }

  @Test("Visits that the end of the run cuts short have a row, so that every arrival has one")
  func unfinishedVisits() throws {
    var scenario = Cities.queue(rate: 2, work: .exponential(mean: 1), observe: 500)
    scenario.drain = 0
    let (totals, log) = try Cities.run(scenario)
    #expect(log.visits.count == Int(totals.stations[0].arrived))
    let cut = log.visits.filter { $0.end == .unfinished }
    #expect(cut.count > 300)
    #expect(cut.count { $0.started < $0.ended } == 1)
    #expect(cut.allSatisfy { $0.ended == totals.end })
    // Once work has begun it never stops in an overloaded queue, to the end of the run.
    let first = try #require(log.visits.map(\.started).min())
    #expect(abs(totals.stations[0].work - (500 - first)) < 5)
  }
}
