/// A share on a scale of 0 to 100 %, with its interval, before the band that is to be reached.
struct ShareBar {
  let mean: Double
  /// The interval's ends; `nil` when one replication knows none.
  let interval: ClosedRange<Double>?
  let band: ClosedRange<Double>?

  /// One character for each of `cells` equal parts of the scale.
  ///
  /// A part is full where it begins below the mean, and in the band where its middle is.
  func text(cells: Int, glyphs: Glyphs) -> String {
    let meanCell = cell(of: mean, cells)
    let intervalCells = interval.map { cell(of: $0.lowerBound, cells)...cell(of: $0.upperBound, cells) }
    return String(
      (0..<cells).map { index in
        if index == meanCell { return glyphs.mean }
        if let intervalCells, intervalCells.contains(index) { return glyphs.interval }
        let inBand = band.map { $0.contains((Double(index) + 0.5) / Double(cells)) } ?? false
        return index < meanCell
          ? (inBand ? glyphs.fullInBand : glyphs.full) : (inBand ? glyphs.emptyInBand : glyphs.empty)
      })
  }

  private func cell(of share: Double, _ cells: Int) -> Int {
    min(cells - 1, max(0, Int(share * Double(cells))))
  }
}
