import Queueing
import TestSupport
import Testing

/// Random operations beside a plain account of who is where and how much work each has left.
@Suite("InterruptibleStation beside an account of work")
struct InterruptibleStationPropertyTests {
  struct Walk {
    var station: InterruptibleStation
    var random: SeededGenerator
    var now = 0.0
    /// Services under way: name, work left when it began, and when it began. In no order.
    var serving: [Customer: (start: ServiceStart, at: Double)] = [:]
    var visits: [Customer: StationVisit] = [:]
    var work: [Customer: Double] = [:]
    var done: [Customer: Double] = [:]
    var paused: Set<Customer> = []
    var stale: [ServiceName] = []
    var arrived = 0
    var left = 0
    var turnedAway = 0

    mutating func stop(_ visit: StationVisit, pausing: Bool, keeping: Bool) {
      guard let (start, at) = serving.removeValue(forKey: visit.customer) else {
        Issue.record("customer \(visit.customer) was not in service")
        return
      }
      stale.append(start.service)
      done[visit.customer] = keeping ? done[visit.customer, default: 0] + now - at : 0
      if pausing { paused.insert(visit.customer) }
    }

    mutating func pump() {
      while let start = station.startNext(at: now) {
        let customer = start.visit.customer
        if let victim = start.interrupted {
          #expect(station.isPreemptive && serving.count == station.servers)
          stop(victim, pausing: false, keeping: station.interruption == .resume)
        }
        #expect(serving[customer] == nil && visits[customer] == start.visit)
        #expect(abs(start.work - (work[customer, default: 0] - done[customer, default: 0])) < 1e-9)
        serving[customer] = (start, now)
        paused.remove(customer)
      }
    }

    mutating func arrive() {
      let customer = Customer(arrived)
      arrived += 1
      let minutes = Double(random.below(20))
      let rank = CustomerRank(priorityClass: UInt8(random.below(4)))
      guard let visit = station.arrive(customer, rank: rank, work: minutes) else {
        turnedAway += 1
        return
      }
      visits[customer] = visit
      work[customer] = minutes
    }

    /// Goes to the next end of service if there is one within the time.
    mutating func advance(by step: Double) {
      let ends = serving.map {
        (customer: $0.key, end: $0.value.at + $0.value.start.work, name: $0.value.start.service)
      }
      guard let next = ends.min(by: { ($0.end, $0.customer) < ($1.end, $1.customer) }), next.end <= now + step else {
        now += step
        return
      }
      now = max(now, next.end)
      #expect(station.endService(next.name) == next.customer)
      #expect(station.endService(next.name) == nil)
      forget(next.customer)
    }

    mutating func forget(_ customer: Customer) {
      serving[customer] = nil
      visits[customer] = nil
      left += 1
    }

    mutating func change() {
      let rule = [EndOfShiftRule.pause, .handOver, .finishAndLeave, .overtime][random.below(4)]
      let stopped = station.setServers(random.below(5), at: now, rule: rule)
      for visit in stopped {
        stop(visit, pausing: rule == .pause, keeping: rule == .pause || station.interruption == .resume)
      }
    }

    mutating func renege() {
      guard let (customer, visit) = visits.min(by: { ($0.key % 7, $0.key) < ($1.key % 7, $1.key) }) else { return }
      let mayLeave = serving[customer] == nil && !paused.contains(customer)
      #expect(station.renege(visit) == mayLeave)
      if mayLeave { forget(customer) }
    }

    mutating func fail() {
      guard let (customer, service) = serving.min(by: { $0.key < $1.key }) else { return }
      let visit = station.failServer(of: service.start.service, at: now)
      #expect(visit?.customer == customer)
      if let visit { stop(visit, pausing: false, keeping: station.interruption == .resume) }
    }

    func compare() {
      #expect(station.checkInvariants() == nil)
      #expect(Set(station.customersInService) == Set(serving.keys))
      #expect(station.pausing == paused.count)
      #expect(station.busy + station.waiting + station.pausing == visits.count)
      #expect(arrived == left + turnedAway + visits.count)
      #expect(Set(station.customersWaiting) == Set(visits.keys).subtracting(serving.keys).subtracting(paused))
    }
  }

  @Test(
    "Nobody is lost, served twice or short of work",
    arguments: [InterruptionRule.resume, .restart], [1, 2, 3, 4] as [UInt64])
  func conservation(rule: InterruptionRule, seed: UInt64) {
    let station = InterruptibleStation(
      servers: 2, discipline: seed == 3 ? .firstCome : .priorityClass, isPreemptive: seed != 4, interruption: rule,
      waitingRoom: seed == 2 ? 6 : .max)
    var walk = Walk(station: station, random: SeededGenerator(seed: seed))
    for _ in 0..<800 {
      switch walk.random.below(20) {
      case 0..<6: walk.arrive()
      case 6..<15: walk.advance(by: Double(walk.random.below(12)))
      case 15: walk.change()
      case 16: walk.renege()
      case 17: walk.fail()
      default:
        if let (_, visit) = walk.visits.min(by: { ($0.key % 5, $0.key) < ($1.key % 5, $1.key) }) {
          let isThere = walk.station.reclassify(
            visit, as: CustomerRank(priorityClass: UInt8(walk.random.below(4))))
          #expect(isThere)
        }
      }
      walk.pump()
      walk.compare()
      if let name = walk.stale.popLast() { #expect(walk.station.endService(name) == nil) }
    }
    #expect(walk.left > 100)
  }
}
