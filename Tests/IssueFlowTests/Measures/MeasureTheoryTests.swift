import IssueFlow
import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import Policies

/// Numbers that theory fixes, each through the measure itself: a multiplier on the answer would miss them.
@Suite("Measures against theory")
struct MeasureTheoryTests {
  private let day = 1440.0
  private let year = 365.25 * 1440

  /// Mean wait of visits that arrived in the window, over some replications.
  private func meanWait(_ scenario: Scenario, replications: UInt32 = 2) throws -> Double {
    let start = Horizon(scenario).observationStart
    var sum = 0.0
    var count = 0.0
    for replication in 1...replications {
      for visit in try Cities.run(scenario, replication: replication).log.visits where visit.arrived >= start {
        sum += visit.started - visit.arrived
        count += 1
      }
    }
    return sum / count
  }

  private func facts(_ scenario: Scenario, replication: UInt32 = 1) throws -> [FlowFact: Double] {
    let facts = try Cities.run(scenario, replication: replication).totals.facts
    return Dictionary(uniqueKeysWithValues: FlowFact.allCases.map { ($0, facts[$0.rawValue]) })
  }

  // MARK: 6, pooling

  private func lines(_ load: Double) -> Scenario {
    var scenario = Cities.queue(rate: 1, work: .exponential(mean: 1), observe: 20_000, warmUp: 1440)
    scenario.tiers[0].lines = (0..<10).map { number in
      var line = LineSpec()
      line.id = "l\(number)"
      return line
    }
    scenario.types = (0..<10).map { number in
      var type = scenario.types[0]
      type.id = "t\(number)"
      type.rate = .perUnit(load)
      type.line = "l\(number)"
      return type
    }
    return scenario
  }

  @Test("Ten M/M/1 at .8 wait 4.0; merged into one M/M/10 they wait .2046")
  func pooling() throws {
    var scenario = lines(0.8)
    // Three standard errors of 320,000 waits at .8, of which those of one queue hang together: 0.24.
    #expect(abs(try meanWait(scenario) - 4) < 0.25)
    var merge = MergeGrids()
    merge.trained = 0
    scenario.measures = [MeasureUse(merge)]
    #expect(abs(try meanWait(scenario) - 0.2046) < 0.02)
  }

  @Test("Merging at a date moves everybody into the common line, and loses nobody")
  func mergingAtADate() throws {
    var scenario = lines(0.9)
    scenario.observe = 20 * day
    scenario.drain = 100 * day
    scenario.measures = [MeasureUse(MergeGrids(), from: scenario.start.adding(days: 10))]
    let (totals, log) = try Cities.run(scenario)
    #expect(totals.counts.imbalance == 0)
    #expect(log.issues.count { $0.isOfCohort } == log.closed.count)
    let start = Horizon(scenario).observationStart
    // Before the date each station serves its own type; afterwards the first serves all.
    #expect(Set(log.visits.filter { $0.started < start + 10 * day }.map(\.station)).count == 10)
    #expect(Set(log.visits.filter { $0.started > start + 10 * day + 60 }.map(\.station)) == [0])
  }

  @Test("Where nobody waits, people who do all lines' work are only slower: pooling hurts the match of skill")
  func poolingHurts() throws {
    var scenario = lines(0.01)
    scenario.observe = 20_000
    func sojourn() throws -> Double {
      let visits = try Cities.run(scenario).log.visits
      return visits.reduce(0) { $0 + $1.ended - $1.arrived } / Double(visits.count)
    }
    let apart = try sojourn()
    var merge = MergeGrids()
    merge.trained = 0.2
    scenario.measures = [MeasureUse(merge)]
    #expect(try sojourn() > apart * 1.15)
  }

  // MARK: 12, vacancies

  @Test("With quit rate q and lead time L, N posts have N·qL/(1 + qL) vacancies")
  func vacancies() throws {
    var scenario = Cities.queue(rate: 0.00001, work: .constant(1), observe: 40 * year, warmUp: 5 * year)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.city.source = .generated(units: ["desk": 400])
    var turnover = TurnoverSpec()
    turnover.quitRate = 0.3 / year
    turnover.leadTime = .exponential(mean: year)
    scenario.tiers[0].turnover = turnover
    var pipeline = HiringPipeline()
    pipeline.lead = year / 2
    pipeline.passRate = 1
    scenario.measures = [MeasureUse(pipeline)]
    let facts = try facts(scenario)
    let vacancies = (facts[.vacantMinutes] ?? 0) / (40 * year)
    let expected = 400 * 0.15 / 1.15
    // About 4,170 vacancies, each with a coefficient of variation near 1.2: a standard error of 1.9 %.
    #expect(abs(vacancies / expected - 1) < 0.06)
    #expect(abs((facts[.postMinutes] ?? 0) / (400 * 40 * year) - 1) < 1e-9)
  }

  // MARK: 28, the burden of reports

  @Test("A burden b makes ρ into ρ/(1 − b): .5 becomes .833, and the wait follows")
  func burden() throws {
    var scenario = Cities.queue(rate: 0.5, work: .exponential(mean: 1), observe: 60_000, warmUp: 1440)
    scenario.tiers[0].paperwork = 0.4
    func load() throws -> Double {
      let station = try Cities.run(scenario).totals.stations[0]
      return station.work / station.staffed
    }
    #expect(abs(try load() - 0.5 / 0.6) < 0.02)
    // M/M/1 with mean service 1/.6: .8333 / (.6 − .5).
    #expect(abs(try meanWait(scenario) - 8.33) < 1.2)
    var relief = RelievePaperwork()
    relief.lowest = 0
    scenario.measures = [MeasureUse(relief)]
    #expect(abs(try load() - 0.5) < 0.015)
    #expect(abs(try meanWait(scenario) - 1) < 0.1)
  }

  // MARK: 30, fork and join

  @Test("Two departments at ρ = .8 join after 7.0")
  func forkAndJoin() throws {
    var scenario = Cities.queue(rate: 0.8, work: .constant(0), servers: 1, observe: 40_000, warmUp: 1440)
    scenario.whistleAt = "desk"
    scenario.departments = ["a", "b"].map { id in
      var department = DepartmentSpec()
      department.id = id
      department.work = .exponential(mean: 1)
      return department
    }
    scenario.types[0].departments = ["a": 1, "b": 1]
    var steps = SixSteps()
    steps.faster = 0
    scenario.tiers.append(TierSpec())
    scenario.tiers[1].id = "above"
    scenario.city.source = .generated(units: ["desk": 1, "above": 1])
    scenario.types[0].authority = ["desk": 0.999, "above": 1]
    scenario.measures = [MeasureUse(steps)]
    var sum = 0.0
    var count = 0.0
    for replication in 1...3 as ClosedRange<UInt32> {
      let facts = try facts(scenario, replication: replication)
      sum += facts[.joinMinutes] ?? 0
      count += facts[.joined] ?? 0
    }
    // Nelson and Tantawi 1988: (12 − ρ)/8 times the time of one queue, 5.
    #expect(abs(sum / count - 7) < 0.4)
  }

  // MARK: 35, meetings

  @Test("Gaps of 2 and 5 days mean a wait of 2.07 days; a quorum of one half adds 3.5", arguments: [1, 0.5])
  func meetings(quorum: Double) throws {
    var scenario = Cities.queue(rate: 2 / day, work: .constant(0), observe: 40 * year, warmUp: 0)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.drain = 60 * day
    var joint = JointMeetings()
    joint.sessions = [2280, 5160]
    joint.batch = 10_000
    joint.quorum = quorum
    joint.success = 1
    joint.share = 1
    scenario.measures = [MeasureUse(joint)]
    let facts = try facts(scenario)
    let wait = (facts[.meetingWaitMinutes] ?? 0) / (facts[.meetingWaits] ?? 1) / day
    let expected = 29.0 / 14 + 3.5 * (1 - quorum) / quorum
    // At one half some 2,100 meetings are held; the time between them varies with a coefficient of 0.77, which leaves the
    // mean wait a standard error of 0.12 days.
    #expect(abs(wait - expected) < (quorum == 1 ? 0.05 : 0.4))
  }

  // MARK: 41, surge

  @Test("Capacity 10, base 8, doubled for 14 days: backlog 84 and 42 days, the closer the larger the city")
  func surge() throws {
    var errors: [Double] = []
    for scale in [1.0, 10, 100] {
      var scenario = Cities.queue(
        rate: 8 * scale / day, work: .constant(144 / scale), observe: 120 * day, warmUp: 20 * day)
      let first = scenario.start.adding(days: 10)
      scenario.measures = [MeasureUse(Surge(), from: first, until: first.adding(days: 14))]
      var peak = 0.0
      var recovery = 0.0
      for replication in 1...3 as ClosedRange<UInt32> {
        let days = try Cities.run(scenario, replication: replication).log.days
        let origin = 20 + 10
        peak += Double(days.map(\.open).max() ?? 0) / scale / 3
        let before = days[origin - 1].open
        let back = days.first { $0.day >= origin + 14 && $0.open <= before }?.day ?? 999
        recovery += Double(back - origin - 14) / 3
      }
      errors.append(abs(peak - 84) / 84)
      if scale == 100 {
        #expect(abs(peak - 84) < 4)
        #expect(abs(recovery - 42) < 3)
      }
    }
    #expect(errors[2] < errors[0])
  }

  // MARK: 8, weak units

  private func weakCity(onset: Double, recovery: Double) -> Scenario {
    var scenario = Cities.queue(rate: 0.00001, work: .constant(1), observe: 40 * year, warmUp: 5 * year)
    scenario.start = CivilDate(year: 2030, month: 1, day: 1)
    scenario.city.source = .generated(units: ["desk": 300])
    var weakness = WeaknessSpec()
    weakness.onset = onset / year
    weakness.recovery = recovery
    weakness.pace = 0.5
    scenario.tiers[0].weakness = weakness
    return scenario
  }

  @Test("Without inspections the share of weak units is that of a Markov chain, λ/(λ + μ)")
  func markov() throws {
    let facts = try facts(weakCity(onset: 2, recovery: year / 2))
    let share = (facts[.weakMinutes] ?? 0) / (facts[.unitMinutes] ?? 1)
    #expect(abs(share - 0.5) < 0.015)
  }

  @Test("With an inspection every T a unit is weak for T/2 and the repair")
  func inspections() throws {
    var scenario = weakCity(onset: 0.5, recovery: .infinity)
    var repair = RepairWeakUnits()
    repair.period = 30 * day
    repair.repair = 14 * day
    scenario.measures = [MeasureUse(repair)]
    let facts = try facts(scenario)
    let time = (facts[.weakSpellMinutes] ?? 0) / (facts[.weakSpells] ?? 1) / day
    // 6,000 spells; uniform over 30 days and exponential with mean 14: a standard error of 0.22.
    #expect(abs(time - 29) < 0.9)
    let mean = (facts[.weakMinutes] ?? 0) / (40 * year)
    #expect(mean < 300 * 0.5 * 29 / 365.25 * 1.1)
  }
}
