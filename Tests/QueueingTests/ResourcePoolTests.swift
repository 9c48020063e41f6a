import Queueing
import TestSupport
import Testing

/// Nurses are kind 0, rooms kind 1.
@Suite("ResourcePool")
struct ResourcePoolTests {
  static func grant(_ effect: ResourcePool.Effect) throws -> ResourcePool.Grant {
    guard case .granted(let grant) = effect else { throw Refused() }
    return grant
  }

  struct Refused: Error {}

  static func grants(_ pool: inout ResourcePool) -> [Customer] {
    var customers: [Customer] = []
    while let grant = pool.grantNext() { customers.append(grant.customer) }
    return customers
  }

  @Test("Two nurses and a room, all or nothing, and nobody passes whose turn it is")
  func allOrNothing() throws {
    var pool = ResourcePool(capacities: [3, 2])
    let first = try Self.grant(pool.seize(0, demand: [2, 1]))
    #expect(pool.available == [1, 1])
    guard case .waits = pool.seize(1, demand: [2, 1]) else { throw Refused() }
    #expect(pool.available == [1, 1], "who waits holds nothing")
    guard case .waits = pool.seize(2, demand: [1, 0]) else { throw Refused() }
    let isReleased = pool.release(first)
    #expect(isReleased)
    #expect(Self.grants(&pool) == [1, 2])
    let isReleasedAgain = pool.release(first)
    #expect(!isReleasedAgain && pool.available == [0, 1] && pool.checkInvariants() == nil)
  }

  @Test("With two passes allowed, the third small request waits behind the large one")
  func boundedOvertaking() throws {
    var pool = ResourcePool(capacities: [2], overtakes: 2)
    var held = try Self.grant(pool.seize(0, demand: [1]))
    guard case .waits = pool.seize(1, demand: [2]) else { throw Refused() }
    for customer in 2...3 as ClosedRange<Customer> {
      let passing = try Self.grant(pool.seize(customer, demand: [1]))
      let isReleased = pool.release(held)
      #expect(isReleased && Self.grants(&pool).isEmpty)
      held = passing
    }
    guard case .waits = pool.seize(4, demand: [1]) else { throw Refused() }
    _ = pool.release(held)
    #expect(Self.grants(&pool) == [1])
  }

  @Test("More than there is in all is refused at once, by kind")
  func impossible() {
    var pool = ResourcePool(capacities: [3, 1])
    #expect(pool.seize(0, demand: [1, 2]) == .exceedsCapacity(kind: 1))
    #expect(pool.waiting == 0)
  }

  @Test("A large request that gives up lets the others through")
  func reneging() throws {
    var pool = ResourcePool(capacities: [2])
    _ = try Self.grant(pool.seize(0, demand: [1]))
    guard case .waits(let ticket) = pool.seize(1, demand: [2]) else { throw Refused() }
    guard case .waits(let later) = pool.seize(2, demand: [1]) else { throw Refused() }
    let isWithdrawn = pool.renege(ticket)
    #expect(isWithdrawn && Self.grants(&pool) == [2])
    let isTooLate = !pool.renege(later)
    #expect(isTooLate)
  }

  /// The holder releases at 5, when the patience of the first waiter ends: the grant is used, or given back and
  /// offered to the next; it is never lost.
  @Test("A grant that ties with a time-out is used or offered again")
  func tie() throws {
    var pool = ResourcePool(capacities: [1])
    let holder = try Self.grant(pool.seize(0, demand: [1]))
    guard case .waits(let first) = pool.seize(1, demand: [1]) else { throw Refused() }
    guard case .waits = pool.seize(2, demand: [1]) else { throw Refused() }
    // Release first: the waiter has the grant when its time-out comes.
    var released = pool
    _ = released.release(holder)
    let grant = try unwrapped(released.grantNext())
    let isTooLate = !released.renege(first)
    #expect(grant.customer == 1 && isTooLate)
    // It may not want it any more.
    _ = released.release(grant)
    #expect(Self.grants(&released) == [2] && released.checkInvariants() == nil)
    // Time-out first: the next is offered it.
    let isGone = pool.renege(first)
    _ = pool.release(holder)
    #expect(isGone && Self.grants(&pool) == [2])
  }

  @Test("Less capacity than is granted comes back as it is released")
  func capacity() throws {
    var pool = ResourcePool(capacities: [2])
    let first = try Self.grant(pool.seize(0, demand: [2]))
    pool.setCapacity(1, ofKind: 0)
    guard case .waits = pool.seize(1, demand: [1]) else { throw Refused() }
    #expect(pool.available == [-1] && Self.grants(&pool).isEmpty)
    _ = pool.release(first)
    #expect(Self.grants(&pool) == [1] && pool.available == [0])
  }

  @Test("No unit and no request is lost, and nobody is passed more than is allowed", arguments: [0, 1, 3])
  func conservation(overtakes: Int) {
    for seed in 1...3 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var pool = ResourcePool(capacities: [4, 3], overtakes: overtakes)
      var line: [(customer: Customer, demand: [Int], passed: Int, ticket: WaitingTicket)] = []
      var held: [(grant: ResourcePool.Grant, demand: [Int])] = []
      var free = [4, 3]
      var counts = (arrived: 0, left: 0)
      func next() -> Int? {
        for (index, request) in line.enumerated() {
          if zip(request.demand, free).allSatisfy({ $0 <= max(0, $1) }) { return index }
          if request.passed >= overtakes { return nil }
        }
        return nil
      }
      func take(_ index: Int, _ grant: ResourcePool.Grant) {
        for passed in 0..<index { line[passed].passed += 1 }
        let request = line.remove(at: index)
        #expect(request.customer == grant.customer)
        free = zip(free, request.demand).map { $0 - $1 }
        held.append((grant, request.demand))
      }
      for _ in 0..<2_000 {
        switch random.below(10) {
        case 0..<4:
          let customer = Customer(counts.arrived)
          counts.arrived += 1
          let demand = [random.below(4), random.below(3)]
          line.append((customer, demand, 0, .none))
          switch pool.seize(customer, demand: demand) {
          case .granted(let grant):
            guard let index = next() else {
              Issue.record("customer \(customer) cannot have \(demand)")
              return
            }
            take(index, grant)
          case .waits(let ticket):
            #expect(next() == nil)
            line[line.count - 1].ticket = ticket
          case .exceedsCapacity(let kind):
            #expect(demand[kind] > pool.capacities[kind])
            line.removeLast()
            counts.left += 1
          }
        case 4..<8:
          guard !held.isEmpty else { continue }
          let (grant, demand) = held.remove(at: random.below(held.count))
          let isReleased = pool.release(grant)
          #expect(isReleased)
          free = zip(free, demand).map { $0 + $1 }
          counts.left += 1
        case 8:
          guard !line.isEmpty else { continue }
          let isGone = pool.renege(line.remove(at: random.below(line.count)).ticket)
          #expect(isGone)
          counts.left += 1
        default:
          let kind = random.below(2)
          let capacity = 2 + random.below(3)
          free[kind] += capacity - pool.capacities[kind]
          pool.setCapacity(capacity, ofKind: kind)
        }
        while let grant = pool.grantNext() {
          guard let index = next() else {
            Issue.record("nobody's turn")
            return
          }
          take(index, grant)
        }
        #expect(next() == nil && pool.checkInvariants() == nil && pool.available == free)
        #expect(pool.customersWaiting == line.map(\.customer))
        #expect(counts.arrived == counts.left + line.count + held.count)
      }
      #expect(counts.left > 300)
    }
  }
}
