import TestSupport
import Testing

@testable import LogFitting

@Suite("Dates without a time of day in a column that has times of day")
struct DatesAloneTests {
  private static let cases = MadeLog.ofCases(2000, days: 120)

  /// The log with a column cut to dates in every so many rows.
  private func cut(_ column: Int, every: Int) -> MadeLog {
    var log = Self.cases
    log.rows = log.rows.enumerated().map { number, row in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if number % every == 0 { cells[column] = String(cells[column].prefix(10)) }
      return cells.joined(separator: ",")
    }
    return log
  }

  private func stays(_ log: EventLog) -> [Double] {
    log.cases.filter { !$0.isOpen }.map { $0.closed - $0.opened }.sorted()
  }

  @Test(
    "They are rounded to the day, none of their rows is bad, and stays of two days keep their mean and median within 4 %",
    arguments: [1, 2], [2, 3, 60])
  func rounded(column: Int, every: Int) throws {
    let wanted = stays(try Self.cases.read().log)
    let read = try cut(column, every: every).read()
    let found = stays(read.log)
    // What closes on the last day may be placed behind the last time of the log.
    #expect(abs(found.count - wanted.count) <= 5)
    for (a, b) in [
      (found[found.count / 2], wanted[wanted.count / 2]), (found.reduce(0, +), wanted.reduce(0, +)),
    ] {
      #expect(abs(a / b - 1) < 0.04, "\(a) \(b)")
    }
    #expect(found.allSatisfy { $0 >= 0 })
  }

  @Test("They are told, with their column and count, as a doubt where they are many")
  func told() throws {
    let note = ReadingNote.someDates(count: 1000, of: 2000, column: "closed")
    #expect(note.isDoubt && note.isCaution && !ReadingNote.someDates(count: 9, of: 2000, column: "closed").isDoubt)
    #expect(note.sentence.en.contains("1000 of 2000 times of `closed`") && note.sentence.zh.contains("只有日期"))
    let notes = try cut(1, every: 2).readingNotes()
    #expect(notes.contains(.someDates(count: 1000, of: 2000, column: "opened")), "\(notes)")
    // A column of dates is one of dates, and says nothing of some.
    let all = try cut(1, every: 1).readingNotes()
    #expect(
      !all.contains { if case .someDates = $0 { true } else { false } }
        && all.contains(.rounded(column: "opened", to: .day)))
  }
}
