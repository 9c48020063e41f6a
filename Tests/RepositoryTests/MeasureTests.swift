import IssueFlow
import Policies
import RandomStreams
import ScenarioLanguage
import Testing

/// What holds of every measure, on the town that has something for each of them.
@Suite("All measures")
struct MeasureTests {
  private static let town = "Scenarios/measures/base/all-at-once.yaml"

  private static func scenario(_ path: String = town, days: Double = 14) throws -> Scenario {
    var scenario = try ScenarioDocument.load(path: RepositoryFiles.root.appendingPathComponent(path).path).scenario
    scenario.warmUp = .fixed(0)
    scenario.observe = days * 1440
    scenario.drain = 30 * 1440
    return scenario
  }

  private static let all = (try? scenario().measures) ?? []

  private func run(_ scenario: Scenario) throws -> (totals: FlowTotals, issues: [IssueRecord]) {
    let log = IssueLog()
    var simulation = try FlowSimulation(
      model: FlowModel(validating: scenario), key: StreamKey(masterSeed: 43, replication: 1), observers: [log])
    return (simulation.run(), log.issues)
  }

  private func fates(_ issues: [IssueRecord], _ scenario: Scenario) throws -> [String] {
    let types = try FlowModel(validating: scenario).scenario.types.map(\.id)
    return issues.map {
      "\(Int($0.type) < types.count ? types[Int($0.type)] : "errand") \($0.place) \($0.ordinal) \($0.arose) \($0.ended) \($0.outcome) \($0.closedAt)"
    }.sorted()
  }

  @Test("There are 43, each with its row, its term, its page in both languages, and a scenario of its own")
  func registry() throws {
    let kinds = MeasureRegistry.all
    #expect(kinds.map(\.page.number) == Array(1...43))
    #expect(Set(kinds.map(\.page.id)).count == 43 && Set(kinds.map(\.page.term)).count == 43)
    let scenarios = RepositoryFiles.files(under: "Scenarios/measures", ending: ".yaml").filter {
      !$0.contains("/base/")
    }
    #expect(scenarios.count == 43)
    for (kind, path) in zip(kinds, scenarios) {
      let page = kind.page
      for text in [page.title, page.mechanism, page.sideEffect, page.inHand] {
        #expect(!text.en.isEmpty && !text.zh.isEmpty)
      }
      for parameter in kind.parameters {
        #expect(!parameter.source.en.isEmpty && !parameter.field.doc.en.isEmpty && !parameter.field.doc.zh.isEmpty)
      }
      let scenario = try ScenarioDocument.load(path: RepositoryFiles.root.appendingPathComponent(path).path).scenario
      #expect(scenario.measures.contains { $0.page.id == page.id }, "\(path) shows \(page.id)")
      #expect(!scenario.expectations.isEmpty)
      #expect(MeasureRegistry.named(page.term)?.page.id == page.id)
    }
    #expect(Self.all.map(\.page.number) == Array(1...43))
  }

  @Test("Every measure has a price of its own, or pays in grades")
  func prices() {
    for kind in MeasureRegistry.all where kind.page.id != "grades_and_pay" {
      #expect(
        kind.parameters.contains { $0.field.key.contains("cost") || ["training", "fee"].contains($0.field.key) },
        "\(kind.page.id)")
    }
  }

  @Test("Dose 0 is absence", arguments: MeasureRegistry.all.indices)
  func doseZero(index: Int) throws {
    var absent = try Self.scenario()
    absent.measures = []
    var present = absent
    present.measures = [Self.all[index]]
    let (_, issues) = try run(present.withoutMeasures)
    #expect(try fates(issues, present.withoutMeasures) == fates(try run(absent).issues, absent))
  }

  @Test(
    "Issues that arise without a measure arise with it at the same times, unless it prevents them",
    arguments: MeasureRegistry.all.indices)
  func alignment(index: Int) throws {
    var scenario = try Self.scenario()
    scenario.measures = []
    let model = try FlowModel(validating: scenario)
    let before = arrivals(try run(scenario).issues, model)
    scenario.measures = [Self.all[index]]
    let after = arrivals(try run(scenario).issues, try FlowModel(validating: scenario))
    #expect(after.isSubset(of: before))
    let prevented = before.subtracting(after)
    switch Self.all[index].page.id {
    case "prevention_facilities":
      let named = model.scenario.types.firstIndex { $0.id == "dispute" }
      #expect(
        !prevented.isEmpty && prevented.allSatisfy { $0.type == model.identity(type: UInt8(named ?? 0), place: 0).type }
      )
    case "practical_projects", "neighbourhood_renewal": break
    default: #expect(prevented.isEmpty)
    }
  }

  private struct Key: Hashable {
    let type: Int
    let place: Int
    let ordinal: Int
    let arose: Double
  }

  /// What the base city's own arrivals are: neither superposed nor come back.
  private func arrivals(_ issues: [IssueRecord], _ model: FlowModel) -> Set<Key> {
    let base = Set(model.written.types.map(\.id))
    return Set(
      issues.filter { $0.isOfCohort && $0.ordinal < 1 << 32 && ![.merged, .dismissed, .errand].contains($0.outcome) }
        .filter { Int($0.type) < model.scenario.types.count && base.contains(model.scenario.types[Int($0.type)].id) }
        .map { issue in
          let identity = model.identity(type: issue.type, place: issue.place)
          return Key(type: identity.type, place: identity.place, ordinal: issue.ordinal, arose: issue.arose)
        })
  }

  @Test("All at once: everybody gets out, nothing is lost, and it goes the same way twice")
  func allAtOnce() throws {
    var scenario = try Self.scenario(days: 56)
    scenario.drain = 365 * 1440
    let first = try run(scenario)
    #expect(first.totals.counts.imbalance == 0)
    #expect(first.totals.cohortIsComplete)
    #expect(first.totals.fingerprint == (try run(scenario)).totals.fingerprint)
  }

  @Test("Every pair of measures runs", arguments: MeasureRegistry.all.indices)
  func pairs(first: Int) throws {
    for second in Self.all.indices where second > first {
      var scenario = try Self.scenario(days: 3)
      scenario.drain = 5 * 1440
      scenario.measures = [Self.all[first], Self.all[second]]
      let (totals, _) = try run(scenario)
      #expect(totals.counts.imbalance == 0, "\(Self.all[first].page.id) and \(Self.all[second].page.id)")
    }
  }

  @Test(
    "A measure that begins, changes and ends at dates leaves nothing behind", arguments: MeasureRegistry.all.indices)
  func dated(index: Int) throws {
    var scenario = try Self.scenario(days: 20)
    var use = Self.all[index]
    use.from = scenario.start.adding(days: 4)
    use.until = scenario.start.adding(days: 14)
    use.dose = 0.4
    use.steps = [DoseStep(from: scenario.start.adding(days: 8), dose: 1)]
    scenario.measures = [use]
    scenario.drain = 365 * 1440
    let (totals, _) = try run(scenario)
    #expect(totals.counts.imbalance == 0 && totals.cohortIsComplete)
  }
}

private final class IssueLog: FlowObserver {
  private(set) var issues: [IssueRecord] = []
  func observe(issues: [IssueRecord]) { self.issues += issues }
}
