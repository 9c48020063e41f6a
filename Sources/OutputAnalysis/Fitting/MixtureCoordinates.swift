import Foundation

/// All parameters of a mixture as one unbounded vector: location and spread of each law, the logit of the second
/// law's weight, and the logit of the zero share.
struct MixtureCoordinates {
  let families: [DurationFamily]
  let hasZeroShare: Bool
  var values: [Double]

  init(_ state: MixtureState) {
    families = state.laws.map(\.family)
    hasZeroShare = state.zeroShare > 0
    values = state.laws.flatMap { $0.family == .exponential ? [$0.location] : [$0.location, $0.spread] }
    if state.laws.count > 1 { values.append(log(state.weights[1] / state.weights[0])) }
    if hasZeroShare { values.append(log(state.zeroShare / (1 - state.zeroShare))) }
  }

  var state: MixtureState {
    var laws: [LawCoordinates] = []
    var next = 0
    for family in families {
      let spread = family == .exponential ? 0 : values[next + 1]
      let bounds = LawCoordinates.spreads
      laws.append(
        LawCoordinates(family, location: values[next], spread: min(max(spread, bounds.lowerBound), bounds.upperBound)))
      next += family.parameterCount
    }
    var weights = [1.0]
    if families.count > 1 {
      let second = 1 / (1 + exp(-values[next]))
      weights = [1 - second, second]
      next += 1
    }
    return MixtureState(laws: laws, weights: weights, zeroShare: hasZeroShare ? 1 / (1 + exp(-values[next])) : 0)
  }

  /// Where the parameters of a law begin.
  func offset(ofLaw index: Int) -> Int { families[..<index].reduce(0) { $0 + $1.parameterCount } }

  /// A few Newton steps of all parameters, by central differences, and the observed information at the end.
  static func polished(_ start: MixtureState, _ cells: DurationCells) -> MixtureMaximum {
    var here = MixtureCoordinates(start)
    var value = start.logLikelihood(cells)
    var covariance: [[Double]]?
    for _ in 0..<6 {
      let (gradient, information) = here.derivatives(cells, value)
      guard let inverse = SymmetricMatrix.inverse(information) else {
        covariance = nil
        break
      }
      covariance = inverse
      var next = here
      let step = inverse.map { row in zip(row, gradient).reduce(0) { $0 + $1.0 * $1.1 } }
      guard zip(step, gradient).reduce(0, { $0 + $1.0 * $1.1 }) > 1e-7, step.allSatisfy({ abs($0) < 1 }) else { break }
      for index in step.indices { next.values[index] += step[index] }
      let reached = next.state.logLikelihood(cells)
      guard reached.isFinite, reached >= value else { break }
      (here, value) = (next, reached)
    }
    return MixtureMaximum(state: here.state, logLikelihood: value, covariance: covariance)
  }

  private func derivatives(_ cells: DurationCells, _ centre: Double) -> (gradient: [Double], information: [[Double]]) {
    let step = 5e-4
    let n = values.count
    func at(_ moves: (Int, Double)...) -> Double {
      var moved = self
      for (index, by) in moves { moved.values[index] += by * step }
      return moved.state.logLikelihood(cells)
    }
    let up = (0..<n).map { at(($0, 1)) }
    let down = (0..<n).map { at(($0, -1)) }
    var information = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    for i in 0..<n {
      information[i][i] = -(up[i] - 2 * centre + down[i]) / (step * step)
      for j in 0..<i {
        let mixed = at((i, 1), (j, 1)) - up[i] - up[j] + 2 * centre - down[i] - down[j] + at((i, -1), (j, -1))
        information[i][j] = -mixed / (2 * step * step)
        information[j][i] = information[i][j]
      }
    }
    return (zip(up, down).map { ($0 - $1) / (2 * step) }, information)
  }
}

/// Small symmetric matrices.
enum SymmetricMatrix {
  /// The inverse of a positive definite matrix, by Cholesky's factors; `nil` when it is not one.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let n = matrix.count
    var factor = matrix
    for i in 0..<n {
      for j in 0...i {
        let sum = (0..<j).reduce(matrix[i][j]) { $0 - factor[i][$1] * factor[j][$1] }
        if i == j {
          guard sum > 1e-12 * abs(matrix[i][i]), sum.isFinite else { return nil }
          factor[i][i] = sum.squareRoot()
        } else {
          factor[i][j] = sum / factor[j][j]
        }
      }
    }
    var inverse = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    for column in 0..<n {
      var x = (0..<n).map { $0 == column ? 1.0 : 0 }
      for i in 0..<n { x[i] = (0..<i).reduce(x[i]) { $0 - factor[i][$1] * x[$1] } / factor[i][i] }
      for i in (0..<n).reversed() {
        x[i] = ((i + 1)..<n).reduce(x[i]) { $0 - factor[$1][i] * x[$1] } / factor[i][i]
      }
      for i in 0..<n { inverse[i][column] = x[i] }
    }
    return inverse
  }
}
