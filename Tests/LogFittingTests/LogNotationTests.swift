import Foundation
import TestSupport
import Testing

@testable import LogFitting

@Suite("One log, written in many ways")
struct LogNotationTests {
  /// A way of writing, and what is said of it.
  struct Way: CustomTestStringConvertible, Sendable {
    let name: String
    var says = ""
    var more = ""
    let write: @Sendable (WrittenLog) -> Void
    var testDescription: String { name }
  }

  private static func clock(
    _ name: String, says: String = "", more: String = "", _ clock: @escaping @Sendable (Int, Int) -> String
  ) -> Way {
    Way(name: name, says: says, more: more) { log in
      log.opened = clock
      log.closed = clock
    }
  }

  private static func file(_ name: String, says: String = "", _ write: @escaping @Sendable (WrittenLog) -> Void) -> Way
  {
    Way(name: name, says: says, write: write)
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
  private static let eight = 8 * 3600

  private static func twelve(_ hour: Int) -> Int { hour % 12 == 0 ? 12 : hour % 12 }
  private static func digits(_ seconds: Int) -> String {
    (WrittenLog.day(seconds) + WrittenLog.time(seconds)).filter(\.isNumber)
  }

  private static let clocks = [
    clock("ISO with T and fractions") { s, _ in WrittenLog.day(s) + "T" + WrittenLog.time(s) + ".000" },
    clock("days of a spreadsheet", says: "days of a spreadsheet") { s, _ in
      String(format: "%.9f", Double(s) / 86_400 + 25_569)
    },
    clock("days of a spreadsheet, with a comma", says: "days of a spreadsheet") { s, _ in
      String(format: "%.9f", Double(s) / 86_400 + 25_569).replacing(".", with: ",")
    },
    clock("seconds since 1970", says: "All times are UTC") { s, _ in "\(s)" },
    clock("milliseconds since 1970", says: "milliseconds since 1970") { s, _ in "\(s)000" },
    clock("microseconds since 1970", says: "microseconds since 1970") { s, _ in "\(s)000000" },
    clock("nanoseconds since 1970", says: "nanoseconds since 1970") { s, _ in "\(s)000000000" },
    clock("seconds since 1970 in a zone", says: "converted to Asia/Shanghai", more: "time_zone: Asia/Shanghai\n") {
      s, _ in "\(s - eight)"
    },
    clock("fourteen digits") { s, _ in digits(s) },
    clock("twelve digits, with a year of two", says: "year first") { s, _ in String(digits(s).dropFirst(2)) },
    clock("a compact date and time") { s, _ in String(digits(s).prefix(8)) + "T" + digits(s).suffix(6) },
    clock("a long form in Chinese") { s, _ in
      let (date, hour, minute, second) = WrittenLog.parts(s)
      return "\(date.year)年\(date.month)月\(date.day)日 星期\(Array("一二三四五六日")[date.weekday]) "
        + "\(hour < 12 ? "上午" : "下午") \(twelve(hour)):\(WrittenLog.two(minute)):\(WrittenLog.two(second))"
    },
    clock("day first", says: "day first") { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(WrittenLog.two(date.day))/\(WrittenLog.two(date.month))/\(date.year) \(WrittenLog.time(s))"
    },
    clock("month first, with AM and PM", says: "month first") { s, _ in
      let (date, hour, minute, second) = WrittenLog.parts(s)
      return
        "\(date.month)/\(date.day)/\(date.year) \(twelve(hour)):\(WrittenLog.two(minute)):\(WrittenLog.two(second)) "
        + (hour < 12 ? "AM" : "PM")
    },
    clock("a year of two digits first", says: "year first: ") { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(date.year % 100)-\(date.month)-\(date.day) \(WrittenLog.time(s))"
    },
    clock("a year of two digits last", says: "day first: ") { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(date.day)-\(date.month)-\(date.year % 100) \(WrittenLog.time(s))"
    },
    clock("names of months") { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(date.day)-\(months[date.month - 1])-\(date.year % 100) \(WrittenLog.time(s))"
    },
    clock("names of months after a year of two digits") { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(date.year % 100)-\(months[date.month - 1])-\(WrittenLog.two(date.day)) \(WrittenLog.time(s))"
    },
    clock("one offset", says: "offset +08:00") { s, _ in WrittenLog.iso(s) + "+08:00" },
    clock("universal time", says: "All times are UTC") { s, _ in WrittenLog.iso(s) + "Z" },
    clock("several offsets", says: "converted to +08:00") { s, number in
      number % 2 == 0 ? WrittenLog.iso(s) + "+0800" : WrittenLog.iso(s - eight) + "Z"
    },
    clock("universal time without an offset, in a zone", more: "time_zone: Asia/Shanghai\nwritten_zone: UTC\n") {
      s, _ in
      WrittenLog.iso(s - eight)
    },
  ]

  private static let files = [
    file("UTF-8 with a mark") { $0.encode = { [0xEF, 0xBB, 0xBF] + Array($0.utf8) } },
    file("UTF-16, little end first", says: "read as UTF-16") {
      $0.encode = { [0xFF, 0xFE] + $0.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    },
    file("UTF-16, big end first, without a mark", says: "read as UTF-16") {
      $0.encode = { $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    },
    file("GB18030", says: "read as GB18030") {
      $0.encode = { encoded($0, as: "GB18030") }
    },
    file("semicolons after sep=") {
      $0.delimiter = ";"
      $0.above = "sep=;\r\n"
      $0.lineEnd = "\r\n"
    },
    file("tabs, ending in CR") {
      $0.delimiter = "\t"
      $0.lineEnd = "\r"
    },
    file("bars") { $0.delimiter = "|" },
    file("quotes") { $0.isQuoted = true },
    file("titles above the header", says: "is its line 4") { $0.above = "事项统计表,,,,\n导出时间：2025-04-06\n\n" },
    file("newest first", says: "newest first") { $0.cases.reverse() },
    file("in no order", says: "in no order of time") { log in
      log.cases.sort { ($0.id * 7919 % 2003) < ($1.id * 7919 % 2003) }
    },
  ]

  /// The log in ISO, UTF-8 and commas, and its scenario.
  private static let clean = Result {
    let answer = try WrittenLog().read()
    return (answer: answer, scenario: try answer.scenario())
  }

  @Test("The scenario is the same, however the log is written", arguments: clocks + files)
  func same(way: Way) throws {
    let log = WrittenLog()
    way.write(log)
    let answer = try log.read(way.more)
    let (clean, scenario) = try Self.clean.get()
    #expect(answer.isSame(as: clean))
    #expect(try answer.scenario() == scenario)
    #expect(way.says.isEmpty || answer.says(way.says), "\(answer.notes.map(\.sentence.en))")
    #expect(!answer.notes.contains { $0.isDoubt })
    #expect(answer.table.granularity == [.opened: .second, .closed: .second])
  }

  @Test("Sixteen ways at least are tried")
  func sixteen() { #expect((Self.clocks + Self.files).count >= 16) }

  @Test("What can be read in two ways is refused with both, and with the key that decides")
  func ambiguous() {
    let log = WrittenLog()
    log.cases = log.cases.map { item in
      var item = item
      // The twelve first days of a month.
      item.opened = WrittenLog.parts(item.opened).date.day <= 12 ? item.opened : item.opened - 15 * 86_400
      item.closed = nil
      return item
    }
    log.opened = { s, _ in
      let date = WrittenLog.parts(s).date
      return "\(WrittenLog.two(min(12, date.day)))/\(WrittenLog.two(date.month))/\(date.year)"
    }
    let refusal = log.refusal()
    #expect(refusal.contains("day first") && refusal.contains("month first") && refusal.contains("`dates: day first`"))
    // Days of one date only may be those of three readings.
    log.opened = { _, _ in "10-11-12" }
    let short = log.refusal()
    #expect(short.contains("2010-11-12") && short.contains("2012-11-10") && short.contains("2012-10-11"), "\(short)")
    log.opened = { s, _ in "\((s - 1_736_121_600) / 60)" }
    #expect(log.refusal().contains("no times of 1980 to 2059"))
  }

  @Test("Times with and without an offset are not mixed in silence")
  func bareTimes() throws {
    let log = WrittenLog()
    log.closed = { s, _ in WrittenLog.iso(s - Self.eight) + "Z" }
    let refusal = log.refusal()
    #expect(refusal.contains("the column opened have no offset") && refusal.contains("time_zone"))
    let clean = try WrittenLog().read()
    let answer = try log.read("time_zone: Asia/Shanghai\n")
    #expect(answer.isSame(as: clean))
    #expect(answer.says("`opened` has no offset") && answer.says("converted to Asia/Shanghai"))
    log.closed = { s, _ in WrittenLog.iso(s) + "+08:00" }
    let same = try log.read()
    #expect(same.isSame(as: clean) && same.says("taken to be of +08:00"))
    #expect(log.refusal("time_zone: Asia/Beijing\n").contains("use Asia/Shanghai"))
    #expect(log.refusal("written_zone: UTC\n").contains("`time_zone`"))
  }

  @Test(
    "Words and dates that stand for \"not yet\" are refused with the line that reads them, and read with it",
    arguments: [
      "未办结", "0000-00-00", "9999-12-31 23:59:59", "2099-12-31", "1970-01-01 08:00:00", "1900-01-00", "待处理",
    ])
  func standIns(text: String) throws {
    let log = WrittenLog()
    log.stillOpen = text
    let refusal = log.refusal()
    #expect(refusal.contains("open_when: [\"\(text)\"]"), "\(refusal)")
    let answer = try log.read("open_when: [\"\(text)\"]\n")
    #expect(try answer.isSame(as: WrittenLog().read()))
    #expect(answer.says("mean \"not yet\""))
    // A pattern does it too.
    #expect(try log.read("open_when: [\"\(text.prefix(3))*\"]\n").isSame(as: answer))
    // Skipping them is a doubt.
    if text.hasPrefix("9999") { #expect(try log.read("bad_rows: skip\n").doubts("open cases are missing")) }
  }

  @Test("A column of words for \"not yet\" that outnumber its times is no riddle")
  func mostlyOpen() throws {
    let log = WrittenLog()
    log.cases = log.cases.map { item in
      var item = item
      if item.id % 4 != 0 { item.closed = nil }
      return item
    }
    log.stillOpen = "未办结"
    #expect(log.refusal().contains("open_when: [\"未办结\"]"))
    #expect(try log.read("open_when: 未办结\n").log.cases.count { $0.isOpen } > 1000)
  }
}
