/// Runs numbered pieces of work on some tasks at once and takes the results in the order of their numbers.
///
/// So nothing that is made of the results can depend on which task was fastest.
package enum OrderedTasks {
  /// - Parameters:
  ///   - ahead: how many results for each job may wait for those before them.
  ///   - progress: told how many pieces have finished, in whatever order.
  ///   - deliver: takes the results in order; what it throws ends the run as a piece's failure does.
  /// - Throws: the failure of the lowest number that failed; `interrupted` when the calling task was cancelled.
  package static func run<Output: Sendable>(
    count: Int, jobs: Int, ahead: Int = 64, work: @escaping @Sendable (Int) throws(ExperimentError) -> Output,
    progress: (Int) -> Void, deliver: (Output) throws(ExperimentError) -> Void
  ) async throws(ExperimentError) {
    typealias Piece = (index: Int, outcome: Result<Output, ExperimentError>)
    // Looked up by number only; never more than the window holds.
    var waiting: [Int: Result<Output, ExperimentError>] = [:]
    // A slow piece must not let the results behind it pile up without bound.
    let window = ahead * max(1, jobs)
    var started = 0
    var running = 0
    var finished = 0
    var delivered = 0
    var failure: ExperimentError?
    await withTaskGroup(of: Piece.self) { group in
      func startNext() {
        guard started < count, started - delivered < window, failure == nil, !Task.isCancelled else { return }
        let index = started
        started += 1
        running += 1
        group.addTask { (index, Result { () throws(ExperimentError) in try work(index) }) }
      }
      for _ in 0..<max(1, jobs) { startNext() }
      while let piece = await group.next() {
        finished += 1
        waiting[piece.index] = piece.outcome
        while failure == nil, let outcome = waiting.removeValue(forKey: delivered) {
          delivered += 1
          do throws(ExperimentError) {
            try deliver(try outcome.get())
          } catch {
            failure = error
          }
        }
        if failure == nil { progress(finished) }
        running -= 1
        while running < max(1, jobs) {
          let before = running
          startNext()
          if running == before { break }
        }
      }
    }
    if let failure { throw failure }
    if delivered < count { throw .interrupted }
  }
}
