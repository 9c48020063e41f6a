extension ScenarioDocument {
  /// Reads every city of the scenario's ensemble as a run would.
  ///
  /// - Throws: When some are no cities, with the problems of all of them at their rows.
  /// - Complexity: One reading of the scenario for each city.
  public func checkEnsemble() throws(ScenarioError) {
    guard let ensemble = scenario.ensemble, ensemble.city == 0, ensemble.cities > 0 else { return }
    var problems: [ScenarioProblem] = []
    for city in 1...ensemble.cities {
      do throws(ScenarioError) {
        let document = try loaded(overriding: [Override(path: "ensemble.city", value: "\(city)")])
        do throws(FlowModelError) {
          _ = try FlowModel(validating: document.scenario)
        } catch {
          problems += error.findings.map { document.problem(at: $0.path, kind: $0.kind) }
        }
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw ScenarioError(problems: problems) }
  }

  /// What can be said for certain about the scenario as a whole although parts of it could not be read.
  ///
  /// A finding counts when the section that it is in was read without a problem, and for a name that is not there, the
  /// section that would define it as well. Findings that weigh several sections have to wait.
  func findings(besides problems: [ScenarioProblem]) -> [ScenarioProblem] {
    // A problem of the whole file, such as a missing section, leaves nothing to be certain of.
    guard problems.allSatisfy({ !$0.path.isEmpty }) else { return [] }
    let broken = Set(problems.map { $0.path[0] })
    do throws(FlowModelError) {
      _ = try FlowModel(validating: scenario.standingIn(for: broken))
      return []
    } catch {
      return error.findings.filter { finding in
        guard let section = finding.path.first, !broken.contains(section) else { return false }
        switch finding.kind {
        case .unknownName(_, let what, _): return broken.isDisjoint(with: ScenarioDocument.sections(defining: what))
        case .outOfRange, .duplicateName: return true
        default: return false
        }
      }.map { problem(at: $0.path, kind: $0.kind) }
    }
  }

  private static func sections(defining what: LocalizedText) -> [String] {
    switch what {
    case Words.tier: ["tiers"]
    case Words.calendar: ["calendars"]
    case Words.profile: ["profiles"]
    case Words.channel: ["channels"]
    case Words.department: ["departments"]
    case Words.generator, Words.response: []
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
