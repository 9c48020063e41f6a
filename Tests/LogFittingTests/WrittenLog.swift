import Foundation
import IssueFlow
import ScenarioLanguage

@testable import LogFitting

/// A log of 2,000 cases in a folder of its own, written in whatever way a test wants; the folder goes with it.
final class WrittenLog {
  /// A case; times are seconds since 1970 by the clock of the city.
  struct Case {
    var id: Int
    var opened: Int
    var closed: Int?
    var type: String
    var tier: String
  }

  /// A cell's text for a time of a case.
  typealias Clock = (_ seconds: Int, _ number: Int) -> String

  let url = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)")
  var cases: [Case]
  var opened: Clock = { seconds, _ in WrittenLog.iso(seconds) }
  var closed: Clock = { seconds, _ in WrittenLog.iso(seconds) }
  var delimiter = ","
  var lineEnd = "\n"
  var above = ""
  var isQuoted = false
  var stillOpen = ""
  var header = ["编号", "opened", "closed", "type", "tier"]
  var encode: (String) -> [UInt8] = { Array($0.utf8) }

  /// 90 days from 2025-01-06, by a generator that is always the same.
  init() {
    var state: UInt64 = 20_250_106
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let begin = CivilDate(year: 2025, month: 1, day: 6).dayNumber * 86_400
    let end = begin + 90 * 86_400
    cases = (0..<2000).map { id in
      let opened = begin + Int(draw() * 90 * 86_400)
      let closed = opened + 60 + Int(-log(1 - draw()) * 2 * 86_400)
      let (type, tier) = (["noise", "rubbish", "parking"][Int(draw() * 3)], ["网格", "社区"][Int(draw() * 2)])
      return Case(id: id, opened: opened, closed: closed < end ? closed : nil, type: type, tier: tier)
    }.sorted { ($0.opened, $0.id) < ($1.opened, $1.id) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var bytes: [UInt8] {
    func cell(_ text: String) -> String { isQuoted || text.contains(delimiter) ? "\"\(text)\"" : text }
    let rows = cases.map { item in
      [
        cell("\(item.id)"), cell(opened(item.opened, item.id)),
        item.closed.map { cell(closed($0, item.id)) } ?? stillOpen, cell(item.type), cell(item.tier),
      ].joined(separator: delimiter)
    }
    return encode(above + ([header.joined(separator: delimiter)] + rows).joined(separator: lineEnd) + lineEnd)
  }

  static let map = """
    schema: 1
    name: written
    columns: {case: 编号, opened: opened, closed: closed, type: type, tier: tier}
    most_types: 1
    tiers:
      - {id: grid, values: 网格}
      - {id: community, values: 社区}

    """

  /// What was read.
  struct Answer {
    var table: LogTable
    var log: EventLog
    var map: LogMap

    /// The scenario that follows, without its heading and its remarks.
    func scenario() throws -> String {
      let city = try CityEstimation.city(map: map, table: table, log: log, seed: 1).city
      let scenario = FittedScenario(city: city, map: map, logName: "log", log: log, stem: "city")
      let lines = scenario.text(caution: LocalizedText()).split(separator: "\n").filter { !$0.hasPrefix("#") }
      return lines.joined(separator: "\n")
    }

    /// Whether another log is the same: then the scenario is too.
    func isSame(as other: Answer) -> Bool {
      func cases(_ log: EventLog) -> [[Double]] {
        log.cases.map { [$0.opened, $0.closed.isNaN ? -1 : $0.closed, Double($0.type), Double($0.unit)] }
      }
      func visits(_ log: EventLog) -> [[Double]] { log.visits.map { [Double($0.tier), $0.entered, $0.left] } }
      return cases(log) == cases(other.log) && visits(log) == visits(other.log)
        && table.types.texts == other.table.types.texts && log.begin == other.log.begin && log.end == other.log.end
    }

    var notes: [ReadingNote] { table.notes }

    func says(_ part: String) -> Bool { notes.contains { $0.sentence.en.contains(part) } }
    func doubts(_ part: String) -> Bool { notes.contains { $0.isDoubt && $0.sentence.en.contains(part) } }

    /// Of the cases that are closed, in minutes.
    var medianTime: Double {
      let times = log.cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }.sorted()
      return times[times.count / 2]
    }
  }

  /// Reads the log with a map that says something more.
  func read(_ more: String = "", map text: String = WrittenLog.map, bytes: [UInt8]? = nil) throws -> Answer {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let (path, mapPath) = (url.appendingPathComponent("log.csv"), url.appendingPathComponent("map.yaml"))
    try Data(bytes ?? self.bytes).write(to: path)
    try (text + more).write(to: mapPath, atomically: true, encoding: .utf8)
    let document = try LogMapDocument.load(path: mapPath.path)
    let (table, log, _) = try LogFit(document: document, path: path.path).wholeLog()
    return Answer(table: table, log: log, map: document.map)
  }

  /// The sentences with which it is refused; none when it is read.
  func refusal(_ more: String = "", bytes: [UInt8]? = nil) -> String {
    do {
      _ = try read(more, bytes: bytes)
      return ""
    } catch let error as FitError {
      return error.lines.map(\.en).joined(separator: "\n")
    } catch let error as ScenarioError {
      return error.report(language: .english)
    } catch {
      return "\(error)"
    }
  }

  // MARK: - Clocks

  static func parts(_ seconds: Int) -> (date: CivilDate, hour: Int, minute: Int, second: Int) {
    let day = seconds / 86_400
    return (CivilDate(dayNumber: day), seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  static func day(_ seconds: Int) -> String { CivilDate(dayNumber: seconds / 86_400).iso }

  static func time(_ seconds: Int) -> String {
    let (_, hour, minute, second) = parts(seconds)
    return "\(two(hour)):\(two(minute)):\(two(second))"
  }

  static func iso(_ seconds: Int) -> String { day(seconds) + " " + time(seconds) }
}
