import Queueing
import TestSupport
import Testing

@Suite("SharedStation")
struct SharedStationTests {
  /// Who ends and when, if nothing else happens.
  static func drain(_ station: inout SharedStation) -> [Customer: Double] {
    var ends: [Customer: Double] = [:]
    while let next = station.nextEnd() {
      ends[station.endService(at: next.time).ended] = next.time
      #expect(station.checkInvariants() == nil)
    }
    return ends
  }

  @Test("Two who share a server get half each: 4 minutes from 0 and 2 from 2 end both at 6")
  func halves() {
    var station = SharedStation(rates: .total(1))
    _ = station.arrive(0, work: 4, at: 0)
    #expect(station.nextEnd()?.time == 4)
    _ = station.arrive(1, work: 2, at: 2)
    #expect(station.rateOfEach == 0.5)
    // At 2 each needs 2 minutes: together 4. Among equals the earlier arrival goes first.
    let first = station.nextEnd()
    #expect(first?.customer == 0 && first?.time == 6)
    #expect(Self.drain(&station) == [0: 6, 1: 6])
    #expect(station.busy == 0 && station.clock == 6)
  }

  @Test("One short customer overtakes a long one")
  func overtaking() {
    var station = SharedStation(rates: .total(1))
    _ = station.arrive(0, work: 10, at: 0)
    _ = station.arrive(1, work: 1, at: 4)
    // From 4 at half speed: 1 ends at 6, when 0 has received 5, and 0 at 11.
    #expect(Self.drain(&station) == [1: 6, 0: 11])
  }

  @Test("Limited sharing: a third waits, and begins when the first of two ends")
  func limited() {
    var station = SharedStation(rates: .total(1), places: 2, waitingRoom: 1)
    _ = station.arrive(0, work: 2, at: 0)
    _ = station.arrive(1, work: 3, at: 0)
    guard case .waits = station.arrive(2, work: 1, at: 0) else {
      Issue.record("the third waits")
      return
    }
    #expect(station.arrive(3, work: 1, at: 0) == .turnedAway)
    let end = station.endService(at: 4)
    #expect(end.ended == 0 && end.began == 2)
    // 1 and 2 need one minute each, together two.
    #expect(Self.drain(&station) == [1: 6, 2: 6])
  }

  @Test("Two servers: alone a customer has one of them, three share both")
  func servers() {
    var station = SharedStation(rates: .servers(2, speed: 1))
    _ = station.arrive(0, work: 4, at: 0)
    #expect(station.rateOfEach == 1)
    _ = station.arrive(1, work: 4, at: 0)
    #expect(station.rateOfEach == 1)
    _ = station.arrive(2, work: 4, at: 1)
    #expect(abs(station.rateOfEach - 2.0 / 3) < 1e-15)
    // 0 and 1 have 3 left at 1: 4.5 minutes more. 2 then has 1 left and a server to itself.
    #expect(Self.drain(&station) == [0: 5.5, 1: 5.5, 2: 6.5])
  }

  @Test("The rate may depend on the number present, those in line among them")
  func byNumber() {
    var station = SharedStation(rates: .byNumber([1, 2, 4]), places: 1)
    _ = station.arrive(0, work: 8, at: 0)
    _ = station.arrive(1, work: 4, at: 2)  // 6 left, now at rate 2
    _ = station.arrive(2, work: 1, at: 3)  // 4 left, now at rate 4
    #expect(Self.drain(&station) == [0: 4, 1: 6, 2: 7])
  }

  @Test("Speed 0 stops everybody, and who leaves gives its share to the others")
  func speedAndLeaving() {
    var station = SharedStation(rates: .total(1), places: 2)
    guard case .startsService(let ticket) = station.arrive(0, work: 4, at: 0) else {
      Issue.record("an empty station starts service")
      return
    }
    _ = station.arrive(1, work: 4, at: 0)
    _ = station.arrive(2, work: 4, at: 0)
    station.setSpeed(0, at: 2)
    #expect(station.nextEnd() == nil)
    station.setSpeed(1, at: 10)
    let leaving = station.leave(ticket, at: 12)
    #expect(leaving.wasThere && leaving.began == 2)
    let again = station.leave(ticket, at: 12)
    #expect(!again.wasThere && again.began == nil)
    // 1 has 2 left and 2 has 4, at half speed each.
    #expect(Self.drain(&station) == [1: 16, 2: 18])
  }

  @Test("Sharing by virtual time is sharing minute by minute", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func reference(seed: UInt64) {
    let rates: [ServiceRates] = [.total(1.5), .servers(3, speed: 0.7), .byNumber([1, 0.5, 3])]
    let rate = rates[Int(seed % 3)]
    let places = seed > 3 ? 4 : Int.max
    var station = SharedStation(rates: rate, places: places, waitingRoom: seed == 6 ? 3 : .max)
    var random = SeededGenerator(seed: seed)
    // What is left of everybody's work, in service and in line, in order of arrival.
    var sharing: [(customer: Customer, left: Double, ticket: WaitingTicket)] = []
    var line = sharing
    var now = 0.0
    var counts = (arrived: 0, ended: 0, left: 0, turnedAway: 0)
    var speed = 1.0
    func pass(_ time: Double) {
      guard !sharing.isEmpty else { return }
      let each = speed * rate.total(present: sharing.count + line.count, sharing: sharing.count) / Double(sharing.count)
      for index in sharing.indices { sharing[index].left -= each * time }
    }
    func fill(_ began: Customer?) {
      let expected = sharing.count < places && !line.isEmpty ? line.removeFirst() : nil
      #expect(began == expected?.customer)
      if let expected { sharing.append(expected) }
    }
    for _ in 0..<1_500 {
      let step = Double(random.below(1_000)) / 700
      if let next = station.nextEnd(), next.time <= now + step {
        pass(max(0, next.time - now))
        now = max(now, next.time)
        let end = station.endService(at: now)
        guard let index = sharing.firstIndex(where: { $0.customer == end.ended }) else {
          Issue.record("customer \(end.ended) was not in service")
          return
        }
        #expect(abs(sharing[index].left) < 1e-6)
        #expect(sharing.allSatisfy { $0.left > -1e-6 })
        sharing.remove(at: index)
        counts.ended += 1
        fill(end.began)
      } else {
        pass(step)
        now += step
        switch random.below(8) {
        case 0..<5:
          let work = Double(random.below(400)) / 100
          let customer = Customer(counts.arrived)
          counts.arrived += 1
          switch station.arrive(customer, work: work, at: now) {
          case .startsService(let ticket): sharing.append((customer, work, ticket))
          case .waits(let ticket): line.append((customer, work, ticket))
          case .turnedAway: counts.turnedAway += 1
          }
        case 5:
          speed = Double(random.below(3)) / 2
          station.setSpeed(speed, at: now)
        case 6 where !line.isEmpty:
          let leaving = station.leave(line.remove(at: random.below(line.count)).ticket, at: now)
          #expect(leaving.wasThere && leaving.began == nil)
          counts.left += 1
        case 7 where !sharing.isEmpty && random.happens(0.3):
          let leaving = station.leave(sharing.remove(at: random.below(sharing.count)).ticket, at: now)
          #expect(leaving.wasThere)
          counts.left += 1
          fill(leaving.began)
        default: break
        }
      }
      #expect(station.checkInvariants() == nil)
      #expect(station.busy == sharing.count && station.waiting == line.count)
      #expect(counts.arrived == counts.ended + counts.left + counts.turnedAway + station.busy + station.waiting)
    }
    #expect(counts.ended > 100)
  }
}
