import ScenarioLanguage
import TestSupport
import Testing

@testable import IssueFlow
@testable import LogFitting

@Suite("Rows that tell of the same thing again")
struct RepeatedRowsTests {
  private static let cases = MadeLog.ofCases(600, days: 60)

  private func outdated(_ notes: [RowNote]) -> Int? {
    notes.compactMap { if case .outdated(let count, _, _) = $0 { count } else { nil } }.first
  }

  private func alike(_ notes: [RowNote]) -> Int? {
    notes.compactMap { if case .alike(let count, _, _) = $0 { count } else { nil } }.first
  }

  @Test("Rows that are there twice count once, wherever they stand, and are told with their lines")
  func twice() throws {
    let clean = try Self.cases.read()
    #expect(clean.notes.isEmpty, "\(clean.notes)")
    var generator = SeededGenerator(seed: 3)
    var mixed = Self.cases.rows + Self.cases.rows
    mixed.shuffle(using: &generator)
    for rows in [Self.cases.rows + Self.cases.rows, Self.cases.rows.flatMap { [$0, $0] }, mixed] {
      var log = Self.cases
      log.rows = rows
      let read = try log.read()
      #expect(read.log.facts == clean.log.facts && alike(read.notes) == 600)
      #expect(read.notes.allSatisfy { $0.isDoubt })
    }
    var log = Self.cases
    log.rows += [log.rows[16]]
    let read = try log.read()
    let note = try #require(read.notes.first)
    #expect(note == .alike(count: 1, of: 601, examples: "602 = 18"))
    #expect(note.sentence.en.contains("602 = 18") && note.sentence.zh.contains("repeated: keep"))
    #expect(try log.read("repeated: keep").log.cases.count == 601)
    #expect(throws: FitError.self) { try log.read("repeated: refuse") }
    #expect(throws: FitError.self) { try log.read("repeated: refuse\nbad_rows: skip") }
  }

  /// The first export knows of what was open in its month that it was open; the second knows the end.
  @Test("Of exports that overlap the later knows more, whichever way round the rows stand", arguments: [1, 2, 3, 4])
  func overlapping(order: Int) throws {
    let clean = try Self.cases.read()
    let border = MadeLog.text(MadeLog.begin + 40 * 1440)
    var first: [String] = []
    var open = 0
    for row in Self.cases.rows {
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells[1] < border else { continue }
      if cells[2] >= border {
        cells[2] = ""
        open += 1
      }
      first.append(cells.joined(separator: ","))
    }
    let second = Self.cases.rows.suffix(400)
    var log = Self.cases
    var generator = SeededGenerator(seed: 5)
    log.rows =
      switch order {
      case 1: first + second
      case 2: Array((first + second).reversed())
      case 3: (first + second).shuffled(using: &generator)
      default: second.reversed() + first.reversed()
      }
    let read = try log.read()
    #expect(read.log.facts == clean.log.facts)
    #expect(open > 10 && outdated(read.notes) == open && alike(read.notes) ?? 0 > 100)
  }

  @Test("A case with another type or end in a later row has those of the latest row")
  func latest() throws {
    var log = Self.cases
    log.rows += ["3,2025-01-01 08:00:00,2025-03-01 08:00:00,kind9"]
    let read = try log.read()
    #expect(read.log.cases.count == 600 && outdated(read.notes) == 1)
    let minutes = Double(CivilDate(year: 2025, month: 3, day: 1).dayNumber * 1440 + 480)
    #expect(read.log.cases.contains { $0.closed == minutes })
    #expect {
      try log.read("repeated: refuse")
    } throws: { error in
      guard case FitError.badRows(_, let rows) = error else { return false }
      let text = (error as? FitError)?.lines.map(\.en).joined(separator: "\n") ?? ""
      return rows.counts[BadRows.Reason.repeatedCase.rawValue] == 1 && text.contains("line 5")
        && text.contains("repeated: latest") && !text.contains("bad_rows: skip")
    }
  }

  @Test("Where nothing tells cases apart, rows that agree are kept and told, and dropped where the map says so")
  func nameless() throws {
    var log = Self.cases
    log.rows += Array(log.rows.suffix(60))
    log.map = "schema: 1\nname: made\ncolumns: {opened: opened, closed: closed, type: kind}\n"
    let kept = try log.read()
    #expect(kept.log.cases.count == 660)
    #expect(kept.notes.contains { if case .keptAlike(60, 660, _) = $0 { true } else { false } })
    #expect(try log.read("repeated: latest").log.cases.count == 600)
    let asSaid = try log.read("repeated: keep")
    #expect(asSaid.log.cases.count == 660 && asSaid.notes.isEmpty)
  }

  @Test("A later export that stands above an earlier one holds, and a header between them is none of the rows")
  func joined() throws {
    let clean = try Self.cases.read()
    let border = MadeLog.text(MadeLog.begin + 40 * 1440)
    let first = Self.cases.rows.compactMap { row -> String? in
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if cells[2] >= border { cells[2] = "" }
      return cells[1] < border ? cells.joined(separator: ",") : nil
    }
    var log = Self.cases
    log.rows = log.rows.suffix(400) + [log.header] + first
    let read = try log.read()
    #expect(read.log.facts == clean.log.facts && outdated(read.notes) ?? 0 >= 5, "\(read.notes)")
    // Those that the later export does not know: of the first 200 some were open still.
    log.rows = Self.cases.rows + [log.header] + first
    #expect(try log.read().log.facts == clean.log.facts)
  }

  @Test("Work that is there twice, or without its end in an older export, is one piece of work and no second worker")
  func work() throws {
    let clean = MadeLog.ofWork(800, days: 30)
    let wanted = try clean.city()
    #expect(wanted.tiers[0].staff == 1)
    var same = clean
    same.rows = clean.rows.flatMap { [$0, $0] }
    // The same piece under another note, and one that an export saw before it was done.
    var noted = clean
    noted.rows = clean.rows.flatMap { [$0, $0 + " again"] }
    var undone = clean
    undone.rows =
      clean.rows.prefix(200).map { row in
        var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[4] = ""
        return cells.joined(separator: ",")
      } + clean.rows
    for (log, count) in [(same, 800), (noted, 800), (undone, 200)] {
      let read = try log.read()
      #expect(try read.log.facts == clean.read().log.facts)
      #expect(try log.city().tiers[0].staff == 1)
      let found = read.notes.compactMap { note -> Int? in
        switch note {
        case .alike(let count, _, _), .sameWork(let count, _), .unfinishedWork(let count, _): count
        default: nil
        }
      }
      #expect(found == [count], "\(read.notes)")
    }
    #expect(try same.city("repeated: keep").tiers[0].staff == 2)
  }

  @Test("Two rows of a state at one time change nothing and are not told unless they agree in all")
  func states() throws {
    let clean = MadeLog.ofStates(200, days: 40)
    var log = clean
    log.lines = clean.lines.enumerated().map { $1 + ($0 == 0 ? ",who" : ",one") }
    log.rows = log.rows.flatMap { [$0, $0.replacing(",one", with: ",other")] }
    let read = try log.read()
    #expect(try read.log.facts == clean.read().log.facts)
    #expect(read.notes.isEmpty, "\(read.notes)")
  }
}
