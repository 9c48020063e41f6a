import OutputAnalysis

/// Fits the times of every cell, and of all types together where a cell has few.
struct DurationPool {
  let seed: UInt64
  /// Minutes to which times are rounded; 0 where they are not.
  let resolution: Double
  private var count: UInt64 = 0

  /// With fewer ended stays than this, the times of all types at the tier stand for a cell.
  static let fewest = 30
  /// Samples that the test of a model draws. Beyond so many stays every model is rejected by a test, and only whether
  /// the difference matters counts: then none is drawn.
  private static let replicates = 99
  private static let staysForTest = 5000

  init(seed: UInt64, resolution: Double) {
    self.seed = seed
    self.resolution = resolution
  }

  /// - Parameter fallback: The times of all types.
  mutating func cell(
    name: String, ended: [Double], open: [Double], fallback: () -> (ended: [Double], open: [Double])
  ) -> DurationCell {
    count += 1
    var sample = (ended, open)
    var isPooled = false
    if ended.count < DurationPool.fewest {
      let all = fallback()
      if all.ended.count > ended.count {
        sample = all
        isPooled = true
      }
    }
    let fitting = DurationFitting(
      sample: DurationSample(ended: sample.0, open: sample.1, resolution: resolution), seed: seed &+ count,
      replicates: sample.0.count > DurationPool.staysForTest ? 0 : DurationPool.replicates)
    let longest = max(sample.0.max() ?? 0, sample.1.max() ?? 0)
    return DurationCell(name: name, report: fitting.chosen(), isPooled: isPooled, longest: longest)
  }
}
