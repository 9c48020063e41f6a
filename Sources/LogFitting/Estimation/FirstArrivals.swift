/// When cases came, in a log that tells of no case before its first work begins.
///
/// A case that is taken while somebody is free has just come. Those that are taken one after another in a time in which
/// nothing new could be begun (``BlockedTimes``) came at unknown moments of it, and their number is known: nights that
/// bring nothing are told from nights that do by what is done first in the morning. The rates by hour are those that make
/// these numbers most likely, by the steps of Vardi and Lee (1993) for counts over known sets: cases of such a time are
/// laid over it as the rates say, in their order and none after its start, and the rates follow. Hours that no count tells
/// apart share alike.
struct FirstArrivals {
  /// By the number of the case.
  private(set) var times: [Double]

  private static let steps = 40

  /// Cases of one unit that came in one time.
  private struct Batch {
    var begin: Double
    var cases: [(number: Int, start: Double)]
  }

  init(log: EventLog, desks: Desks) {
    times = log.cases.map(\.opened)
    let batches = FirstArrivals.batches(log, desks)
    guard !batches.isEmpty else { return }
    let end = log.arrivalsEnd ?? log.end
    var exposure = [Double](repeating: 0, count: HourOfWeek.count)
    HourOfWeek.visit(from: log.begin, to: end) { bin, minutes in exposure[bin] += minutes }
    var rates = HourRates(rates: exposure.map { $0 > 0 ? 1 : 0 })
    for _ in 0..<FirstArrivals.steps {
      for batch in batches { lay(batch, rates) }
      var counts = [Double](repeating: 0, count: HourOfWeek.count)
      for time in times { counts[HourOfWeek.bin(of: time)] += 1 }
      rates = HourRates(rates: zip(counts, exposure).map { $1 > 0 ? $0 / $1 : 0 })
    }
  }

  private mutating func lay(_ batch: Batch, _ rates: HourRates) {
    guard let last = batch.cases.last else { return }
    let moments = rates.moments(batch.cases.count, from: batch.begin, to: last.start)
    for (item, moment) in zip(batch.cases, moments) { times[item.number] = min(item.start, moment) }
  }

  private static func batches(_ log: EventLog, _ desks: Desks) -> [Batch] {
    struct Place: Hashable {
      var tier: Int
      var unit: Int
      var begin: Double
    }
    var found: [Place: [(number: Int, start: Double)]] = [:]
    for (number, item) in log.cases.enumerated() {
      let index = Int(item.firstVisit)
      let visit = log.visits[index]
      let tier = Int(visit.tier)
      guard !visit.started.isNaN,
        let begin = desks.desk(ofVisit: index, tier: tier)?.blocked.begin(before: visit.started)
      else { continue }
      // What was there when the log began came at a time that it does not cover.
      let place = Place(tier: tier, unit: desks.units[index], begin: max(begin, log.begin))
      found[place, default: []].append((number, visit.started))
    }
    return found.map {
      Batch(begin: $0.key.begin, cases: $0.value.sorted { ($0.start, $0.number) < ($1.start, $1.number) })
    }
  }
}

/// Rates by hour of working days, Saturdays and Sundays.
private struct HourRates {
  /// 24 hours of working days, of Saturdays, of Sundays.
  let rates: [Double]

  /// So many moments that split the rates' mass in a span into equal parts, the first half a part from its beginning;
  /// evenly spread where there is no mass.
  func moments(_ count: Int, from begin: Double, to end: Double) -> [Double] {
    var total = 0.0
    HourOfWeek.visit(from: begin, to: end) { bin, minutes in total += rates[bin] * minutes }
    guard total > 0 else {
      return (0..<count).map { begin + (Double($0) + 0.5) / Double(count) * (end - begin) }
    }
    var moments: [Double] = []
    moments.reserveCapacity(count)
    var (time, mass) = (begin, 0.0)
    HourOfWeek.visit(from: begin, to: end) { bin, minutes in
      let gained = rates[bin] * minutes
      while moments.count < count {
        let wanted = (Double(moments.count) + 0.5) / Double(count) * total - mass
        guard gained > 0, wanted <= gained else { break }
        moments.append(time + wanted / rates[bin])
      }
      mass += gained
      time += minutes
    }
    while moments.count < count { moments.append(end) }
    return moments
  }
}
