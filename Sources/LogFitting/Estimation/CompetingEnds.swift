import Foundation

/// Stays that end in one of several ways, or have not ended: what share takes each way, and when.
///
/// The jumps of the Kaplan–Meier curve belong to the ways of the stays that end there; their sums are the shares
/// (Aalen and Johansen 1978). What the curve leaves at its end is shared out like the jumps of its last tenth; where no stay
/// has ended all of it goes the last way. A stay that
/// has not ended counts, for the law of the times of a way, with the share of what is still to come that goes this way:
/// whole stays are dealt to the ways in turn, so that they add up.
struct CompetingEnds {
  /// Minutes, and the way taken; -1 for one that has not ended.
  struct Stay {
    var minutes: Double
    var way: Int
  }

  /// By way.
  let shares: [Double]
  let ended: [[Double]]
  /// Stays that have not ended, dealt to ways.
  let open: [[Double]]

  /// - `ways`: how many there are, at least 1.
  /// - Complexity: O(n log n).
  init(_ stays: [Stay], ways: Int) {
    // At one time, ends come before those that were only seen so long.
    let sorted = stays.sorted { ($0.minutes, $0.way < 0 ? 1 : 0) < ($1.minutes, $1.way < 0 ? 1 : 0) }
    var ended = [[Double]](repeating: [], count: ways)
    var sums = [Double](repeating: 0, count: ways)
    var jumps = [Double](repeating: 0, count: sorted.count)
    var left = 1.0
    for (index, stay) in sorted.enumerated() where stay.way >= 0 {
      let jump = left / Double(sorted.count - index)
      jumps[index] = jump
      sums[stay.way] += jump
      left -= jump
      ended[stay.way].append(stay.minutes)
    }
    var tail = [Double](repeating: 0, count: ways)
    if left > 1e-12 {
      let wanted = max(10, sorted.count / 10)
      var taken = 0
      for (index, stay) in sorted.enumerated().reversed() where stay.way >= 0 {
        tail[stay.way] += jumps[index]
        taken += 1
        if taken == wanted { break }
      }
      let sum = tail.reduce(0, +)
      for way in 0..<ways { tail[way] = sum > 0 ? left * tail[way] / sum : way == ways - 1 ? left : 0 }
    }
    var open = [[Double]](repeating: [], count: ways)
    var later = tail
    var debts = [Double](repeating: 0, count: ways)
    for (index, stay) in sorted.enumerated().reversed() {
      if stay.way >= 0 {
        later[stay.way] += jumps[index]
        continue
      }
      let sum = later.reduce(0, +)
      for way in 0..<ways { debts[way] += sum > 0 ? later[way] / sum : way == ways - 1 ? 1 : 0 }
      let next = (0..<ways).max { debts[$0] < debts[$1] } ?? 0
      debts[next] -= 1
      open[next].append(stay.minutes)
    }
    self.ended = ended
    self.open = open
    shares = zip(sums, tail).map { $0 + $1 }
  }

  /// A tier from which no way leads to closing, the last way of each; `nil` when there is none.
  /// - `ends`: of the stays at every tier, whose other ways are the tiers.
  static func endlessTier(_ ends: [CompetingEnds]) -> Int? {
    // Smaller shares are not written.
    let isWritten = { (share: Double) in share >= 5e-7 }
    var closes = ends.map { isWritten($0.shares.last ?? 1) }
    for _ in ends.indices {
      for tier in ends.indices where !closes[tier] {
        closes[tier] = ends.indices.contains { closes[$0] && isWritten(ends[tier].shares[$0]) }
      }
    }
    return closes.firstIndex(of: false)
  }
}
