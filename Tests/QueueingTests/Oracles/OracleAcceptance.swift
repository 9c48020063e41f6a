import Foundation
import OutputAnalysis
import Testing

/// The acceptance rule of the oracles: theory lies inside the 99.9 % Student interval over replications, and the
/// interval's half-width is below 2 % of the value, so that a wide interval cannot pass.
enum OracleAcceptance {
  /// Whether the long versions are to be run as well: `ISSUEFLOW_SLOW_TESTS=1`.
  static let runsSlowTests = ProcessInfo.processInfo.environment["ISSUEFLOW_SLOW_TESTS"] == "1"
  /// Replications and precision of a test whose 2 % take long: 5 % in the quick tests, and 2 % in the slow ones.
  static func effort(quick: Int, slow: Int) -> (replications: Int, precision: Double) {
    runsSlowTests ? (slow, 0.02) : (quick, 0.05)
  }

  /// Whether to print every figure beside its theory: `ISSUEFLOW_SHOW_ORACLES=1`.
  private static let shows = ProcessInfo.processInfo.environment["ISSUEFLOW_SHOW_ORACLES"] == "1"

  /// Expects the mean of one number for each replication to agree with theory.
  static func expect(
    _ name: String, _ values: [Double], toBe theory: Double, precision: Double = 0.02,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let estimate = try Estimate(of: values, confidence: 0.999)
    let halfWidth = try #require(estimate.halfWidth, sourceLocation: location)
    let figures = "\(name): \(text(estimate.mean)) ± \(text(halfWidth)), theory \(text(theory)), n = \(values.count)"
    if shows { print(figures) }
    #expect(abs(estimate.mean - theory) <= halfWidth, "\(figures)", sourceLocation: location)
    #expect(halfWidth < precision * theory, "\(figures)", sourceLocation: location)
  }

  /// Expects a ratio of means to agree with theory, such as total wait over number of customers.
  ///
  /// Where the number of customers is random, a mean of each replication's own ratio would be biased; so the ratio
  /// estimator is used, r = ΣS / ΣN, with the interval of the values r + (S − rN) / N̄ (Law, ch. 9).
  static func expect(
    _ name: String, _ sums: [Double], per counts: [Double], toBe theory: Double, precision: Double = 0.02,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let meanCount = counts.reduce(0, +) / Double(counts.count)
    let ratio = sums.reduce(0, +) / counts.reduce(0, +)
    let values = zip(sums, counts).map { ratio + ($0 - ratio * $1) / meanCount }
    try expect(name, values, toBe: theory, precision: precision, at: location)
  }

  private static func text(_ value: Double) -> String { String(format: "%.5g", value) }
}
