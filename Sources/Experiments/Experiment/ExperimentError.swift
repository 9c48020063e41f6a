import IssueFlow
import RandomStreams

/// Why an experiment gave no result.
public enum ExperimentError: Error, Sendable {
  /// The scenario is not valid as a whole, for instance once its warm-up is known.
  case model(FlowModelError)
  /// The generator cannot serve a replication.
  case generator(replication: Int, StreamError)
  /// A fault of this program: issues opened and issues accounted for differ.
  case issuesLost(replication: Int, number: Int)
  /// A file could not be written; the system's reason.
  case file(path: String, reason: String)
  /// The task was cancelled.
  case interrupted
}
