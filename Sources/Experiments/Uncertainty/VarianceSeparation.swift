import OutputAnalysis

/// How much of a response's variance comes from the inputs, and how much from luck.
///
/// Every city is run with the same R replications, so cities and replications are crossed: y = f(city, luck). With
/// MS_A of cities, MS_B of replications and MS_E of what is left (two-way layout without repetition),
///
///     inputs   Var(E[y | city])  is estimated by (MS_A − MS_E) / R,
///     luck     E[Var(y | city)]  is estimated by MS_E + (MS_B − MS_E) / N,
///
/// both without bias for every f, because the terms of Hoeffding's decomposition of f are uncorrelated (Searle, Casella
/// and McCulloch 1992, *Variance Components*, §4.3). The usual one-way analysis would take the replications of a city
/// for a sample of its own; under common luck it underestimates the inputs' part by Var(E[y | luck]) / R.
public struct VarianceSeparation: Hashable, Sendable {
  /// The mean over all cities and replications.
  public let mean: Double
  /// Variance of a city's expectation over cities. Unbiased, so it may come out below zero when it is small.
  public let inputs: Double
  /// Variance of one replication of a given city, in the mean over cities.
  public let luck: Double
  public let cities: Int
  public let replications: Int

  /// Takes `values[city][replication]`; `nil` below two cities or two replications.
  /// - Precondition: every city has the same number of replications, and values are finite.
  public init?(_ values: [[Double]]) {
    let n = values.count
    let r = values.first?.count ?? 0
    guard n > 1, r > 1 else { return nil }
    precondition(values.allSatisfy { $0.count == r }, "every city has \(r) replications")
    let rows = values.map { $0.reduce(0, +) / Double(r) }
    let columns = (0..<r).map { column in values.reduce(0) { $0 + $1[column] } / Double(n) }
    let grand = rows.reduce(0, +) / Double(n)
    func squares(_ means: [Double]) -> Double { means.reduce(0) { $0 + ($1 - grand) * ($1 - grand) } }
    let msA = Double(r) * squares(rows) / Double(n - 1)
    let msB = Double(n) * squares(columns) / Double(r - 1)
    var rest = 0.0
    for (row, line) in values.enumerated() {
      for (column, value) in line.enumerated() {
        let residual = value - rows[row] - columns[column] + grand
        rest += residual * residual
      }
    }
    let msE = rest / Double((n - 1) * (r - 1))
    mean = grand
    inputs = (msA - msE) / Double(r)
    luck = msE + (msB - msE) / Double(n)
    cities = n
    replications = r
  }

  /// The inputs' part of the variance of one replication, 0 … 1; `nil` when nothing varies.
  public var inputShare: Double? {
    let known = max(0, inputs)
    let total = known + max(0, luck)
    return total > 0 ? known / total : nil
  }
}

/// A share of independent trials with Wilson's interval, which stays sensible at 0 and 1 (Wilson 1927).
public struct ShareEstimate: Hashable, Sendable {
  public let successes: Int
  public let trials: Int
  public let low: Double
  public let high: Double

  public var share: Double { Double(successes) / Double(trials) }

  /// `nil` without trials.
  init?(successes: Int, trials: Int, confidence: Double) {
    guard trials > 0 else { return nil }
    let z = StandardNormal.quantile(1 - (1 - confidence) / 2)
    let n = Double(trials)
    let p = Double(successes) / n
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    self.successes = successes
    self.trials = trials
    low = successes == 0 ? 0 : max(0, centre - half)
    high = successes == trials ? 1 : min(1, centre + half)
  }
}
