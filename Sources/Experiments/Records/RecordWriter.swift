import IssueFlow

/// Writes the rows of one subtree of a replication to files of its own.
final class RecordWriter: FlowObserver {
  private static let flushSize = 1 << 18

  private let rows: RecordRows
  private var issues: Part?
  private var events: Part?
  /// The first failure; rows after it are dropped, because an observer cannot stop the run.
  private var failure: ExperimentError?

  private struct Part {
    let file: OutputFile
    var text = CSVText()

    init(path: String) throws(ExperimentError) { file = try OutputFile(path: path) }

    mutating func flush(above size: Int) throws(ExperimentError) {
      guard text.bytes.count > size else { return }
      try file.write(text.bytes)
      text.removeAll()
    }
  }

  init(files: RecordFiles, replication: Int, subtree: Int, plan: MeasurementPlan) throws(ExperimentError) {
    rows = RecordRows(model: plan.model, replication: replication)
    issues = files.writesIssues ? try Part(path: files.issuesPart(replication, subtree: subtree)) : nil
    events = files.writesEvents ? try Part(path: files.eventsPart(replication, subtree: subtree)) : nil
  }

  func observe(issues batch: [IssueRecord]) {
    write(to: &issues) { text in
      for issue in batch { rows.add(issue, to: &text) }
    }
  }

  func observe(visits batch: [VisitRecord]) {
    write(to: &events) { text in
      for visit in batch { rows.add(visit, to: &text) }
    }
  }

  /// Writes what is left.
  /// - Throws: when a row could not be written.
  func finish() throws(ExperimentError) {
    if let failure { throw failure }
    for var part in [issues, events].compactMap({ $0 }) { try part.flush(above: 0) }
    issues = nil
    events = nil
  }

  private func write(to part: inout Part?, _ rows: (inout CSVText) -> Void) {
    guard failure == nil, var taken = part else { return }
    // Taken out, so that its buffer has one owner and grows in place.
    part = nil
    rows(&taken.text)
    do {
      try taken.flush(above: RecordWriter.flushSize)
    } catch {
      failure = error
    }
    part = taken
  }
}
