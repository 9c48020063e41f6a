import Foundation

/// The mixture under which a sample is most likely.
///
/// The likelihood of a mixture has several maxima, and grows without bound where one law shrinks to a single value. So
/// the search starts from every split of the sample at its quartiles, in both orders when the families differ; takes
/// only maxima with a share of each law of at least 2 % and five ended cases, and a spread of at least a twentieth of
/// the other's (Hathaway 1985); and follows the best by expectation and maximisation, then by Newton steps of all
/// parameters at once. Sources: McLachlan and Peel (2000), chapters 2 and 3.
struct MixtureMaximum {
  let state: MixtureState
  let logLikelihood: Double
  /// The covariance of ``MixtureCoordinates/values``, from the observed information; `nil` when that is singular.
  let covariance: [[Double]]?

  /// Searches.
  ///
  /// - Complexity: O(cells) a step; some hundreds of steps, most of them on 192 cells.
  static func search(
    _ cells: DurationCells, families: [DurationFamily], hasZeroShare: Bool
  ) -> Result<MixtureMaximum, DurationFitFailure> {
    let coarse = cells.coarser(192)
    var best: (state: MixtureState, logLikelihood: Double)?
    var failure = DurationFitFailure.noMaximum
    for start in starts(coarse, families: families, hasZeroShare: hasZeroShare) {
      let found = climb(coarse, from: start, steps: 60, gain: 1e-7)
      if let problem = fault(found.state, cells) {
        failure = problem
      } else if found.logLikelihood > best?.logLikelihood ?? -.infinity {
        best = found
      }
    }
    guard let best else { return .failure(failure) }
    // Parameters from some 1,200 cells differ from those of all by less than a hundredth of a standard error; the
    // likelihood that models are compared by is that of all.
    let fineCells = cells.weights.count > 1500 ? cells.coarser(600) : cells
    let fine = climb(
      fineCells, from: climb(coarse, from: best.state, steps: 200, gain: 1e-9).state, steps: 12, gain: 1e-9)
    let maximum = MixtureCoordinates.polished(fine.state, fineCells)
    if let problem = fault(maximum.state, cells) { return .failure(problem) }
    guard maximum.logLikelihood.isFinite else { return .failure(.noMaximum) }
    return .success(
      MixtureMaximum(
        state: maximum.state, logLikelihood: maximum.state.logLikelihood(cells), covariance: maximum.covariance))
  }

  /// Climbs from where a sample of the same kind had its maximum, which is near enough for one of many drawn samples.
  ///
  /// - Complexity: O(cells) a step; some tens of steps.
  static func again(
    _ cells: DurationCells, from start: MixtureState
  ) -> Result<MixtureMaximum, DurationFitFailure> {
    let found = climb(cells, from: start, steps: 60, gain: 1e-7)
    if let problem = fault(found.state, cells) { return .failure(problem) }
    guard found.logLikelihood.isFinite else { return .failure(.noMaximum) }
    return .success(MixtureMaximum(state: found.state, logLikelihood: found.logLikelihood, covariance: nil))
  }

  /// Steps of expectation and maximisation until the gain a case is below a limit.
  static func climb(
    _ cells: DurationCells, from start: MixtureState, steps: Int, gain: Double
  ) -> (state: MixtureState, logLikelihood: Double) {
    var (state, last) = (start, -Double.infinity)
    let weight = max(cells.weight, 1)
    for step in 0..<steps {
      let next = state.improved(cells, newtonSteps: step < 3 ? 3 : 1)
      guard next.logLikelihood.isFinite else { return (state, last) }
      // The likelihood returned is that of the state before the step.
      if next.logLikelihood - last < gain * weight, step > 0 { return (state, next.logLikelihood) }
      (state, last) = (next.state, next.logLikelihood)
    }
    return (state, state.logLikelihood(cells))
  }

  private static func starts(
    _ cells: DurationCells, families: [DurationFamily], hasZeroShare: Bool
  ) -> [MixtureState] {
    let centres = cells.centres.sorted { $0.log < $1.log }
    let atZero = zip(cells.lower, cells.intervalWeight).reduce(0) { $1.0 == -.infinity ? $0 + $1.1 : $0 }
    let zeroShare = hasZeroShare ? max(0.01, min(0.9, 0.7 * atZero / max(cells.weight, 1))) : 0
    guard families.count > 1 else {
      let law = moments(centres[...], families[0])
      return law.map { [MixtureState(laws: [$0], weights: [1], zeroShare: zeroShare)] } ?? []
    }
    let total = centres.reduce(0) { $0 + $1.weight }
    var found: [MixtureState] = []
    for share in [0.25, 0.5, 0.75] {
      var (split, sum) = (0, 0.0)
      while split < centres.count, sum < share * total {
        sum += centres[split].weight
        split += 1
      }
      let orders = families[0] == families[1] ? [families] : [families, [families[1], families[0]]]
      for order in orders {
        guard let low = moments(centres[..<split], order[0]), let high = moments(centres[split...], order[1]) else {
          continue
        }
        found.append(MixtureState(laws: [low, high], weights: [share, 1 - share], zeroShare: zeroShare))
      }
    }
    return found
  }

  private static func moments(
    _ cells: ArraySlice<(log: Double, weight: Double)>, _ family: DurationFamily
  ) -> LawCoordinates? {
    let weight = cells.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    let mean = cells.reduce(0) { $0 + $1.log * $1.weight } / weight
    let square = cells.reduce(0) { $0 + ($1.log - mean) * ($1.log - mean) * $1.weight } / weight
    return LawCoordinates(family, logMean: mean, logDeviation: max(0.1, square.squareRoot()))
  }

  /// Why a state is no maximum to be used; `nil` when it is one.
  private static func fault(_ state: MixtureState, _ cells: DurationCells) -> DurationFitFailure? {
    let ended = cells.endedWeight
    let spreads = state.laws.map { $0.family == .exponential ? 0 : $0.spread }
    guard
      state.laws.allSatisfy({ $0.location.isFinite && abs($0.location) < 60 }),
      spreads.allSatisfy({ $0 < LawCoordinates.spreads.upperBound - 1e-6 })
    else { return .noMaximum }
    guard state.laws.count == 2 else {
      return spreads[0] > LawCoordinates.spreads.lowerBound + 1e-6 ? nil : .noMaximum
    }
    if state.weights.contains(where: { $0 < 0.02 || $0 * ended < 5 }) || abs(spreads[0] - spreads[1]) > log(20.0) {
      return .componentVanished
    }
    let (a, b) = (state.laws[0], state.laws[1])
    if a.family == b.family, abs(a.location - b.location) < 0.01, abs(a.spread - b.spread) < 0.01 {
      return .componentsCoincide
    }
    return nil
  }
}
