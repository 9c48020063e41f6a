import Policies
import Queueing
import RandomStreams
import ScenarioLanguage

extension FlowModel {
  /// Compiles the calendars over every day of the horizon; the first is `always`.
  static func calendars(of scenario: Scenario, horizon: Horizon) -> [WorkingCalendar] {
    let rules = Dictionary(scenario.holidays.map { ($0.date, $0.isWorkday) }, uniquingKeysWith: { _, last in last })
    let dates = (0..<horizon.dayCount).map { horizon.date(ofDay: $0) }
    return [.always]
      + scenario.calendars.map { spec in
        // Pattern 7 is a closed day.
        let patterns =
          spec.week.map { day in day.map { WorkingCalendar.Interval(start: $0.start, end: $0.end) } } + [[]]
        let days = dates.map { date in
          guard spec.closedOnHolidays, let isWorkday = rules[date] else { return date.weekday }
          return isWorkday ? spec.makeUpPattern(of: date.weekday) : 7
        }
        return WorkingCalendar(patterns: patterns, days: days)
      }
  }

  /// Working minutes of one working day: the mean over the days of the week that open at all.
  static func workingDay(of spec: CalendarSpec?) -> Double {
    guard let spec else { return Horizon.minutesPerDay }
    let open = spec.week.filter { !$0.isEmpty }
    guard !open.isEmpty else { return Horizon.minutesPerDay }
    return open.joined().reduce(0) { $0 + $1.end - $1.start } / Double(open.count)
  }

  static func limit(_ span: TimeSpan?, calendar: CalendarSpec?) -> Limit {
    switch span {
    case nil: .none
    case .clock(let minutes): Limit(minutes: minutes, isWorkingTime: false)
    case .workingTime(let minutes): Limit(minutes: minutes, isWorkingTime: true)
    case .workingDays(let days): Limit(minutes: days * workingDay(of: calendar), isWorkingTime: true)
    }
  }

  static func checkCalendars(
    _ scenario: Scenario, ids: [String], calendars: [WorkingCalendar], _ findings: inout Findings
  ) {
    for (index, spec) in scenario.calendars.enumerated() where !calendars[index + 1].opens {
      findings.add(["calendars", spec.id, "week"], .neverOpens(calendar: spec.id))
    }
  }

  /// The operational clock of each profile, scaled so that a year of it lasts a year; the first is constant.
  ///
  /// Weights of hours and months are divided by their means, months by their days. Local civil time: a week has 168
  /// hours, always.
  static func profiles(of scenario: Scenario, horizon: Horizon) -> [PiecewiseConstantRate] {
    let end = Double(horizon.dayCount) * Horizon.minutesPerDay
    var rates = [rate(from: [0], pieces: [1], to: end)]
    let daysOfMonth = [31, 28.25, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for spec in scenario.profiles {
      let hourMean = spec.hoursOfWeek.reduce(0, +) / 168
      let monthMean = zip(spec.months, daysOfMonth).reduce(0) { $0 + $1.0 * $1.1 } / 365.25
      var breakpoints: [Double] = []
      var pieces: [Double] = []
      for day in 0..<horizon.dayCount {
        let date = horizon.date(ofDay: day)
        let season = spec.months[date.month - 1] / monthMean
        for hour in 0..<24 {
          let rate = season * spec.hoursOfWeek[date.weekday * 24 + hour] / hourMean
          if let last = pieces.last, last == rate { continue }
          breakpoints.append(Double(day) * Horizon.minutesPerDay + Double(hour) * 60)
          pieces.append(rate)
        }
      }
      rates.append(rate(from: breakpoints, pieces: pieces, to: end))
    }
    return rates
  }

  /// The last piece goes on after the horizon, where nothing asks for it.
  private static func rate(from starts: [Double], pieces: [Double], to end: Double) -> PiecewiseConstantRate {
    do {
      return try PiecewiseConstantRate(breakpoints: starts + [end], rates: pieces, cycles: false)
    } catch {
      preconditionFailure("the weights of a profile were read as finite and not negative (\(error))")
    }
  }

  /// Issues a minute of every source, in the order type by type.
  static func sourceRates(of scenario: Scenario, city: City) -> [Double] {
    guard let places = city.ranges.first else { return [] }
    let skewed = places.reduce(0) { $0 + city.units[$1].skew }
    var rates: [Double] = []
    rates.reserveCapacity(scenario.types.count * places.count)
    for rate in scenario.types.map(\.rate) + scenario.errands.map(\.rate) {
      for place in places {
        let unit = city.units[place]
        switch rate {
        case .perHousehold(let rate): rates.append(rate * unit.households * unit.skew)
        case .perUnit(let rate): rates.append(rate * unit.skew)
        case .perCity(let rate): rates.append(skewed > 0 ? rate * unit.skew / skewed : 0)
        }
      }
    }
    return rates
  }
}

extension CalendarSpec {
  /// Whose hours a make-up workday has: those of Monday, or of the first weekday that opens, where its own are shorter or
  /// none. Which weekday a make-up day stands for is not announced.
  fileprivate func makeUpPattern(of weekday: Int) -> Int {
    func minutes(_ day: Int) -> Double { week[day].reduce(0) { $0 + $1.end - $1.start } }
    let usual = week.indices.first { !week[$0].isEmpty } ?? weekday
    return minutes(weekday) < minutes(usual) ? usual : weekday
  }
}
