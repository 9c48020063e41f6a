import Foundation

extension RunLog {
  func text(_ result: ExperimentResult, journal: RunJournal?) -> String {
    let events = result.events
    let speed = cpuSeconds > 0 ? Double(events) / cpuSeconds : 0
    return """
      date: \(date.formatted(.iso8601))
      invocation: \(RunLog.line(invocation))
      jobs: \(jobs)
      wall_seconds: \(QuantityText.fixed(wallSeconds, digits: 3))
      cpu_seconds: \(QuantityText.fixed(cpuSeconds, digits: 3))
      events: \(events)
      resumed_replications: \(journal.map(\.resumed) ?? 0)
      events_per_cpu_second: \(QuantityText.fixed(speed, digits: 0))

      """
  }
}
