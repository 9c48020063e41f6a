import EventKernel
import Queueing
import RandomStreams

/// 1,000 grids of one worker, 100 communities of two, 10 streets of four, each at load 0.7; 30 % of the issues go up and
/// a third of those again: the model of `Tests/Peers/heapq_three_tier.py`, through the public parts.
struct ChainModel: ~Copyable, DiscreteEventModel {
  enum Event: CalendarEvent {
    case serviceEnds(station: Int32, customer: Customer)
    case arrival(grid: Int32)

    var precedence: Int {
      switch self {
      case .serviceEnds: 0
      case .arrival: 1
      }
    }

    var code: UInt64 {
      switch self {
      case .serviceEnds(let station, let customer): UInt64(UInt32(bitPattern: customer)) << 32 | UInt64(station)
      case .arrival(let grid): 1 << 31 | UInt64(grid)
      }
    }
  }

  struct Issue: BitwiseCopyable {
    var ordinal: Int32
    var grid: Int32
    var reachedAt: Double
  }

  private static let meanWork = [1.0, 2 / 3.0, 0.4]
  private static let share = [0.3, 1 / 3.0, 0.0]

  var calendar = EventCalendar<Event>()
  private var stations = FlatTable<Station>()
  private var issues = FlatTable<Issue>()
  private var free = FlatTable<Customer>()
  private var luck: ChainLuck
  private(set) var visits = (0, 0, 0)
  private(set) var totalTime = (0.0, 0.0, 0.0)
  private(set) var closed = (0, 0, 0)

  init(stream: RandomStream, isAddressed: Bool) {
    for _ in 0..<1_000 { stations.append(Station(servers: 1)) }
    for _ in 0..<100 { stations.append(Station(servers: 2)) }
    for _ in 0..<10 { stations.append(Station(servers: 4)) }
    luck = ChainLuck(stream: stream, isAddressed: isAddressed)
    for grid in 0..<1_000 as Range<Int32> {
      calendar.schedule(.arrival(grid: grid), at: luck.gap(grid: Int(grid)).gap / 0.7)
    }
  }

  mutating func nextEvent(notAfter limit: Double) -> (time: Double, event: Event)? {
    calendar.popNext(notAfter: limit)
  }

  mutating func occur(_ event: Event, at time: Double) {
    switch event {
    case .arrival(let grid):
      let next = luck.gap(grid: Int(grid))
      calendar.schedule(event, at: time + next.gap / 0.7)
      reach(Int(grid), issue(grid: grid, ordinal: next.ordinal - 1, at: time), at: time)
    case .serviceEnds(let station, let customer):
      if let next = stations.row(Int(station)).pointee.endService() { begin(next, at: Int(station), time) }
      leave(Int(station), customer, at: time)
    }
  }

  private mutating func leave(_ station: Int, _ customer: Customer, at time: Double) {
    let issue = issues[Int(customer)]
    let spent = time - issue.reachedAt
    if station < 1_000 {
      visits.0 += 1
      totalTime.0 += spent
      if luck.uniform(tier: 0, issue) < Self.share[0] {
        return moveUp(to: 1_000 + station / 10, customer, at: time)
      }
      closed.0 += 1
    } else if station < 1_100 {
      visits.1 += 1
      totalTime.1 += spent
      if luck.uniform(tier: 1, issue) < Self.share[1] {
        return moveUp(to: 1_100 + (station - 1_000) / 10, customer, at: time)
      }
      closed.1 += 1
    } else {
      visits.2 += 1
      totalTime.2 += spent
      closed.2 += 1
    }
    free.append(customer)
  }

  private mutating func moveUp(to station: Int, _ customer: Customer, at time: Double) {
    issues[Int(customer)].reachedAt = time
    reach(station, customer, at: time)
  }

  private mutating func reach(_ station: Int, _ customer: Customer, at time: Double) {
    if case .startsService = stations.row(station).pointee.arrive(customer) { begin(customer, at: station, time) }
  }

  private mutating func begin(_ customer: Customer, at station: Int, _ time: Double) {
    let tier = station < 1_000 ? 0 : station < 1_100 ? 1 : 2
    let work = luck.work(tier: tier, issues[Int(customer)]) * Self.meanWork[tier]
    calendar.schedule(.serviceEnds(station: Int32(station), customer: customer), at: time + work)
  }

  private mutating func issue(grid: Int32, ordinal: Int32, at time: Double) -> Customer {
    let issue = Issue(ordinal: ordinal, grid: grid, reachedAt: time)
    if let customer = free.popLast() {
      issues[Int(customer)] = issue
      return customer
    }
    issues.append(issue)
    return Customer(issues.count - 1)
  }
}
