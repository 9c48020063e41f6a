import Experiments
import Foundation

/// What a run cost. It differs from run to run, so it goes to the terminal, `--json` and `run.log` alone.
struct RunTimes: Sendable {
  let began: Date
  let wall: Duration
  /// Of the replications.
  let cpu: Duration
  let events: Int
  let jobs: Int

  /// Events of a second of one core.
  var eventsPerSecond: Double { cpu > .zero ? Double(events) / (cpu / .seconds(1)) : 0 }

  var log: RunLog {
    RunLog(
      date: began, invocation: CommandLine.arguments, wallSeconds: wall / .seconds(1), cpuSeconds: cpu / .seconds(1),
      jobs: jobs)
  }
}
