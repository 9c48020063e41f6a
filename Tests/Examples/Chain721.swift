import EventKernel
import OutputAnalysis
import Queueing
import RandomStreams

/// Ten grids of one worker, a community of two, a street of four: 70 % of the issues are closed in the grid, 20 % in the
/// community, 10 % in the street. Every issue has its own luck: type and place are its grid, the visit is the tier.
struct Chain721: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case handled(Customer)
    case arises(grid: Int32)

    var precedence: Int {
      switch self {
      case .handled: 0
      case .arises: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .handled(let issue): UInt64(UInt32(bitPattern: issue)) << 1
      case .arises(let grid): UInt64(grid) << 1 | 1
      }
    }
  }

  enum Purpose: UInt8 { case gap, work, goesUp }

  static let chanceUp = [0.3, 1 / 3.0, 0]

  let gap: Double
  let meanWork: [Double]
  let stream: RandomStream
  var calendar = EventCalendar<Event>()
  /// Ten grids, the community, the street.
  var stations: [Station]
  var issues: [(grid: Int, ordinal: Int, tier: Int, reachedAt: Double)] = []
  var arisen = Array(repeating: 0, count: 10)
  var sojourns = [Tally(), Tally(), Tally()]
  var closed = [0, 0, 0]

  init(gap: Double, meanWork: [Double], stream: RandomStream) {
    (self.gap, self.meanWork, self.stream) = (gap, meanWork, stream)
    stations = Array(repeating: Station(servers: 1), count: 10) + [Station(servers: 2), Station(servers: 4)]
    for grid in 0..<10 { scheduleNext(grid, after: 0) }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? { calendar.popNext(notAfter: limit) }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arises(let grid):
      issues.append((Int(grid), arisen[Int(grid)], 0, time))
      arisen[Int(grid)] += 1
      scheduleNext(Int(grid), after: time)
      reach(Customer(issues.count - 1), at: time)
    case .handled(let number):
      let issue = issues[Int(number)]
      if let next = stations[station(of: issue)].endService() { begin(next, at: time) }
      sojourns[issue.tier].add(time - issue.reachedAt)
      if stream.bernoulli(Self.chanceUp[issue.tier], at: address(.goesUp, issue)) {
        issues[Int(number)].tier += 1
        issues[Int(number)].reachedAt = time
        reach(number, at: time)
      } else {
        closed[issue.tier] += 1
      }
    }
  }

  private mutating func reach(_ issue: Customer, at time: Double) {
    if case .startsService = stations[station(of: issues[Int(issue)])].arrive(issue) { begin(issue, at: time) }
  }

  private mutating func begin(_ number: Customer, at time: Double) {
    let issue = issues[Int(number)]
    let work = stream.exponential(mean: meanWork[issue.tier], at: address(.work, issue))
    calendar.schedule(.handled(number), at: time + work)
  }

  private mutating func scheduleNext(_ grid: Int, after time: Double) {
    let address = StreamAddress(
      purpose: StreamPurpose(rawValue: Purpose.gap.rawValue), place: grid, ordinal: arisen[grid])
    calendar.schedule(.arises(grid: Int32(grid)), at: time + stream.exponential(mean: gap, at: address))
  }

  private func station(of issue: (grid: Int, ordinal: Int, tier: Int, reachedAt: Double)) -> Int {
    issue.tier == 0 ? issue.grid : 9 + issue.tier
  }

  private func address(
    _ purpose: Purpose, _ issue: (grid: Int, ordinal: Int, tier: Int, reachedAt: Double)
  ) -> StreamAddress {
    StreamAddress(
      purpose: StreamPurpose(rawValue: purpose.rawValue), place: issue.grid, ordinal: issue.ordinal, visit: issue.tier)
  }
}
