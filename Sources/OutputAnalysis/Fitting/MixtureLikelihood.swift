import Foundation

/// Two laws with their weights, while they are being fitted.
struct MixtureState: Sendable {
  var laws: [LawCoordinates]
  /// The weight of each law among the cases that the zero share does not explain.
  var weights: [Double]
  /// The share of cases that take no time; 0 when not fitted.
  var zeroShare: Double

  /// The log-likelihood of all cells, with the responsibility of each law for each cell.
  ///
  /// Rounded cases whose interval begins at 0 may belong to the zero share. Exact zeros are left to the caller.
  func expectation(_ cells: DurationCells) -> (logLikelihood: Double, byLaw: [[Double]], zero: Double) {
    let logs = laws.map { cells.logDensities($0) }
    let weight = cells.weights
    let logWeights = weights.map { log($0 * (1 - zeroShare)) }
    var byLaw = laws.map { _ in Array(repeating: 0.0, count: weight.count) }
    var (sum, zero) = (0.0, 0.0)
    let firstInterval = cells.exact.count
    for index in weight.indices {
      var largest = -Double.infinity
      for law in laws.indices { largest = max(largest, logWeights[law] + logs[law][index]) }
      let isAtZero =
        zeroShare > 0 && index >= firstInterval && index < firstInterval + cells.lower.count
        && cells.lower[index - firstInterval] == -.infinity
      if isAtZero { largest = max(largest, log(zeroShare)) }
      guard largest > -.infinity else { return (-.infinity, byLaw, 0) }
      var total = isAtZero ? exp(log(zeroShare) - largest) : 0
      let atZero = total
      for law in laws.indices {
        let part = exp(logWeights[law] + logs[law][index] - largest)
        byLaw[law][index] = part
        total += part
      }
      for law in laws.indices { byLaw[law][index] *= weight[index] / total }
      zero += weight[index] * atZero / total
      sum += weight[index] * (largest + log(total))
    }
    return (sum, byLaw, zero)
  }

  func logLikelihood(_ cells: DurationCells) -> Double { expectation(cells).logLikelihood }

  /// One step of expectation and maximisation (Dempster, Laird and Rubin 1977).
  ///
  /// Only the law that a case belongs to is missing data; open cases and intervals enter each law's own weighted
  /// likelihood, which a few Newton steps raise (a generalised maximisation step).
  func improved(_ cells: DurationCells, newtonSteps: Int = 2) -> (state: MixtureState, logLikelihood: Double) {
    let expected = expectation(cells)
    var next = self
    let totals = expected.byLaw.map { $0.reduce(0, +) }
    let all = totals.reduce(0, +)
    guard all > 0, all.isFinite else { return (self, -.infinity) }
    for law in laws.indices where totals[law] > 0 {
      next.weights[law] = totals[law] / all
      next.laws[law] =
        LawMaximum(cells.weighted(expected.byLaw[law]), from: laws[law], steps: newtonSteps).law
    }
    if zeroShare > 0 { next.zeroShare = min(max(expected.zero / (all + expected.zero), 1e-12), 1 - 1e-9) }
    return (next, expected.logLikelihood)
  }
}
