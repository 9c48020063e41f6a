import EventKernel
import Queueing

// Customers enter stations, and wait there until these are open and a server is free.

extension FlowSimulation {
  @inline(__always)
  mutating func rank(of issue: Int32) -> CustomerRank {
    let entry = region.issues.row(Int(issue))
    return CustomerRank(
      priorityClass: policy.type(entry).pointee.priorityClass, deadline: entry.pointee.due)
  }

  @inline(__always)
  mutating func gauge(of station: Int) -> Int { Int(floor.desks.row(station).pointee.gauge) }

  /// Tells the station whether its calendar is open now. Units that nobody comes to are told nothing.
  @inline(__always)
  mutating func syncHours(of station: Int, _ time: Double) {
    let desk = floor.desks.row(station)
    if desk.pointee.isAlwaysOpen { return }
    if policy.calendars.row(Int(desk.pointee.calendar)).pointee.isOpen(at: time) {
      floor.stations[station].open()
    } else {
      floor.stations[station].close()
    }
  }

  /// Makes sure that those who wait before a closed station are called when it opens.
  @inline(__always)
  mutating func awaitOpening(of station: Int, _ time: Double) {
    if !floor.desks.row(station).pointee.isAlwaysOpen { awaitHours(of: station, time) }
  }

  private mutating func awaitHours(of station: Int, _ time: Double) {
    guard floor.wantsOpening(station) else { return }
    let opening = policy.calendars.row(Int(floor.desks.row(station).pointee.calendar)).pointee.nextOpening(from: time)
    guard opening < .infinity else { return }
    floor.setOpening(of: station, isScheduled: true)
    region.calendar.schedule(.stationOpens(Int32(station)), at: opening)
  }

  mutating func openStation(_ station: Int, _ time: Double) {
    floor.setOpening(of: station, isScheduled: false)
    syncHours(of: station, time)
    if let customer = floor.stations[station].startNext() {
      region.lines.leave(gauge(of: station), time)
      serve(customer, at: station, time)
    }
    awaitOpening(of: station, time)
  }

  /// A customer arrives at a station; an issue that a full room turns away goes up or is lost.
  @inline(__always)
  mutating func enter(_ customer: Int32, at station: Int, rank: CustomerRank, _ time: Double) {
    // While all are busy the hours decide nothing: the next to be free asks.
    if floor.stations.row(station).pointee.hasUnoccupiedServer { syncHours(of: station, time) }
    if region.windowIsOpen { floor.countArrival(at: station) }
    let isTask = floor.desks.row(station).pointee.role == .department
    if !isTask { region.issues.row(Int(customer)).pointee.station = Int32(truncatingIfNeeded: station) }
    switch floor.stations[station].arrive(customer, rank: rank) {
    case .startsService(let ticket):
      if !isTask { region.issues[Int(customer)].ticket = ticket }
      serve(customer, at: station, time)
    case .waits(let ticket):
      region.lines.join(gauge(of: station), time)
      if !isTask {
        region.issues[Int(customer)].ticket = ticket
        region.issues[Int(customer)].state = .waiting
        if floor.desks.row(station).pointee.role == .tier { setLimit(of: customer, time) }
      }
      let helpers = floor.desks.row(station).pointee.helpers
      if helpers >= 0, floor.stations[Int(helpers)].hasIdleServer {
        takeUp(at: Int(helpers), fromLineOf: Int(floor.desks.row(station).pointee.unit), time)
      }
      awaitOpening(of: station, time)
    case .turnedAway:
      passFullRoom(customer, time)
    }
  }

  /// Begins with a customer, and with further ones while servers are idle.
  mutating func serve(_ customer: Int32, at station: Int, _ time: Double) {
    var next: Int32? = customer
    while let customer = next {
      if begin(customer, at: station, time) {
        next = floor.stations[station].startNext()
      } else {
        next = floor.stations[station].endService()
      }
      if next != nil { region.lines.leave(gauge(of: station), time) }
    }
  }

  /// Begins work on a customer; false when the worker passes it on untouched.
  @inline(__always)
  private mutating func begin(_ customer: Int32, at station: Int, _ time: Double) -> Bool {
    switch floor.desks.row(station).pointee.role {
    case .tier, .volunteers: return beginVisit(customer, at: station, time)
    // A first responder is given work only where it is offered an issue.
    case .responder: break
    case .intake: beginIntake(customer, at: station, time)
    case .department: beginDepartmentWork(customer, at: station, time)
    }
    return true
  }
}
