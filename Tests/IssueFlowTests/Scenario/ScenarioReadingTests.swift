import Testing

/// What the reader checks on its own, key by key.
@Suite struct ScenarioReadingTests {
  @Test("The shortest scenario has every default")
  func defaults() throws {
    let scenario = try Minimal.scenario(adding: "")
    #expect(scenario.start.iso == "2025-01-01" && scenario.warmUp == .fixed(0) && scenario.drain == 0)
    #expect(scenario.replications == 10 && scenario.seed == 1 && scenario.generator == "philox")
    #expect(scenario.tiers[0].calendar == "always" && scenario.tiers[0].staff == 1)
    #expect(scenario.tiers[0].waitingRoom == nil && scenario.tiers[0].waitLimit == nil)
    #expect(scenario.targets == nil && scenario.intake == nil)
  }

  static let wrong: [(lines: String, expected: [String])] = [
    ("seed: 4294967296\n", ["11:7: error: seed: '4294967296' is out of range; use 0 to 4294967295"]),
    ("seed: -1\n", ["11:7: error: seed: '-1' is out of range; use 0 to 4294967295"]),
    ("replications: 0\n", ["11:15: error: replications: '0' is out of range; use 1 to 1000000"]),
    ("generator: philx\n", ["11:12: error: generator: 'philx' is not possible here; did you mean 'philox'?"]),
    (
      "start: 2025-02-30\n",
      ["11:8: error: start: '2025-02-30' is not a date; write year, month and day, such as 2025-01-01"]
    ),
    ("drain:\n", ["11:7: error: drain: nothing is written here; write a duration, or leave the key out"]),
    ("drain: [5 days]\n", ["11:8: error: drain: this is a list; write a duration"]),
    ("drain: {days: 5}\n", ["11:8: error: drain: this is a mapping; write a duration"]),
    (
      "paperwork: 5%\n",
      [
        "11:1: error: paperwork: there is no key 'paperwork' here; use schema, extends, name, title, about, caution, start, observe, warm_up, drain, seed, replications, …"
      ]
    ),
    ("title: {en: A, fr: B}\n", ["11:16: error: title.fr: there is no key 'fr' here; use en, zh"]),
    (
      "calendars: [{id: always, week: always}]\n",
      ["11:18: error: calendars.always.id: the name 'always' has a meaning of its own; choose another"]
    ),
    (
      "calendars: [{id: A, week: always}]\n",
      ["11:18: error: calendars.A.id: 'A' is not a name; begin with a small letter; use small letters, digits and _"]
    ),
    ("calendars: [{id: a}]\n", ["11:13: error: calendars.a: week is missing"]),
    (
      "calendars:\n  - {id: a, week: always}\n  - {id: a, week: always}\n",
      ["13:10: error: calendars.a: there is a calendar 'a' already (s.yaml:12); choose another name"]
    ),
    ("calendars: always\n", ["11:12: error: calendars: this is a text; write a list of mappings with an id each"]),
    ("profiles: [{id: p, months: [1, 2]}]\n", ["11:28: error: profiles.p.months: there are 2 here; write 12"]),
    (
      "profiles: [{id: p, saturday: [\(zeros(24))]}]\n",
      [
        "11:12: error: profiles.p: weekday is missing",
        "11:30: error: profiles.p.saturday: all weights are 0; at least one must be more than 0",
      ]
    ),
    (
      "profiles: [{id: p, months: [\(zeros(11)), -1]}]\n",
      ["11:52: error: profiles.p.months.11: '-1' is out of range; use 0 or more"]
    ),
    (
      "profiles: [{id: p, week: [\(ones(168))], weekday: [\(ones(24))]}]\n",
      ["11:12: error: profiles.p: week excludes weekday, saturday and sunday; keep one"]
    ),
    (
      "targets: {shares: {grid: 70% ± 5 points, street: 20% ± 5 points}}\n",
      ["11:19: error: targets.shares: the shares add up to 90%; they must add up to 100%"]
    ),
    (
      "targets: {shares: {grid: 100%}}\n",
      ["11:26: error: targets.shares.grid: the tolerance, as in 70% ± 5 points is missing"]
    ),
    ("targets: {guards: {}}\n", ["11:10: error: targets: shares is missing"]),
    (
      "targets: {shares: {grid: {share: 100%, tolerance: 5 points}}, guards: {A: at most 1%}}\n",
      [
        "11:72: error: targets.guards.A: 'A' is not a name; write a response, or a response and a class with a dot between"
      ]
    ),
    (
      "targets: {confidence: 100%, shares: {grid: 100% ± 5 points}}\n",
      ["11:23: error: targets.confidence: '100%' is out of range; use more than 0% to less than 100%"]
    ),
    (
      "targets: {replications_at_most: 1, shares: {grid: 100% ± 5 points}}\n",
      ["11:33: error: targets.replications_at_most: '1' is out of range; use 2 to 1000000"]
    ),
    (
      "withdrawal: {impatient: 120%}\n",
      [
        "11:13: error: withdrawal: patience is missing",
        "11:25: error: withdrawal.impatient: '120%' is out of range; use 0% to 100%",
      ]
    ),
    (
      "deliberation: {at: grid, sessions: Tue 19:00, batch: 0}\n",
      ["11:54: error: deliberation.batch: '0' is out of range; use 1 to 10000"]
    ),
    (
      "feedback: {dissatisfied: 60%, dissatisfied_if_late: 50%}\n",
      ["11:11: error: feedback: dissatisfied and dissatisfied_if_late add up to more than 100%; lower one of them"]
    ),
    (
      "channels: [{id: c, needs_intake: yes}]\n",
      ["11:34: error: channels.c.needs_intake: 'yes' is not possible here; use true, false"]
    ),
    (
      "departments: [{id: value}]\n",
      ["11:20: error: departments.value.id: the name 'value' has a meaning of its own; choose another"]
    ),
  ]

  static func zeros(_ count: Int) -> String { Array(repeating: "0", count: count).joined(separator: ",") }
  static func ones(_ count: Int) -> String { Array(repeating: "1", count: count).joined(separator: ",") }

  @Test("What is wrong is said at its place", arguments: wrong)
  func problems(lines: String, expected: [String]) throws {
    let found = try Minimal.problems(adding: lines)
    #expect(found == expected.map { "s.yaml:" + $0 })
  }

  @Test("All problems of a tier are reported at once, in the order of the file")
  func tiers() throws {
    let files = try ScenarioFiles([
      "s.yaml": """
      schema: 2
      observe: 0 days
      city: {seed: 1}
      tiers:
        - id: grid
          staff: -1
          waiting_room: many
          paperwork: 100%
          speed: 0
          competence: {level: high, spread: -0.1}
          referral: {base: 60%, rise: 50%, at_queue: 0}
          wait_limit: 0 min
          overdue: ignore
          cost_per_worker: 90000
      types: []
      """
    ])
    #expect(
      files.problems() == [
        "s.yaml:1:1: error: name is missing",
        "s.yaml:1:9: error: schema: schema '2' is not a version that this program reads; write 1, or use a newer program",
        "s.yaml:2:10: error: observe: '0 days' is out of range; use 1 min or more",
        "s.yaml:3:7: error: city: units, or files is missing",
        "s.yaml:6:12: error: tiers.grid.staff: '-1' is out of range; use 0 or more",
        "s.yaml:7:19: error: tiers.grid.waiting_room: 'many' is not a whole number or unlimited; write 0 or more, or unlimited",
        "s.yaml:8:16: error: tiers.grid.paperwork: '100%' is out of range; use 0% to less than 100%",
        "s.yaml:9:12: error: tiers.grid.speed: '0' is out of range; use more than 0",
        "s.yaml:10:25: error: tiers.grid.competence.level: 'high' is not a number; write digits, such as 3 or 0.25",
        "s.yaml:10:39: error: tiers.grid.competence.spread: '-0.1' is out of range; use 0 or more",
        "s.yaml:11:15: error: tiers.grid.referral: base and rise add up to more than 100%; lower one of them",
        "s.yaml:11:48: error: tiers.grid.referral.at_queue: '0' is out of range; use more than 0",
        "s.yaml:12:17: error: tiers.grid.wait_limit: '0 min' is out of range; use more than 0",
        "s.yaml:13:14: error: tiers.grid.overdue: 'ignore' is not possible here; use escalate, stay",
        "s.yaml:14:27: error: tiers.grid.cost_per_worker: '90000' is not a cost; write for example 90000 per year",
        "s.yaml:15:8: error: types: there are 0 here; write 1–10000",
      ])
  }
}
