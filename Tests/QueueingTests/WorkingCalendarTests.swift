import Queueing
import Testing

@Suite("WorkingCalendar")
struct WorkingCalendarTests {
  typealias Interval = WorkingCalendar.Interval

  /// Two days of 9 to 12 and 14 to 18, a day off, and a half day.
  static let office = WorkingCalendar(
    patterns: [
      [],
      [Interval(start: 540, end: 720), Interval(start: 840, end: 1080)],
      [Interval(start: 540, end: 720)],
    ], days: [1, 1, 0, 2])

  @Test("It is open at an opening and closed at a closing")
  func openings() {
    let calendar = Self.office
    let isOpen = [539, 540, 719, 720, 839, 840, 1080].map { calendar.isOpen(at: $0) }
    #expect(isOpen == [false, true, true, false, false, true, false])
    #expect(!calendar.isOpen(at: 2 * 1440 + 600))
    #expect(calendar.isOpen(at: 3 * 1440 + 600))
  }

  @Test("The next opening is now when it is open, and never after the table")
  func nextOpening() {
    let calendar = Self.office
    #expect(calendar.nextOpening(from: 0) == 540)
    #expect(calendar.nextOpening(from: 600) == 600)
    #expect(calendar.nextOpening(from: 720) == 840)
    #expect(calendar.nextOpening(from: 1080) == 1440 + 540)
    #expect(calendar.nextOpening(from: 1440 + 1080) == 3 * 1440 + 540)
    #expect(calendar.nextOpening(from: 3 * 1440 + 720) == .infinity)
    #expect(calendar.nextOpening(from: 1e12) == .infinity)
  }

  @Test("Work that ends exactly at a closing ends then, and a minute more ends after the next opening")
  func exactEnds() {
    let calendar = Self.office
    #expect(calendar.time(after: 180, of: 540) == 720)
    #expect(calendar.time(after: 181, of: 540) == 841)
    #expect(calendar.time(after: 420, of: 540) == 1080)
    #expect(calendar.time(after: 421, of: 540) == 1440 + 541)
    #expect(calendar.time(after: 180, of: 0) == 720)
    #expect(calendar.time(after: 840, of: 540) == 1440 + 1080)
    #expect(calendar.time(after: 1020, of: 540) == 3 * 1440 + 720)
  }

  @Test("No work takes no time, open or closed")
  func noWork() {
    #expect(Self.office.time(after: 0, of: 600) == 600)
    #expect(Self.office.time(after: 0, of: 0) == 0)
    #expect(Self.office.time(after: 0, of: 1e9) == 1e9)
  }

  @Test("Work beyond the table never ends")
  func beyond() {
    let calendar = Self.office
    #expect(calendar.time(after: 1021, of: 540) == .infinity)
    #expect(calendar.time(after: 1, of: 3 * 1440 + 720) == .infinity)
    #expect(calendar.time(after: 1, of: 1e9) == .infinity)
    #expect(calendar.nextClosing(from: 1e9) == .infinity)
    #expect(calendar.workingTime(before: 1e9) == 1020)
    #expect(calendar.workingTime(from: 600, to: 1e9) == 960)
  }

  @Test("A calendar that is never closed counts clock time")
  func always() {
    let calendar = WorkingCalendar.always
    #expect(calendar.isAlwaysOpen && calendar.opens)
    #expect(calendar.isOpen(at: 1e9) && calendar.nextOpening(from: 3) == 3)
    #expect(calendar.nextClosing(from: 3) == .infinity)
    #expect(calendar.time(after: 5, of: 3) == 8)
    #expect(calendar.workingTime(from: 3, to: 8) == 5 && calendar.workingTime(before: 7) == 7)
  }

  @Test("A calendar without intervals never opens")
  func never() {
    let calendar = WorkingCalendar(patterns: [[]], days: [0, 0, 0])
    #expect(!calendar.opens && !calendar.isOpen(at: 5))
    #expect(calendar.nextOpening(from: 5) == .infinity && calendar.time(after: 1, of: 5) == .infinity)
    #expect(calendar.workingTime(from: 0, to: 5000) == 0)
    #expect(!WorkingCalendar(patterns: [], days: []).opens)
  }

  @Test("A night shift does not close at midnight")
  func nightShift() {
    let night = [Interval(start: 0, end: 360), Interval(start: 1320, end: 1440)]
    let calendar = WorkingCalendar(patterns: [night], days: [0, 0, 0])
    #expect(calendar.nextClosing(from: 0) == 360)
    #expect(calendar.nextClosing(from: 1320) == 1440 + 360)
    #expect(calendar.nextClosing(from: 1440) == 1440 + 360)
    #expect(calendar.time(after: 480, of: 1320) == 1440 + 360)
    #expect(calendar.time(after: 481, of: 1320) == 1440 + 1321)
    let roundTheClock = WorkingCalendar(patterns: [[Interval(start: 0, end: 1440)]], days: [0, 0, 0])
    #expect(roundTheClock.nextClosing(from: 10) == 3 * 1440)
    #expect(roundTheClock.time(after: 3 * 1440, of: 0) == 3 * 1440)
  }

  @Test("The moment before midnight belongs to the day that ends")
  func beforeMidnight() {
    let late = [Interval(start: 1380, end: 1440)]
    let calendar = WorkingCalendar(patterns: [late], days: Array(repeating: 0, count: 3_000))
    for day in 1...3_000 {
      let midnight = 1440 * Double(day)
      #expect(calendar.isOpen(at: midnight.nextDown) && !calendar.isOpen(at: midnight))
    }
  }
}
