/// Which of two rows of a case knows more of it, in a table of cases.
///
/// A file grows at its end, or, newest first, at its beginning. Exports may be joined in another order, each of them in
/// order within: what tells of a closing was mostly written after what does not, so that many such pairs show which way
/// the file grew.
struct FileGrowth {
  private enum Way { case downwards, upwards, unknown }
  private let way: Way

  /// Pairs that show more than chance.
  private static let fewest = 5

  init(_ rows: [LogRow], _ order: FileOrder, caseCount: Int) {
    var (below, above) = (0, 0)
    var last = [Int32](repeating: -1, count: caseCount)
    for (index, row) in rows.enumerated() where row.caseNumber >= 0 {
      let before = Int(last[Int(row.caseNumber)])
      last[Int(row.caseNumber)] = Int32(index)
      guard before >= 0, rows[before].closed.isNaN != row.closed.isNaN else { continue }
      let (closed, open) = row.closed.isNaN ? (rows[before], row) : (row, rows[before])
      if closed.line > open.line { below += 1 } else { above += 1 }
    }
    let shows = below + above >= FileGrowth.fewest
    if shows, above > 4 * below {
      way = .upwards
    } else if shows, below > 4 * above {
      way = .downwards
    } else {
      way = order == .none ? .unknown : order == .newestFirst ? .upwards : .downwards
    }
  }

  /// Where the file shows no way, what tells of a closing is newer than what does not.
  func isNewer(_ row: LogRow, than other: LogRow) -> Bool {
    if way == .unknown, row.closed.isNaN != other.closed.isNaN { return other.closed.isNaN }
    return way == .upwards ? row.line < other.line : row.line > other.line
  }
}
