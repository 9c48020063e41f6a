/// Where the rows of issues and visits go while replications run: one part file for each replication.
///
/// Parts are joined in the order of the replications when results are written, so that the bytes do not depend on
/// how many ran at once. See ``ResultFolder``.
public struct RecordFiles: Sendable {
  let directory: String
  public let writesIssues: Bool
  public let writesEvents: Bool

  func issuesPart(_ replication: Int) -> String { "\(directory)/issues-\(replication).csv" }
  func eventsPart(_ replication: Int) -> String { "\(directory)/events-\(replication).csv" }

  /// Where the rows of one subtree lie until they are joined to those of the replication.
  func issuesPart(_ replication: Int, subtree: Int) -> String { "\(directory)/issues-\(replication)-\(subtree).csv" }
  func eventsPart(_ replication: Int, subtree: Int) -> String { "\(directory)/events-\(replication)-\(subtree).csv" }

  func writer(replication: Int, subtree: Int, plan: MeasurementPlan) throws(ExperimentError) -> RecordWriter {
    try RecordWriter(files: self, replication: replication, subtree: subtree, plan: plan)
  }
}
