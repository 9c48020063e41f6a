/// Puts times that are rounded more than others of the log where they may have been.
///
/// A date beside times of day stands for some moment of its day: of the part of the day that the other times of the row
/// leave it, it takes the middle. A case that opened at 15:00 and was closed on the same date was closed at 19:30; one
/// that was closed on a later date was closed at noon. Of moments spread evenly over that part the middle is the mean and
/// the median; times of a mean of m days come out longer by about one part in 12 m², as their density falls. Hours are
/// treated like days. Minutes beside seconds are kept, unless an end would come before its beginning.
enum RoundedTimes {
  /// Whether one time must have been before another, whatever both are rounded to.
  static func isBefore(_ a: Double, _ first: TimeGranularity?, _ b: Double, _ second: TimeGranularity?) -> Bool {
    // A time that is rounded stands for all of its minute, hour or day.
    a < b && (first == second || a + (first ?? .second).step <= b)
  }

  /// Places the rounded times of a table, and notes how many are on the day of another.
  static func place(_ table: inout LogTable) {
    let all = Array(table.granularity.values) + Array(table.caseGranularity.values)
    guard let finest = all.min(), all.contains(where: { $0 > finest }) || table.hasDatesAlone else { return }
    let coarse = table.granularity.filter { $0.value > finest && $0.value >= .hour }
    let coarseOfCases = table.caseGranularity.filter { $0.value > finest && $0.value >= .hour }
    var tight = 0
    let bounds = table.caseRows.isEmpty ? [] : boundsByCase(table, coarse, coarseOfCases)
    for index in table.rows.indices {
      let row = table.rows[index]
      let around = bounds.isEmpty || row.caseNumber < 0 ? Bounds() : bounds[Int(row.caseNumber)].ofCase
      if place(&table.rows[index], table.granularity, coarse, around) { tight += 1 }
    }
    for index in table.caseRows.indices {
      let around = bounds[Int(table.caseRows[index].caseNumber)].ofEvents
      if place(&table.caseRows[index], table.caseGranularity, coarseOfCases, around) { tight += 1 }
    }
    let isNoted = table.notes.compactMap { note -> String? in
      switch note {
      case .rounded(let column, _), .someDates(_, _, let column): column
      default: nil
      }
    }
    if tight > 0, !isNoted.isEmpty {
      table.notes.append(.roundedRows(count: tight, of: table.rows.count, columns: isNoted))
    }
  }

  /// Fine times between which something must lie.
  private struct Bounds {
    var low = -Double.infinity
    var high = Double.infinity
  }

  /// What the table of cases says of the events of a case, and the events of what it says.
  private static func boundsByCase(
    _ table: LogTable, _ coarse: [LogTime: TimeGranularity], _ coarseOfCases: [LogTime: TimeGranularity]
  ) -> [(ofCase: Bounds, ofEvents: Bounds)] {
    var bounds = [(ofCase: Bounds, ofEvents: Bounds)](repeating: (Bounds(), Bounds()), count: table.cases.count)
    for row in table.caseRows {
      let number = Int(row.caseNumber)
      if row.rounding(.opened, coarseOfCases) == nil, !row.opened.isNaN { bounds[number].ofCase.low = row.opened }
      if row.rounding(.closed, coarseOfCases) == nil, !row.closed.isNaN { bounds[number].ofCase.high = row.closed }
    }
    for row in table.rows where row.caseNumber >= 0 {
      for time in [LogTime.entered, .start, .end] where row.rounding(time, coarse) == nil && !row[time].isNaN {
        // A case opens before all of its events, and is closed after them.
        bounds[Int(row.caseNumber)].ofEvents.high = min(bounds[Int(row.caseNumber)].ofEvents.high, row[time])
        bounds[Int(row.caseNumber)].ofEvents.low = max(bounds[Int(row.caseNumber)].ofEvents.low, row[time])
      }
    }
    return bounds
  }

  /// Places the rounded times of a row; whether one of them shares its day or hour with another time.
  private static func place(
    _ row: inout LogRow, _ granularity: [LogTime: TimeGranularity], _ coarse: [LogTime: TimeGranularity],
    _ around: Bounds
  ) -> Bool {
    var isTight = false
    let written = row
    for time in LogTime.allCases where !written[time].isNaN {
      guard let rounding = written.rounding(time, coarse) else { continue }
      let from = written[time]
      let to = from + rounding.step
      var (low, high) = (from, to)
      for other in LogTime.allCases
      where other != time && written.rounding(other, coarse) == nil && !written[other].isNaN {
        let value = written[other]
        guard value >= from, value < to else { continue }
        if other.rawValue < time.rawValue { low = max(low, value) } else { high = min(high, value) }
      }
      // A case opens before what happens to it; it is closed afterwards.
      if time == .opened {
        if (from..<to).contains(around.high) { high = min(high, around.high) }
      } else if time == .closed {
        if (from..<to).contains(around.low) { low = max(low, around.low) }
      } else {
        if (from..<to).contains(around.low) { low = max(low, around.low) }
        if (from..<to).contains(around.high) { high = min(high, around.high) }
      }
      if low > from || high < to { isTight = true }
      row[time] = low < high ? max(low, ((low + high) / 2).rounded(.down)) : low
    }
    // Minutes beside seconds, and two dates of one day.
    for (earlier, later) in [(LogTime.entered, LogTime.start), (.start, .end), (.entered, .end), (.opened, .closed)]
    where row[later] < row[earlier] {
      row[later] = row[earlier]
    }
    return isTight
  }
}

extension LogRow {
  /// To what one of its times is rounded, of columns that are coarse; `nil` where it is as fine as any.
  fileprivate func rounding(_ time: LogTime, _ coarse: [LogTime: TimeGranularity]) -> TimeGranularity? {
    isDate(time) ? .day : coarse.isEmpty ? nil : coarse[time]
  }
}

extension LogTable {
  fileprivate var hasDatesAlone: Bool {
    notes.contains { if case .someDates = $0 { true } else { false } }
  }
}
