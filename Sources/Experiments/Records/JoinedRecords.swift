import Foundation
import IssueFlow

/// Joins the rows that the subtrees of a replication have written, in their order, to those of the replication.
struct JoinedRecords {
  private let files: RecordFiles
  private let replication: Int
  private let issues: OutputFile?
  private let events: OutputFile?

  init(_ files: RecordFiles, replication: Int) throws(ExperimentError) {
    self.files = files
    self.replication = replication
    issues = files.writesIssues ? try OutputFile(path: files.issuesPart(replication)) : nil
    events = files.writesEvents ? try OutputFile(path: files.eventsPart(replication)) : nil
  }

  /// Takes the rows of a subtree and removes its files.
  func add(subtree: Int) throws(ExperimentError) {
    try move(files.issuesPart(replication, subtree: subtree), to: issues)
    try move(files.eventsPart(replication, subtree: subtree), to: events)
  }

  private func move(_ part: String, to file: OutputFile?) throws(ExperimentError) {
    guard let file else { return }
    try OutputFile.read(part) { bytes throws(ExperimentError) in try file.write(bytes) }
    unlink(part)
  }

  /// Rows reach the disk before the record that says they are there.
  func finish() throws(ExperimentError) {
    try issues?.synchronize()
    try events?.synchronize()
  }
}
