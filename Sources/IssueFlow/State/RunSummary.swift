import EventKernel

/// What the runs of all subtrees come to.
struct RunSummary {
  private(set) var events = 0
  private(set) var fingerprint = Fingerprint()
  /// When the last of them ended.
  private(set) var end = 0.0

  mutating func add(_ run: SimulationRun) {
    events += run.eventCount
    fingerprint.add(run.fingerprint.value)
    end = max(end, run.clock)
  }
}
