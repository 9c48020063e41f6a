import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

/// One visit is one row, what is open are issues of residents, and what is none says what it is.
@Suite("Counting")
struct CountingTests {
  /// Further reports and false alarms at desks, errands, two lines, and departments that are ordered from below.
  private func busy() -> Scenario {
    var scenario = Cities.threeTiers(rate: 0.02, observe: 30 * 1440)
    var hotline = ChannelSpec()
    hotline.id = "hotline"
    hotline.duplicates = 0.5
    hotline.falseAlarms = 0.5
    scenario.channels = [hotline]
    var intake = IntakeSpec()
    intake.at = "community"
    intake.work = .exponential(mean: 20)
    scenario.intake = intake
    scenario.types[0].foundBy = ["hotline": .exponential(mean: 300)]
    var errand = ErrandSpec()
    errand.id = "forms"
    errand.rate = .perUnit(0.01)
    errand.work = .exponential(mean: 20)
    scenario.errands = [errand]
    scenario.tiers[0].lines = ["one", "two"].map {
      var line = LineSpec()
      line.id = $0
      return line
    }
    scenario.tiers[0].lineDuplicates = 0.2
    scenario.tiers[0].lineCheck = .constant(5)
    scenario.types[0].line = "one"
    scenario.whistleAt = "street"
    var department = DepartmentSpec()
    department.id = "housing"
    department.work = .constant(5)
    scenario.departments = [department]
    scenario.types[0].departments = ["housing": 1]
    scenario.tiers[1].orders = OrderSpec(acceptance: 0.8, response: .exponential(mean: 60))
    return scenario
  }

  private struct Case: Hashable {
    let type: UInt8
    let place: Int32
    let ordinal: Int
    let kind: IssueKind
    let report: UInt16

    init(_ visit: VisitRecord) {
      (type, place, ordinal, kind, report) = (visit.type, visit.place, visit.ordinal, visit.kind, visit.report)
    }

    init(_ issue: IssueRecord) {
      (type, place, ordinal, kind, report) = (issue.type, issue.place, issue.ordinal, issue.kind, issue.report)
    }
  }

  @Test("An order ends the visit that makes it: one visit, one row")
  func orderedVisit() throws {
    let (totals, log) = try Cities.run(busy())
    #expect(totals.facts[FlowFact.ordered.rawValue] > 100)
    struct Stay: Hashable {
      let of: Case
      let station: Int32
      let started: Double
    }
    let worked = log.visits.filter { $0.started < $0.ended }
    #expect(Set(worked.map { Stay(of: Case($0), station: $0.station, started: $0.started) }).count == worked.count)
    let refused = log.visits.count { $0.tier == 1 && $0.role == .tier && $0.end == .passedUp && $0.work > 0 }
    #expect(Double(refused) >= totals.facts[FlowFact.refused.rawValue])
  }

  @Test("What is open at the end of a day are issues, without further reports, false alarms and errands")
  func openIssues() throws {
    let (_, log) = try Cities.run(busy())
    let issues = log.issues.filter { $0.kind == .issue }
    #expect(log.issues.count { $0.outcome == .merged } > 100 && log.issues.count { $0.outcome == .errand } > 100)
    for day in log.days {
      let end = Double(day.day + 1) * 1440
      let isOpen = issues.count {
        $0.arose < end && ($0.ended >= end || $0.outcome == .open || $0.outcome == .undiscovered)
      }
      #expect(day.open == isOpen, "day \(day.day)")
    }
  }

  @Test("Every issue has a row, of the cohort or not, and every case one of its own")
  func cases() throws {
    let (totals, log) = try Cities.run(busy())
    let rows = log.issues.map(Case.init)
    #expect(Set(rows).count == rows.count)
    #expect(log.issues.contains { $0.outcome == .open && !$0.isOfCohort })
    #expect(log.issues.count { $0.kind == .duplicate && $0.report == 0 } > 50)
    // Errands and reports that are still open have visits and no row.
    let issues = Set(log.issues.filter { $0.kind == .issue }.map(Case.init))
    #expect(log.visits.allSatisfy { $0.kind != .issue || issues.contains(Case($0)) })
    let ended = log.issues.count { $0.outcome != .open && $0.outcome != .undiscovered }
    #expect(totals.counts.opened - totals.counts.open == ended)
    #expect(log.issues.count <= totals.counts.opened)
  }

  @Test("A full room turns errands away, which are then not done")
  func fullRoom() throws {
    var scenario = Cities.threeTiers(rate: 0.05)
    var errand = ErrandSpec()
    errand.id = "forms"
    errand.rate = .perUnit(0.05)
    errand.work = .exponential(mean: 20)
    scenario.errands = [errand]
    scenario.tiers[0].waitingRoom = 0
    let (totals, log) = try Cities.run(scenario)
    let errands = log.visits.filter { $0.kind == .errand && $0.arrived >= 0 }
    let turnedAway = errands.count { $0.end == .turnedAway }
    #expect(turnedAway > 100)
    #expect(totals.counts.errands == errands.count { $0.end != .unfinished })
    #expect(totals.facts[FlowFact.errands.rawValue] <= Double(errands.count - turnedAway))
  }
}
