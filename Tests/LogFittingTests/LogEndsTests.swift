import Foundation
import Testing

@testable import IssueFlow
@testable import LogFitting

@Suite("Where a log begins and ends")
struct LogEndsTests {
  private static let cases = MadeLog.ofCases(1000, days: 100)

  private func far(_ notes: [RowNote]) -> RowNote? {
    notes.first { if case .farTimes = $0 { true } else { false } }
  }

  @Test(
    "A date far away is named by its row and not used; the line of the map that is told gives the same",
    arguments: [
      ("7,2025-01-01 15:00:00,2027-01-05 10:00:00,kind1", "closed", true),
      ("7,2025-01-01 15:00:00,2098-07-31 00:00:00,kind1", "closed", true),
      ("x,2026-02-01 10:00:00,,kind1", "opened", true),
      ("x,2052-02-01 10:00:00,2052-02-02 10:00:00,kind1", "opened", true),
      ("x,1925-01-01 10:00:00,2025-01-02 10:00:00,kind1", "opened", false),
      ("x,2024-06-01 10:00:00,2025-01-02 10:00:00,kind1", "opened", false),
    ])
  func far(row: String, column: String, isLate: Bool) throws {
    let clean = try Self.cases.read().log
    var log = Self.cases
    if row.hasPrefix("7,") { log.rows.remove(at: 7) }
    log.rows += [row]
    let line = log.lines.count
    let read = try log.read()
    #expect(read.log.isNear(clean), "\(read.log.rate) \(read.log.meanTime)")
    guard case .farTimes(1, column, nil, isLate, let examples, let day) = try #require(far(read.notes)) else {
      Issue.record("\(read.notes)")
      return
    }
    #expect(examples.first?.hasPrefix("\(line): ") ?? false)
    let told = try log.read("\(isLate ? "until" : "since"): \(day)")
    #expect(told.log.isNear(clean) && far(told.notes) == nil, "\(told.log.rate)")
    let sentence = try #require(far(read.notes)).sentence
    #expect(sentence.en.contains("\(isLate ? "until" : "since"): \(day)") && sentence.zh.contains("\(line): "))
  }

  @Test("A time for never is none, however often it is there")
  func never() throws {
    let clean = try Self.cases.read().log
    var log = Self.cases
    log.rows = log.rows.enumerated().map { number, row in
      number % 5 > 0
        ? row
        : row.split(separator: ",", omittingEmptySubsequences: false).enumerated().map {
          $0 == 2 ? "2077-07-07 00:00:00" : String($1)
        }.joined(separator: ",")
    }
    let read = try log.read()
    #expect(abs(read.log.rate / clean.rate - 1) < 0.03 && read.log.end < clean.end + 2880)
    #expect(abs(read.log.openShare - 0.2 - 0.8 * clean.openShare) < 0.03)
    guard case .farTimes(200, "closed", nil, true, _, _) = try #require(far(read.notes)) else {
      Issue.record("\(read.notes)")
      return
    }
  }

  /// `closings-later.csv` of the findings: 1,000 cases in ten days, one of them closed after four hundred.
  @Test("Cases arise up to the last opening, however long closings go on")
  func closingsLater() throws {
    var log = MadeLog.ofCases(1000, days: 10)
    // All are followed to their end, over a month.
    log.rows = log.rows.enumerated().map { number, row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return cells[2].isEmpty
        ? "\(cells[0]),\(cells[1]),\(MadeLog.text(MadeLog.begin + 1440 * (10 + Double(number % 20)))),\(cells[3])" : row
    }
    let read = try log.read()
    #expect(abs(read.log.rate / 100 - 1) < 0.02 && read.log.openShare == 0)
    #expect(read.notes.contains { if case .arrivalsEnd("2025-01-10", _) = $0 { true } else { false } })
    log.rows[0] = "0,2025-01-01 08:00:00,2026-02-05 08:00:00,kind1"
    let late = try log.read()
    #expect(abs(late.log.rate / 100 - 1) < 0.02)
    #expect(far(late.notes) != nil)
  }

  @Test("`until` is honoured: what comes later is not there")
  func until() throws {
    let read = try Self.cases.read("until: 2025-02-19")
    #expect(read.log.end == MadeLog.begin + 50 * 1440 && abs(read.log.rate / 10 - 1) < 0.1)
    #expect(read.log.cases.allSatisfy { $0.opened < read.log.end && ($0.isOpen || $0.closed <= read.log.end) })
    // A log that is said to go on for a day after its last time goes on.
    let longer = try Self.cases.read("until: 2025-04-12")
    #expect(longer.log.end == MadeLog.begin + 102 * 1440 && longer.log.lastArrivals == longer.log.end)
  }

  @Test("A few late openings, months apart, are no part of the log and are told with their lines")
  func sporadic() throws {
    var log = MadeLog.ofCases(2000, days: 200)
    let clean = try log.read().log
    log.rows += (0..<6).map {
      "late\($0),\(MadeLog.text(MadeLog.begin + 1440 * (225 + 25 * Double($0)))),\(MadeLog.text(MadeLog.begin + 1440 * (226 + 25 * Double($0)))),kind1"
    }
    let read = try log.read()
    #expect(abs(read.log.rate / clean.rate - 1) < 0.03, "\(read.log.rate)")
    let lines = read.notes.compactMap { note -> Int? in
      switch note {
      case .afterLog(_, let lines, _): lines.first
      case .farTimes(_, _, _, _, let examples, _): examples.first.flatMap { Int($0.prefix { $0 != ":" }) }
      default: nil
      }
    }
    #expect(lines.min() == 2002, "\(read.notes)")
  }

  @Test("Long times to close are no slips: a log that follows its cases for a year is whole")
  func heavyTail() throws {
    var log = MadeLog.ofCases(2000, days: 60)
    log.rows = log.rows.enumerated().map { number, row in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      // Every sixteenth takes up to a year.
      let closed = MadeLog.begin + 1440 * (60 + 300 * Double(number) / 2000)
      return number % 16 > 0 ? row : "\(cells[0]),\(cells[1]),\(MadeLog.text(closed)),\(cells[3])"
    }
    let read = try log.read()
    #expect(far(read.notes) == nil && abs(read.log.rate / (2000.0 / 60) - 1) < 0.02)
    #expect(read.log.end > MadeLog.begin + 350 * 1440)
  }

  @Test("Spans, years and days that no log has are doubted")
  func spans() throws {
    func doubts(_ log: MadeLog) throws -> [LogDoubt] { LogDoubt.ofSpan(try log.read().log) }
    #expect(try doubts(Self.cases).isEmpty)
    #expect(try doubts(MadeLog.ofCases(300, days: 0.5)).contains { if case .shortSpan = $0 { true } else { false } })
    #expect(try doubts(MadeLog.ofCases(3000, days: 9000)).contains { if case .longSpan = $0 { true } else { false } })
    var old = Self.cases
    old.lines = old.lines.map { $0.replacing("2025-", with: "1970-") }
    #expect(try doubts(old) == [.allIn1970])
    // A case a fortnight is rare; all cases on the first of a month are not by chance.
    #expect(try doubts(MadeLog.ofCases(60, days: 840)).isEmpty)
    var first = MadeLog.ofCases(400, days: 360)
    first.lines =
      ["id,opened,kind"]
      + (0..<400).map {
        "\($0),2025-\(["01", "02", "03", "04", "05", "06", "07", "08"][$0 / 50])-05 0\($0 % 10):00:00,kind"
      }
    first.map = "schema: 1\nname: made\ncolumns: {case: id, opened: opened, type: kind}\n"
    #expect(try doubts(first).contains { if case .emptyDays(8, _) = $0 { true } else { false } })
  }
}
