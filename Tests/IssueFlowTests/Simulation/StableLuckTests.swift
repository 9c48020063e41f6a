import RandomStreams
import ScenarioLanguage
import Testing

@testable import IssueFlow

/// An issue by names, with everything that luck alone decides.
private struct Life: Hashable {
  var type: String
  var place: String
  var ordinal: Int
  var arose: Double
  var complexity: Double
  var channel: String
  var registered: Double
  var work: Double
}

@Suite("Luck is known by ids, not by positions")
struct StableLuckTests {
  /// Nobody waits for another, so that every issue's life is its own luck alone.
  private func city(grids: [String], types: [String], channels: [String], departments: [String]) -> Scenario {
    var scenario = Cities.threeTiers(rate: 0.004)
    for tier in scenario.tiers.indices { scenario.tiers[tier].staff = 1000 }
    func row(_ id: String, _ parent: String = "") -> UnitRow {
      UnitRow(id: id, parent: parent, title: LocalizedText(), households: 100, staff: 1000, area: nil, line: 2)
    }
    scenario.city.source = .tables([
      "grid": grids.map { row($0, "c") }, "community": [row("c", "s")], "street": [row("s")],
    ])
    scenario.channels = channels.map { id in
      var channel = ChannelSpec()
      channel.id = id
      return channel
    }
    scenario.whistleAt = "street"
    scenario.departments = departments.map { id in
      var department = DepartmentSpec()
      department.id = id
      department.staff = 1000
      department.work = .exponential(mean: 30)
      department.response = .exponential(mean: 60)
      return department
    }
    let base = scenario.types[0]
    scenario.types = types.map { id in
      var type = base
      type.id = id
      type.overDispersion = 0.3
      for channel in channels where channel != "video" { type.foundBy[channel] = .exponential(mean: 200) }
      // Departments that the type does not need, or never, are no part of its luck.
      for department in departments { type.departments[department] = department == "audit" ? 0 : 0.5 }
      return type
    }
    return scenario
  }

  private func lives(_ scenario: Scenario) throws -> Set<Life> {
    let run = try Cities.run(scenario)
    // What is simulated has an order of its own.
    let model = try FlowModel(validating: scenario)
    let scenario = model.scenario
    return Set(
      run.log.issues.map { issue in
        Life(
          type: scenario.types[Int(issue.type)].id, place: model.unitIDs[Int(issue.place)], ordinal: issue.ordinal,
          arose: issue.arose, complexity: issue.complexity,
          channel: issue.channel == IssueRecord.noChannel ? "" : scenario.channels[Int(issue.channel)].id,
          registered: issue.registered, work: issue.work)
      }
    )
  }

  @Test("A type, a row, a channel or a department that comes first moves no other's luck")
  func insertion() throws {
    let grids = ["east", "west", "south"]
    let types = ["noise", "pets"]
    let channels = ["patrol", "hotline"]
    let departments = ["housing", "police"]
    let base = try lives(city(grids: grids, types: types, channels: channels, departments: departments))
    #expect(base.count > 400)
    #expect(Set(base.map(\.channel)).count == 2)

    let more = try lives(
      city(grids: grids, types: ["lifts"] + types, channels: channels, departments: departments))
    #expect(more.count > base.count)
    #expect(more.filter { $0.type != "lifts" } == base)

    let wider = try lives(
      city(grids: ["north"] + grids, types: types, channels: channels, departments: departments))
    #expect(wider.count > base.count)
    #expect(wider.filter { $0.place != "north" } == base)

    let others = try lives(
      city(grids: grids, types: types, channels: ["video"] + channels, departments: ["audit"] + departments))
    #expect(others == base)

    let reversed = try lives(
      city(
        grids: grids.reversed(), types: types.reversed(), channels: channels.reversed(),
        departments: departments.reversed()))
    #expect(reversed == base)
  }

  @Test("Numbers are different, of their width, and independent of the order of ids")
  func numbers() {
    // Fifty-eight ids for sixty-four numbers: most collide.
    let ids = (0..<58).map { "channel_\($0)" }
    let numbers = LuckNumbers.numbers(of: ids, bits: 6)
    #expect(Set(numbers).count == 58 && numbers.allSatisfy { (0..<64).contains($0) })
    let backward = LuckNumbers.numbers(of: ids.reversed(), bits: 6)
    #expect(Array(backward.reversed()) == numbers)
    // All numbers given out: nothing is left, and it still ends.
    #expect(Set(LuckNumbers.numbers(of: (0..<64).map { "\($0)" }, bits: 6)).count == 64)
  }

  @Test("A new id renumbers none but those that it collides with")
  func newcomers() {
    let ids = (0..<12).map { "type_\($0)" }
    let before = LuckNumbers.numbers(of: ids, bits: 8)
    var moved = 0
    for newcomer in 0..<200 {
      let after = LuckNumbers.numbers(of: ["newcomer_\(newcomer)"] + ids, bits: 8)
      let changed = zip(before, after.dropFirst()).count { $0 != $1 }
      if changed > 0 {
        // Whoever moved had to give its number to the newcomer.
        #expect(before.contains(after[0]))
        moved += 1
      }
    }
    // Twelve of 256 numbers are taken, and the newcomer wins at most every such meeting.
    #expect(moved < 25)
  }

  @Test("One of many by luck is each of them as often, and a newcomer moves nobody but those who choose it")
  func choice() {
    let few = (0..<5).map { (index: $0, number: Int32($0 * 7)) }
    let more = few + [(index: 5, number: 35)]
    var counts = [0, 0, 0, 0, 0]
    var moved = 0
    for trial in 0..<10_000 {
      let luck = RandomStream(key: StreamKey(masterSeed: 1, replication: 1))
        .uniform(at: StreamAddress(purpose: FlowPurpose.wrongUnit.stream, ordinal: trial)).bitPattern
      guard let first = LuckNumbers.choice(among: few, luck: luck),
        let second = LuckNumbers.choice(among: more, luck: luck)
      else {
        Issue.record("nobody chosen")
        return
      }
      counts[first] += 1
      if second != first { moved += 1 }
      #expect(second == first || second == 5)
      #expect(LuckNumbers.choice(among: few.reversed(), luck: luck) == first)
    }
    // Binomial: standard deviations of 40 and 37.
    #expect(counts.allSatisfy { abs($0 - 2_000) < 160 }, "\(counts)")
    #expect(abs(moved - 1_667) < 150, "\(moved)")
    #expect(LuckNumbers.choice(among: [(index: Int, number: Int32)](), luck: 1) == nil)
  }

  @Test("The numbers of the shipped ids never change")
  func golden() {
    #expect(LuckNumbers.numbers(of: ["noise", "pets", "lifts"], bits: 8) == [137, 81, 252])
    #expect(
      LuckNumbers.numbers(of: ["noise", "pets", "lifts"], bits: LuckNumbers.typeBits).map { $0 >> 8 } == [137, 81, 252])
    #expect(LuckNumbers.numbers(of: ["grid_1", "grid_2"], bits: 24) == [771_859, 7_995_742])
  }
}
