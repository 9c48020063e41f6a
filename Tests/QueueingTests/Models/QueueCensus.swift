import Queueing

/// What was seen in one replication of a ``QueueNetwork``: the cohort's visits, and the numbers present.
struct QueueCensus: Sendable {
  /// The cohort's visits to one stage by customers of one class.
  struct Visits: Sendable {
    var count = 0
    var turnedAway = 0
    var wait = 0.0
    var sojourn = 0.0
    /// Visits that lasted longer than ``QueueCensus/limit``.
    var beyondLimit = 0
  }

  private let kinds: Int
  private let window: Range<Double>
  /// A sojourn to compare with, for quantiles.
  var limit = Double.infinity
  /// Stage by stage, class by class.
  private(set) var visits: [Visits]
  private var present: [Int]
  private var latest: [Double]
  private var areas: [Double]

  init(stages: Int, kinds: Int, window: Range<Double>) {
    self.kinds = kinds
    self.window = window
    visits = Array(repeating: Visits(), count: stages * kinds)
    present = Array(repeating: 0, count: stages)
    latest = Array(repeating: window.lowerBound, count: stages)
    areas = Array(repeating: 0, count: stages)
  }

  subscript(stage: Int, kind: Int = 0) -> Visits { visits[stage * kinds + kind] }

  /// Mean number of customers at a stage over the window.
  func meanPresent(stage: Int) -> Double {
    let rest = window.upperBound - clamped(latest[stage])
    return (areas[stage] + Double(present[stage]) * rest) / (window.upperBound - window.lowerBound)
  }

  mutating func enter(stage: Int, at time: Double) { change(stage, by: 1, at: time) }
  mutating func leave(stage: Int, at time: Double) { change(stage, by: -1, at: time) }

  mutating func turnAway(stage: Int, kind: Int) { visits[stage * kinds + kind].turnedAway += 1 }

  mutating func record(_ visitor: QueueNetwork.Visitor, end: Double) {
    let index = visitor.stage * kinds + visitor.kind
    visits[index].count += 1
    visits[index].wait += visitor.began - visitor.entered
    visits[index].sojourn += end - visitor.entered
    if end - visitor.entered > limit { visits[index].beyondLimit += 1 }
  }

  private func clamped(_ time: Double) -> Double { min(max(time, window.lowerBound), window.upperBound) }

  private mutating func change(_ stage: Int, by step: Int, at time: Double) {
    let time = clamped(time)
    areas[stage] += Double(present[stage]) * (time - latest[stage])
    latest[stage] = time
    present[stage] += step
  }
}
