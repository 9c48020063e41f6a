import Foundation
import OutputAnalysis
import ScenarioLanguage

/// How often cases arise, when, and how unevenly.
struct ArrivalEstimation {
  let log: EventLog
  /// The type of every case, by position among the types told apart.
  let typeOfCase: [Int]
  let typeCount: Int

  /// Cases of a type that can have a profile of its own, so that no hour of the week's mean rests on a handful.
  static let casesForProfile = 5000
  /// Cases for each hour of the week; with fewer the hours of working days are one.
  static let casesForHours = 168 * 40
  static let daysForMonths = 365.0

  private var end: Double { log.lastArrivals }
  private var days: Double { max(1.0 / 24, (end - log.begin) / 1440) }

  /// Minutes of every hour of the week, and of every month, that the log covers.
  private func exposure() -> (hours: [Double], months: [Double]) {
    var hours = [Double](repeating: 0, count: 168)
    var months = [Double](repeating: 0, count: 12)
    var time = log.begin
    while time < end {
      let next = min(end, ((time / 60).rounded(.down) + 1) * 60)
      let date = CivilDate(dayNumber: Int((time / 1440).rounded(.down)))
      let hour = Int((time - Double(date.dayNumber) * 1440) / 60)
      hours[date.weekday * 24 + hour] += next - time
      months[date.month - 1] += next - time
      time = next
    }
    return (hours, months)
  }

  func profiles() -> (profiles: [FittedProfile], ofType: [Int]) {
    let exposure = exposure()
    var counts = [Int](repeating: 0, count: typeCount)
    for type in typeOfCase { counts[type] += 1 }
    var profiles = [profile(id: "arrivals", exposure: exposure) { _ in true }]
    var ofType = [Int](repeating: 0, count: typeCount)
    guard typeCount > 1, log.opensAtTimeOfDay || log.cases.count >= Self.casesForProfile else {
      return (profiles, ofType)
    }
    for type in 0..<typeCount where counts[type] >= Self.casesForProfile {
      ofType[type] = profiles.count
      profiles.append(profile(id: "arrivals_\(type + 1)", exposure: exposure) { $0 == type })
    }
    return (profiles, ofType)
  }

  private func profile(
    id: String, exposure: (hours: [Double], months: [Double]), includes: (Int) -> Bool
  ) -> FittedProfile {
    var hours = [Double](repeating: 0, count: 168)
    var months = [Double](repeating: 0, count: 12)
    var cases = 0
    for (index, item) in log.cases.enumerated() where includes(typeOfCase[index]) {
      let day = Int((item.opened / 1440).rounded(.down))
      let date = CivilDate(dayNumber: day)
      hours[date.weekday * 24 + Int((item.opened - Double(day) * 1440) / 60)] += 1
      months[date.month - 1] += 1
      cases += 1
    }
    var exposed = exposure.hours
    if !log.opensAtTimeOfDay {
      // Dates of opening only: all hours of a day are alike.
      for day in 0..<7 { (hours, exposed) = (spread(hours, day), spread(exposed, day)) }
    } else if cases < Self.casesForHours {
      // Working days are alike in their hours, and keep their level.
      let weekdays = 0..<5
      let levels = weekdays.map { day in
        rate(hours[(day * 24)..<(day * 24 + 24)], exposed[(day * 24)..<(day * 24 + 24)])
      }
      let mean = (0..<24).map { hour in
        rate(weekdays.map { hours[$0 * 24 + hour] }[...], weekdays.map { exposed[$0 * 24 + hour] }[...])
      }
      let level = levels.reduce(0, +) / 5
      for day in weekdays {
        for hour in 0..<24 {
          hours[day * 24 + hour] = level > 0 ? mean[hour] * levels[day] / level : 0
          exposed[day * 24 + hour] = 1
        }
      }
    }
    let rates = zip(hours, exposed).map { $1 > 0 ? $0 / $1 : 0 }
    let mean = rates.reduce(0, +) / 168
    let hasMonths = days >= Self.daysForMonths && cases >= 1200 && !exposure.months.contains(0)
    var monthRates = zip(months, exposure.months).map { $1 > 0 ? $0 / $1 : 0 }
    let monthMean = monthRates.reduce(0, +) / 12
    monthRates = monthRates.map { monthMean > 0 ? $0 / monthMean : 1 }
    return FittedProfile(
      id: id, week: mean > 0 ? rates.map { $0 / mean } : [Double](repeating: 1, count: 168),
      months: hasMonths ? monthRates : [], cases: cases)
  }

  private func spread(_ values: [Double], _ day: Int) -> [Double] {
    var values = values
    let mean = values[(day * 24)..<(day * 24 + 24)].reduce(0, +) / 24
    for hour in 0..<24 { values[day * 24 + hour] = mean }
    return values
  }

  private func rate(_ counts: ArraySlice<Double>, _ exposed: ArraySlice<Double>) -> Double {
    let sum = exposed.reduce(0, +)
    return sum > 0 ? counts.reduce(0, +) / sum : 0
  }

  /// Cases a day of a type with an interval, and how much its days vary beyond the profile.
  ///
  /// What a day is expected to bring is the mean of the same weekday over eight weeks around it, so that trend and season
  /// are not taken for variation.
  func rate(ofType type: Int) -> (rate: Double, low: Double, high: Double, dispersion: Double) {
    let first = Int((log.begin / 1440).rounded(.down))
    let count = max(1, Int((end / 1440).rounded(.up)) - first)
    var counts = [Int](repeating: 0, count: count)
    var total = 0
    for (index, item) in log.cases.enumerated() where typeOfCase[index] == type {
      counts[min(count - 1, max(0, Int((item.opened / 1440).rounded(.down)) - first))] += 1
      total += 1
    }
    let rate = Double(total) / days
    var dispersion = 0.0
    if count >= 56, total >= 100 {
      var expected = [Double](repeating: 0, count: count)
      for day in 0..<count {
        let around = stride(from: day - 28, through: day + 28, by: 7).filter { (0..<count).contains($0) && $0 != day }
        expected[day] = around.isEmpty ? 0 : Double(around.reduce(0) { $0 + counts[$1] }) / Double(around.count)
      }
      // The mean of eight other days has an eighth of a day's own noise, which is not the day's. What is left is held
      // against the dispersion of Poisson days, n ± √2n, at the level of one in a thousand.
      if let estimate = CountDispersion(counts: counts, expectations: expected, fittedParameters: 7),
        estimate.dispersion * 8 / 9 > Double(estimate.count) + 3.1 * (2 * Double(estimate.count)).squareRoot()
      {
        let mean = Double(total) / Double(count)
        let excess = estimate.cvByMoments * estimate.cvByMoments
        dispersion = max(0, excess * 8 / 9 - 1 / (9 * max(mean, 1e-9))).squareRoot()
      }
    }
    let error = (Double(total) + dispersion * dispersion * Double(total) * Double(total) / Double(count)).squareRoot()
    let half = 1.96 * error / days
    return (rate, max(rate / 10, rate - half), rate + half, dispersion)
  }
}
