import IssueFlow
import RandomStreams
import ScenarioLanguage

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
  /// What stands where a study keeps its work is not this user's own file or folder.
  case foreign(path: String, Foreign)
  /// A folder holds a result that the new one would be smaller than; what would be lost.
  case smallerResult(folder: String, losses: [LocalizedText])
  /// Another run is writing to a folder.
  case folderInUse(path: String)
  /// The folder in which a study keeps what is finished was removed or moved away meanwhile.
  case folderGone(path: String)
  /// A study needs so many bytes for certain, and the process may have fewer.
  case memory(needed: Double, available: Double)
  /// The process may have fewer bytes than any command needs to begin.
  case memoryToBegin(needed: Double, available: Double)
  /// Two replications went the very same way, event by event: they had the same luck, and count as one.
  case sameLuck(replications: [Int], fingerprint: String)
  /// An interrupted study was to go on, and the one in the folder is another.
  case otherStudy(folder: String, JournalStranger)
  /// An interrupted study was to go on, and there is none in the folder.
  case nothingToResume(folder: String)
  /// A folder holds no finished shard of a sweep.
  case noShard(folder: String)
  /// Two shards are of different sweeps.
  case otherShard(folder: String, JournalStranger)
  /// Points, by number, that no shard holds.
  case pointsMissing(first: Int, count: Int, of: Int)
  /// Two shards tell different things of a point: one of them was not made by this program.
  case shardsDisagree(point: Int)
  /// No point of the design can be simulated, or it has none.
  case noPoints(reason: LocalizedText)
  /// A scenario that cannot be compared with the first.
  case notComparable(path: String, reason: LocalizedText)
  /// The task was cancelled.
  case interrupted

  /// Why a file or folder is not written to.
  public enum Foreign: Hashable, Sendable {
    /// It is a link, and what is written would go elsewhere.
    case link
    /// A pipe, a device or a socket.
    case notRegular
    /// It belongs to somebody else.
    case otherUser
    /// The same file has another name elsewhere.
    case secondName
    /// This program did not write it.
    case notOwn
  }
}
