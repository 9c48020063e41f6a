import Foundation
import ScenarioLanguage
import TestSupport
import Testing

@testable import LogFitting

@Suite("Granularity, order and files of a log")
struct LogReadingTests {
  @Test("A column of dates beside one of times is rounded to the day, and no case is closed before it opened")
  func mixedGranularity() throws {
    let clean = try WrittenLog().read()
    let log = WrittenLog()
    log.closed = { s, _ in WrittenLog.day(s) }
    let closed = try log.read()
    #expect(closed.table.granularity == [.opened: .second, .closed: .day])
    #expect(closed.says("`closed` has dates only: treated as rounded to the day"))
    #expect(closed.doubts("lies on the day of another"))
    #expect(closed.log.cases.allSatisfy { $0.isOpen || $0.closed >= $0.opened })
    #expect(closed.log.cases.count == clean.log.cases.count)
    #expect(abs(closed.medianTime / clean.medianTime - 1) < 0.03, "\(closed.medianTime) \(clean.medianTime)")
    log.closed = { s, _ in WrittenLog.iso(s) }
    log.opened = { s, _ in WrittenLog.day(s) }
    let opened = try log.read()
    #expect(opened.says("`opened` has dates only"))
    #expect(opened.table.order == .oldestFirst)
    // The middle of a day is no hour at which cases arise.
    #expect(closed.log.opensAtTimeOfDay && !opened.log.opensAtTimeOfDay)
    let profiles = ArrivalEstimation(
      log: opened.log, typeOfCase: opened.log.cases.map { _ in 0 }, typeCount: 1
    ).profiles().profiles
    #expect(Set(profiles[0].week[0..<24]).count == 1)
    #expect(abs(opened.medianTime / clean.medianTime - 1) < 0.03, "\(opened.medianTime) \(clean.medianTime)")
    // Times of mean m grow by about day² / 12 m, since the density of an exponential falls within the day that is rounded
    // away; within four standard errors of the rounding, 1440 / √12 over √2000 cases.
    func mean(_ log: EventLog) -> Double {
      let times = log.cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }
      return times.reduce(0, +) / Double(times.count)
    }
    let (longer, allowed): (Double, Double) = (60, 37.2)
    #expect(abs(mean(closed.log) - mean(clean.log) - longer) < allowed)
    #expect(abs(mean(opened.log) - mean(clean.log) - longer) < allowed)
  }

  @Test("Dates of another zone are a doubt, and dates once the map moves them to midnight")
  func movedDates() throws {
    let log = WrittenLog()
    log.opened = { s, _ in WrittenLog.day(s) }
    log.closed = log.opened
    let dates = try log.read()
    #expect(!dates.table.hasTimeOfDay)
    log.opened = { s, _ in "\(s / 86_400 * 86_400 - 8 * 3600)000" }
    log.closed = log.opened
    let moved = try log.read()
    #expect(moved.table.hasTimeOfDay && moved.doubts("are at 16:00"))
    #expect(try log.read("time_zone: Asia/Shanghai\n").isSame(as: dates))
    #expect(try log.read("time_shift: 8 h\n").isSame(as: dates))
  }

  @Test("The middle of what is left of a day is taken")
  func middle() {
    var table = LogTable()
    table.granularity = [.opened: .second, .closed: .day]
    var row = LogRow()
    row.opened = 2340
    row.closed = 1440
    table.rows.append(row)
    row.closed = 2880
    table.rows.append(row)
    RoundedTimes.place(&table)
    // Opened at 15:00 of the first day: closed at 19:30 of it, or at noon of the next.
    let closed: [Double] = [2610, 3600]
    #expect(table.rows.map(\.closed) == closed)
    table.granularity = [.opened: .day, .closed: .second]
    table.rows[0].opened = 1440
    table.rows[0].closed = 2040
    RoundedTimes.place(&table)
    #expect(table.rows[0].opened == 1740)
    #expect(!RoundedTimes.isBefore(1440, .day, 2340, .second))
    #expect(RoundedTimes.isBefore(1440, .day, 2880, .second))
    #expect(RoundedTimes.isBefore(1440, .second, 1441, .second))
  }

  private static let events = """
    schema: 1
    name: events
    columns: {case: id, entered: time, tier: team, status: state}
    closed_when: Closed
    tiers: [{id: a, values: a}, {id: b, values: b}]

    """

  /// Cases that go from a to b and are closed, all on one day for every second of them.
  private func events(_ count: Int) -> [String] {
    (0..<count).flatMap { number -> [String] in
      let day = CivilDate(year: 2025, month: 1, day: 1).dayNumber + number / 4
      func date(_ days: Int) -> String { CivilDate(dayNumber: day + days).iso }
      let later = number % 2 == 0 ? 0 : 2
      return [
        "\(number),\(date(0)),a,Open", "\(number),\(date(later)),b,Work", "\(number),\(date(later * 2)),b,Closed",
      ]
    }
  }

  @Test("Rows of one day keep the order in which they came about, in files of either direction")
  func direction() throws {
    let log = WrittenLog()
    let rows = events(400)
    func answer(_ rows: [String]) throws -> WrittenLog.Answer {
      try log.read(map: Self.events, bytes: Array((["id,time,team,state"] + rows).joined(separator: "\n").utf8))
    }
    let oldest = try answer(rows)
    #expect(oldest.log.cases.allSatisfy { !$0.isOpen && $0.reopens == 0 && $0.visitCount == 2 })
    let newest = try answer(rows.reversed())
    #expect(newest.table.order == .newestFirst && newest.says("newest first"))
    #expect(newest.isSame(as: oldest))
    #expect(newest.log.visits.map(\.tier) == oldest.log.visits.map(\.tier))
    // In no order, what came first at one time is a guess, and a doubt.
    let mixed = try answer(
      rows.enumerated().sorted { ($0.offset * 7919 % 1201) < ($1.offset * 7919 % 1201) }.map(\.element))
    #expect(mixed.table.order == .none && mixed.doubts("guessed from the file"))
  }

  @Test("What a file is, is told by its name, and a header is found or refused")
  func files() throws {
    let log = WrittenLog()
    for (bytes, words) in [
      (Array("PK\u{3}\u{4}xl/workbook".utf8), "workbook"), (Array("%PDF-1.7".utf8), "PDF"),
      (Array("<?xml version='1.0'?>\n<log xes.version='1.0'>".utf8), "XES"), ([0xD0, 0xCF, 0x11, 0xE0, 1], "XLS"),
      (Array("<html><table><tr>".utf8), "HTML"), (Array("[{\"id\": 1}]".utf8), "JSON"), ([], "is empty"),
    ] {
      #expect(log.refusal(bytes: bytes).contains(words), "\(words)")
    }
    log.header[1] = "closed"
    let twice = log.refusal()
    #expect(twice.contains("'closed' 2 times, in columns 2, 3") && twice.contains("no column of the log 'opened'"))
    log.header = ["编号", "opened", "closed", "type", "tier"]
    let latin = String(decoding: log.bytes, as: UTF8.self).replacing("编号", with: "id").replacing("网格", with: "é")
      .replacing("社区", with: "à").unicodeScalars.map { UInt8($0.value) }
    #expect(log.refusal(bytes: latin).contains(":2: is neither UTF-8 nor UTF-16 nor GB18030"))
    #expect(log.refusal("encoding: gb18030\n").contains("the file is UTF-8"))
    log.encode = { encoded($0, as: "GB18030") }
    #expect(log.refusal("encoding: utf-8\n").contains("the file is GB18030"))
    #expect(log.refusal("encoding: utf-16\n").contains("the file is GB18030"))
    #expect(try log.read("encoding: gb18030\n").isSame(as: WrittenLog().read()))
    // Text after a closing quote is no cell.
    let stray = Array("编号,opened,closed,type,tier\n1,2025-01-01,2025-01-02,\"a\"b,网格\n".utf8)
    #expect(log.refusal(bytes: stray).contains("after the closing quote"))
    #expect(log.refusal("open_when: x\n", bytes: Array("编号,opened\n".utf8)).contains("no column of the log 'closed'"))
  }
}
