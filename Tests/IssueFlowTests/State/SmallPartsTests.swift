import Testing

@testable import IssueFlow

/// Volunteers, meetings, causes and works, driven by hand.
@Suite("Rosters, rooms, causes and works")
struct SmallPartsTests {
  @Test("As many volunteers leave a place as came there, of their class")
  func volunteers() throws {
    var roster = VolunteerRoster(classes: 2, places: 3, points: 4)
    roster.arrive(5, ofClass: 1, at: 2)
    roster.arrive(2, ofClass: 0, at: 2)
    let left = (0..<2).map { _ in roster.leave(ofClass: 1, at: 2) }
    #expect(left == [5, 0])
    #expect(roster.present(ofClass: 0, at: 2) == 2)
    roster.setPoints(3.5, inCell: 3)
    roster.callUp(ofClass: 0, at: 1, 100)
    #expect(roster.sinceLastCall(ofClass: 0, at: 1, 130) == 30)
    #expect(roster.sinceLastCall(ofClass: 1, at: 1, 130) == 130)
    let bytes = saved(roster)
    let other = try read(VolunteerRoster.self, from: bytes)
    #expect(saved(other) == bytes && other.points(inCell: 3) == 3.5 && other.present(ofClass: 0, at: 2) == 2)
    roster.setPoints(-1, inCell: 0)
    #expect(roster.checkInvariants() != nil)
  }

  @Test("A meeting wants a date when somebody waits for it, once")
  func meetings() throws {
    var rooms = MeetingRooms(units: [2, 0], batches: [2, .max])
    #expect(rooms.wantsDate(.deliberation, at: 1) == false)
    rooms.attend(7, .deliberation, at: 1)
    #expect(rooms.wantsDate(.deliberation, at: 1) && rooms.checkInvariants() != nil)
    rooms.setDate(.deliberation, at: 1)
    #expect(!rooms.wantsDate(.deliberation, at: 1) && rooms.checkInvariants() == nil)
    rooms.attend(8, .deliberation, at: 1)
    rooms.attend(9, .deliberation, at: 1)
    let bytes = saved(rooms)
    var other = try read(MeetingRooms.self, from: bytes)
    rooms.beginMeeting(.deliberation, at: 1)
    let taken = [false, true].map { rooms.meet(.deliberation, at: 1, hasQuorum: $0) }
    #expect(taken == [[], [7, 8]])
    #expect(rooms.wantsDate(.deliberation, at: 1) && rooms.waiting(.deliberation, at: 0) == 0)
    rooms.setBatch(1, of: .deliberation)
    rooms.attend(10, .deliberation, at: 1)
    let next = rooms.meet(.deliberation, at: 1, hasQuorum: true)
    let others = other.meet(.deliberation, at: 1, hasQuorum: true)
    #expect(next == [9] && others == [7, 8])
  }

  @Test("Causes are counted by unit and type from the last look, and are cured from a time on")
  func causes() throws {
    var causes = CauseLedger(units: 4..<6, types: 3)
    for _ in 0..<3 { causes.count(type: 2, under: 5) }
    causes.count(type: 0, under: 4)
    causes.cure(type: 2, under: 5, from: 100)
    let bytes = saved(causes)
    let other = try read(CauseLedger.self, from: bytes)
    #expect(saved(other) == bytes)
    let counts = [5, 5, 4].map { causes.takeCount(type: 2, under: $0) }
    #expect(counts == [3, 0, 0])
    #expect([99.0, 100].map { other.isCured(type: 2, under: 5, at: $0) } == [false, true])
    #expect(other.isCured(type: 1, under: 5, at: 100) == false)
    #expect(causes.checkInvariants() == nil)
  }

  @Test("Works change arrivals while they last, and afterwards, in the places that get them")
  func works() throws {
    var works = Works(
      luckNumber: 1, types: (1, 0), share: 0.5, from: 100, window: 200, duration: 50, during: 0.4, after: 0.25)
    var programme = WorksProgramme(works: 1, places: 2)
    programme.set(0, in: 0, rank: 0.4, start: 0.5)
    programme.set(0, in: 1, rank: 0.6, start: 0.5)
    func factors(_ type: Int, _ place: Int) -> [Double] {
      [199, 200, 249, 250].map { programme.factor(2, of: [works], ofType: type, in: place, at: $0) }
    }
    #expect(factors(0, 0) == [2, 2.8, 2.8, 1.5])
    #expect(factors(0, 1) == [2, 2, 2, 2])
    #expect(factors(1, 0) == [2, 2, 2, 2])
    works.share = 0.7
    #expect(factors(0, 1) == [2, 2.8, 2.8, 1.5])
    let bytes = saved(programme)
    let other = try read(WorksProgramme.self, from: bytes)
    #expect(saved(other) == bytes && other.checkInvariants() == nil)
    programme.set(0, in: 0, rank: 1.5, start: 0)
    #expect(programme.checkInvariants() != nil)
  }
}
