import ScenarioLanguage
import Testing

@testable import IssueFlow
@testable import LogFitting

@Suite("What a log shows")
struct EstimationTests {
  @Test(
    "The split that a fit writes adds up to 100 % whatever was counted",
    arguments: [
      ([10, 100], [91, 909]), ([1, 1, 1], [334, 333, 333]), ([0, 7], [0, 1000]), ([1, 5, 1, 5], [83, 417, 83, 417]),
      ([2, 3, 1_999_999], [0, 0, 1000]),
    ])
  func wholeSplit(counts: [Int], tenths: [Int]) {
    #expect(Apportionment.shares(of: 1000, inProportionTo: counts) == tenths)
    #expect(tenths.reduce(0, +) == 1000)
  }

  @Test("Without open stays, shares and times of ways are those that were counted")
  func complete() {
    let stays = [(3.0, 0), (1, 1), (2, 0), (5, 0)].map { CompetingEnds.Stay(minutes: $0.0, way: $0.1) }
    let ends = CompetingEnds(stays, ways: 2)
    #expect(abs(ends.shares[0] - 0.75) < 1e-12 && abs(ends.shares[1] - 0.25) < 1e-12)
    #expect(ends.ended == [[2, 3, 5], [1]] && ends.open == [[], []])
  }

  /// By hand: after the end at 1 the three others share 3/4; the one seen for 2 hands its quarter on, in halves, to those
  /// that end at 3 and 4.
  @Test("An open stay counts as what still comes (Aalen and Johansen)")
  func censored() {
    let stays = [(1.0, 0), (2, -1), (3, 1), (4, 0)].map { CompetingEnds.Stay(minutes: $0.0, way: $0.1) }
    let ends = CompetingEnds(stays, ways: 2)
    #expect(abs(ends.shares[0] - (0.25 + 0.375)) < 1e-12 && abs(ends.shares[1] - 0.375) < 1e-12)
    #expect(ends.open.joined().sorted() == [2])
  }

  @Test("As many staff as are at work at one time")
  func staff() {
    #expect(StaffEstimation.staff([(0, 10), (10, 20), (20, 30)]) == 1)
    #expect(StaffEstimation.staff([(0, 10), (5, 15), (9, 20)]) == 3)
    #expect(StaffEstimation.staff([]) == 1)
    // An overlap of a minute in ten thousand is no second worker.
    var shifts: [(start: Double, end: Double)] = []
    for number in 0..<1000 {
      let start = Double(number) * 10
      shifts.append((start: start, end: start + 10))
    }
    shifts.append((start: 5000, end: 5001))
    let staff = StaffEstimation.staff(shifts)
    #expect(staff == 1)
  }

  @Test("Two humps are told from one")
  func populations() throws {
    let fast: [Double] = (0..<80).map { 1 + Double($0) / 80 }
    let slow: [Double] = (80..<200).map { 5000 + Double($0) * 20 }
    let two = fast + slow
    let border = try #require(Populations.border(of: two))
    #expect(border > 2 && border < 5000)
    #expect(Populations.border(of: (1...200).map { Double($0) }) == nil)
    #expect(Populations.border(of: [5, 5, 5]) == nil)
  }

  @Test("Numbers are written with the digits that count")
  func numbers() {
    #expect(TimeText.number(0.00123456789) == "0.00123457")
    #expect(TimeText.number(123.456789, digits: 4) == "123.5")
    #expect(TimeText.number(1_234_567.8) == "1234568")
    #expect(TimeText.number(-2.5) == "-2.5" && TimeText.number(0) == "0")
    let times = [(0.0, "0 min"), (90, "90 min"), (600, "10 h"), (14_400, "10 days")]
    for (minutes, text) in times {
      #expect(TimeText.distribution(.constant(minutes), name: "cell", samples: "times.csv") == text)
    }
    let weights = TimeText.weights([1, 1, 1]).compactMap(Double.init)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
  }

  @Test("Hours are written as scenarios have them")
  func hours() {
    let day = [MinuteInterval(start: 510, end: 720), MinuteInterval(start: 810, end: 1050)]
    let week = Array(repeating: day, count: 5) + [[MinuteInterval(start: 540, end: 720)], []]
    #expect(HoursEstimation.text(of: week) == "Mon-Fri 08:30-12:00 13:30-17:30, Sat 09:00-12:00")
    #expect(HoursEstimation.text(of: nil) == "always")
  }
}
