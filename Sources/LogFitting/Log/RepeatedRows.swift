import ScenarioLanguage

/// Rows that tell of the same thing again: they are told apart from rows that only look alike, and dropped or refused as
/// the map says.
///
/// In a table of cases a case has one row, so that a second is a repetition, and where the two do not agree the later one
/// knows more. In a log of events rows agree when all their cells do; a piece of work also when case, tier, desk and
/// times do, and one without an end when the same piece is there with its end. Where no column tells cases apart, rows
/// that agree may be two cases, and are kept unless the map says otherwise.
struct RepeatedRows {
  /// Rows that agree with an earlier one, in all cells.
  private(set) var alike = RowPairs()
  /// Pieces of work that only columns tell apart which the map does not name.
  private(set) var sameWork = RowPairs()
  /// Pieces of work without an end that are there with it.
  private(set) var unfinished = RowPairs()
  /// Rows of a case for which a later one of the case holds, in a table of cases.
  private(set) var outdated = RowPairs()
  /// Rows that agree in all cells, where nothing tells cases apart; they are kept.
  private(set) var keptAlike = RowPairs()

  /// Drops what the map says from the rows of a table; where it refuses, they become rows that cannot be used.
  static func settled(_ table: inout LogTable, map: LogMap) -> RepeatedRows {
    var repeated = RepeatedRows()
    guard map.repeated != .keep else { return repeated }
    var drops = [Bool](repeating: false, count: table.rows.count)
    if map.columns.caseID.isEmpty {
      repeated.lookAtNameless(table.rows, map, &drops)
    } else if map.columns.tellsEvents {
      repeated.lookAtEvents(table.rows, map, caseCount: table.cases.count, &drops)
    } else {
      repeated.lookAtCases(table.rows, table.order, caseCount: table.cases.count, &drops)
    }
    var caseDrops = [Bool](repeating: false, count: table.caseRows.count)
    let casesOrder = FileOrder.order(of: table.caseRows.sorted { $0.line < $1.line }.map(\.opened))
    repeated.lookAtCases(table.caseRows, casesOrder, caseCount: table.cases.count, &caseDrops)
    if map.repeated == .refuse {
      for pairs in [repeated.alike, repeated.sameWork, repeated.unfinished, repeated.outdated] {
        for pair in pairs.examples {
          table.bad.add(.repeatedCase, line: pair.line, text: "\(pair.line) = \(pair.other)")
        }
        table.bad.count(.repeatedCase, pairs.count - pairs.examples.count)
      }
    } else {
      table.rows.removeAll(where: drops)
      table.caseRows.removeAll(where: caseDrops)
    }
    return repeated
  }

  // MARK: - Tables of cases

  private mutating func lookAtCases(
    _ rows: [LogRow], _ order: FileOrder, caseCount: Int, _ drops: inout [Bool]
  ) {
    let growth = FileGrowth(rows, order, caseCount: caseCount)
    var held = [Int32](repeating: -1, count: caseCount)
    for (index, row) in rows.enumerated() where row.caseNumber >= 0 {
      let number = Int(row.caseNumber)
      guard held[number] >= 0 else {
        held[number] = Int32(index)
        continue
      }
      let before = Int(held[number])
      let isAlike = rows[before].tellsTheSame(as: row)
      // Of rows that agree the first of the file stays.
      let isNewer = isAlike ? row.line < rows[before].line : growth.isNewer(row, than: rows[before])
      let (kept, dropped) = isNewer ? (index, before) : (before, index)
      held[number] = Int32(kept)
      drops[dropped] = true
      if isAlike {
        alike.add(rows[dropped].line, rows[kept].line)
      } else {
        outdated.add(rows[dropped].line, rows[kept].line)
      }
    }
  }

  private mutating func lookAtNameless(_ rows: [LogRow], _ map: LogMap, _ drops: inout [Bool]) {
    let order = rows.indices.sorted { (rows[$0].content, $0) < (rows[$1].content, $1) }
    for (one, other) in zip(order, order.dropFirst())
    where rows[one].content == rows[other].content && rows[one].tellsTheSame(as: rows[other]) {
      if map.repeated == nil {
        keptAlike.add(rows[other].line, rows[one].line)
      } else {
        alike.add(rows[other].line, rows[one].line)
        drops[other] = true
      }
    }
  }

  // MARK: - Logs of events

  private mutating func lookAtEvents(_ rows: [LogRow], _ map: LogMap, caseCount: Int, _ drops: inout [Bool]) {
    let isOfWork = !map.columns.start.isEmpty && !map.columns.end.isEmpty
    let cases = RowsByCase(rows, caseCount: caseCount)
    var group: [Int] = []
    for number in 0..<caseCount where cases[number].count > 1 {
      group.removeAll(keepingCapacity: true)
      for index in cases[number] { group.append(Int(index)) }
      // Rows of one piece of work are next to each other, the one without an end last.
      group.sort { rows[$0].precedesAsEvent(rows[$1]) }
      var held = group[0]
      for index in group.dropFirst() {
        let (one, other) = (rows[held], rows[index])
        if one.content == other.content, one.isSamePiece(as: other), one.end.isSame(as: other.end) {
          alike.add(other.line, one.line)
          drops[index] = true
        } else if isOfWork, !one.start.isNaN, one.isSamePiece(as: other), one.end.isSame(as: other.end) {
          sameWork.add(other.line, one.line)
          drops[index] = true
        } else if isOfWork, !one.start.isNaN, one.isSamePiece(as: other), other.end.isNaN {
          unfinished.add(other.line, one.line)
          drops[index] = true
        } else {
          held = index
        }
      }
    }
  }
}

/// Rows, each beside the one that stands for it: how many, and the first of them by their lines.
struct RowPairs: Hashable, Sendable {
  struct Pair: Hashable, Sendable {
    let line: Int
    let other: Int
  }

  private(set) var count = 0
  private(set) var examples: [Pair] = []

  static let most = 3

  mutating func add(_ line: Int32, _ other: Int32) {
    count += 1
    if examples.count < RowPairs.most { examples.append(Pair(line: Int(line), other: Int(other))) }
  }
}

/// The rows of a log by case, in the order of the log.
struct RowsByCase {
  private var ends: [Int32]
  private var order: [Int32]

  init(_ rows: [LogRow], caseCount: Int) {
    var counts = [Int32](repeating: 0, count: caseCount + 1)
    for row in rows { counts[Int(row.caseNumber) + 1] += 1 }
    for index in 1..<max(1, counts.count) { counts[index] += counts[index - 1] }
    order = [Int32](repeating: 0, count: rows.count)
    var fill = counts
    for (index, row) in rows.enumerated() {
      order[Int(fill[Int(row.caseNumber)])] = Int32(index)
      fill[Int(row.caseNumber)] += 1
    }
    ends = counts
  }

  subscript(number: Int) -> ArraySlice<Int32> { order[Int(ends[number])..<Int(ends[number + 1])] }
}

extension LogRow {
  /// Whether all that the map names is the same.
  func tellsTheSame(as other: LogRow) -> Bool {
    isSamePiece(as: other) && end.isSame(as: other.end) && type == other.type && unit == other.unit
      && urgency == other.urgency && opened.isSame(as: other.opened) && closed.isSame(as: other.closed)
  }

  /// Whether both are of one stay or piece of work, whenever it ended.
  fileprivate func isSamePiece(as other: LogRow) -> Bool {
    caseNumber == other.caseNumber && tier == other.tier && desk == other.desk && status == other.status
      && entered.isSame(as: other.entered) && start.isSame(as: other.start)
  }

  /// An order in which rows of one piece of work are neighbours; one without an end comes last, of equal ones the first of
  /// the file comes first.
  fileprivate func precedesAsEvent(_ other: LogRow) -> Bool {
    let (mine, its) = (rank, other.rank)
    if mine.0 != its.0 { return mine.0 < its.0 }
    if mine.1 != its.1 { return mine.1 < its.1 }
    if (tier, desk, status) != (other.tier, other.desk, other.status) {
      return (tier, desk, status) < (other.tier, other.desk, other.status)
    }
    if mine.2 != its.2 { return mine.2 < its.2 }
    return (content, line) < (other.content, other.line)
  }

  private var rank: (Double, Double, Double) {
    (start.isNaN ? .infinity : start, entered.isNaN ? .infinity : entered, end.isNaN ? .infinity : end)
  }
}

extension Double {
  /// Equal, or both not there.
  func isSame(as other: Double) -> Bool { self == other || isNaN && other.isNaN }
}

extension [LogRow] {
  fileprivate mutating func removeAll(where drops: [Bool]) {
    guard drops.contains(true) else { return }
    var kept = 0
    for index in indices where !drops[index] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }
}

extension CSVCells {
  /// Tells records with different cells apart, but for one in 2⁶⁴ (FNV-1a; cells are parted as no text can).
  var content: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<count {
      for byte in self[index] { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = (hash ^ 0x1_0000) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
