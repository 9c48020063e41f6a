import Dispatch
import Experiments
import Foundation

/// Lets Ctrl-C and a request to terminate stop the work between replications, so that nothing half-done stays behind.
enum Interruption {
  /// Lets Ctrl-C and a request to terminate end the process with the exit code of an interruption, as long as nothing is
  /// watched: while a scenario is read, say. Nothing has been written by then that a later run does not clear away.
  static func endsAtOnce() {
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(ExitStatus.interrupted.rawValue) } }
  }

  /// Does work that ends early when the process is asked to stop.
  ///
  /// Afterwards requests are not heeded: what remains is to put files in place and to say so, which is soon done, and
  /// half of it would serve nobody.
  static func watched<Value: Sendable>(
    _ console: Console, _ work: @escaping @Sendable () async throws(ExperimentError) -> Value
  ) async throws(ExperimentError) -> Value {
    // The work waits until requests are watched: one that came in between would end it without a word.
    let (watching, watch) = AsyncStream.makeStream(of: Never.self)
    let task = Task { () async -> Result<Value, ExperimentError> in
      for await _ in watching {}
      do throws(ExperimentError) {
        return .success(try await work())
      } catch {
        return .failure(error)
      }
    }
    let queue = DispatchQueue(label: "issueflow.interruption")
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // Asked twice: the person does not want to wait for the replications at hand.
        if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
        console.note(["", console.texts.interrupting])
        task.cancel()
      }
      source.resume()
      return source
    }
    watch.finish()
    let outcome = await task.value
    for source in sources { source.cancel() }
    return try outcome.get()
  }
}
