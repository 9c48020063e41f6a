import OutputAnalysis

/// What policies that were not tried would do, demand by demand.
struct CriteriaSurrogates {
  private struct Demand {
    let lower: Double
    let upper: Double
    let width: Double
    let process: GaussianProcess
  }

  private let demands: [Demand]

  /// The lengths of the processes, to begin the next fit with.
  var lengths: [[Double]] { demands.map(\.process.lengths) }

  /// - `lengths`: of an earlier fit; `nil` to choose them anew.
  init(candidates: [Candidate], space: SearchSpace, lengths: [[Double]]?) {
    let known = candidates.filter { !$0.criteria.isEmpty }
    let count = known.map(\.criteria.count).min() ?? 0
    let positions = known.map { space.position(of: $0.number) }
    demands = (0..<count).compactMap { index in
      let findings = known.map { $0.criteria[index] }
      guard let first = findings.first, findings.allSatisfy({ $0.leastMean.isFinite }) else { return nil }
      let lower = first.lower ?? -.infinity
      let upper = first.upper ?? .infinity
      let width =
        lower.isFinite && upper.isFinite ? (upper - lower) / 2 : max(1e-12, abs(lower.isFinite ? lower : upper))
      // What open issues could still do counts against a policy.
      let values = findings.map { $0.greatestMean.isFinite && !lower.isFinite ? $0.greatestMean : $0.leastMean }
      let noise = findings.map { finding in
        // A half-width is about twice the standard error; of few runs more, which errs on the side of doubt.
        let half = finding.estimate.halfWidth ?? 0
        return half * half / 4
      }
      let fixed = lengths.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      return Demand(
        lower: lower, upper: upper, width: width,
        process: GaussianProcess(points: positions, values: values, noise: noise, lengths: fixed))
    }
  }

  /// Chance that a policy meets every demand, as if they were independent.
  func chance(at position: [Double]) -> Double {
    demands.reduce(1) { chance, demand in
      let guess = demand.process.prediction(at: position)
      let spread = max(guess.standardDeviation, 1e-9 * demand.width)
      let above = demand.lower.isFinite ? StandardNormal.cdf((guess.mean - demand.lower) / spread) : 1
      let below = demand.upper.isFinite ? StandardNormal.cdf((demand.upper - guess.mean) / spread) : 1
      return chance * max(0, above + below - 1)
    }
  }

  /// How far the means lie outside, in half bands, over all demands.
  func shortfall(at position: [Double]) -> Double {
    demands.reduce(0) { sum, demand in
      let mean = demand.process.mean(at: position)
      return sum + max(0, demand.lower - mean, mean - demand.upper) / demand.width
    }
  }
}
