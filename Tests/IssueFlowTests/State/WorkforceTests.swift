import RandomStreams
import Testing

@testable import IssueFlow

/// Posts driven by hand: no clock, no luck.
@Suite("Workforce")
struct WorkforceTests {
  /// Two stations of workers, with three posts and two.
  private func opened() -> Workforce {
    var workforce = Workforce(stations: 2, firstPosts: [0, 3, 5])
    _ = workforce.open(at: 0, servers: 3, time: 0)
    _ = workforce.open(at: 1, servers: 1, time: 0)
    return workforce
  }

  @Test("Posts are filled as far as there are servers, and staff is what the rules say")
  func opening() {
    let workforce = opened()
    #expect(workforce.posts(at: 0) == 0..<3 && workforce.posts(at: 1) == 3..<5)
    #expect(workforce.crews[0].count == 3 && workforce.crews[1].count == 1)
    #expect(workforce.posts[4].exists == false)
    #expect(workforce.staff(at: 0, of: 3) == 3 && workforce.staff(at: 1, of: 1) == 1)
    #expect(workforce.checkInvariants() == nil)
  }

  @Test("Who leaves leaves a vacancy, and gives the stretch of time that ends")
  func departure() {
    var workforce = opened()
    let tenure = workforce.depart(1, at: 10)
    #expect(tenure?.start == 0 && tenure?.end == 10 && tenure?.post.isFilled == true)
    #expect(workforce.staff(at: 0, of: 3) == 2)
    #expect(workforce.crews[0].vacancies == 1)
    // The vacancy is accounted for from when it began.
    let vacancy = workforce.account(for: 1, until: 14)
    #expect(vacancy?.start == 10 && vacancy?.end == 14 && vacancy?.post.isFilled == false)
    let rest = workforce.account(for: 1, until: 15)
    #expect(rest?.start == 14)
    #expect(workforce.checkInvariants() == nil)
  }

  @Test("A newcomer is new until the ramp-up is over, and nobody is hired where nobody is missing")
  func hiring() {
    var workforce = opened()
    let isHiredInVain = workforce.hire(0, at: 5, rampUp: 100) != nil
    #expect(!isHiredInVain)
    _ = workforce.depart(0, at: 10)
    let filled = workforce.hire(0, at: 20, rampUp: 100)
    #expect(filled?.settles == 120 && filled?.tenure?.start == 10)
    #expect(workforce.crews[0].newcomers == 1 && workforce.crews[0].settled == 2)
    #expect(workforce.crews[0].successors == 1)
    let settled = [119.0, 120, 121].map { workforce.settle(0, at: $0) }
    #expect(settled == [false, true, false])
    #expect(workforce.crews[0].newcomers == 0 && workforce.crews[0].settled == 3)
    _ = workforce.depart(1, at: 130)
    let experienced = workforce.hire(1, at: 131, rampUp: 0)
    #expect(experienced != nil && experienced?.settles == nil)
    #expect(workforce.checkInvariants() == nil)
  }

  @Test("Who leaves while new is not settled by the event of the one before")
  func newcomerLeaves() {
    var workforce = opened()
    _ = workforce.depart(0, at: 10)
    _ = workforce.hire(0, at: 20, rampUp: 100)
    _ = workforce.depart(0, at: 30)
    _ = workforce.hire(0, at: 40, rampUp: 100)
    let settled = [120.0, 140].map { workforce.settle(0, at: $0) }
    #expect(settled == [false, true])
    #expect(workforce.posts[0].worker == 2)
  }

  @Test("A post that is done away with takes its vacancy along, and a new one is filled")
  func existence() {
    var workforce = opened()
    _ = workforce.depart(2, at: 10)
    let gone = workforce.setExists(false, 2, at: 20)
    #expect(gone?.vacancies == -1 && gone?.tenure?.post.isFilled == false)
    let isSo = workforce.setExists(false, 2, at: 21) == nil
    #expect(isSo)
    let back = workforce.setExists(true, 2, at: 30)
    #expect(back?.vacancies == 0 && back?.tenure == nil)
    #expect(workforce.crews[0].count == 3)
    #expect(workforce.checkInvariants() == nil)
  }

  @Test("Opening again ends all vacancies and accounts for all posts")
  func reopening() {
    var workforce = opened()
    _ = workforce.depart(0, at: 10)
    let (tenures, vacancies) = workforce.open(at: 0, servers: 2, time: 50)
    #expect(tenures.map(\.start) == [10, 0, 0] && vacancies == 1)
    #expect(workforce.crews[0].count == 2 && workforce.crews[0].vacancies == 0)
    let rest = workforce.account(for: 0, until: 60)
    #expect(rest?.start == 50)
  }

  @Test("Reviews move workers and make none; nobody is taken who is not there")
  func moving() {
    var workforce = opened()
    workforce.move(from: 1, to: 0)
    #expect(workforce.staff(at: 0, of: 3) == 4 && workforce.staff(at: 1, of: 1) == 0)
    workforce.move(from: 1, to: 0)
    #expect(workforce.staff(at: 1, of: 1) == 0)
    #expect(workforce.checkInvariants() == nil)
  }

  @Test("Grades are counted in the crew that the worker belongs to, and go with the worker")
  func grades() {
    var workforce = opened()
    let tenure = workforce.raise(0, at: 5)
    #expect(tenure?.end == 5)
    _ = workforce.raise(0, at: 6)
    #expect(workforce.crews[0].settledGrades == 2 && workforce.posts[0].grade == 3)
    _ = workforce.depart(0, at: 7)
    _ = workforce.hire(0, at: 8, rampUp: 0)
    #expect(workforce.crews[0].settledGrades == 0 && workforce.posts[0].grade == 1)
  }

  @Test("Where nobody comes and goes there are no posts, and only reviews change staff")
  func withoutTurnover() {
    var workforce = Workforce(stations: 3, firstPosts: [])
    #expect(workforce.posts(at: 2) == 0..<0)
    workforce.move(from: 0, to: 2)
    #expect((0..<3).map { workforce.staff(at: $0, of: 2) } == [1, 2, 3])
  }

  @Test("A workforce that was read goes on as the one that was saved")
  func saving() throws {
    var workforce = opened()
    _ = workforce.depart(0, at: 10)
    workforce.move(from: 1, to: 0)
    let bytes = saved(workforce)
    var other = try read(Workforce.self, from: bytes)
    #expect(saved(other) == bytes)
    _ = workforce.hire(0, at: 20, rampUp: 5)
    _ = other.hire(0, at: 20, rampUp: 5)
    #expect(saved(other) == saved(workforce))
    #expect(other.checkInvariants() == nil)
  }
}
