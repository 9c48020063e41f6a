import Testing

@testable import IssueFlow

/// Units driven by hand.
@Suite("Conditions of units")
struct UnitConditionsTests {
  @Test("A unit is weak until the earliest recovery that was set")
  func weakness() {
    var conditions = UnitConditions(count: 2)
    conditions.weaken(1, at: 10)
    #expect([0, 1].map { conditions[$0].isWeak } == [false, true])
    let first = conditions.setRecovery(of: 1, at: 100)
    // An inspection finds it: its repair ends earlier, and a later one counts for nothing.
    conditions.beginRepair(of: 1)
    let others = [50.0, 70].map { conditions.setRecovery(of: 1, at: $0) }
    #expect([first] + others == [true, true, false])
    let since = [49.0, 50, 100].map { conditions.recover(1, at: $0) }
    #expect(since == [nil, 10, nil])
    #expect(conditions[1].isUnderRepair == false)
    let isSetInVain = conditions.setRecovery(of: 1, at: 60)
    #expect(!isSetInVain)
    #expect(conditions.checkInvariants() == nil)
  }

  @Test("Onsets are numbered one after another")
  func onsets() {
    var conditions = UnitConditions(count: 1)
    #expect(conditions.nextOnset(of: 0) == 0)
    let numbers = (0..<3).map { _ in conditions.passOnset(of: 0) }
    #expect(numbers == [0, 1, 2])
    #expect(conditions.nextOnset(of: 0) == 3)
  }

  @Test("A unit ceases and resumes, and says since when it was inactive")
  func activity() {
    var conditions = UnitConditions(count: 1)
    let changes = [(true, 5.0), (false, 10), (false, 20), (true, 30)].map { isActive, time in
      conditions.setActive(isActive, unit: 0, at: time)
    }
    #expect(changes == [.none, .ceases, .none, .resumes(since: 10)])
  }

  @Test("Stars follow the share solved since the last rating, and stay without visits")
  func rating() {
    var conditions = UnitConditions(count: 1)
    for _ in 0..<4 { conditions.countVisit(to: 0) }
    for _ in 0..<3 { conditions.countSolved(by: 0) }
    #expect(conditions.solvedShare(of: 0) == 0.75)
    let bands = [0.2, 0.4, 0.6, 0.8]
    let more = conditions.rate(0, bands: bands)
    #expect(more == 1 && conditions[0].stars == 4 && conditions.solvedShare(of: 0) == nil)
    let unrated = conditions.rate(0, bands: bands)
    #expect(unrated == 0 && conditions[0].stars == 4)
    conditions.countVisit(to: 0)
    let less = conditions.rate(0, bands: bands)
    #expect(less == -3)
    #expect(conditions[0].stars == 1)
    #expect(conditions.checkInvariants() == nil)
  }

  @Test("More solved than came is found")
  func invariant() {
    var conditions = UnitConditions(count: 1)
    conditions.countSolved(by: 0)
    #expect(conditions.checkInvariants() == "unit 0 has solved 1 of 0 visits")
  }

  @Test("Conditions that were read are those that were saved")
  func saving() throws {
    var conditions = UnitConditions(count: 3)
    conditions.weaken(1, at: 10)
    _ = conditions.setRecovery(of: 1, at: 30)
    conditions.setLeadership(0.2, of: 2)
    let bytes = saved(conditions)
    var other = try read(UnitConditions.self, from: bytes)
    #expect(saved(other) == bytes)
    let since = other.recover(1, at: 30)
    #expect(since == 10)
  }
}
