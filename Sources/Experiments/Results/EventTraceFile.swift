import EventKernel
import Foundation
import IssueFlow
import RandomStreams
import Synchronization

extension ExperimentResult {
  /// Whether a trace can be written to a path; asked before a long run as well as after it.
  /// - Throws: when something of this name is there, or its folder takes no files.
  public static func checkTrace(_ file: String) throws(ExperimentError) {
    // A trace replaces nothing: the path may be a folder, a scenario, somebody's work.
    var status = stat()
    for path in [file, file + ".partial"] where lstat(path, &status) == 0 {
      throw .file(path: path, reason: "there is something of this name already; remove it or choose another name")
    }
    try checkFolder(of: file)
  }

  /// Whether a report may be written to a path: its folder takes files, and what has its name is a report of this program.
  /// - Parameters:
  ///   - file: where the report would be.
  ///   - head: what such a report begins with.
  /// - Throws: when the folder takes none, or there is something else.
  public static func checkReport(_ file: String, beginsWith head: String) throws(ExperimentError) {
    try checkFolder(of: file)
    try GuardedFile.checkReplaceable(file, beginsWith: head)
  }

  /// - Throws: when the folder that a file is to be in is not there or takes none.
  public static func checkFolder(of file: String) throws(ExperimentError) {
    let parent = (file as NSString).deletingLastPathComponent
    if access(parent.isEmpty ? "." : parent, W_OK) != 0 { throw .file(path: file, reason: SystemError.reason) }
  }

  /// Writes every event of the first replication, one a line: simulated minutes, a tab, what happens.
  ///
  /// Between the events stands what they add to the sums behind the responses (`FlowFact`, `FlowTrace`): `departures(1.0)`
  /// at its time, `weakMinutes(from: 10.0, to: 30.5, times: 1.0)` at its end. Before all events stand the costs of the
  /// measures, such as `policyCost(hiring_pipeline, perYear: 9000.0)`, at the start of each stretch of the policy; they hold
  /// until the next begins. The subtrees of the city follow each other, and time begins anew with each.
  ///
  /// The replication is run again for it, so that counted replications never pay for a trace. The file appears when it
  /// is complete.
  public func writeTrace(to file: String) throws(ExperimentError) {
    let partial = file + ".partial"
    try ExperimentResult.checkTrace(file)
    do {
      let trace = try EventTraceFile(path: partial)
      let hasCosts = model.policyCostsByPhase.contains { !$0.costs.isEmpty }
      for (start, costs) in model.policyCostsByPhase where hasCosts {
        // A stretch without costs ends those of the one before.
        if costs.isEmpty { trace.add("policyCost(none, perYear: 0.0)", at: start) }
        for cost in costs { trace.add("policyCost(\(cost.measure), perYear: \(cost.perYear))", at: start) }
      }
      let key = StreamKey(masterSeed: seed, replication: 1)
      var simulation = try FlowSimulation(model: model, key: key)
      _ = simulation.run(trace: trace)
      try trace.finish()
      try FileManager.default.moveItem(atPath: partial, toPath: file)
    } catch let error as StreamError {
      throw .generator(replication: 1, error)
    } catch let error as ExperimentError {
      unlink(partial)
      throw error
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw .file(path: file, reason: error.localizedDescription)
    }
  }
}

/// Takes the events of a simulation, and what they count, as lines of a file.
private final class EventTraceFile: FlowTrace {
  private struct State {
    var lines = "minutes\tevent\n"
    /// The first failure; events after it are dropped, because a trace cannot stop the run.
    var failure: (any Error)?
    /// Of the event recorded last.
    var clock = 0.0
  }

  private let file: OutputFile
  private let state = Mutex(State())

  init(path: String) throws(ExperimentError) { file = try OutputFile(path: path) }

  func record<Event: CalendarEvent>(_ event: Event, at time: Double) {
    add("\(event)", at: time)
    state.withLock { $0.clock = time }
  }

  func record(_ fact: FlowFact, amount: Double, at time: Double?) {
    add("\(fact)(\(amount))", at: time ?? state.withLock(\.clock))
  }

  func record(_ fact: FlowFact, from start: Double, to end: Double, times number: Double) {
    add("\(fact)(from: \(start), to: \(end), times: \(number))", at: end)
  }

  func add(_ line: String, at time: Double) {
    state.withLock { state in
      state.lines += "\(time)\t\(line)\n"
      if state.lines.utf8.count > 1 << 20 { flush(&state) }
    }
  }

  func finish() throws {
    try state.withLock { state in
      flush(&state)
      if let failure = state.failure { throw failure }
    }
    try file.synchronize()
  }

  private func flush(_ state: inout State) {
    guard state.failure == nil else { return }
    do { try file.write(Array(state.lines.utf8)) } catch { state.failure = error }
    state.lines.removeAll(keepingCapacity: true)
  }
}
