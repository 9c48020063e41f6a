import ScenarioLanguage
import Testing

@Suite struct UncertainInputTests {
  private func document(_ lines: String) throws -> ScenarioDocument {
    try ScenarioFiles(["s.yaml": Minimal.text + lines]).load()
  }

  @Test("A range is recorded with its path, texts and source, and the value is read")
  func records() throws {
    let document = try document(
      """
      drain: {value: 5 days, range: [1 day, 1 week], source: guess, about: how long we look}
      backlog: {value: 2 weeks, source: city hall}
      """)
    #expect(document.scenario.drain == 7200 && document.scenario.backlog == 20160)
    let input = try #require(document.uncertainInputs.first)
    #expect(document.uncertainInputs.count == 1)
    #expect(
      [input.path, input.low, input.value, input.high, input.source] == ["drain", "1 day", "5 days", "1 week", "guess"])
    #expect(input.lowNumber == 1440 && input.valueNumber == 7200 && input.highNumber == 10080)
    #expect(input.text(at: 0.5) == "5760 min" && input.text(for: 1440) == "1440 min")
  }

  static let kinds: [(path: String, value: String, low: String, high: String, middle: String)] = [
    ("tiers.grid.paperwork", "20%", "10%", "30%", "0.2"),
    ("tiers.grid.staff", "2", "1", "3", "2"),
    ("tiers.grid.waiting_room", "20", "1", "30", "16"),
    ("tiers.grid.wait_limit", "5 working days", "2 working days", "6 working days", "4 working days"),
    ("tiers.grid.wait_limit", "5 days", "2 days", "6 days", "5760 min"),
    ("tiers.grid.cost_per_worker", "90000 per year", "5000 per month", "100000 per year", "80000 per year"),
    ("types.noise.worsening", "0.02 per day", "0 per day", "0.04 per day", "0.02 per day"),
    ("types.noise.rate", "1 per unit per min", "0 per unit per min", "2 per unit per min", "1 per unit per min"),
    ("types.noise.work.grid", "30 min", "10 min", "40 min", "25 min"),
    (
      "types.noise.work.grid", "lognormal(mean: 40 min, cv: 1.5)", "20 min", "80 min",
      "lognormal(mean: 50 min, cv: 1.5)"
    ),
    ("types.noise.work.grid", "uniform(10 min, 30 min)", "10 min", "30 min", "uniform(10 min, 30 min)"),
    ("types.noise.complexity", "beta(2, 2)", "0.25", "0.75", "beta(2, 2, low: 0, high: 1)"),
    ("seed", "5", "1", "9", ""),
    ("targets.confidence", "95%", "80%", "96%", "0.88"),
  ]

  @Test("Every kind of value writes numbers of its range as it reads them", arguments: kinds)
  func writes(path: String, value: String, low: String, high: String, middle: String) throws {
    let files = try ScenarioFiles(["s.yaml": Minimal.text + "targets: {shares: {grid: 100% ± 1 point}}\n"])
    let annotated = "\(path)={value: \"\(value)\", range: [\"\(low)\", \"\(high)\"], source: guess}"
    guard !middle.isEmpty else {
      #expect(
        files.problems(set: annotated) == [
          "--set: error: seed.range: a range is not possible for a whole number; leave out range"
        ])
      return
    }
    let document = try files.load(set: annotated)
    let input = try #require(document.uncertainInputs.first)
    #expect(input.path == path)
    #expect(input.text(at: 0.5) == middle)
    for fraction in [0, 0.3, 1] {
      let drawn = try document.loaded(overriding: [Override(path: path, value: input.text(at: fraction))])
      #expect(drawn.uncertainInputs.isEmpty)
    }
  }

  @Test("What is wrong with a range is said")
  func problems() throws {
    func problem(_ drain: String) throws -> [String] {
      try Minimal.problems(adding: "drain: \(drain)\n").map { String($0.dropFirst("s.yaml:11:".count)) }
    }
    #expect(try problem("{value: 5 days}") == ["8: error: drain: source: where the value is from, or guess is missing"])
    #expect(
      try problem("{value: 5 days, range: [6 days, 9 days], source: guess}") == [
        "31: error: drain.range: the range 6 days to 9 days does not hold 5 days; write the lowest value first and the value between"
      ])
    #expect(
      try problem("{value: 5 days, range: [1 day], source: guess}") == [
        "31: error: drain.range: there are 1 here; write 2"
      ])
    #expect(
      try problem("{value: 5 days, range: 3 days, source: guess}") == [
        "31: error: drain.range: this is a text; write a list of the lowest and the highest value"
      ])
    #expect(
      try problem("{value: 5 days, range: [1, 9 days], source: guess}") == [
        "32: error: drain.range: '1' has no unit; write for example 1 min"
      ])
    #expect(
      try problem("{value: 5 days, sorce: guess, source: x}") == [
        "24: error: drain.sorce: there is no key 'sorce' here; did you mean 'source'?"
      ])
    #expect(
      try Minimal.problems(
        adding: "warm_up: {value: detect(at most 9 days), range: [1 day, 2 days], source: guess}\n") == [
          "s.yaml:11:49: error: warm_up.range: a range is not possible for a warm-up; leave out range"
        ])
  }

  @Test("Ranges of other units and of samples are refused")
  func impossible() throws {
    let files = try ScenarioFiles(["s.yaml": Minimal.text, "v.csv": "value\n5\n"])
    #expect(
      files.problems(set: "tiers.grid.wait_limit={value: 5 days, range: [1 working day, 9 days], source: guess}") == [
        "--set: error: tiers.grid.wait_limit.range: a range is not possible for a value whose range is in another unit; leave out range"
      ])
    #expect(
      files.problems(set: "types.noise.work.grid={value: empirical(v.csv), range: [1 min, 9 min], source: guess}") == [
        "--set: error: types.noise.work.grid.range: a range is not possible for a distribution; leave out range"
      ])
  }
}
