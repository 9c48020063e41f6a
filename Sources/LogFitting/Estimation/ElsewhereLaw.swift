/// The law of the time that a case spends elsewhere before it joins a line, of which a part is seen exactly and a part only
/// between bounds.
///
/// A case that is taken while somebody was free has been elsewhere for all of its wait. One that is taken when a worker
/// came free was elsewhere for some time between a lower bound (somebody was free up to then) and its whole wait. The
/// shares of the times seen are those that make all of it most likely (Turnbull 1976), by the self-consistent steps of his
/// paper: what lies between bounds is dealt to the times between them in proportion to their shares.
struct ElsewhereLaw {
  /// Rising minutes, and the share of each and of all before it.
  private let times: [Double]
  private var before: [Double]

  private static let steps = 60

  /// - Complexity: O(n log n).
  init(exact: [Double], between: [(low: Double, high: Double)]) {
    var times = exact.sorted()
    // Bounds that hold no time seen: as little as possible is laid elsewhere, since a line was there for sure.
    let lonely = between.filter { bounds in
      let place = times.firstPlace { $0 >= bounds.low }
      return place == times.count || times[place] > bounds.high
    }
    if !lonely.isEmpty { times = (times + lonely.map(\.low)).sorted() }
    let ranges = between.map { bounds in
      times.firstPlace { $0 >= bounds.low }..<times.firstPlace { $0 > bounds.high }
    }
    var seen = [Double](repeating: 0, count: times.count)
    for time in exact { seen[times.firstPlace { $0 >= time }] += 1 }
    var weights = [Double](repeating: 1 / Double(max(1, times.count)), count: times.count)
    var before = Self.sums(weights)
    for _ in 0..<(between.isEmpty ? 1 : Self.steps) {
      // What each unit of a time's share is given by the bounds that hold it.
      var changes = [Double](repeating: 0, count: times.count + 1)
      for range in ranges {
        let share = before[range.upperBound] - before[range.lowerBound]
        guard share > 0 else { continue }
        changes[range.lowerBound] += 1 / share
        changes[range.upperBound] -= 1 / share
      }
      var factor = 0.0
      var total = 0.0
      for index in weights.indices {
        factor += changes[index]
        weights[index] = seen[index] + weights[index] * max(0, factor)
        total += weights[index]
      }
      if total > 0 { for index in weights.indices { weights[index] /= total } }
      before = Self.sums(weights)
    }
    self.times = times
    self.before = before
  }

  private static func sums(_ weights: [Double]) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(weights.count + 1)
    for weight in weights { sums.append(sums[sums.count - 1] + weight) }
    return sums
  }

  /// The time between bounds below which a share `u` of the law between them lies; the lower bound where it has nothing
  /// there.
  func time(from low: Double, to high: Double, at u: Double) -> Double {
    let range = times.firstPlace { $0 >= low }..<times.firstPlace { $0 > high }
    let share = before[range.upperBound] - before[range.lowerBound]
    guard share > 0 else { return low }
    let wanted = before[range.lowerBound] + u * share
    let place = before.firstPlace { $0 > wanted } - 1
    return times[min(max(place, range.lowerBound), range.upperBound - 1)]
  }
}

extension [Double] {
  /// The first place of a rising list from which something holds; its count where it never does.
  /// - Complexity: O(log n).
  fileprivate func firstPlace(where holds: (Double) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = holds(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
