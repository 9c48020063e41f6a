import Synchronization

/// What a sweep has finished so far, on the disk: runs of points that are under way, and the rows of points that are done.
///
/// In memory there is a place for each point, and one for each run of points that are not done.
public final class SweepJournal: Sendable {
  public let opening: JournalOpening
  /// The folder it is in.
  public let folder: String
  let file: JournalFile

  private struct State {
    var points: [JournalFile.Place?]
    var runs: [SweepRecord.RunKey: JournalFile.Place] = [:]
    /// Of finished points, in the order of ``decisions``.
    var decisions: [Int8]
    var failures = 0
    var framePlace: JournalFile.Place?
  }

  private let state: Mutex<State>
  static let fileName = "points"

  /// - `mustResume`: whether there must be a journal of this sweep already.
  /// - `retryFailed`: whether runs that failed are forgotten.
  init(
    folder: JournalFolder, header: SweepHeader, mustResume: Bool, retryFailed: Bool
  ) throws(ExperimentError) {
    var state = State(
      points: Array(repeating: nil, count: header.points + 1), decisions: Array(repeating: 0, count: header.points + 1))
    var failed: [Int: Int] = [:]
    let opened = try folder.journal(
      SweepJournal.fileName, header: header.bytes, mayReplace: !mustResume, difference: header.difference,
      read: { place, content in
        switch try? SweepRecord(content) {
        case .run(let key, _)?: state.runs[key] = place
        case .failedRun(let key, _)?: state.runs[key] = retryFailed ? nil : place
        case .point(let rows)? where state.points.indices.contains(rows.point):
          state.points[rows.point] = place
          state.decisions[rows.point] = SweepJournal.code(rows.decision)
          failed[rows.point] = rows.failures
        case .frame?: state.framePlace = place
        case .point?, nil: break
        }
      })
    for (point, failures) in failed.sorted(by: { $0.key < $1.key }) {
      if retryFailed, failures > 0 { state.points[point] = nil } else { state.failures += failures }
    }
    let done = Set(state.points.indices.filter { state.points[$0] != nil })
    state.runs = state.runs.filter { !done.contains($0.key.point) }
    file = opened.file
    opening = opened.opening
    self.folder = folder.path
    let ready = state
    self.state = Mutex(ready)
  }

  private static let words = [""] + [Verdict.Decision.met, .notMet, .undecided].map(\.rawValue)
  private static func code(_ decision: String) -> Int8 { Int8(words.firstIndex(of: decision) ?? 0) }

  /// Finished points with a decision.
  public func points(_ decision: Verdict.Decision) -> [Int] {
    let code = SweepJournal.code(decision.rawValue)
    return state.withLock { state in
      state.points.indices.filter { state.points[$0] != nil && state.decisions[$0] == code }
    }
  }

  /// Number of finished points.
  public var finishedPoints: Int { state.withLock { state in state.points.count { $0 != nil } } }
  /// Number of finished runs of points that are not.
  public var looseRuns: Int { state.withLock { $0.runs.count } }
  /// Failures of finished points.
  public var failures: Int { state.withLock { $0.failures } }

  func isFinished(_ point: Int) -> Bool { state.withLock { $0.points[point] != nil } }

  /// A run that was finished before; `nil` when it was not, or its record is no longer whole.
  func run(_ key: SweepRecord.RunKey) throws(ExperimentError) -> SweepRecord? {
    guard let place = state.withLock({ $0.runs[key] }), let content = try file.content(at: place) else { return nil }
    return try? SweepRecord(content)
  }

  /// The rows of a finished point.
  func rows(ofPoint point: Int) throws(ExperimentError) -> PointRows? {
    guard let place = state.withLock({ $0.points[point] }), let content = try file.content(at: place),
      case .point(let rows)? = try? SweepRecord(content)
    else { return nil }
    return rows
  }

  func append(_ record: SweepRecord) throws(ExperimentError) {
    let place = try file.append(record.bytes)
    state.withLock { state in
      switch record {
      case .run(let key, _), .failedRun(let key, _): state.runs[key] = place
      case .point(let rows):
        state.points[rows.point] = place
        state.decisions[rows.point] = SweepJournal.code(rows.decision)
        state.failures += rows.failures
        // Their numbers are in the rows now.
        if state.runs.count > 0 { state.runs = state.runs.filter { $0.key.point != rows.point } }
      case .frame: state.framePlace = place
      }
    }
  }

  func frame() throws(ExperimentError) -> SweepFrame? {
    guard let place = state.withLock({ $0.framePlace }), let content = try file.content(at: place),
      case .frame(let frame)? = try? SweepRecord(content)
    else { return nil }
    return frame
  }

  /// Keeps the frame, once.
  func keep(_ frame: SweepFrame) throws(ExperimentError) {
    if state.withLock({ $0.framePlace }) == nil { try append(.frame(frame)) }
  }

  /// Whether it is still where it was made.
  public var isInPlace: Bool { file.isInPlace }

  func synchronize() throws(ExperimentError) { try file.synchronize() }
}
