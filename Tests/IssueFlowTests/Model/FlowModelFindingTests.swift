import IssueFlow
import ScenarioLanguage
import Testing

/// The findings about a scenario, as path and kind.
private func findings(_ change: (inout Scenario) -> Void) -> [(path: [String], kind: ScenarioProblem.Kind)] {
  var scenario = Cities.threeTiers()
  change(&scenario)
  do {
    _ = try FlowModel(validating: scenario)
    return []
  } catch {
    return error.findings.map { ($0.path, $0.kind) }
  }
}

@Suite("A scenario as a whole is checked before anything runs")
struct FlowModelFindingTests {
  @Test("A sound scenario has no findings")
  func sound() {
    #expect(findings { _ in }.isEmpty)
  }

  @Test("An unknown tier is named with those there are")
  func unknownTier() throws {
    let found = findings { $0.types[0].authority = ["grid": 0.5, "comunity": 0.9, "street": 1] }
    let first = try #require(found.first)
    #expect(first.path == ["types", "noise", "authority", "comunity"])
    guard case .unknownName("comunity", _, let candidates) = first.kind else {
      Issue.record("\(first.kind)")
      return
    }
    #expect(candidates == ["grid", "community", "street"])
  }

  @Test("A tier that no issue can come to is refused")
  func unreachable() throws {
    let found = findings { $0.types[0].authority = ["grid": 0.7, "community": 1] }
    #expect(found.count == 1)
    #expect(found.first?.kind == .unreachableTier("street"))
    #expect(found.first?.path == ["tiers", "street"])
  }

  @Test("A type that no tier may decide is refused")
  func noAuthority() throws {
    let found = findings { $0.types[0].authority = ["grid": 0.7, "community": 0.8, "street": 0.9] }
    #expect(found.first?.path == ["types", "noise", "authority"])
  }

  @Test("Authority must not fall from tier to tier upward")
  func fallingAuthority() throws {
    let found = findings { $0.types[0].authority = ["grid": 0.7, "community": 0.6, "street": 1] }
    #expect(found.first?.path == ["types", "noise", "authority", "community"])
  }

  @Test("Ten to the twelfth grids are refused before memory is asked for")
  func tooManyUnits() throws {
    let found = findings {
      $0.city.source = .generated(units: ["grid": 10_000, "community": 10_000, "street": 10_000])
    }
    #expect(found.first?.path == ["city", "units", "grid"] || found.first?.path == ["city", "units", "community"])
    guard case .tooMany = found.first?.kind else {
      Issue.record("\(String(describing: found.first))")
      return
    }
  }

  @Test("A city without households is empty when rates are by household")
  func emptyCity() throws {
    let found = findings {
      $0.types[0].rate = .perHousehold(0.001)
      $0.city.households = .constant(0)
    }
    #expect(found.contains { $0.path == ["city"] })
  }

  @Test("A tier without a worker is refused")
  func noStaff() throws {
    let found = findings { $0.tiers[1].staff = 0 }
    #expect(found.contains { $0.path == ["tiers", "community", "staff"] })
  }

  @Test("A calendar that never opens is refused")
  func neverOpens() throws {
    let found = findings {
      var calendar = CalendarSpec()
      calendar.id = "closed"
      calendar.week = [[], [], [], [], [], [], []]
      $0.calendars = [calendar]
    }
    #expect(found.contains { $0.kind == .neverOpens(calendar: "closed") })
  }

  @Test("A guard on a response that does not exist, or on a class that it has not, is refused")
  func unknownGuards() throws {
    let found = findings {
      var targets = TargetsSpec()
      targets.guards = [
        GuardSpec(response: "reopen_rat", responseClass: "", atMost: 0.1, atLeast: nil),
        GuardSpec(response: "utilisation", responseClass: "gird", atMost: 0.9, atLeast: nil),
        GuardSpec(response: "reopen_rate", responseClass: "", atMost: 0.1, atLeast: nil),
      ]
      $0.targets = targets
    }
    #expect(found.map(\.path) == [["targets", "guards", "reopen_rat"], ["targets", "guards", "utilisation.gird"]])
  }

  @Test("More workers, duplicates or doubt than any city has are refused, not trapped on")
  func absurdAmounts() throws {
    let found = findings {
      $0.tiers[0].staff = 1e308
      var channel = ChannelSpec()
      channel.id = "hotline"
      channel.falseAlarms = 1e9
      $0.channels = [channel]
      var targets = TargetsSpec()
      targets.confidence = 0.5
      $0.targets = targets
    }
    #expect(
      found.map(\.path) == [
        ["tiers", "grid", "staff"], ["channels", "hotline", "false_alarms"], ["targets", "confidence"],
      ])
  }

  @Test("A rate too small for a double's gaps has no issues and no trap")
  func tinyRate() throws {
    var scenario = Cities.threeTiers()
    scenario.types.append(scenario.types[0])
    scenario.types[1].id = "never"
    scenario.types[1].rate = .perUnit(1e-310)
    let never = try Cities.model(scenario).scenario.types.firstIndex { $0.id == "never" }
    #expect(try Cities.run(scenario).log.issues.allSatisfy { Int($0.type) != never })
  }

  @Test("All findings come at once")
  func allAtOnce() throws {
    let found = findings {
      $0.tiers[0].calendar = "offce"
      $0.types[0].profile = "evening"
      $0.types[0].foundBy = ["hotlin": .constant(1)]
      $0.tiers[0].sendDown = 0.2
    }
    #expect(found.count == 4)
  }

  @Test("Units of a tabled city lie side by side under their parents, whatever the order of the rows")
  func tabledCity() throws {
    var scenario = Cities.threeTiers()
    func row(_ id: String, _ parent: String, households: Double? = nil) -> UnitRow {
      UnitRow(
        id: id, parent: parent, title: LocalizedText(), households: households, staff: nil, area: nil, line: 2)
    }
    scenario.city.source = .tables([
      "street": [row("s1", ""), row("s2", "")],
      "community": [row("c1", "s2"), row("c2", "s1"), row("c3", "s2")],
      "grid": [row("g1", "c3", households: 10), row("g2", "c1", households: 20), row("g3", "c2", households: 30)],
    ])
    let model = try FlowModel(validating: scenario)
    #expect(model.placeCount == 3)
    for (index, unit) in model.units.enumerated() where unit.parent >= 0 {
      let parent = model.units[Int(unit.parent)]
      #expect(Int(parent.firstChild)..<Int(parent.firstChild + parent.childCount) ~= index)
    }
    #expect(model.units(ofTier: 2).map { model.units[$0].households } == [30, 30])
  }
}
