import Foundation
import RandomStreams
import ScenarioLanguage
import TestSupport

@testable import IssueFlow
@testable import LogFitting

/// Logs made in a test, whose truth is known, and what is read of them.
struct MadeLog {
  /// The header first.
  var lines: [String]
  var map: String

  var header: String { lines[0] }
  var rows: [String] {
    get { Array(lines.dropFirst()) }
    set { lines = [header] + newValue }
  }

  /// Minutes since 1970 of the first moment of 2025.
  static let begin = Double(CivilDate(year: 2025, month: 1, day: 1).dayNumber * 1440)

  static func text(_ minutes: Double) -> String {
    let seconds = Int((minutes * 60).rounded(.down))
    let (day, rest) = (Int((Double(seconds) / 86_400).rounded(.down)), seconds % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(CivilDate(dayNumber: day).iso) \(two(rest / 3600)):\(two(rest % 3600 / 60)):\(two(rest % 60))"
  }

  /// Minutes since 1970 of a text.
  static func minutes(_ text: some StringProtocol) -> Double {
    let parts = text.split { "- :".contains($0) }.compactMap { Double($0) }
    let day = CivilDate(year: Int(parts[0]), month: Int(parts[1]), day: Int(parts[2])).dayNumber
    return Double(day) * 1440 + parts[3] * 60 + parts[4] + parts[5] / 60
  }

  private static func exponential(_ mean: Double, _ generator: inout SeededGenerator) -> Double {
    -mean * log(1 - Double.random(in: 0..<1, using: &generator))
  }

  /// A table of cases that open evenly over some days and close after two in the mean, those that do by its end.
  static func ofCases(_ count: Int, days: Double, seed: UInt64 = 1, inOrder: Bool = true) -> MadeLog {
    var generator = SeededGenerator(seed: seed)
    var opened = (0..<count).map { _ in begin + Double.random(in: 0..<days * 1440, using: &generator) }
    if inOrder { opened.sort() }
    let lines = opened.enumerated().map { number, time in
      let closed = time + exponential(2880, &generator)
      return "\(number),\(text(time)),\(closed < begin + days * 1440 ? text(closed) : ""),kind\(number % 3)"
    }
    return MadeLog(
      lines: ["id,opened,closed,kind"] + lines,
      map: "schema: 1\nname: made\ncolumns: {case: id, opened: opened, closed: closed, type: kind}\n")
  }

  /// A log of states: cases are opened, half of them looked at, and closed.
  static func ofStates(_ count: Int, days: Double, seed: UInt64 = 1) -> MadeLog {
    var generator = SeededGenerator(seed: seed)
    var rows: [String] = []
    for number in 0..<count {
      var time = begin + Double.random(in: 0..<days * 1440, using: &generator)
      rows.append("\(number),\(text(time)),Open")
      time += exponential(720, &generator)
      if number % 2 == 0 { rows.append("\(number),\(text(time)),Work") }
      time += exponential(720, &generator)
      rows.append("\(number),\(text(time)),Closed")
    }
    return MadeLog(
      lines: ["id,time,state"] + rows,
      map: "schema: 1\nname: made\ncolumns: {case: id, entered: time, status: state}\nclosed_when: Closed\n")
  }

  /// A log of work at one tier of two desks, a worker each.
  static func ofWork(_ count: Int, days: Double, seed: UInt64 = 1) -> MadeLog {
    var generator = SeededGenerator(seed: seed)
    var free = [begin, begin]
    let rows = (0..<count).map { _ in begin + Double.random(in: 0..<days * 1440, using: &generator) }.sorted()
      .enumerated().map { number, time in
        let desk = number % 2
        let start = max(time, free[desk])
        free[desk] = start + exponential(40, &generator)
        return "\(number),desk\(desk),\(text(time)),\(text(start)),\(text(free[desk])),note \(number)"
      }
    return MadeLog(
      lines: ["id,desk,came,start,end,note"] + rows,
      map: "schema: 1\nname: made\ncolumns: {case: id, desk: desk, unit: desk, entered: came, start: start, end: end}\n"
    )
  }

  // MARK: - Reading

  private func withFit<Answer>(_ extra: String, _ body: (LogFit) throws -> Answer) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("made-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (log, file) = (folder.appendingPathComponent("log.csv"), folder.appendingPathComponent("map.yaml"))
    try lines.joined(separator: "\n").write(to: log, atomically: true, encoding: .utf8)
    try (map + extra).write(to: file, atomically: true, encoding: .utf8)
    return try body(LogFit(document: LogMapDocument.load(path: file.path), path: log.path, replications: 1))
  }

  /// The log as a fit uses it, with what is said of its rows; `extra` are further lines of the map.
  func read(_ extra: String = "") throws -> (log: EventLog, notes: [RowNote]) {
    try withFit(extra) { fit in
      var (_, log, notes) = try fit.wholeLog()
      log = fit.inEarnest(log, &notes)
      return (log, notes.notes)
    }
  }

  /// What is said of how it is read.
  func readingNotes(_ extra: String = "") throws -> [ReadingNote] { try withFit(extra) { try $0.wholeLog().0.notes } }

  /// What is learnt of it.
  func city(_ extra: String = "") throws -> FittedCity {
    try withFit(extra) { fit in
      var (table, log, notes) = try fit.wholeLog()
      log = fit.inEarnest(log, &notes)
      return try CityEstimation.city(map: fit.document.map, table: table, log: log, seed: 1).city
    }
  }
}

extension EventLog {
  /// Cases a day.
  var rate: Double { Double(cases.count) / ((lastArrivals - begin) / 1440) }
  var openShare: Double { Double(cases.count(where: \.isOpen)) / Double(cases.count) }
  /// Mean minutes to close.
  var meanTime: Double {
    let times = cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }
    return times.reduce(0, +) / Double(times.count)
  }

  /// Whether rate, open cases and times are within a part of another log's.
  func isNear(_ other: EventLog, within part: Double = 0.03) -> Bool {
    abs(rate / other.rate - 1) < part && abs(meanTime / other.meanTime - 1) < part
      && abs(openShare - other.openShare) < part
  }

  /// Every case with its times and number of visits, in order of time.
  var facts: [[Double]] {
    cases.map { [$0.opened, $0.closed.isNaN ? -1 : $0.closed, Double($0.visitCount), Double($0.reopens)] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
