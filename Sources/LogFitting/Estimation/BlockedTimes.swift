/// When a desk could begin nothing new: everybody was at work, or nobody was on duty.
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
  ///   - staff: How many work there.
  ///   - closed: Times off duty, rising.
  ///   - gap: Minutes, at least 0.
  /// - Complexity: O(n log n).
  init(
    work: [(start: Double, end: Double)], staff: StaffByHour, closed: [(start: Double, end: Double)], gap: Double
  ) {
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
    _ work: [(start: Double, end: Double)], staff: StaffByHour
  ) -> [(start: Double, end: Double)] {
    let concurrency = Concurrency(work)
    var times: [(start: Double, end: Double)] = []
    func add(_ start: Double, _ end: Double) {
      if let last = times.last, last.end == start {
        times[times.count - 1].end = end
      } else {
        times.append((start, end))
      }
    }
    for stretch in concurrency.stretches where stretch.count >= staff.least {
      staff.visit(from: stretch.start, to: stretch.end) { start, end, staff in
        if stretch.count >= staff { add(start, end) }
      }
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
}

/// How many pieces of work are under way at each time.
struct Concurrency {
  /// Times in which the number does not change, one after another; without those of nothing.
  private(set) var stretches: [(start: Double, end: Double, count: Int)] = []
  /// At every beginning of work: the time, how many are at work from then on, and the minutes since work last ended there.
  private(set) var begun: [(time: Double, count: Int, sinceEnd: Double)] = []

  /// - Complexity: O(n log n).
  init(_ work: [(start: Double, end: Double)]) {
    var steps: [(time: Double, step: Int)] = []
    steps.reserveCapacity(work.count * 2)
    for piece in work where piece.end > piece.start {
      steps.append((piece.start, 1))
      steps.append((piece.end, -1))
    }
    // At one time those who end make room first.
    steps.sort { ($0.time, $0.step) < ($1.time, $1.step) }
    var (count, last, ended) = (0, 0.0, -Double.infinity)
    for step in steps {
      if count > 0, step.time > last { stretches.append((last, step.time, count)) }
      count += step.step
      last = step.time
      if step.step < 0 { ended = step.time } else { begun.append((step.time, count, step.time - ended)) }
    }
  }
}
