/// A rate that is constant on each of several intervals, such as arrivals per hour over a week.
///
/// Piece i holds on the half-open interval [breakpoints[i], breakpoints[i + 1]). After the last breakpoint the
/// pattern starts again, or the last rate goes on for ever.
public struct PiecewiseConstantRate: Hashable, Sendable {
  /// The limits of the pieces, rising from 0; one more than there are rates.
  public let breakpoints: [Double]
  /// Events per unit of time, one for each piece.
  public let rates: [Double]
  /// Whether the pattern repeats with the last breakpoint as its period.
  public let cycles: Bool
  /// The integral of the rate up to each breakpoint.
  private let cumulatives: [Double]

  /// - Throws: The problems, all at once, when the breakpoints do not rise from 0 or a rate is negative.
  public init(breakpoints: [Double], rates: [Double], cycles: Bool) throws(RateProblems) {
    let problems = Self.problems(breakpoints: breakpoints, rates: rates)
    guard problems.isEmpty else { throw RateProblems(problems: problems) }
    self.breakpoints = breakpoints
    self.rates = rates
    self.cycles = cycles
    var sums = [0.0]
    for piece in rates.indices {
      sums.append(sums[piece] + rates[piece] * (breakpoints[piece + 1] - breakpoints[piece]))
    }
    cumulatives = sums
  }

  /// The time covered by the pieces: the period when the pattern cycles.
  public var span: Double { breakpoints[rates.count] }

  /// The integral of the rate over the pieces.
  public var totalOfPieces: Double { cumulatives[rates.count] }

  /// The rate at a time.
  ///
  /// - Precondition: `time` is finite and not negative.
  /// - Complexity: O(log n)
  public func rate(at time: Double) -> Double {
    rates[piece(at: split(time).rest)]
  }

  /// The expected number of events in [0, t).
  ///
  /// - Precondition: `t` is finite and not negative.
  /// - Complexity: O(log n)
  public func cumulative(at t: Double) -> Double {
    let (periods, rest) = split(t)
    let index = piece(at: rest)
    return periods * totalOfPieces + cumulatives[index] + rates[index] * (rest - breakpoints[index])
  }

  /// The earliest time after which the expected number of events exceeds `value`; infinity if none does.
  ///
  /// This is the right-continuous inverse. Where the rate is 0 it steps to the start of the next piece with a
  /// positive rate, so no event falls into a piece without any.
  ///
  /// - Precondition: `value` is finite and not negative.
  /// - Complexity: O(log n)
  public func time(ofCumulative value: Double) -> Double {
    precondition(value >= 0 && value.isFinite, "a number of events must be finite (was \(value))")
    let total = totalOfPieces
    if cycles {
      guard total > 0 else { return .infinity }
      var periods = (value / total).rounded(.down)
      var rest = value - periods * total
      // The division can round up to the next whole number, and the product past the value.
      if rest < 0 { (periods, rest) = (periods - 1, max(0, rest + total)) }
      if rest >= total { (periods, rest) = (periods + 1, 0) }
      return periods * span + timeWithinPieces(rest)
    }
    if value < total { return timeWithinPieces(value) }
    let last = rates[rates.count - 1]
    return last > 0 ? span + (value - total) / last : .infinity
  }

  /// Inverts within one run of the pieces; `value` is below their total.
  private func timeWithinPieces(_ value: Double) -> Double {
    // The first cumulative above the value ends the piece, and so a piece with rate 0 is never found.
    let index = Self.countNotAbove(value, in: cumulatives) - 1
    let time = breakpoints[index] + (value - cumulatives[index]) / rates[index]
    return min(time, breakpoints[index + 1].nextDown)
  }

  private func piece(at rest: Double) -> Int {
    min(Self.countNotAbove(rest, in: breakpoints) - 1, rates.count - 1)
  }

  private func split(_ time: Double) -> (periods: Double, rest: Double) {
    precondition(time >= 0 && time.isFinite, "a time must be finite and not negative (was \(time))")
    guard cycles, time >= span else { return (0, time) }
    let rest = time.truncatingRemainder(dividingBy: span)
    return (((time - rest) / span).rounded(), rest)
  }

  /// Counts the leading elements of a rising list that are at most `value`, by halving.
  private static func countNotAbove(_ value: Double, in rising: [Double]) -> Int {
    var low = 0
    var high = rising.count
    while low < high {
      let middle = (low + high) / 2
      if rising[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
