extension EmpiricalFit {
  /// The most values that stand for a sample.
  public static let largestPointCount = 200

  /// Condenses a survival curve, its tail completed, into values of equal probability.
  ///
  /// A sample without open cases that has at most 200 is kept as it is. Else each value is the mean of a slice of
  /// equal probability, so that the mean is kept exactly, and every quantile to half a percentage point.
  ///
  /// - Returns: `nil` when no case has ended.
  public init?(_ curve: KaplanMeier) {
    guard !curve.times.isEmpty else { return nil }
    tailShare = curve.tailShare
    if curve.tailShare == 0, curve.deaths.reduce(0, +) == curve.count, curve.count <= Self.largestPointCount {
      points = zip(curve.times, curve.deaths).flatMap { Array(repeating: $0, count: $1) }
    } else {
      points = curve.sliceMeans(Self.largestPointCount)
    }
  }
}
