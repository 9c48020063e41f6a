import Foundation
import Testing

@Suite("fit, on logs that tell work and nothing else")
struct FitWaitingTests {
  private static let map = """
    schema: 1
    name: fitted
    columns: {case: case_id, tier: tier, start: start_time, end: end_time}
    tiers:
      - {id: front, values: front}
      - {id: back, values: back}
    """

  private struct Tandem: CustomStringConvertible, Sendable {
    var staff: (front: Int, back: Int)
    var rate: Int
    var work: (front: String, back: String)
    var seed: Int
    var transfer = "0 min"
    /// What may be taken away of the back tier while it stays below 95 % of its time.
    var fewer = false
    var description: String { "\(staff) \(rate) \(seed)" }

    var text: String {
      """
      schema: 1
      name: truth
      start: 2025-01-06
      warm_up: 30 days
      observe: 150 days
      drain: 30 days
      seed: \(seed)
      replications: 1
      city: {units: {back: 1, front: 1}}
      tiers:
        - {id: front, staff: \(staff.front), transfer: "\(transfer)"}
        - {id: back, staff: \(staff.back)}
      types:
        - id: a
          rate: \(rate) per city per day
          authority: {front: 50%, back: 100%}
          work: {front: "\(work.front)", back: "\(work.back)"}
      """
    }
  }

  /// Second tiers that are busy 70 to 80 % of their time: a tenth of those that `Tests/Logs/tandems.py` fits with the
  /// release build, one of a single worker and one of many.
  private static let tandems = [
    Tandem(
      staff: (2, 1), rate: 40, work: ("gamma(mean: 50 min, cv: 0.5)", "gamma(mean: 54 min, cv: 0.5)"), seed: 22),
    Tandem(
      staff: (3, 5), rate: 50, work: ("exponential(60 min)", "exponential(205 min)"), seed: 24, fewer: true),
  ]

  private func run(_ file: String, _ sets: [String], in scratch: Scratch, more: [String] = []) throws -> Double {
    // One folder for all: what is asked of a result is read at once.
    let arguments = ["run", file, "-o", "o", "-q", "--force"] + sets.flatMap { ["--set", $0] } + more
    let answer = try BuiltCommand.run(arguments: arguments, in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let summary = try String(contentsOf: scratch.file("o/summary.csv"), encoding: .utf8)
    let row = summary.split(separator: "\r\n").first { $0.hasPrefix("time_to_close_mean,,") }
    return try #require(row.flatMap { Double($0.split(separator: ",", omittingEmptySubsequences: false)[2]) })
  }

  private func fit(_ tandem: Tandem, in scratch: Scratch) throws -> BuiltCommand.Answer {
    try tandem.text.write(to: scratch.file("truth.yaml"), atomically: true, encoding: .utf8)
    try Self.map.write(to: scratch.file("map.yaml"), atomically: true, encoding: .utf8)
    _ = try run("truth.yaml", [], in: scratch, more: ["--events"])
    // Visits that the end of the run cut off have no end.
    let events = try String(contentsOf: scratch.file("o/events.csv"), encoding: .utf8).split(separator: "\r\n")
    let rows = events.filter { !$0.split(separator: ",", omittingEmptySubsequences: false)[4].isEmpty }
    try rows.joined(separator: "\n").write(to: scratch.file("log.csv"), atomically: true, encoding: .utf8)
    let answer = try BuiltCommand.run(
      "fit", "log.csv", "-m", "map.yaml", "--ensemble", "0", "--lang", "en", in: scratch.folder,
      environment: ["COLUMNS": "2000"])
    #expect(answer.code == 0, "\(answer.messages)")
    return answer
  }

  @Test("Lines are there once: the mean time and what staff does to it are those of the city", arguments: tandems)
  private func tandem(_ tandem: Tandem) throws {
    let scratch = try Scratch()
    let answer = try fit(tandem, in: scratch)
    #expect(answer.output.contains("At back 100% (100-100) of the time that cases waited on duty"), "\(answer.output)")
    #expect(answer.output.contains("Nothing tells when a case was opened"))
    let scenario = try String(contentsOf: scratch.file("fitted.yaml"), encoding: .utf8)
    #expect(scenario.contains("back: {share: 0.") && scenario.contains("after: \"0 min\"}"))
    #expect(!scenario.contains("Every number has"))
    func ratio(_ sets: [String]) throws -> Double {
      try run("fitted.yaml", sets, in: scratch) / run("truth.yaml", sets, in: scratch, more: ["-n", "10"])
    }
    let same = try ratio([])
    #expect(same > 0.75 && same < 1.35, "\(same)")
    let twice = try ratio(["tiers.front.staff=\(2 * tandem.staff.front)", "tiers.back.staff=\(2 * tandem.staff.back)"])
    #expect(twice > 0.9 && twice < 1.1, "\(twice)")
    if tandem.fewer {
      let fewer = try ratio(["tiers.back.staff=\(tandem.staff.back - 1)"])
      #expect(fewer > 0.75 && fewer < 1.35, "\(fewer)")
    }
  }

  @Test("Where cases wait elsewhere, that is said, and more staff does nothing")
  func elsewhere() throws {
    let scratch = try Scratch()
    let answer = try fit(
      Tandem(
        staff: (4, 5), rate: 40, work: ("exponential(25 min)", "exponential(40 min)"), seed: 31,
        transfer: "gamma(mean: 9 h, cv: 0.7)"), in: scratch)
    #expect(answer.output.contains("Staff is not why cases wait at back"), "\(answer.output)")
    let same = try run("fitted.yaml", [], in: scratch)
    let twice = try run("fitted.yaml", ["tiers.front.staff=12", "tiers.back.staff=12"], in: scratch)
    #expect(abs(twice / same - 1) < 0.02)
    let truth = try run("truth.yaml", [], in: scratch, more: ["-n", "10"])
    #expect(abs(same / truth - 1) < 0.1)
  }

  @Test("Where cases wait in line and elsewhere, both are found, each as it acts")
  func both() throws {
    let scratch = try Scratch()
    let tandem = Tandem(
      staff: (3, 2), rate: 60, work: ("exponential(50 min)", "exponential(72 min)"), seed: 41,
      transfer: "exponential(2 h)")
    let answer = try fit(tandem, in: scratch)
    #expect(answer.output.contains("waited in line while all 2 were at work"), "\(answer.output)")
    for sets in [[], ["tiers.front.staff=6", "tiers.back.staff=4"]] {
      let ratio =
        try run("fitted.yaml", sets, in: scratch) / run("truth.yaml", sets, in: scratch, more: ["-n", "10"])
      #expect(ratio > 0.8 && ratio < 1.25, "\(sets): \(ratio)")
    }
  }

  @Test("Plausible cities are written, drawn whole, checked row by row, and set by number")
  func ensemble() throws {
    let scratch = try Scratch()
    _ = try fit(Self.tandems[0], in: scratch)
    let answer = try BuiltCommand.run(
      "fit", "log.csv", "-m", "map.yaml", "--ensemble", "12", "--force", "-q", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let table = try String(contentsOf: scratch.file("fitted-ensemble.csv"), encoding: .utf8).split(separator: "\r\n")
    #expect(table.count == 13 && table[0].contains("types.type_1.routing.front.back.share"))
    #expect(Set(table).count == 13)
    let scenario = try String(contentsOf: scratch.file("fitted.yaml"), encoding: .utf8)
    #expect(scenario.contains("fitted-ensemble.csv has 12 cities") && !scenario.contains("range:"))
    #expect(try BuiltCommand.run("validate", "fitted.yaml", in: scratch.folder).code == 0)
    let drawn = try BuiltCommand.run(
      "run", "fitted.yaml", "-n", "2", "--uncertainty", "6", "-o", "u", "-q", in: scratch.folder)
    #expect(drawn.code == 0, "\(drawn.messages)")
    let cities = try String(contentsOf: scratch.file("u/uncertainty.csv"), encoding: .utf8).split(separator: "\r\n")
    #expect(cities.count { $0.contains(",input,ensemble.city,") } == 6)
    let first = try run("fitted.yaml", ["ensemble.city=1"], in: scratch)
    let last = try run("fitted.yaml", ["ensemble.city=12"], in: scratch)
    #expect(first != last)
    // A row that is no city is told where it stands.
    let broken = try String(contentsOf: scratch.file("fitted-ensemble.csv"), encoding: .utf8)
      .replacing("exponential", with: "exponentiel").replacing("gamma", with: "gama")
    try broken.write(to: scratch.file("fitted-ensemble.csv"), atomically: true, encoding: .utf8)
    let refused = try BuiltCommand.run("validate", "fitted.yaml", "--lang", "en", in: scratch.folder)
    #expect(refused.code == 2 && refused.messages.contains("fitted-ensemble.csv:2:"), "\(refused.messages)")
    let few = try BuiltCommand.run("fit", "log.csv", "-m", "map.yaml", "--ensemble", "3", in: scratch.folder)
    #expect(few.code != 0 && few.messages.contains("--ensemble"))
  }

  /// Days drawn anew may lack the one case that starts elsewhere, or is closed elsewhere, or is opened again.
  @Test("Plausible cities have the same columns though what is rare is in some of them only")
  func rare() throws {
    let scratch = try Scratch()
    var rows = ["id,at,tier,state"]
    for number in 0..<80 {
      let day = "2025-0\(1 + number / 20)-\(10 + number % 18)"
      rows.append("\(number),\(day) 08:\(10 + number % 50),\(number == 41 ? "back" : "front"),open")
      if number % 3 == 0 { rows.append("\(number),\(day) 11:\(10 + number % 40),back,open") }
      rows.append("\(number),\(day) 15:\(10 + number % 45),\(number % 3 == 0 ? "back" : "front"),closed")
      if number == 17 {
        rows.append("\(number),\(day) 16:00,front,open")
        rows.append("\(number),\(day) 17:30,front,closed")
      }
    }
    try rows.joined(separator: "\n").write(to: scratch.file("log.csv"), atomically: true, encoding: .utf8)
    try """
    schema: 1
    name: rare
    columns: {case: id, entered: at, tier: tier, status: state}
    tiers: [{id: front, values: front}, {id: back, values: back}]
    closed_when: closed
    """.write(to: scratch.file("map.yaml"), atomically: true, encoding: .utf8)
    let fit = try BuiltCommand.run(
      "fit", "log.csv", "-m", "map.yaml", "--out", "rare.yaml", "--ensemble", "40", "-q", in: scratch.folder)
    #expect(fit.code == 0, "\(fit.messages)")
    let table = try String(contentsOf: scratch.file("rare-ensemble.csv"), encoding: .utf8)
    let lines = table.split(separator: "\r\n")
    #expect(lines.count == 41 && lines[0].contains(".start_at"))
    // A shared start has a comma and is quoted; where all start at one tier its name stands alone.
    #expect(lines.dropFirst().contains { $0.contains("\"{front: ") })
    #expect(lines.dropFirst().contains { !$0.contains("{front: ") && $0.split(separator: ",").contains("front") })
    let valid = try BuiltCommand.run("validate", "rare.yaml", in: scratch.folder)
    #expect(valid.code == 0, "\(valid.messages)")
  }
}
