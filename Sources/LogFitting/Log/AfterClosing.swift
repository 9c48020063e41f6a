import ScenarioLanguage

/// What rows say that come after their case was closed: whether they open it again, or follow its end, as call-backs,
/// surveys and notes for the archive do.
///
/// The texts of `reopened_when` open a case again and no others do. Without them a text does after which the case is closed
/// again as a rule: in half of the cases at least, those left aside that had hardly time for it. What comes after the
/// closing of most cases is a custom of the house and opens none.
struct AfterClosing {
  /// By the number of a state's text.
  private var reopens: [Bool] = []
  private(set) var tally = AfterClosingTally()

  /// - Parameter events: gives the rows of every case in order.
  init(_ table: LogTable, map: LogMap, end: Double, events: (_ body: ([LogRow]) -> Void) -> Void) {
    let texts = table.statuses.count
    reopens = [Bool](repeating: false, count: texts)
    if let given = map.reopenedWhen {
      let patterns = given.map(TextPattern.init)
      for (number, text) in table.statuses.texts.enumerated() {
        reopens[number] = patterns.contains { $0.matches(Array(text.utf8)[...]) }
      }
      return
    }
    guard !map.closedWhen.isEmpty, texts > 0 else { return }
    var seen = SeenAfterClosing(texts: texts)
    events { seen.add($0, end: end) }
    reopens = seen.reopens(end: end)
  }

  func opensAgain(_ row: LogRow, closedAt: Double) -> Bool {
    row.status >= 0 && reopens[Int(row.status)] && row.moment >= closedAt
  }

  mutating func skip(_ row: LogRow) { tally.skipped.add(row) }
  mutating func skipTold(_ row: LogRow) { tally.skippedTold.add(row) }
  mutating func reopen(_ row: LogRow) { tally.reopened.add(row) }
}

/// What came after closings, by the texts of the rows.
struct AfterClosingTally: Sendable {
  var skipped = TextTally()
  /// After the closing that a column tells.
  var skippedTold = TextTally()
  var reopened = TextTally()
}

/// Rows by the number of their state's text; -1 for none.
struct TextTally: Sendable {
  private(set) var rows: [Int32: Int] = [:]
  private(set) var lines: [Int] = []
  private(set) var cases = 0
  private var lastCase: Int32 = -1

  var count: Int { rows.values.reduce(0, +) }

  mutating func add(_ row: LogRow) {
    rows[row.status, default: 0] += 1
    if lines.count < 3 { lines.append(Int(row.line)) }
    if row.caseNumber != lastCase { cases += 1 }
    lastCase = row.caseNumber
  }

  /// The texts, the most frequent first.
  func texts(_ pool: TextPool) -> [(text: String, count: Int)] {
    rows.map { ($0.key >= 0 ? pool[$0.key] : "", $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

/// How it goes on after closings, text by text.
private struct SeenAfterClosing {
  private struct Row {
    let status: Int32
    let moment: Double
    /// When the case was closed again; NaN if it was not.
    let again: Double
  }

  private var rows: [Row] = []
  private var closedCases = 0
  /// Cases in which a text comes after a closing, by text.
  private var cases: [Int]
  private var lastCase: [Int32]

  init(texts: Int) {
    cases = [Int](repeating: 0, count: texts)
    lastCase = [Int32](repeating: -1, count: texts)
  }

  mutating func add(_ events: [LogRow], end: Double) {
    guard let first = events.firstIndex(where: { $0.isClosed && $0.moment <= end }) else { return }
    closedCases += 1
    var again = Double.nan
    // Backwards, so that the next closing is known.
    for row in events[(first + 1)...].reversed() where row.moment <= end {
      if row.isClosed {
        again = row.moment
      } else if row.status >= 0 {
        rows.append(Row(status: row.status, moment: row.moment, again: again))
        if lastCase[Int(row.status)] != row.caseNumber { cases[Int(row.status)] += 1 }
        lastCase[Int(row.status)] = row.caseNumber
      }
    }
  }

  func reopens(end: Double) -> [Bool] {
    let delays = rows.filter { !$0.again.isNaN }.map { $0.again - $0.moment }.sorted()
    let patience = delays.isEmpty ? 0 : delays[Int(Double(delays.count) * 0.9)]
    var again = [Int](repeating: 0, count: cases.count)
    var never = again
    for row in rows {
      if !row.again.isNaN {
        again[Int(row.status)] += 1
      } else if row.moment + patience < end {
        never[Int(row.status)] += 1
      }
    }
    return cases.indices.map { again[$0] > 0 && again[$0] >= never[$0] && cases[$0] * 2 <= closedCases }
  }
}
