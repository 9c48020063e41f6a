import Queueing
import TestSupport
import Testing

/// The calendar beside a list of its minutes, open or closed, over random weeks.
@Suite("WorkingCalendar beside its minutes")
struct WorkingCalendarPropertyTests {
  /// Ten days, minute by minute.
  struct Minutes {
    let isOpen: [Bool]
    let calendar: WorkingCalendar

    init(random: inout SeededGenerator) {
      let patterns = (0..<3).map { _ in Self.pattern(&random) }
      let days = (0..<10).map { _ in random.below(3) }
      calendar = WorkingCalendar(patterns: patterns, days: days)
      var isOpen = Array(repeating: false, count: days.count * 1440)
      for (day, pattern) in days.enumerated() {
        for part in patterns[pattern] {
          for minute in Int(part.start)..<Int(part.end) { isOpen[day * 1440 + minute] = true }
        }
      }
      self.isOpen = isOpen
      #expect(calendar.checkInvariants() == nil)
    }

    /// Up to four intervals, some of which touch each other or midnight.
    static func pattern(_ random: inout SeededGenerator) -> [WorkingCalendar.Interval] {
      var edges = Set((0..<2 * random.below(5)).map { _ in 15 * random.below(97) }).sorted()
      if !edges.count.isMultiple(of: 2) { edges.removeLast() }
      var intervals = stride(from: 0, to: edges.count, by: 2).map {
        WorkingCalendar.Interval(start: Double(edges[$0]), end: Double(edges[$0 + 1]))
      }
      if let last = intervals.last, last.end < 1440, random.happens(0.3) {
        intervals.append(WorkingCalendar.Interval(start: last.end, end: 1440))
      }
      return intervals
    }

    /// First minute at or after `time` that is open, or closed.
    func first(_ state: Bool, from time: Int) -> Int? { isOpen[time...].firstIndex(of: state) }

    func nextClosing(from time: Int) -> Double {
      guard time < isOpen.count, let opening = first(true, from: time) else { return .infinity }
      return Double(first(false, from: opening) ?? isOpen.count)
    }

    func worked(before time: Int) -> Int { isOpen[..<min(time, isOpen.count)].count { $0 } }

    /// Counts minutes down; the end of the last minute of work is the end of the work.
    func time(after work: Int, of start: Int) -> Double {
      var left = work
      var minute = start
      while left > 0 {
        guard minute < isOpen.count else { return .infinity }
        if isOpen[minute] { left -= 1 }
        minute += 1
      }
      return Double(minute)
    }
  }

  @Test("Openings, closings and working time agree at every time", arguments: 1...10 as ClosedRange<UInt64>)
  func lookUps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let minutes = Minutes(random: &random)
    let calendar = minutes.calendar
    for _ in 0..<300 {
      // On the quarter hours, where intervals begin and end, and between; also beyond the table.
      let time = random.happens(0.5) ? 15 * random.below(1_000) : random.below(15_000)
      let isInside = time < minutes.isOpen.count
      #expect(calendar.isOpen(at: Double(time)) == (isInside && minutes.isOpen[time]))
      let opening = isInside ? minutes.first(true, from: time).map(Double.init) : nil
      #expect(calendar.nextOpening(from: Double(time)) == opening ?? .infinity)
      #expect(calendar.nextClosing(from: Double(time)) == minutes.nextClosing(from: time))
      let worked = minutes.worked(before: time)
      #expect(calendar.workingTime(before: Double(time)) == Double(worked))
      let end = time + random.below(3_000)
      #expect(calendar.workingTime(from: Double(time), to: Double(end)) == Double(minutes.worked(before: end) - worked))
    }
  }

  @Test("Work ends when its minutes have been worked", arguments: 11...20 as ClosedRange<UInt64>)
  func work(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let minutes = Minutes(random: &random)
    let calendar = minutes.calendar
    for _ in 0..<200 {
      let start = random.happens(0.5) ? 15 * random.below(980) : random.below(14_600)
      let whole = minutes.worked(before: .max) - minutes.worked(before: start)
      // Some end exactly at a closing, at the very end of the table, or a minute beyond.
      let work = [random.below(60), 15 * random.below(200), random.below(4_000), whole, whole + 1][random.below(5)]
      let end = calendar.time(after: Double(work), of: Double(start))
      #expect(end == minutes.time(after: work, of: start))
      if work > 0, end < .infinity {
        #expect(calendar.workingTime(from: Double(start), to: end) == Double(work))
      }
    }
  }

  @Test("Work in fractions of minutes is worked in full", arguments: 21...24 as ClosedRange<UInt64>)
  func fractions(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let calendar = Minutes(random: &random).calendar
    for _ in 0..<500 {
      let start = Double.random(in: 0..<15_000, using: &random)
      let work = Double.random(in: 0..<3_000, using: &random)
      let end = calendar.time(after: work, of: start)
      if end == .infinity {
        #expect(calendar.workingTime(from: start, to: 1e6) < work + 1e-9)
      } else {
        #expect(abs(calendar.workingTime(from: start, to: end) - work) < 1e-9)
        #expect(calendar.nextOpening(from: start) + work <= end + 1e-9)
      }
    }
  }
}
