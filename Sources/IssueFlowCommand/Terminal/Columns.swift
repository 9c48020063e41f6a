/// A small table for people: cells of text, aligned by the columns that they take on the screen.
struct Columns {
  enum Alignment { case left, right }

  struct Cell {
    var text: String
    var emphasis = Emphasis.none

    init(_ text: String, _ emphasis: Emphasis = .none) {
      self.text = text
      self.emphasis = emphasis
    }
  }

  let alignments: [Alignment]
  let indent: Int
  private var rows: [[Cell]] = []

  init(_ alignments: [Alignment], indent: Int = 2) {
    self.alignments = alignments
    self.indent = indent
  }

  /// Adds a row.
  /// - Precondition: it has no more cells than there are columns.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count <= alignments.count, "\(cells.count) cells for \(alignments.count) columns")
    rows.append(cells)
  }

  mutating func addHeader(_ titles: [String]) { add(titles.map { Cell($0, .faint) }) }

  /// The lines of the table; the last column is cut where the screen ends.
  func lines(style: Style, width: Int) -> [String] {
    let widths = alignments.indices.map { column in
      rows.map { column < $0.count ? $0[column].text.columns : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      var used = indent
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let text = isLast ? cell.text.truncated(to: max(12, width - used)) : cell.text
        let blanks = String(repeating: " ", count: max(0, widths[column] - text.columns))
        switch alignments[column] {
        case .left: line += style(cell.emphasis, text) + (isLast ? "" : blanks)
        case .right: line += blanks + style(cell.emphasis, text)
        }
        if !isLast { line += "  " }
        used += widths[column] + 2
      }
      return line
    }
  }
}
