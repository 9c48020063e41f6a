import Queueing
import Testing

/// Parts that no place of a random network has.
@Suite("Saved parts of queues")
struct SavedPartsTests {
  @Test("A clock of failures goes on wearing from where it was", arguments: [FailureDependence.time, .operation])
  func failures(dependence: FailureDependence) throws {
    var clock = FailureClock(dependence)
    _ = clock.renew(life: 10, at: 0)
    _ = clock.beginService(at: 2)
    var other = try savedAndRead(clock)
    clock.endService(at: 5)
    other.endService(at: 5)
    #expect(other.dependence == dependence)
    #expect(other.lifeLeft(at: 5) == clock.lifeLeft(at: 5))
    let due = clock.beginService(at: 7)
    #expect(other.beginService(at: 7) == due)
    #expect(other.checkInvariants() == nil)
  }

  @Test("Routes in turn go on with the next")
  func routes() throws {
    var wheel = RoundRobinRoute(weights: [2, 1, 1])
    _ = wheel.destination()
    var sameWheel = try savedAndRead(wheel)
    #expect((0..<8).map { _ in sameWheel.destination() } == (0..<8).map { _ in wheel.destination() })
    for ties in [ShortestQueueRoute.Ties.lowestIndex, .random, .inTurn] {
      var route = ShortestQueueRoute(ties: ties)
      _ = route.destination(lengths: [1, 1, 1], uniform: 0.5)
      var same = try savedAndRead(route)
      #expect(same.ties == ties)
      #expect(
        (0..<4).map { _ in same.destination(lengths: [1, 1, 1], uniform: 0.9) }
          == (0..<4).map { _ in route.destination(lengths: [1, 1, 1], uniform: 0.9) })
    }
  }

  @Test(
    "Rates of every kind are read back",
    arguments: [.total(2), .servers(3, speed: 0.5), .byNumber([1])] as [ServiceRates])
  func rates(rates: ServiceRates) throws { #expect(try savedAndRead(rates) == rates) }
}
