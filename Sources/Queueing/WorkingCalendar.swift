/// When work is done: open and closed intervals over a run of days, with arithmetic by table look-up.
///
/// Times are minutes since midnight of day 0. Intervals are half open: a calendar is open at an interval's start and
/// closed at its end. Intervals that touch are one, also across midnight. After the last day of the table it stays
/// closed. A unit that is closed costs no events: ``time(after:of:)`` finds in one look-up when work in hand ends
/// that pauses at every closing.
@frozen
public struct WorkingCalendar: Sendable {
  /// A time of work, open at its start and closed at its end.
  @frozen
  public struct Interval: Hashable, BitwiseCopyable, Sendable {
    /// In minutes.
    public var start: Double
    /// In minutes.
    public var end: Double
    /// Creates an interval from its ends.
    @inlinable
    public init(start: Double, end: Double) {
      self.start = start
      self.end = end
    }
  }

  @usableFromInline static let minutesPerDay = 1440.0

  /// Open round the clock, without an end.
  public let isAlwaysOpen: Bool
  @usableFromInline let intervals: [Interval]
  /// Working time before each interval.
  @usableFromInline let workBefore: [Double]
  /// Index of the first interval that ends after the day's midnight, one element per day and one more.
  @usableFromInline let firstOfDay: [Int32]

  /// A calendar that is never closed.
  public static let always = WorkingCalendar()

  private init() {
    isAlwaysOpen = true
    intervals = []
    workBefore = []
    firstOfDay = []
  }

  /// Creates a calendar from the patterns of days.
  /// - Parameters:
  ///   - patterns: the open intervals of each kind of day, in minutes of the day, sorted and disjoint.
  ///   - days: the pattern of each day.
  public init(patterns: [[Interval]], days: [Int]) {
    var intervals: [Interval] = []
    var workBefore: [Double] = []
    var firstOfDay: [Int32] = []
    var work = 0.0
    for (day, pattern) in days.enumerated() {
      let midnight = Double(day) * WorkingCalendar.minutesPerDay
      firstOfDay.append(Int32(intervals.count))
      var end = 0.0
      for part in patterns[pattern] {
        precondition(
          part.start >= end && part.end > part.start && part.end <= WorkingCalendar.minutesPerDay,
          "intervals of a day must be sorted, disjoint and within it (was \(part.start) to \(part.end))")
        end = part.end
        work += part.end - part.start
        if let last = intervals.indices.last, intervals[last].end == midnight + part.start {
          // Work does not stop here: neither a closing nor an opening. The day then begins within the last interval.
          intervals[last].end = midnight + part.end
          if part.start == 0 { firstOfDay[day] = Int32(last) }
        } else {
          workBefore.append(work - (part.end - part.start))
          intervals.append(Interval(start: midnight + part.start, end: midnight + part.end))
        }
      }
    }
    firstOfDay.append(Int32(intervals.count))
    workBefore.append(work)
    isAlwaysOpen = false
    self.intervals = intervals
    self.workBefore = workBefore
    self.firstOfDay = firstOfDay
  }

  /// Whether it is ever open.
  public var opens: Bool { isAlwaysOpen || !intervals.isEmpty }

  /// Index of the first interval that ends after `time`; the number of intervals when none does.
  /// - Complexity: O(intervals of a day)
  @inlinable
  func index(endingAfter time: Double) -> Int {
    let day = Int(min(time / WorkingCalendar.minutesPerDay, Double(firstOfDay.count - 1)))
    var index = Int(firstOfDay[day])
    while index < intervals.count, intervals[index].end <= time { index += 1 }
    return index
  }

  /// Whether work is done at a time.
  @inlinable
  public func isOpen(at time: Double) -> Bool {
    if isAlwaysOpen { return true }
    let index = index(endingAfter: time)
    return index < intervals.count && intervals[index].start <= time
  }

  /// The time itself when open, else the next opening; infinite when it never opens again.
  @inlinable
  public func nextOpening(from time: Double) -> Double {
    if isAlwaysOpen { return time }
    let index = index(endingAfter: time)
    return index < intervals.count ? max(time, intervals[index].start) : .infinity
  }

  /// End of the interval that holds `time` or comes next; infinite without one.
  @inlinable
  public func nextClosing(from time: Double) -> Double {
    if isAlwaysOpen { return .infinity }
    let index = index(endingAfter: time)
    return index < intervals.count ? intervals[index].end : .infinity
  }

  /// Working time before `time`, in minutes.
  @inlinable
  public func workingTime(before time: Double) -> Double {
    if isAlwaysOpen { return time }
    let index = index(endingAfter: time)
    return workBefore[index] + (index < intervals.count ? max(0, time - intervals[index].start) : 0)
  }

  /// Working time from one time to a later one, in minutes.
  @inlinable
  public func workingTime(from start: Double, to end: Double) -> Double {
    isAlwaysOpen ? end - start : workingTime(before: end) - workingTime(before: start)
  }

  /// When so many minutes of working time have passed since `start`; infinite when the table ends before.
  ///
  /// Work that ends exactly at a closing ends then, not at the next opening. No work takes no time.
  /// - Complexity: O(log *k*) for work that spans *k* intervals
  @inlinable
  public func time(after work: Double, of start: Double) -> Double {
    if isAlwaysOpen { return start + work }
    if work <= 0 { return start }
    var index = index(endingAfter: start)
    guard index < intervals.count else { return .infinity }
    let begin = max(start, intervals[index].start)
    let end = begin + work
    if end <= intervals[index].end { return end }
    let goal = workBefore[index] + (begin - intervals[index].start) + work
    guard goal <= workBefore[intervals.count] else { return .infinity }
    // Gallop, then halve: most work ends within a day or two.
    var step = 1
    while index + step < intervals.count, workBefore[index + step] < goal {
      index += step
      step <<= 1
    }
    var beyond = min(index + step, intervals.count)
    while beyond - index > 1 {
      let middle = (index + beyond) >> 1
      if workBefore[middle] < goal { index = middle } else { beyond = middle }
    }
    return intervals[index].start + (goal - workBefore[index])
  }

  /// Says what is wrong with the tables, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if isAlwaysOpen { return intervals.isEmpty ? nil : "an unlimited calendar has intervals" }
    if workBefore.count != intervals.count + 1 { return "the table of work does not fit the intervals" }
    var work = 0.0
    for (index, interval) in intervals.enumerated() {
      if interval.end <= interval.start { return "interval \(index) is empty" }
      if index > 0, interval.start <= intervals[index - 1].end { return "intervals meet at \(interval.start)" }
      if abs(workBefore[index] - work) > 1e-6 { return "work before interval \(index) is wrong" }
      work += interval.end - interval.start
    }
    for day in firstOfDay.indices.dropLast() {
      let midnight = Double(day) * WorkingCalendar.minutesPerDay
      let first = intervals.firstIndex { $0.end > midnight } ?? intervals.count
      if Int(firstOfDay[day]) != first { return "day \(day) does not begin with interval \(first)" }
    }
    return nil
  }
}
