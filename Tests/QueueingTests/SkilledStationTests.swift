import Queueing
import TestSupport
import Testing

@Suite("SkilledStation")
struct SkilledStationTests {
  static let a = SkillSet.skill(0)
  static let b = SkillSet.skill(1)

  @Test(
    "Which idle server takes a customer",
    arguments: [(ServerChoice.firstListed, [0, 1]), (.longestIdle, [2, 0]), (.fewestSkills, [2, 0])])
  func choice(choice: ServerChoice, expected: [Int]) {
    // 0 and 1 can do both and end one after another; 2 can do one thing and has been idle from the start.
    var station = SkilledStation(skills: [[Self.a, Self.b], [Self.a, Self.b], Self.a], choice: choice)
    for server in 0..<2 {
      #expect(station.arrive(Customer(server), needing: Self.b) == .startsService(server: server))
    }
    for server in 0..<2 { #expect(station.endService(of: server) == nil) }
    for server in expected {
      #expect(station.arrive(9, needing: Self.a) == .startsService(server: server))
    }
  }

  @Test("The versatile stay free for whom only they can serve")
  func fewestSkills() {
    var station = SkilledStation(skills: [[Self.a, Self.b], Self.a], choice: .fewestSkills)
    #expect(station.arrive(0, needing: Self.a) == .startsService(server: 1))
    #expect(station.arrive(1, needing: Self.b) == .startsService(server: 0))
  }

  @Test("A free server takes the first whom it can serve, and the others keep their places")
  func firstServable() {
    var station = SkilledStation(skills: [Self.a, [Self.a, Self.b]])
    _ = station.arrive(0, needing: Self.a)
    _ = station.arrive(1, needing: Self.b)
    for (customer, needs) in [(2, Self.b), (3, Self.a), (4, [Self.a, Self.b]), (5, Self.a)] as [(Customer, SkillSet)] {
      _ = station.arrive(customer, needing: needs)
    }
    #expect(station.endService(of: 0) == 3)
    #expect(station.customersWaiting == [2, 4, 5])
    #expect(station.endService(of: 1) == 2)
    #expect(station.endService(of: 0) == 5)
    #expect(station.endService(of: 0) == nil)
    // 4 needs both skills; the arrival finds an idle server who cannot serve 4.
    #expect(station.arrive(6, needing: Self.a) == .startsService(server: 0))
    #expect(station.endService(of: 1) == 4)
  }

  @Test("Off duty after the service in hand; on duty again it is the last to be idle")
  func duty() {
    var station = SkilledStation(skills: [Self.a, Self.a], waitingRoom: 1)
    _ = station.arrive(0, needing: Self.a)
    station.setDuty(false, server: 0)
    #expect(station.arrive(1, needing: Self.a) == .startsService(server: 1))
    guard case .waits(let ticket) = station.arrive(2, needing: Self.a) else {
      Issue.record("both servers are busy")
      return
    }
    #expect(station.arrive(3, needing: Self.a) == .turnedAway)
    #expect(station.endService(of: 0) == nil && station.busy == 1 && station.waiting == 1)
    station.setDuty(true, server: 0)
    #expect(station.startNext(server: 0) == 2)
    let isGone = station.renege(ticket)
    #expect(!isGone)
    #expect(station.endService(of: 1) == nil)
    station.setDuty(false, server: 1)
    #expect(station.endService(of: 0) == nil)
    station.setDuty(true, server: 1)
    #expect(station.arrive(4, needing: Self.a) == .startsService(server: 0))
  }

  @Test("A need that no server has can be seen beforehand")
  func need() {
    let station = SkilledStation(skills: [Self.a, Self.b])
    #expect(station.canServe(Self.a) && station.canServe([]) && !station.canServe([Self.a, Self.b]))
  }

  @Test("Nobody is lost or served by who cannot", arguments: ServerChoice.all, [1, 2, 3] as [UInt64])
  func conservation(choice: ServerChoice, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let skills = (0..<5).map { _ in SkillSet(rawValue: UInt64(1 + random.below(7))) } + [SkillSet(rawValue: 7)]
    var station = SkilledStation(
      skills: skills, choice: choice, discipline: seed == 2 ? .priorityClass : .firstCome,
      waitingRoom: seed == 3 ? 8 : .max)
    var waiting: [(customer: Customer, needs: SkillSet, kind: UInt8, ticket: WaitingTicket)] = []
    var serving: [Customer?] = skills.map { _ in nil }
    var onDuty = skills.map { _ in true }
    var counts = (arrived: 0, left: 0, turnedAway: 0)
    /// The least ticket among those whom a server can serve.
    func expectNext(_ server: Int, _ customer: Customer?) {
      let able = waiting.filter { skills[server].isSuperset(of: $0.needs) }
      let next = onDuty[server] && serving[server] == nil ? able.min { $0.ticket < $1.ticket } : nil
      #expect(customer == next?.customer)
      if let next {
        waiting.removeAll { $0.customer == next.customer }
        serving[server] = next.customer
      }
    }
    for _ in 0..<2_000 {
      let server = random.below(skills.count)
      switch random.below(10) {
      case 0..<5:
        let customer = Customer(counts.arrived)
        counts.arrived += 1
        let needs = SkillSet(rawValue: UInt64(random.below(8)))
        let kind = UInt8(random.below(3))
        switch station.arrive(customer, needing: needs, rank: CustomerRank(priorityClass: kind)) {
        case .startsService(let server):
          #expect(serving[server] == nil && onDuty[server] && skills[server].isSuperset(of: needs))
          serving[server] = customer
        case .waits(let ticket): waiting.append((customer, needs, kind, ticket))
        case .turnedAway: counts.turnedAway += 1
        }
      case 5..<8:
        guard serving[server] != nil else { continue }
        serving[server] = nil
        counts.left += 1
        expectNext(server, station.endService(of: server))
      case 8:
        guard !waiting.isEmpty else { continue }
        let isGone = station.renege(waiting.remove(at: random.below(waiting.count)).ticket)
        #expect(isGone)
        counts.left += 1
      default:
        onDuty[server].toggle()
        station.setDuty(onDuty[server], server: server)
        expectNext(server, station.startNext(server: server))
      }
      #expect(station.checkInvariants() == nil)
      #expect(station.waiting == waiting.count && station.busy == serving.count { $0 != nil })
      #expect((0..<skills.count).allSatisfy { station.customer(of: $0) == serving[$0] })
      #expect(counts.arrived == counts.left + counts.turnedAway + station.waiting + station.busy)
    }
    #expect(counts.left > 300)
  }
}

extension ServerChoice {
  static let all: [ServerChoice] = [.firstListed, .longestIdle, .fewestSkills]
}
