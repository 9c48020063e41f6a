import Foundation
import Testing

@Suite("fit, what it says first and how it judges itself")
struct FitJudgingTests {
  private static let map = """
    schema: 1
    name: judged
    columns: {case: id, opened: opened, closed: closed, type: kind}
    bad_rows: skip
    """

  /// Cases that open every two hours and are closed after a day, in the last third after a week; some are late.
  private static func log(isSlower: Bool) -> [String] {
    func text(_ hours: Int) -> String {
      let (day, hour) = (hours / 24, hours % 24)
      let month = day / 28
      return
        "2025-\(month < 9 ? "0" : "")\(month + 1)-\(String(day % 28 + 101).dropFirst()) \(hour < 10 ? "0" : "")\(hour):00"
    }
    return (0..<1800).map { number in
      let days = isSlower && number >= 1200 ? 7 : 1
      let hours = days * 24 + number % 9 + (number % 10 == 0 ? 60 : 0)
      return "\(number),\(text(number * 2)),\(text(number * 2 + hours)),noise"
    }
  }

  private func write(_ lines: [String], _ map: String, in scratch: Scratch) throws {
    try (["id,opened,closed,kind"] + lines).joined(separator: "\n").write(
      to: scratch.file("l.csv"), atomically: true, encoding: .utf8)
    try map.write(to: scratch.file("m.yaml"), atomically: true, encoding: .utf8)
  }

  private struct Said: Decodable {
    struct Met: Decodable {
      let fit: Int
      let naive: Int?
      let judged: Int
    }
    struct Note: Decodable {
      let en: String
      let doubt: Bool
      let caution: Bool
    }
    struct Row: Decodable {
      let measure: String
      let holds: Bool?
      let naiveHolds: Bool?
      let drift: Double?
      let inSample: Double?
      let blame: String?
    }
    let met: Met
    let notes: [Note]
    let goodness: [Row]
  }

  private func fit(_ options: String..., in scratch: Scratch) throws -> Said {
    let answer = try BuiltCommand.run(
      arguments: ["fit", "l.csv", "-m", "m.yaml", "--json", "--force"] + options, in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Said.self, from: Data(answer.output.utf8))
  }

  @Test(
    "Doubts stand above the table and in the scenario: rows repeated, skipped and left out, with counts and reasons")
  func top() throws {
    let scratch = try Scratch()
    let rows = Self.log(isSlower: false)
    try write(
      rows + rows.prefix(300) + [
        "x,soon,,noise", "y,2025-03-01 10:00,2025-02-01 10:00,noise", "z,2025-03-01 10:00,,test",
      ],
      Self.map + "\nleave_out: {kind: [test]}", in: scratch)
    let answer = try BuiltCommand.run("fit", "l.csv", "-m", "m.yaml", "--lang", "en", in: scratch.folder)
    #expect(answer.code == 0, "\(answer.messages)")
    let page = answer.output.replacing("\n    ", with: " ")
    let table = try #require(page.range(of: "Time to close, median"))
    let scenario = String(decoding: try scratch.files()["judged.yaml"] ?? Data(), as: UTF8.self)
    let caution = try #require(scenario.split(separator: "\n").first { $0.hasPrefix("caution: ") })
    for doubt in [
      "300 of 2103 rows tell what another row tells already", "2 of 2103 rows could not be read and are left out: 1 ",
      "1 closed before it was opened", "1 of 2103 rows are left out, as `leave_out` of the map says",
    ] {
      let place = try #require(page.range(of: doubt), "\(doubt): \(page)")
      #expect(place.upperBound < table.lowerBound)
      #expect(caution.contains(doubt), "\(doubt)")
    }
    #expect(page.contains("Cases a day") && page.contains("Open at the end"))
    let chinese = try BuiltCommand.run("fit", "l.csv", "-m", "m.yaml", "--lang", "zh", "--force", in: scratch.folder)
    #expect(chinese.output.contains("存疑之处") && chinese.output.contains("每天件数"))
  }

  @Test("Beside the score stands the naive one, and a log that changes is to blame for what changed")
  func change() throws {
    let scratch = try Scratch()
    try write(Self.log(isSlower: true), Self.map, in: scratch)
    let said = try fit("--holdout", "30%", in: scratch)
    let naive = try #require(said.met.naive)
    #expect(naive < said.met.judged && said.met.fit < said.met.judged)
    #expect(naive == said.goodness.count { $0.naiveHolds == true })
    let median = try #require(said.goodness.first { $0.measure == "median_time" })
    #expect(median.holds == false && median.blame == "change" && median.naiveHolds == false)
    #expect(abs(median.inSample ?? 1) < 0.1 && median.drift ?? 0 < -0.5)
    #expect(said.goodness.first { $0.measure == "volume" }?.holds == true)
    #expect(said.goodness.allSatisfy { ($0.blame != nil) == ($0.holds == false) })
    let scenario = String(decoding: try scratch.files()["judged.yaml"] ?? Data(), as: UTF8.self)
    #expect(scenario.contains("to say that the future is like the first cases met \(naive)"))
    let table = String(decoding: try scratch.files()["judged-goodness.csv"] ?? Data(), as: UTF8.self)
    #expect(
      table.hasPrefix(
        "measure,class,cases,log,simulated,difference,noise,drift,in_sample,allowed,holds,naive_holds,blame\r\n"))
    #expect(table.contains(",false,false,change\r\n"))
    let words = try BuiltCommand.run(
      "fit", "l.csv", "-m", "m.yaml", "--holdout", "30%", "--lang", "en", "--force", in: scratch.folder)
    #expect(words.output.contains("the first cases meet \(naive).") && words.output.contains("the log's change"))
    // Seen whole, the fit is told that its times change.
    let whole = try fit(in: scratch)
    #expect(whole.met.naive == nil)
    #expect(
      whole.notes.contains {
        $0.doubt && ($0.en.contains("Times to close change") || $0.en.contains("The log changes"))
      })
  }

  @Test("A log that keeps its ways is met, naively as well")
  func same() throws {
    let scratch = try Scratch()
    try write(Self.log(isSlower: false), Self.map, in: scratch)
    let said = try fit("--holdout", "30%", in: scratch)
    #expect(said.met.naive == said.met.judged, "\(said.goodness)")
    #expect(said.notes.allSatisfy { !$0.doubt }, "\(said.notes.map { $0.en })")
  }
}
