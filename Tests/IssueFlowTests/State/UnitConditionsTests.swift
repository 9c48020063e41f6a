import Testing

@testable import IssueFlow

/// Units driven by hand.
@Suite("Conditions of units")
struct UnitConditionsTests {
  @Test("A unit is weak until the earliest recovery that was set")
  func weakness() {
    var conditions = UnitConditions(count: 2)
    conditions.weaken(1, at: 10)
    #expect(conditions[1].isWeak && !conditions[0].isWeak)
    #expect(conditions.setRecovery(of: 1, at: 100))
    // An inspection finds it: its repair ends earlier, and a later one counts for nothing.
    conditions.beginRepair(of: 1)
    #expect(conditions.setRecovery(of: 1, at: 50))
    #expect(!conditions.setRecovery(of: 1, at: 70))
    #expect(conditions.recover(1, at: 49) == nil)
    #expect(conditions.recover(1, at: 50) == 10)
    #expect(conditions.recover(1, at: 100) == nil)
    #expect(!conditions[1].isUnderRepair)
    #expect(!conditions.setRecovery(of: 1, at: 60))
    #expect(conditions.checkInvariants() == nil)
  }

  @Test("Onsets are numbered one after another")
  func onsets() {
    var conditions = UnitConditions(count: 1)
    #expect(conditions.nextOnset(of: 0) == 0)
    #expect((0..<3).map { _ in conditions.passOnset(of: 0) } == [0, 1, 2])
    #expect(conditions.nextOnset(of: 0) == 3)
  }

  @Test("A unit ceases and resumes, and says since when it was inactive")
  func activity() {
    var conditions = UnitConditions(count: 1)
    #expect(conditions.setActive(true, unit: 0, at: 5) == .none)
    #expect(conditions.setActive(false, unit: 0, at: 10) == .ceases)
    #expect(conditions.setActive(false, unit: 0, at: 20) == .none)
    #expect(conditions.setActive(true, unit: 0, at: 30) == .resumes(since: 10))
  }

  @Test("Stars follow the share solved since the last rating, and stay without visits")
  func rating() {
    var conditions = UnitConditions(count: 1)
    for _ in 0..<4 { conditions.countVisit(to: 0) }
    for _ in 0..<3 { conditions.countSolved(by: 0) }
    #expect(conditions.solvedShare(of: 0) == 0.75)
    #expect(conditions.rate(0, bands: [0.2, 0.4, 0.6, 0.8]) == 1)
    #expect(conditions[0].stars == 4 && conditions.solvedShare(of: 0) == nil)
    #expect(conditions.rate(0, bands: [0.2, 0.4, 0.6, 0.8]) == 0)
    #expect(conditions[0].stars == 4)
    conditions.countVisit(to: 0)
    #expect(conditions.rate(0, bands: [0.2, 0.4, 0.6, 0.8]) == -3)
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
    var (bytes, other) = try savedAndRead(conditions)
    #expect(saved(other) == bytes)
    #expect(other.recover(1, at: 30) == 10)
  }
}
