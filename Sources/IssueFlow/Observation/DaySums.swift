/// The days of a replication as sums over subtrees, so that those of one can be added to those of others.
public struct DaySums: Sendable {
  struct Day: BitwiseCopyable, Sendable {
    var arisen = 0
    var withdrawn = 0
    var open = 0
    var timeToClose = 0.0
  }

  let tiers: Int
  var days: [Day]
  /// Day by day, tier by tier.
  var closed: [Int]
  var waiting: [Int]
  /// What units and posts are like at the end of each day, day by day.
  var states: [Int]

  /// Days on which nothing happened.
  init(days count: Int, tiers: Int) {
    self.tiers = tiers
    days = Array(repeating: Day(), count: count)
    closed = Array(repeating: 0, count: count * tiers)
    waiting = closed
    states = Array(repeating: 0, count: count * DayState.allCases.count)
  }

  init(tiers: Int, days: [Day], closed: [Int], waiting: [Int], states: [Int]) {
    self.tiers = tiers
    self.days = days
    self.closed = closed
    self.waiting = waiting
    self.states = states
  }

  /// Adds the same days of another subtree.
  /// - Precondition: both have as many days and tiers.
  mutating func add(_ other: DaySums) {
    precondition(days.count == other.days.count && tiers == other.tiers, "only the same days can be added")
    for (index, day) in other.days.enumerated() {
      days[index].arisen += day.arisen
      days[index].withdrawn += day.withdrawn
      days[index].open += day.open
      days[index].timeToClose += day.timeToClose
    }
    for index in closed.indices {
      closed[index] += other.closed[index]
      waiting[index] += other.waiting[index]
    }
    for index in states.indices { states[index] += other.states[index] }
  }

  /// The rows, in order.
  var records: [DayRecord] {
    days.indices.map { day in
      let closed = Array(self.closed[day * tiers..<(day + 1) * tiers])
      let count = closed.reduce(0, +)
      let states = DayState.allCases.count
      return DayRecord(
        day: day, arisen: days[day].arisen, closed: closed, withdrawn: days[day].withdrawn, open: days[day].open,
        waiting: Array(waiting[day * tiers..<(day + 1) * tiers]),
        states: Array(self.states[day * states..<(day + 1) * states]),
        timeToClose: count > 0 ? days[day].timeToClose / Double(count) : nil)
    }
  }
}
