/// Runs numbered pieces of work on some tasks at once and takes the results in the order of their numbers.
///
/// So nothing that is made of the results can depend on which task was fastest.
enum OrderedTasks {
  /// - Throws: the failure of the lowest number that failed; `interrupted` when the calling task was cancelled.
  static func run<Output: Sendable>(
    count: Int, jobs: Int, work: @escaping @Sendable (Int) throws(ExperimentError) -> Output,
    progress: (Int) -> Void, deliver: (Output) -> Void
  ) async throws(ExperimentError) {
    typealias Piece = (index: Int, outcome: Result<Output, ExperimentError>)
    var waiting = [Result<Output, ExperimentError>?](repeating: nil, count: count)
    var started = 0
    var finished = 0
    var delivered = 0
    var failure: ExperimentError?
    await withTaskGroup(of: Piece.self) { group in
      func startNext() {
        guard started < count, failure == nil, !Task.isCancelled else { return }
        let index = started
        started += 1
        group.addTask { (index, Result { () throws(ExperimentError) in try work(index) }) }
      }
      for _ in 0..<max(1, jobs) { startNext() }
      while let piece = await group.next() {
        finished += 1
        waiting[piece.index] = piece.outcome
        while delivered < count, failure == nil, let outcome = waiting[delivered] {
          waiting[delivered] = nil
          delivered += 1
          switch outcome {
          case .success(let output): deliver(output)
          case .failure(let error): failure = error
          }
        }
        if failure == nil { progress(finished) }
        startNext()
      }
    }
    if let failure { throw failure }
    if delivered < count { throw .interrupted }
  }
}
