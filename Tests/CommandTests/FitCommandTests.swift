import Foundation
import Testing

@Suite("fit, on logs that the program made of cities that are known")
struct FitCommandTests {
  private static let city = """
    schema: 1
    name: known
    start: 2025-01-01
    warm_up: 14 days
    observe: 120 days
    drain: 20 days
    seed: 11
    replications: 1
    calendars:
      - {id: office, week: "Mon-Fri 08:30-12:00 13:30-17:30"}
    city:
      units: {street: 1, community: 2, grid: 3}
    tiers:
      - {id: grid, staff: 2, calendar: office}
      - {id: community, staff: 2, calendar: office}
      - {id: street, staff: 3, calendar: office}
    types:
      - id: noise
        rate: 4 per unit per day
        work: {grid: "lognormal(median: 40 min, sigma: 1)", community: "gamma(mean: 60 min, cv: 0.5)", street: "weibull(scale: 90 min, shape: 1.6)"}
        outside: {community: "lognormal(median: 1 day, sigma: 0.8)"}
        routing:
          grid: {community: {share: 30%, after: exponential(2 h)}}
          community: {grid: {share: 10%, after: "gamma(mean: 6 h, cv: 0.6)"}, street: {share: 20%, after: "lognormal(median: 5 h, sigma: 0.6)"}}
      - id: rubbish
        rate: 3 per unit per day
        start_at: {grid: 80%, community: 20%}
        work: {grid: exponential(50 min), community: exponential(30 min), street: exponential(60 min)}
        routing:
          grid: {community: {share: 20%, after: "weibull(scale: 3 h, shape: 2)"}}
          community: {street: {share: 40%, after: exponential(1 h)}}
    """

  private static let map = """
    schema: 1
    name: again
    columns: {case: case_id, type: type, tier: tier, unit: place, desk: resource, entered: enable_time, start: start_time, end: end_time}
    cases:
      file: o/issues.csv
      columns: {case: case_id, type: type, opened: registered, closed: ended, status: outcome}
    closed_when: closed
    tiers:
      - {id: grid, values: grid}
      - {id: community, values: community}
      - {id: street, values: street}
    """

  private func write(_ text: String, to name: String, in scratch: Scratch) throws {
    try text.write(to: scratch.file(name), atomically: true, encoding: .utf8)
  }

  /// The rows of a table by the names of its columns; none of these tables quotes a line break.
  private func rows(_ name: String, in scratch: Scratch) throws -> [[String: String]] {
    let lines = try String(contentsOf: scratch.file(name), encoding: .utf8).split(separator: "\r\n")
    func cells(_ line: Substring) -> [String] {
      var cells = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
    let header = cells(lines[0])
    return lines.dropFirst().map { Dictionary(zip(header, cells($0)), uniquingKeysWith: { $1 }) }
  }

  @Test("Rates, ways, hours, staff and families of a known city are found again, and the scenario behaves like the log")
  func recovered() throws {
    let scratch = try Scratch()
    try write(Self.city, to: "known.yaml", in: scratch)
    try write(Self.map, to: "map.yaml", in: scratch)
    let run = try BuiltCommand.run(
      "run", "known.yaml", "--out", "o", "--events", "--issues", "--quiet", in: scratch.folder)
    #expect(run.code == 0)
    let answer = try BuiltCommand.run("fit", "o/events.csv", "--map", "map.yaml", "--json", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let scenario = try String(contentsOf: scratch.file("again.yaml"), encoding: .utf8)
    #expect(scenario.components(separatedBy: "Mon-Fri 08:30-12:00 13:30-17:30").count == 4)
    for staff in ["grid.csv": "2", "community.csv": "2", "street.csv": "3"] {
      #expect(try rows("again-\(staff.key)", in: scratch).allSatisfy { $0["staff"] == staff.value })
    }
    // Rates: 24 and 18 a day, from some 3,200 and 2,400 cases, within three standard errors: 5.3 and 6.1 %.
    for (type, rate, cases) in [("noise", 4.0, 3200.0), ("rubbish", 3.0, 2400.0)] {
      let pattern = try Regex("id: \(type)\\n.*\\n    rate: \\{value: ([0-9.]+) per 1000")
      let match = try #require(scenario.firstMatch(of: pattern)?.output[1].substring.flatMap { Double($0) })
      #expect(abs(match / rate - 1) < 3 / cases.squareRoot())
    }
    // Ways, within a point and three standard errors of shares from a thousand visits.
    let moves = try rows("again-moves.csv", in: scratch)
    for (type, from, to, share, visits) in [
      ("noise", "grid", "community", 0.3, 3300.0), ("noise", "community", "grid", 0.1, 1000),
      ("noise", "community", "street", 0.2, 1000), ("rubbish", "grid", "community", 0.2, 2000),
      ("rubbish", "community", "street", 0.4, 900),
    ] {
      let found = moves.first { $0["type"] == type && $0["from"] == from && $0["to"] == to }?["share"].flatMap(
        Double.init)
      let error = (share * (1 - share) / visits).squareRoot()
      #expect(abs((found ?? 2) - share) < max(0.01, 3 * error), "\(type) \(from) \(to)")
    }
    // Families: nine of ten at least, of those with two hundred stays.
    let chosen = try rows("again-distributions.csv", in: scratch).filter { $0["chosen"] == "true" }
    let families = [
      "noise_grid_work": "lognormal", "noise_community_work": "gamma", "noise_grid_to_community": "exponential",
      "noise_community_closed": "lognormal", "rubbish_grid_work": "exponential",
      "rubbish_community_work": "exponential",
      "rubbish_street_work": "exponential", "rubbish_grid_to_community": "weibull",
      "rubbish_community_to_street": "exponential", "noise_grid_closed": "constant",
    ]
    let right = families.filter { cell in chosen.contains { $0["cell"] == cell.key && $0["model"] == cell.value } }
    #expect(right.count >= 9, "\(chosen.map { "\($0["cell"] ?? ""): \($0["model"] ?? "")" })")
    // And it behaves like the log.
    let goodness = try rows("again-goodness.csv", in: scratch)
    #expect(goodness.filter { $0["measure"] == "share" }.count == 3)
    #expect(goodness.filter { $0["holds"] == "false" }.isEmpty, "\(goodness.filter { $0["holds"] == "false" })")
    // What is there is not written over.
    let second = try BuiltCommand.run("fit", "o/events.csv", "--map", "map.yaml", in: scratch.folder)
    #expect(second.code == 2 && second.messages.contains("--force"))
    #expect(try BuiltCommand.run("validate", "again.yaml", "map.yaml", in: scratch.folder).code == 0)
  }

  /// One way in which cases end: what the scenario says, the family that is to be found, its first parameter in days, and
  /// about how far off a logarithm of it is, times the root of the number of ends.
  private static let endings: [(law: String, family: String, days: Double, spread: Double)] = [
    ("exponential(20 days)", "exponential", 20, 1), ("exponential(30 days)", "exponential", 30, 1),
    ("gamma(mean: 20 days, cv: 0.5)", "gamma", 20, 0.5), ("gamma(mean: 25 days, cv: 0.4)", "gamma", 25, 0.4),
    ("lognormal(median: 10 days, sigma: 1)", "lognormal", 10, 1),
    ("lognormal(median: 20 days, sigma: 0.6)", "lognormal", 20, 0.6),
    ("weibull(scale: 20 days, shape: 2)", "weibull", 20, 1.05 / 2),
    ("weibull(scale: 15 days, shape: 0.6)", "weibull", 15, 1.05 / 0.6),
    ("loglogistic(median: 12 days, shape: 2.5)", "logLogistic", 12, 1.73 / 2.5),
    ("loglogistic(median: 15 days, shape: 4)", "logLogistic", 15, 1.73 / 4),
  ]

  @Test("Families and their parameters are found again where a fifth of the cases are still open")
  func censored() throws {
    let scratch = try Scratch()
    let head = """
      schema: 1
      name: slow
      start: 2025-01-01
      observe: 90 days
      drain: 0 days
      seed: 5
      replications: 1
      city: {units: {grid: 1}}
      tiers: [{id: grid, staff: 50, calendar: always}]
      types:

      """
    let types = Self.endings.enumerated().map { number, ending in
      "  - {id: t\(number), rate: 12 per city per day, work: {grid: 0 min}, outside: {grid: \"\(ending.law)\"}}"
    }
    try write(head + types.joined(separator: "\n"), to: "slow.yaml", in: scratch)
    let map = """
      schema: 1
      name: again
      columns: {case: case_id, type: type, opened: registered, closed: ended, status: outcome}
      closed_when: closed
      """
    try write(map, to: "map.yaml", in: scratch)
    #expect(try BuiltCommand.run("run", "slow.yaml", "--out", "o", "--issues", "--quiet", in: scratch.folder).code == 0)
    let answer = try BuiltCommand.run("fit", "o/issues.csv", "--map", "map.yaml", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let chosen = try rows("again-distributions.csv", in: scratch).filter { $0["chosen"] == "true" }
    var right = 0
    for (number, ending) in Self.endings.enumerated() {
      let cell = try #require(chosen.first { $0["cell"] == "t\(number)_all_closed" })
      let (stays, open) = (Double(cell["cases"] ?? "") ?? 0, Double(cell["open"] ?? "") ?? 0)
      #expect(open / stays > 0.15, "\(cell)")
      guard cell["model"] == ending.family else { continue }
      right += 1
      let text = try #require(cell["text"])
      let match = try #require(text.firstMatch(of: /: ([0-9.]+) days/)?.output.1)
      let found = try #require(Double(match))
      #expect(
        abs(log(found / ending.days)) < 3.5 * ending.spread / (stays - open).squareRoot(), "\(ending.law): \(text)")
    }
    #expect(right >= 9, "\(chosen.map { "\($0["cell"] ?? ""): \($0["model"] ?? "")" })")
  }

  @Test("What of a log may turn the answer is said by the fit, in the scenario, and beside its results")
  func doubts() throws {
    let scratch = try Scratch()
    // A hundred cases that a desk hands on within the minute; of ten every row is blank; most arise late.
    let rows = (0..<110).flatMap { number -> [String] in
      let day = number < 10 ? number * 9 : 95 + number % 90
      func date(_ offset: Int) -> String {
        let total = day + offset
        return
          "2025-\(["01", "02", "03", "04", "05", "06", "07", "08"][total / 28])-\(String(total % 28 + 101).dropFirst())"
      }
      return number >= 100
        ? ["\(number),\(date(0)) 09:00,,Open", "\(number),\(date(2)) 10:00,,Closed"]
        : ["\(number),\(date(0)) 09:00,desk,Open", "\(number),\(date(0)) 09:00,office,Open"]
          + ["\(number),\(date(1)) 10:00,office,Closed"]
    }
    try write((["id,time,team,state"] + rows).joined(separator: "\n"), to: "l.csv", in: scratch)
    let map = """
      schema: 1
      name: doubtful
      columns: {case: id, entered: time, tier: team, status: state}
      tiers: [{id: desk, rest: true}, {id: office, values: [office]}]
      closed_when: Closed
      """
    try write(map, to: "m.yaml", in: scratch)
    func caution(_ scenario: String) throws -> String {
      let text = String(decoding: try scratch.files()[scenario] ?? Data(), as: UTF8.self)
      return text.split(separator: "\n").first { $0.hasPrefix("caution: ") }.map(String.init) ?? ""
    }
    let whole = try BuiltCommand.run("fit", "l.csv", "-m", "m.yaml", "--lang", "en", in: scratch.folder)
    #expect(whole.code == 0, "\(whole.messages)")
    for doubt in [
      "In 20 of 320 rows the column of the tier is blank", "100 of 210 stays end in the moment in which they begin",
      "Cases arise at another rate from 2025-0",
    ] {
      #expect(whole.output.replacing("\n    ", with: " ").contains(doubt), "\(doubt): \(whole.output)")
      #expect(try caution("doubtful.yaml").contains(doubt), "\(doubt)")
    }
    let run = try BuiltCommand.run(
      "run", "doubtful.yaml", "-n", "2", "--lang", "zh", "--out", "o", in: scratch.folder)
    #expect(run.code == 0 && run.messages.contains("层级列为空白"), "\(run.messages)")
    let page = run.output.replacing("\n    ", with: "")
    #expect(page.contains("层级列为空白") && page.contains("本场景中办理不耗时"), "\(page)")
    // Rows that are left out are told as what they may be: whole cases.
    try write(map + "\nleave_out: {team: [\"\"]}", to: "n.yaml", in: scratch)
    let without = try BuiltCommand.run(
      "fit", "l.csv", "-m", "n.yaml", "-o", "n-city.yaml", "--lang", "en", "--quiet", in: scratch.folder)
    #expect(without.code == 0 && without.output.split(separator: "\n").count == 1, "\(without.output)")
    #expect(without.output.contains("numbers of the log are met"), "\(without.output)")
    #expect(try caution("n-city.yaml").contains("Of 10 cases `leave_out` of the map leaves no row"))
    #expect(try !caution("n-city.yaml").contains("blank"))
  }

  @Test("A map or a log that is wrong is refused with its place, and nothing is written")
  func refused() throws {
    let scratch = try Scratch()
    let log = (1...80).map { "\($0),2025-01-\($0 % 28 + 1) 08:00,2025-02-0\($0 % 9 + 1) 09:00,noise" }
    func fit(_ map: String, _ lines: [String], _ language: String = "en") throws -> BuiltCommand.Answer {
      try write(map, to: "m.yaml", in: scratch)
      try write((["id,opened,closed,kind"] + lines).joined(separator: "\n"), to: "l.csv", in: scratch)
      return try BuiltCommand.run("fit", "l.csv", "--map", "m.yaml", "--lang", language, in: scratch.folder)
    }
    let head = "schema: 1\nname: x\n"
    let misspelt = try fit(head + "columns: {case: idd, opened: opened, closed: close}", log)
    #expect(
      misspelt.code == 2 && misspelt.messages.contains("m.yaml:3") && misspelt.messages.contains("did you mean 'id'"))
    #expect(misspelt.messages.contains("closed"))
    let sound = head + "columns: {case: id, opened: opened, closed: closed, type: kind}"
    let bad = try fit(
      sound, log + ["81,yesterday,2025-02-01 10:00,noise", "82,2025-01-01 10:00,2024-01-01 10:00,noise", "83,x"])
    #expect(bad.code == 2 && bad.messages.contains("yesterday") && bad.messages.contains("line 83"))
    #expect(bad.messages.contains("closed before it was opened") && bad.messages.contains("bad_rows: skip"))
    let chinese = try fit(sound, log + ["81,yesterday,2025-02-01 10:00,noise"], "zh")
    #expect(chinese.messages.contains("时间无法读取") && !chinese.messages.contains("cannot be read"))
    let few = try fit(sound, Array(log.prefix(5)))
    #expect(few.code == 2 && few.messages.contains("50"))
    let ambiguous = try fit(sound, (1...80).map { "\($0),0\($0 % 9 + 1)/02/2025,11/12/2025,noise" })
    #expect(ambiguous.code == 2 && ambiguous.messages.contains("dates: day first"))
    let quote = try fit(sound, log + ["\"84,2025-01-01"])
    #expect(quote.code == 2 && quote.messages.contains("line 82"))
    #expect(try BuiltCommand.run("fit", "none.csv", "--map", "m.yaml", in: scratch.folder).code == 2)
    #expect(try scratch.files().keys.sorted() == ["l.csv", "m.yaml"])
    // A table of cases may be as large as a log is.
    try write(String(repeating: "1,2025-01-01,2025-01-02\n", count: 400_000), to: "cases.csv", in: scratch)
    try write(
      head + "columns: {case: id, entered: opened}\ncases: {file: cases.csv, columns: {case: id, opened: opened}}",
      to: "large.yaml", in: scratch)
    #expect(try BuiltCommand.run("validate", "large.yaml", in: scratch.folder).code == 0)
    // Skipped rows are counted, and the rest is fitted.
    let skipped = try fit(sound + "\nbad_rows: skip", log + ["81,yesterday,2025-02-01 10:00,noise"])
    #expect(skipped.code == 0 && skipped.output.contains("1 rows could not be read"), "\(skipped.messages)")
  }
}
