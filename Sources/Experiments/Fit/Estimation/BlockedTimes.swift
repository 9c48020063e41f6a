/// When a desk could begin nothing new: every worker was at work, or nobody was on duty.
///
/// Who comes while somebody is free is taken at once. So a case that is taken at the end of such a time was in line for
/// some part of it, and one that is taken at any other moment had only just come.
struct BlockedTimes {
  private var starts: [Double] = []
  private var ends: [Double] = []
  /// Times as near as that to one another are one: who puts a case down takes a moment to pick the next one up.
  private let gap: Double

  /// - Parameters:
  ///   - work: Pieces of work at the desk, in minutes since 1970.
  ///   - staff: How many work there, at least 1.
  ///   - closed: Times off duty, rising.
  ///   - gap: Minutes, at least 0.
  /// - Complexity: O(n log n).
  init(work: [(start: Double, end: Double)], staff: Int, closed: [(start: Double, end: Double)], gap: Double) {
    self.gap = gap
    let busy = Self.allAtWork(work, staff: staff)
    var (first, second) = (0, 0)
    while first < busy.count || second < closed.count {
      let isBusy = second == closed.count || first < busy.count && busy[first].start <= closed[second].start
      let next = isBusy ? busy[first] : closed[second]
      if isBusy { first += 1 } else { second += 1 }
      if let last = ends.last, next.start <= last + gap {
        ends[ends.count - 1] = max(last, next.end)
      } else {
        starts.append(next.start)
        ends.append(next.end)
      }
    }
  }

  private static func allAtWork(
    _ work: [(start: Double, end: Double)], staff: Int
  ) -> [(start: Double, end: Double)] {
    var steps: [(time: Double, step: Int)] = []
    steps.reserveCapacity(work.count * 2)
    for piece in work where piece.end > piece.start {
      steps.append((piece.start, 1))
      steps.append((piece.end, -1))
    }
    // At one time those who end make room first.
    steps.sort { ($0.time, $0.step) < ($1.time, $1.step) }
    var times: [(start: Double, end: Double)] = []
    var busy = 0
    for step in steps {
      if step.step > 0, busy == staff - 1 { times.append((step.time, step.time)) }
      if step.step < 0, busy == staff { times[times.count - 1].end = step.time }
      busy += step.step
    }
    return times
  }

  /// When the time began in which nothing new could be begun up to a moment; `nil` when somebody was free just before.
  /// - Complexity: O(log n).
  func begin(before moment: Double) -> Double? {
    var range = 0..<starts.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = starts[middle] < moment ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    let index = range.lowerBound - 1
    return index >= 0 && moment <= ends[index] + gap ? starts[index] : nil
  }

  /// Those of every unit of a tier, and the gap that they bridge: the step of the log's times, or a twentieth of the usual
  /// time of work.
  static func ofDesks(
    _ log: EventLog, tier: Int, units: [Int], staff: [Int?], hours: WorkingHours
  ) -> (units: [BlockedTimes], gap: Double) {
    var work: [[(start: Double, end: Double)]] = Array(repeating: [], count: staff.count)
    for (index, visit) in log.visits.enumerated() where Int(visit.tier) == tier && !visit.started.isNaN {
      if units[index] >= 0 { work[units[index]].append((visit.started, visit.ended.isNaN ? log.end : visit.ended)) }
    }
    let lengths = work.joined().map { $0.end - $0.start }.sorted()
    let gap = max(log.resolution * 1.001, lengths.isEmpty ? 0 : lengths[lengths.count / 2] / 20)
    let closed = hours.closed
    return (zip(work, staff).map { BlockedTimes(work: $0, staff: $1 ?? 1, closed: closed, gap: gap) }, gap)
  }
}
