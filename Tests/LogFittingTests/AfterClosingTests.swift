import TestSupport
import Testing

@testable import IssueFlow
@testable import LogFitting

@Suite("Rows after a closing")
struct AfterClosingTests {
  private static let clean = MadeLog.ofStates(600, days: 90)

  /// Rows that come so many minutes after the closing of one case in `each`.
  private func log(_ text: String, after minutes: Double, each: Int = 1, in log: MadeLog = clean) -> MadeLog {
    var log = log
    log.rows = log.rows.flatMap { row -> [String] in
      let cells = row.split(separator: ",").map(String.init)
      guard cells[2] == "Closed", (Int(cells[0]) ?? 0) % each == 0 else { return [row] }
      return [row, "\(cells[0]),\(shifted(cells[1], by: minutes)),\(text)"]
    }
    return log
  }

  private func shifted(_ text: String, by minutes: Double) -> String {
    MadeLog.text(MadeLog.minutes(text) + minutes + 1e-6)
  }

  private func leftClosed(_ notes: [RowNote]) -> (rows: Int, texts: String, line: String?)? {
    for note in notes {
      if case .afterClosing(let rows, _, let texts, _, let line, _) = note { return (rows, texts, line) }
    }
    return nil
  }

  @Test(
    "Call-backs, surveys, notes of the same second and the archive open no case, and are told with the line that leaves them out",
    arguments: [("Call-back", 1440.0, 1), ("Survey", 60.0, 3), ("Cause noted", 0.0, 3), ("Archived", 43_200.0, 1)])
  func afterwards(text: String, minutes: Double, each: Int) throws {
    let wanted = try Self.clean.read().log
    let log = log(text, after: minutes, each: each)
    let read = try log.read()
    #expect(read.log.cases.allSatisfy { $0.reopens == 0 })
    #expect(read.log.isNear(wanted), "\(read.log.rate / wanted.rate) \(read.log.openShare)")
    let told = try #require(leftClosed(read.notes))
    #expect(told.rows == 600 / each || minutes > 1440 && told.rows > 500)
    #expect(told.texts.contains("\"\(text)\" \(told.rows)") && read.notes.count { $0.isDoubt } == 1)
    let line = try #require(told.line)
    #expect(line == "leave_out: {\"state\": [\"\(text)\"]}")
    let remedied = try log.read(line)
    #expect(remedied.log.facts == wanted.facts)
    #expect(
      remedied.notes.filter { $0.isDoubt } == [.leftOut(count: told.rows, of: log.rows.count)], "\(remedied.notes)")
  }

  /// Every tenth case is opened again a day after, half of these on the last days of the log.
  private static let reopening: MadeLog = {
    var log = clean
    log.rows = log.rows.flatMap { row -> [String] in
      let cells = row.split(separator: ",").map(String.init)
      guard cells[2] == "Closed", (Int(cells[0]) ?? 0) % 10 == 0 else { return [row] }
      let time = MadeLog.minutes(cells[1]) + 1e-6
      return [row, "\(cells[0]),\(MadeLog.text(time + 1440)),Again", "\(cells[0]),\(MadeLog.text(time + 4320)),Closed"]
    }
    return log
  }()

  @Test("True reopenings are found, with their first closings, beside call-backs of every case")
  func reopened() throws {
    let read = try Self.reopening.read()
    #expect(read.log.cases.count { $0.reopens == 1 } == 60)
    let note = try #require(read.notes.first)
    guard case .reopenedBy(60, let texts, _, "reopened_when: [\"Again\"]", _) = note else {
      Issue.record("\(note)")
      return
    }
    #expect(texts == "\"Again\" 60")
    for item in read.log.cases where item.reopens == 1 {
      #expect(abs(item.closed - read.log.firstClosing(of: item) - 4320) < 1)
    }
    let mixed = log("Call-back", after: 720, in: Self.reopening)
    let both = try mixed.read()
    #expect(both.log.cases.count { $0.reopens == 1 } == 60, "\(both.notes)")
    #expect(leftClosed(both.notes)?.texts.contains("Call-back") ?? false)
    // Said in the map, it is no doubt any more.
    let said = try mixed.read("reopened_when: Again")
    #expect(said.log.facts == both.log.facts && said.notes.allSatisfy { !$0.isDoubt }, "\(said.notes)")
    // And where rows open nothing, leaving them out leaves the first closings.
    let none = try mixed.read("reopened_when: Never")
    #expect(none.log.cases.allSatisfy { $0.reopens == 0 })
  }

  @Test("A case that was opened again and is still open when the log ends is open")
  func stillOpen() throws {
    var log = Self.reopening
    let border = MadeLog.text(MadeLog.begin + 80 * 1440)
    log.rows.removeAll { String($0.split(separator: ",")[1]) >= border }
    let read = try log.read()
    let open = read.log.cases.filter { $0.isOpen && $0.reopens == 1 }.count
    let expected =
      Set(log.rows.filter { $0.hasSuffix("Again") }.map { $0.split(separator: ",")[0] }).count
      - read.log.cases.count { !$0.isOpen && $0.reopens == 1 }
    #expect(open == expected && open > 0)
  }

  @Test("Rows later than the closing that a column tells are none of the case's")
  func told() throws {
    let clean = MadeLog.ofStates(400, days: 60)
    var closings: [Substring: Substring] = [:]
    for row in clean.rows where row.hasSuffix("Closed") {
      let cells = row.split(separator: ",")
      closings[cells[0]] = cells[1]
    }
    var log = clean
    log.lines =
      ["id,time,state,closed"]
      + clean.rows.filter { !$0.hasSuffix("Closed") }.map {
        "\($0),\(closings[$0.split(separator: ",")[0]] ?? "")"
      }
    log.map = "schema: 1\nname: made\ncolumns: {case: id, entered: time, status: state, closed: closed}\n"
    let wanted = try log.read()
    #expect(wanted.notes.isEmpty && wanted.log.cases.count == 400)
    var later = log
    later.rows += closings.sorted { $0.key < $1.key }.map { "\($0),\(shifted(String($1), by: 4000)),Filed,\($1)" }
    let read = try later.read()
    #expect(read.log.isNear(wanted.log) && read.log.cases.allSatisfy { !$0.isOpen })
    let line = read.notes.compactMap {
      if case .afterToldClosing(400, 400, "\"Filed\" 400", _, let line) = $0 { line } else { nil }
    }.first
    #expect(try later.read(try #require(line)).log.facts == wanted.log.facts)
  }
}
