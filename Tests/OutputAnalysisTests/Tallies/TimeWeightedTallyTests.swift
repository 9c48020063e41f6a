import Testing

@testable import OutputAnalysis

@Suite("TimeWeightedTally")
struct TimeWeightedTallyTests {
  @Test("The average weighs each value with the time that it held")
  func byHand() {
    var queue = TimeWeightedTally(start: 10, value: 0)
    queue.update(to: 2, at: 11)
    queue.update(to: 5, at: 13)
    queue.update(to: 1, at: 14)
    #expect(queue.integral(at: 18) == 13)
    #expect(queue.average(at: 18) == 13.0 / 8)
    #expect(queue.value == 1)
  }

  @Test("No average exists before time has passed")
  func noTime() {
    var queue = TimeWeightedTally(start: 3, value: 7)
    #expect(queue.average(at: 3) == nil)
    queue.update(to: 9, at: 3)
    #expect(queue.average(at: 3) == nil)
    #expect(queue.average(at: 4) == 9)
  }

  @Test("Several updates at one instant leave only the last")
  func sameInstant() {
    var queue = TimeWeightedTally(start: 0, value: 1)
    queue.update(to: 100, at: 2)
    queue.update(to: 3, at: 2)
    #expect(queue.average(at: 4) == 2)
  }

  @Test("A reset forgets the past and keeps the value")
  func reset() {
    var queue = TimeWeightedTally(start: 0, value: 50)
    queue.update(to: 4, at: 9)
    queue.reset(at: 10)
    #expect(queue.average(at: 10) == nil)
    queue.update(to: 0, at: 12)
    #expect(queue.average(at: 14) == 2)
    #expect(queue.start == 10)
  }
}
