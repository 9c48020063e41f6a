import Policies
import Queueing
import RandomStreams
import ScenarioLanguage

extension FlowModel {
  /// Resolves what a scenario says of finding, handling and closing issues.
  /// - Parameter base: what arrivals are a multiple of.
  static func rules(
    of scenario: Scenario, base: Scenario, names: Names, city: City, calendars: [WorkingCalendar],
    horizon: Horizon, _ samplers: inout SamplerBank, _ findings: inout Findings
  ) -> FlowRules {
    var rules = FlowRules()
    rules.tiers = tiers(of: scenario, names: names, city: city, calendars: calendars, &samplers, &findings)
    let types = types(of: scenario, names: names, calendars: calendars, &samplers, &findings)
    rules.types = types.types
    rules.typesAtTiers = types.atTiers
    rules.typesInChannels = types.inChannels
    rules.departmentCalls = types.calls
    rules.routes = types.routes
    rules.startLimits = types.startLimits
    let steps = steps(of: scenario, names: names, city: city, &samplers, &findings)
    rules.channels = steps.channels
    rules.intake = steps.intake
    rules.departments = steps.departments
    rules.meetings = steps.meetings
    rules.feedback = steps.feedback
    rules.withdrawal = steps.withdrawal
    rules.whistleTier = scenario.whistleAt.isEmpty ? -1 : names.tiers.firstIndex(of: scenario.whistleAt) ?? -1
    let (stations, layout) = city.stations(scenario, names: names)
    rules.stations = stations
    rules.layout = layout
    rules.volunteers = volunteers(of: scenario, names: names)
    rules.responders = responders(of: scenario, names: names, &samplers, &findings)
    rules.works = works(of: scenario, names: names, horizon: horizon, &findings)
    rules.steering = scenario.steering
    rules.projects = scenario.projects
    rules.arrivalFactors =
      zip(scenario.types, base.types).map { factor($0.rate, $1.rate) }
      + zip(scenario.errands, base.errands).map { factor($0.rate, $1.rate) }
    rules.policyCosts = scenario.policyCosts
    return rules
  }

  /// What the measures cost beside staff, over the observation.
  public var policyCost: Double {
    phases.indices.reduce(0) { sum, index in
      let perYear = phases[index].rules.policyCosts.reduce(0) { $0 + $1.perYear }
      return sum + perYear * observedMinutes(ofPhase: index) / Horizon.minutesPerYear
    }
  }

  /// What each measure costs beside staff, by the stretches of the policy: from so many simulated minutes until the next
  /// begins.
  public var policyCostsByPhase: [(start: Double, costs: [PolicyCost])] {
    phases.map { ($0.start, $0.rules.policyCosts) }
  }

  /// When the rules change inside the observation, in simulated minutes.
  public var policyChanges: [Double] {
    phases.map(\.start).filter { $0 > horizon.observationStart && $0 < horizon.observationEnd }
  }

  /// Whether every post is filled all the time.
  public var keepsPosts: Bool { processes.firstPosts.isEmpty && !processes.crossesSubtrees }

  /// What all posts cost over the observation while every one is filled.
  public var plannedStaffCost: Double {
    phases.indices.reduce(0) { sum, index in
      sum + phases[index].rules.stations.reduce(0) { $0 + Double($1.servers) * $1.costPerWorker }
        * observedMinutes(ofPhase: index) / Horizon.minutesPerYear
    }
  }

  private func observedMinutes(ofPhase index: Int) -> Double {
    let start = max(phases[index].start, horizon.observationStart)
    let end = min(index + 1 < phases.count ? phases[index + 1].start : .infinity, horizon.observationEnd)
    return max(0, end - start)
  }

  private static func factor(_ rate: ArrivalRate, _ base: ArrivalRate) -> Double {
    base.number > 0 ? rate.number / base.number : 0
  }

  /// How many superposed streams of its base rate each type needs, so that no factor is out of reach.
  static func arrivalLayers(
    of phases: [Phase], count: Int, scenario: Scenario, _ findings: inout Findings
  ) -> [Int] {
    (0..<count).map { type in
      let greatest = phases.reduce(0) { greatest, phase in
        let works = phase.rules.works.filter { $0.changes(type) && $0.during > 0 }
        return max(greatest, works.reduce(phase.rules.arrivalFactors[type]) { $0 * (1 + $1.during) })
      }
      let layers = Int(min(1e6, greatest.rounded(.up)))
      if layers > LuckNumbers.mostLayers {
        findings.add(
          ["measures"],
          .tooMany(
            LocalizedText(en: "times the arrivals of a type", zh: "倍的事项发生率"), limit: "\(LuckNumbers.mostLayers)"))
      }
      return max(1, min(layers, LuckNumbers.mostLayers))
    }
  }

  /// Whether every measure finds what it acts on.
  static func checkMeasures(_ policy: PolicyPhases, _ findings: inout Findings) {
    for use in policy.base.measures {
      for problem in use.measure.shortcomings(of: policy.base) + policy.base.lacksDecisions(for: use) {
        findings.add(["measures", use.page.id], problem)
      }
    }
  }
}

extension Findings {
  /// Adds what the measures make of a sound scenario: it is said of them, not of the lines that they change.
  mutating func addOfMeasures(_ changes: Findings) {
    for finding in changes.all {
      let place = finding.path.joined(separator: ".")
      add(
        ["measures"],
        .custom(
          en: "with the measures, \(place): \(finding.kind.sentence(.english))",
          zh: "采取措施后 \(place)：\(finding.kind.sentence(.chinese))"))
    }
  }
}
