/// Where the warm-up of a series ends: the truncation point that makes the remaining mean most precise.
///
/// The series is averaged in k batches of 5 or another size. A series with a cycle, such as that of the days of a week,
/// is cut into batches of whole cycles, or the statistic would prefer the phase at which a cut happens to look level.
/// The number d of batches to delete minimises MSER(d) = Σ_{j>d}
/// (Yⱼ − Ȳ_d)² / (k − d)² over d ≤ k/2 (White 1997; White, Cobb and Spratt 2000; Hoad, Robinson and Davies
/// 2010). The sum is not divided by k − d − 1 first: the sample variance over (k − d)² has one factor too
/// many and deletes too little. Of equal minima the smallest d counts. Observations after the last full batch
/// are ignored.
public struct MSER5: Hashable, Sendable {
  /// The usual number of observations in a batch.
  public static let batchSize: Int = 5

  /// The number of observations in a batch of this series.
  public let batchSize: Int
  /// The means of the batches, in order.
  public let means: [Double]
  /// MSER(d) by the number of deleted batches, d from 0 to ⌊k/2⌋.
  public let statistics: [Double]

  /// The number of observations to delete, a multiple of the batch size.
  public let truncationPoint: Int
  /// The number of batches, k.
  public let batches: Int
  /// The smallest value of the statistic, in squared units of the observations.
  public let statistic: Double
  /// Whether the minimum is inside d < ⌊k/2⌋.
  ///
  /// A minimum at the boundary says that precision was still improving there: the warm-up is longer than half
  /// of the series, so the truncation point must not be used; run longer.
  public let isTrustworthy: Bool
  /// The mean of the batches that remain.
  public let truncatedMean: Double

  /// Finds the truncation point of a series, best of an average over replications.
  ///
  /// Nil below 4 batches, where every minimum is an accident.
  ///
  /// - Precondition: the observations are finite, and a batch holds one or more.
  /// - Complexity: O(n)
  public init?(_ series: [Double], batchSize: Int = MSER5.batchSize) {
    precondition(batchSize > 0, "a batch holds observations (was \(batchSize))")
    let means = Self.batchMeans(of: series, batchSize: batchSize)
    guard means.count >= 4 else { return nil }
    let k = means.count
    // From the end: the tally of the last k − d batches gives every MSER(d) in one pass.
    var remaining = Tally()
    var statistics: [Double] = []
    var best = (deleted: 0, statistic: Double.infinity, mean: 0.0)
    for deleted in (0..<k).reversed() {
      remaining.add(means[deleted])
      guard deleted <= k / 2, let mean = remaining.mean else { continue }
      let size = Double(remaining.count)
      let statistic = (remaining.variance ?? 0) * (size - 1) / (size * size)
      statistics.append(statistic)
      if statistic <= best.statistic { best = (deleted, statistic, mean) }
    }
    self.batchSize = batchSize
    self.means = means
    self.statistics = statistics.reversed()
    truncationPoint = best.deleted * batchSize
    batches = k
    statistic = best.statistic
    isTrustworthy = best.deleted < k / 2
    truncatedMean = best.mean
  }

  private static func batchMeans(of series: [Double], batchSize: Int) -> [Double] {
    (0..<series.count / batchSize).map { batch in
      series[batch * batchSize..<(batch + 1) * batchSize].reduce(0, +) / Double(batchSize)
    }
  }
}
