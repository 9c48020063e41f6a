import Queueing
import TestSupport
import Testing

@Suite("Failures and schedules")
struct FailuresAndSchedulesTests {
  @Test("By time a server fails idle or busy; by operation its life runs out while it works")
  func dependence() throws {
    var byTime = FailureClock(.time)
    let due = try unwrapped(byTime.renew(life: 10, at: 0))
    #expect(due.time == 10)
    #expect(byTime.beginService(at: 3) == nil)
    byTime.endService(at: 5)
    #expect(byTime.lifeLeft(at: 5) == 5)
    let fails = byTime.fail(due, at: 10)
    #expect(fails && !byTime.isUp && byTime.checkInvariants() == nil)

    var byOperation = FailureClock(.operation)
    #expect(byOperation.renew(life: 10, at: 0) == nil)
    let first = try unwrapped(byOperation.beginService(at: 3))
    #expect(first.time == 13)
    byOperation.endService(at: 7)
    #expect(byOperation.lifeLeft(at: 100) == 6)
    let second = try unwrapped(byOperation.beginService(at: 20))
    #expect(second.time == 26)
    let facts = [byOperation.fail(first, at: 13), byOperation.fail(second, at: 26), byOperation.fail(second, at: 26)]
    #expect(facts == [false, true, false], "a failure that was put off does not occur")
    #expect(byOperation.renew(life: 4, at: 30) == nil)
    #expect(byOperation.beginService(at: 31)?.time == 35)
  }

  @Test("A life without end is never due")
  func unfailing() {
    var clock = FailureClock(.time)
    #expect(clock.renew(life: .infinity, at: 0) == nil)
    #expect(clock.beginService(at: 1) == nil && clock.isUp)
  }

  @Test("Failures come when the life is used up, whatever the pauses", arguments: [1, 2, 3, 4] as [UInt64])
  func account(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let dependence = seed % 2 == 0 ? FailureDependence.time : .operation
    var clock = FailureClock(dependence)
    var now = 0.0
    var life = 20.0
    var due = clock.renew(life: life, at: 0)
    var failures = 0
    for _ in 0..<1_000 {
      let step = Double(random.below(50)) / 8
      let runs = clock.isUp && (dependence == .time || clock.works)
      #expect(runs == (due != nil) || !clock.isUp)
      if let next = due, next.time <= now + step {
        #expect(abs(next.time - now - life) < 1e-9)
        now = max(now, next.time)
        let fails = clock.fail(next, at: now)
        #expect(fails)
        failures += 1
        (life, due) = (0, nil)
      } else {
        if runs { life -= step }
        now += step
        if !clock.isUp {
          life = Double(random.below(200)) / 8
          due = clock.renew(life: life, at: now)
        } else if random.happens(0.5) {
          due = clock.beginService(at: now) ?? due
        } else {
          clock.endService(at: now)
          if dependence == .operation { due = nil }
        }
      }
      #expect(abs(clock.lifeLeft(at: now) - life) < 1e-6)
      #expect(clock.checkInvariants() == nil)
    }
    #expect(failures > 50)
  }

  @Test("A schedule of shifts: who is on duty when, and when that changes")
  func schedule() {
    let once = ServerSchedule([ServerSchedule.Change(at: 5, servers: 1), ServerSchedule.Change(at: 9, servers: 0)])
    #expect([0, 4.9, 5, 8.9, 9, 99].map { once.servers(at: $0) } == [0, 0, 1, 1, 0, 0])
    #expect(once.nextChange(after: 5) == ServerSchedule.Change(at: 9, servers: 0))
    #expect(once.nextChange(after: 9) == nil)
    // A night shift: the end of the cycle is its beginning.
    let nights = ServerSchedule(
      [ServerSchedule.Change(at: 4, servers: 0), ServerSchedule.Change(at: 20, servers: 3)], period: 24)
    #expect([0, 4, 20, 24, 27.9, 28, 44].map { nights.servers(at: $0) } == [3, 0, 3, 3, 3, 0, 3])
    #expect(nights.nextChange(after: 20) == ServerSchedule.Change(at: 28, servers: 0))
    #expect(nights.checkInvariants() == nil)
  }

  @Test("Changes follow one another without repeating or missing one, also where the period rounds")
  func rounding() {
    let period = 0.7
    let schedule = ServerSchedule(
      [ServerSchedule.Change(at: 0.1, servers: 1), ServerSchedule.Change(at: 0.3, servers: 2)], period: period)
    var time = 0.0
    for index in 0..<20_000 {
      guard let change = schedule.nextChange(after: time) else {
        Issue.record("a cycle has no end")
        return
      }
      #expect(change.time > time && change.servers == index % 2 + 1)
      #expect(schedule.servers(at: change.time) == change.servers)
      time = change.time
    }
    #expect(abs(time - (9_999 * period + 0.3)) < 1e-6)
  }
}
