import OutputAnalysis
import ScenarioLanguage

/// The estimate of one response over the replications.
public struct SummaryRow: Hashable, Sendable {
  public let response: Response
  public let responseClass: String
  /// `nil` when no replication observed it.
  public let mean: Double?
  /// Half the width of the two-sided Student interval; `nil` below two observations, and where all agree: equal values
  /// measure no spread, and no error of zero.
  public let halfWidth: Double?
  /// Ends of the interval; for a share they may lie outside 0 … 1.
  public let low: Double?
  public let high: Double?
  /// Replications that observed it.
  public let n: Int
  /// Whether two or more observations agree, so that there is no interval.
  public let zeroVariance: Bool

  /// The unit of the response as the files write it.
  public var unit: String { response.unit.rawValue }
  public var name: String { responseClass.isEmpty ? response.name : "\(response.name).\(responseClass)" }

  init(response: Response, responseClass: String, tally: Tally, confidence: Double) {
    self.response = response
    self.responseClass = responseClass
    let estimate = try? Estimate(of: tally, confidence: confidence)
    mean = estimate?.mean
    halfWidth = estimate?.measuredHalfWidth
    low = halfWidth.flatMap { half in estimate.map { $0.mean - half } }
    high = halfWidth.flatMap { half in estimate.map { $0.mean + half } }
    n = tally.count
    zeroVariance = tally.hasZeroVariance
  }

  /// One row for each entry of the layout, in its order.
  static func rows(of replications: [ReplicationResult], layout: ResponseLayout, confidence: Double) -> [SummaryRow] {
    layout.entries.enumerated().map { index, entry in
      SummaryRow(
        response: entry.response, responseClass: entry.responseClass,
        tally: Tally(replications.compactMap { $0.values[index] }), confidence: confidence)
    }
  }
}
