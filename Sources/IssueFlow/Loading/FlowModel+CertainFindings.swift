import Policies
import ScenarioLanguage

extension FlowModel {
  /// What is wrong for certain with a scenario of which some sections could not be read.
  ///
  /// A finding counts when the section that it is in was read without a problem, and for a name that is not there, the
  /// section that would define it as well. Findings that weigh several sections have to wait.
  static func certainFindings(of scenario: Scenario, broken: Set<String>) -> [ScenarioFinding] {
    do throws(FlowModelError) {
      _ = try FlowModel(validating: scenario.standingIn(for: broken))
      return []
    } catch {
      return error.findings.filter { finding in
        guard let section = finding.path.first, !broken.contains(section) else { return false }
        switch finding.kind {
        case .unknownName(_, let what, _): return broken.isDisjoint(with: sections(defining: what))
        case .outOfRange, .duplicateName: return true
        default: return false
        }
      }
    }
  }

  private static func sections(defining what: LocalizedText) -> [String] {
    switch what {
    case Nouns.tier: ["tiers"]
    case Nouns.calendar: ["calendars"]
    case Nouns.profile: ["profiles"]
    case Nouns.channel: ["channels"]
    case Nouns.department: ["departments"]
    case Nouns.generator, Nouns.response: []
    default: ["tiers", "types", "channels", "departments", "city"]
    }
  }
}

extension Scenario {
  /// The scenario with something sound in the place of sections that could not be read, so that the others can be
  /// looked at.
  fileprivate func standingIn(for broken: Set<String>) -> Scenario {
    var scenario = self
    if broken.contains("calendars") {
      let open = [MinuteInterval(start: 0, end: 1440)]
      for index in calendars.indices { scenario.calendars[index].week = Array(repeating: open, count: 7) }
    }
    if broken.contains("profiles") {
      for index in profiles.indices {
        scenario.profiles[index] = ProfileSpec()
        scenario.profiles[index].id = profiles[index].id
      }
    }
    if broken.contains("city") {
      scenario.city = CitySpec()
      scenario.city.source = .generated(units: Dictionary(tiers.map { ($0.id, 1) }, uniquingKeysWith: { $1 }))
    }
    if broken.contains("types"), types.isEmpty { scenario.types = [IssueTypeSpec()] }
    if !broken.isDisjoint(with: ["start", "warm_up", "observe", "drain"]) {
      let usual = Scenario()
      (scenario.start, scenario.warmUp, scenario.drain) = (usual.start, usual.warmUp, usual.drain)
      scenario.observe = Horizon.minutesPerDay
    }
    return scenario
  }
}
