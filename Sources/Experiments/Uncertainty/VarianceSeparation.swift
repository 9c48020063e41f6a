import OutputAnalysis

/// How much of a response's variance lies between cities, and how much is luck.
///
/// Every city has R replications of luck of its own, so luck is nested in cities: y = f(city) + luck. With MS_A of cities
/// and MS_E within them (one-way layout),
///
///     between  Var(E[y | city])  is estimated by (MS_A − MS_E) / R,
///     luck     E[Var(y | city)]  is estimated by MS_E,
///
/// both without bias (Searle, Casella and McCulloch 1992, *Variance Components*, §3.5).
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
    let rows = values.map { Tally($0) }
    let means = Tally(rows.compactMap(\.mean))
    let within = rows.reduce(0) { $0 + ($1.variance ?? 0) } / Double(n)
    mean = means.mean ?? 0
    inputs = (means.variance ?? 0) - within / Double(r)
    luck = within
    cities = n
    replications = r
  }

  /// The cities' part of the variance of one replication, 0 … 1; `nil` when nothing varies.
  public var inputShare: Double? { share(of: inputs) }

  /// A part of the variance over all of it, 0 … 1.
  func share(of part: Double) -> Double? {
    let total = max(0, inputs) + max(0, luck)
    return total > 0 ? min(1, max(0, part) / total) : nil
  }
}
