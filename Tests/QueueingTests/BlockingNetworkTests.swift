import Queueing
import TestSupport
import Testing

@Suite("BlockingNetwork")
struct BlockingNetworkTests {
  typealias Size = BlockingNetwork.Size

  @Test("Several stations before one: who was blocked first moves first, and frees its server in turn")
  func severalUpstream() {
    var network = BlockingNetwork([Size(waitingRoom: 5), Size(waitingRoom: 5), Size(waitingRoom: 0)])
    #expect(network.arrive(0, at: 2) == [.begins(0, station: 2)])
    #expect(network.arrive(1, at: 0) == [.begins(1, station: 0)])
    #expect(network.arrive(2, at: 1) == [.begins(2, station: 1)])
    #expect(network.arrive(3, at: 0) == [.waits(3, station: 0)])
    #expect(network.endService(of: 2, at: 1, to: 2) == [.blocked(2, station: 1, by: 2)])
    #expect(network.endService(of: 1, at: 0, to: 2) == [.blocked(1, station: 0, by: 2)])
    #expect(network.busy(at: 0) == 0 && network.blocked(at: 0) == 1 && network.waiting(at: 0) == 1)
    #expect(network.arrive(4, at: 2) == [.turnedAway(4, station: 2)])
    #expect(network.endService(of: 0, at: 2, to: nil) == [.begins(2, station: 2)])
    #expect(network.blocked(at: 1) == 0 && network.blocked(at: 0) == 1)
    // The server that moves on takes the next of its own line.
    #expect(
      network.endService(of: 2, at: 2, to: nil) == [.begins(1, station: 2), .begins(3, station: 0)])
    #expect(network.checkInvariants() == nil)
  }

  @Test("Room at the end frees a whole chain of blocked stations at once")
  func chain() {
    var network = BlockingNetwork([Size(waitingRoom: 1), Size(waitingRoom: 0), Size(waitingRoom: 0)])
    for customer in 0..<4 as Range<Customer> {
      let station = max(0, 2 - Int(customer))
      #expect(network.arrive(customer, at: station).count == 1)
    }
    #expect(network.endService(of: 1, at: 1, to: 2) == [.blocked(1, station: 1, by: 2)])
    #expect(network.endService(of: 2, at: 0, to: 1) == [.blocked(2, station: 0, by: 1)])
    #expect(
      network.endService(of: 0, at: 2, to: nil)
        == [.begins(1, station: 2), .begins(2, station: 1), .begins(3, station: 0)])
  }

  @Test("Two stations full of customers for one another: the deadlock names both, and an exchange ends it")
  func deadlock() {
    var network = BlockingNetwork([Size(waitingRoom: 0), Size(waitingRoom: 1), Size(waitingRoom: 0)])
    _ = network.arrive(0, at: 0)
    _ = network.arrive(1, at: 1)
    _ = network.arrive(2, at: 1)
    #expect(network.endService(of: 0, at: 0, to: 1) == [.blocked(0, station: 0, by: 1)])
    #expect(network.deadlock(with: 0) == nil)
    #expect(network.endService(of: 1, at: 1, to: 0) == [.blocked(1, station: 1, by: 0), .deadlock([0, 1])])
    #expect(network.checkInvariants() == nil)
    let effects = network.breakDeadlock([0, 1])
    #expect(effects == [.waits(0, station: 1), .begins(1, station: 0), .begins(2, station: 1)])
    #expect(network.deadlock(with: 0) == nil && network.checkInvariants() == nil)
    #expect(network.busy(at: 0) == 1 && network.busy(at: 1) == 1 && network.waiting(at: 1) == 1)
  }

  @Test("A station full of customers who would return to it is a deadlock by itself")
  func selfLoop() {
    var network = BlockingNetwork([Size(waitingRoom: 0)])
    _ = network.arrive(7, at: 0)
    #expect(network.endService(of: 7, at: 0, to: 0) == [.blocked(7, station: 0, by: 0), .deadlock([0])])
    #expect(network.breakDeadlock([0]) == [.begins(7, station: 0)])
    #expect(network.checkInvariants() == nil)
  }

  @Test("A second server at work keeps a circle alive until it is blocked too")
  func secondServer() {
    var network = BlockingNetwork([Size(servers: 2, waitingRoom: 0), Size(waitingRoom: 0)])
    _ = network.arrive(0, at: 0)
    _ = network.arrive(1, at: 0)
    _ = network.arrive(2, at: 1)
    #expect(network.endService(of: 0, at: 0, to: 1) == [.blocked(0, station: 0, by: 1)])
    #expect(network.endService(of: 2, at: 1, to: 0) == [.blocked(2, station: 1, by: 0)])
    // One of the servers of station 0 still works: it may leave and let customer 2 in.
    let alive = network
    #expect(network.endService(of: 1, at: 0, to: 1) == [.blocked(1, station: 0, by: 1), .deadlock([0, 1])])
    network = alive
    #expect(network.endService(of: 1, at: 0, to: nil) == [.begins(2, station: 0), .begins(0, station: 1)])
  }

  @Test("A circle of three beside a station that only waits for it is named from its lowest station")
  func circleOfThree() {
    var network = BlockingNetwork((0..<4).map { _ in Size(waitingRoom: 0) })
    for station in 0..<4 { _ = network.arrive(Customer(station), at: station) }
    #expect(network.endService(of: 3, at: 3, to: 1).count == 1)
    #expect(network.endService(of: 2, at: 2, to: 0).count == 1)
    #expect(network.endService(of: 0, at: 0, to: 1).count == 1)
    #expect(network.endService(of: 1, at: 1, to: 2) == [.blocked(1, station: 1, by: 2), .deadlock([0, 1, 2])])
    #expect(network.deadlock(with: 3) == [0, 1, 2], "station 3 waits for the circle and is stuck as well")
  }

  @Test("Nobody is lost or in two places, whatever blocks whom", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func conservation(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sizes = (0..<4).map { _ in Size(servers: 1 + random.below(2), waitingRoom: random.below(3)) }
    var network = BlockingNetwork(sizes)
    var serving: [[Customer]] = sizes.map { _ in [] }
    var line = serving
    /// Where the blocked are and where they want to go.
    var blocked: [Customer: (from: Int, to: Int)] = [:]
    var counts = (arrived: 0, left: 0, turnedAway: 0, deadlocks: 0)
    func apply(_ effects: [BlockingEffect]) -> [Int]? {
      var cycle: [Int]?
      for effect in effects {
        switch effect {
        case .begins(let customer, let station):
          blocked[customer] = nil
          line[station].removeAll { $0 == customer }
          serving[station].append(customer)
        case .waits(let customer, let station):
          blocked[customer] = nil
          line[station].append(customer)
        case .blocked(let customer, let station, let target): blocked[customer] = (station, target)
        case .turnedAway: counts.turnedAway += 1
        case .deadlock(let circle): cycle = circle
        }
      }
      return cycle
    }
    for _ in 0..<3_000 {
      var cycle: [Int]?
      let station = random.below(4)
      if random.happens(0.35) {
        cycle = apply(network.arrive(Customer(counts.arrived), at: station))
        counts.arrived += 1
      } else if let customer = serving[station].first {
        serving[station].removeFirst()
        let next: Int? = random.happens(0.25) ? nil : random.below(4)
        if next == nil { counts.left += 1 }
        cycle = apply(network.endService(of: customer, at: station, to: next))
      }
      // Who can never move: all stations from which no chain of waiting leads to a server at work or idle.
      var alive = Set(
        (0..<4).filter { station in blocked.values.count { $0.from == station } < sizes[station].servers })
      while let more = blocked.values.first(where: { alive.contains($0.to) && !alive.contains($0.from) }) {
        alive.insert(more.from)
      }
      #expect((alive.count < 4) == (cycle != nil))
      if let cycle {
        counts.deadlocks += 1
        for (index, from) in cycle.enumerated() {
          let to = cycle[(index + 1) % cycle.count]
          #expect(blocked.values.contains { $0.from == from && $0.to == to })
        }
        var circle: [Int]? = cycle
        while let stuck = circle {
          #expect(apply(network.breakDeadlock(stuck)) == nil)
          circle = (0..<4).lazy.compactMap { network.deadlock(with: $0) }.first
        }
      }
      #expect(network.checkInvariants() == nil)
      for station in 0..<4 {
        #expect(network.busy(at: station) == serving[station].count)
        #expect(network.waiting(at: station) == line[station].count)
        #expect(network.blocked(at: station) == blocked.values.count { $0.from == station })
      }
      let present = serving.joined().count + line.joined().count + blocked.count
      #expect(counts.arrived == counts.left + counts.turnedAway + present)
    }
    #expect(counts.left > 100)
  }
}
