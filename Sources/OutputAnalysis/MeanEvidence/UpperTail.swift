import Foundation

/// What a sample says about the hypothesis that its mean is some bound or more; the other side is the mirrored sample.
///
/// The constants are explained at ``MeanEvidence`` and were chosen by experiment, see <doc:ErrorRates>.
struct UpperTail: Hashable, Sendable {
  let count: Int
  let mean: Double
  let standardDeviation: Double
  /// Of the sample; zero where there is none.
  let skewness: Double
  let points: ValueMasses
  let support: ClosedRange<Double>?
  let parts: MeanParts?
  /// Whether all values agree to rounding.
  let isConstant: Bool
  /// Whether some value repeats in a good part of the sample.
  let isSparse: Bool

  private static let atomShare = 0.4
  /// Rounding makes any values agree; only of most of them is it the law that they do.
  private static let otherAtomShare = 0.75
  /// Of more values beside the atom Student's t and the skewness speak well enough.
  private static let mostOthers = 6.0
  private static let skewnessFactor = 1.5
  /// A support that ends beyond has no end.
  private static let boundless = 1e300

  init(_ tally: Tally, points: ValueMasses, support: ClosedRange<Double>?, parts: MeanParts?) {
    count = tally.count
    mean = tally.mean ?? .nan
    standardDeviation = tally.standardDeviation ?? 0
    skewness = tally.skewness ?? 0
    self.points = points
    self.support = support
    self.parts = parts
    isConstant = tally.hasZeroVariance || points.values.count == 1
    isSparse = points.values.indices.contains {
      Self.isAtom($0, of: points, count: tally.count, support: support)
    }
  }

  private init(mirroring other: UpperTail) {
    count = other.count
    mean = -other.mean
    standardDeviation = other.standardDeviation
    skewness = -other.skewness
    points = other.points.mirrored
    support = other.support.map { -$0.upperBound...(-$0.lowerBound) }
    parts = other.parts?.mirrored
    isConstant = other.isConstant
    isSparse = other.isSparse
  }

  var mirrored: UpperTail { UpperTail(mirroring: self) }

  /// Two values can hardly repeat; of two or three, an exact zero is one that would.
  private static func isAtom(
    _ index: Int, of points: ValueMasses, count: Int, support: ClosedRange<Double>?
  ) -> Bool {
    let (times, value) = (points.repeats[index], points.values[index])
    let isUsual = value == 0 || value == support?.lowerBound || value == support?.upperBound
    let share = isUsual ? atomShare : otherAtomShare
    return times >= 2 && times >= share * Double(count) && Double(count) - times <= mostOthers
      || count < 4 && value == 0
  }

  /// Returns the p-value of "the mean is `bound` or more" and the argument that gave it, as of `n` replications with the
  /// same values.
  func evidence(ofAtLeast bound: Double, count n: Int) -> (pValue: Double, basis: MeanEvidence.Basis) {
    if isConstant {
      guard let support, mean < bound else { return (1, .constant) }
      if support.upperBound <= bound { return (0, .constant) }
      return (pow((support.upperBound - bound) / (support.upperBound - mean), Double(n - 1)), .constant)
    }
    if let support, support.upperBound <= bound, mean < bound { return (0, isSparse ? .sparse : .student) }
    let t = (bound - mean) / standardError(n)
    var p = StudentT.upperTail(t, degreesOfFreedom: Double(n - 1))
    var basis = MeanEvidence.Basis.student
    if !isSparse {
      let skewed = StudentT.upperTail(transformed(t, n), degreesOfFreedom: Double(n - 1))
      if skewed > p { (p, basis) = (skewed, .skewed) }
    }
    if let end = end(n) {
      let tail = randomWeightsTail(beyond: bound, end: end, count: n)
      if tail > p { (p, basis) = (tail, .tail) }
    }
    return (min(1, p * smallSampleFactor(n)), isSparse ? .sparse : basis)
  }

  /// Returns the bound above the mean whose hypothesis "at least" is just rejected; nil when none is.
  func limit(error: Double) -> Double? {
    if isConstant {
      guard let support, support.upperBound < Self.boundless else { return nil }
      return mean + (support.upperBound - mean) * (1 - pow(error, 1 / Double(count - 1)))
    }
    let wanted = error / smallSampleFactor(count)
    var result = mean + reach(error: wanted) * standardError(count)
    if let end = end(count), end > result {
      func excess(_ bound: Double) -> Double {
        log(max(1e-300, randomWeightsTail(beyond: bound, end: end, count: count)) / wanted)
      }
      result = Self.root(of: excess, from: result, to: end)
    }
    return support.map { min(result, $0.upperBound) } ?? result
  }

  // MARK: - Student's t, and Hall's transform of it

  private func standardError(_ n: Int) -> Double { standardDeviation / Double(n).squareRoot() }

  /// Skewness cannot be seen in two or three replications, and hardly in five.
  private func smallSampleFactor(_ n: Int) -> Double { n < 10 ? 1 + 8 / Double(n * n) : 1 }

  /// The skewness towards large values that is to be reckoned with; a skewness the other way makes the test no bolder.
  private var assumedSkewness: Double {
    var assumed = max(0, Self.skewnessFactor * skewness)
    if let support, support.lowerBound > -Self.boundless, mean > support.lowerBound {
      // A law above zero whose spread is near its mean has a long tail, seen or not: a gamma law has twice the ratio.
      assumed = max(assumed, 2 * standardDeviation / (mean - support.lowerBound))
    }
    return assumed
  }

  private func transformed(_ t: Double, _ n: Int) -> Double {
    let a = -assumedSkewness / Double(n).squareRoot()
    return min(t, t + a * t * t / 3 + a * a * t * t * t / 27 + a / 6)
  }

  /// How many standard errors above the mean the bound lies whose p-value by Student and Hall is the error.
  private func reach(error: Double) -> Double {
    let q = StudentT.quantile(1 - error, degreesOfFreedom: Double(count - 1))
    if isSparse { return q }
    let a = -assumedSkewness / Double(count).squareRoot()
    // g(t) = ((1 + a t / 3)³ − 1) / a + a / 6; for a near zero the quotient loses its digits, and g(t) = t.
    return abs(a) < 1e-6 ? q : max(q, 3 / a * (cbrt(1 + a * (q - a / 6)) - 1))
  }

  // MARK: - Random weights

  /// P(Σ Dᵢ xᵢ + D₀ end ≥ bound) for a uniform point D of the simplex.
  private func randomWeightsTail(beyond bound: Double, end: Double, count n: Int) -> Double {
    let factor = Double(n) / Double(count)
    return ExponentialSum.chanceOfPositive(
      weights: points.values.map { $0 - bound } + [end - bound], masses: points.masses.map { $0 * factor } + [1])
  }

  /// How large an unseen value is reckoned with; nil where Student and Hall stand alone.
  private func end(_ n: Int) -> Double? {
    var end: Double?
    let factor = Double(n) / Double(count)
    if isSparse {
      end = sparseEnd(factor)
    } else if parts == nil, let support, support.lowerBound > -Self.boundless, support.upperBound > Self.boundless,
      let largest = points.values.last
    {
      end = mean + 1.25 * (largest - mean)
    }
    if let parts {
      let perReplication = Double(parts.count) / Double(count)
      let longer = 2 + min(1, 16 / Double(n))
      end = max(end ?? -.infinity, mean + longer * max(0, parts.largest - mean) / perReplication)
    }
    return end.map { end in support.map { min(end, $0.upperBound) } ?? end }
  }

  /// The farthest over every atom, see ``MeanEvidence``.
  private func sparseEnd(_ factor: Double) -> Double? {
    guard let least = points.values.first, let largest = points.values.last else { return nil }
    var end = -Double.infinity
    for (index, atom) in points.values.enumerated()
    where Self.isAtom(index, of: points, count: count, support: support) {
      let above = largest - atom
      let widest = max(above, atom - least)
      let seen = points.masses[(index + 1)...].reduce(0, +)
      let k = seen * factor
      let both = (Double(count) - points.masses[index]) * factor
      var beyond = 2.2 * widest / (1 + k)
      if k >= 1.5 {
        let total = zip(points.values, points.masses).dropFirst(index + 1).reduce(0) { $0 + ($1.0 - atom) * $1.1 }
        beyond = max(beyond, above * (1 + 6 / (k * k)) + (1 + 30 / k) * (above - total / seen))
      } else if k > 0 {
        // One value shows no scale, unless there are some on the other side.
        beyond = max(beyond, both >= 1.5 ? widest * (1 + 20 / (both * both)) : 100 * above)
      }
      end = max(end, atom + beyond)
    }
    return end
  }

  /// The root of a decreasing function by the Illinois method, which falls back on bisection; the start where the
  /// function is not positive there.
  private static func root(of f: (Double) -> Double, from start: Double, to end: Double) -> Double {
    var (low, high) = (start, end)
    var (atLow, atHigh) = (f(low), f(high))
    if atLow <= 0 { return start }
    if atHigh >= 0 { return end }
    let precision = 1e-12 * (end - start)
    for iteration in 0..<100 where high - low > precision {
      var middle = iteration % 4 == 3 ? low + (high - low) / 2 : low + (high - low) * atLow / (atLow - atHigh)
      if !(middle > low && middle < high) { middle = low + (high - low) / 2 }
      let value = f(middle)
      if value == 0 { return middle }
      if value > 0 {
        (low, atLow) = (middle, value)
        atHigh /= 2
      } else {
        (high, atHigh) = (middle, value)
        atLow /= 2
      }
    }
    return low + (high - low) / 2
  }
}
