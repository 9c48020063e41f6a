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
  /// A folder holds files of these names that no run of this program wrote.
  case filesOfOthers(folder: String, names: [String])
  /// Another run is writing to a folder.
  case folderInUse(path: String)
  /// The task was cancelled.
  case interrupted
}
