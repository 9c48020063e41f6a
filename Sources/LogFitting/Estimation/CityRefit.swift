import OutputAnalysis

/// Learns the numbers of a city again, from days that are drawn anew with all cases that arose in them.
///
/// What kind of city it is stays: its types, tiers, units, ways, staff, hours and profiles. Rates, shares and laws are
/// learnt as from the log itself, with the models that it leaves plausible (``DurationRefit``).
struct CityRefit: Sendable {
  let city: FittedCity
  let material: CityMaterial
  let seed: UInt64

  /// By type: cases on each day, and what such a day is expected to bring.
  private let counts: [[Double]]
  private let expected: [[Double]]

  init(city: FittedCity, material: CityMaterial, seed: UInt64) {
    self.city = city
    self.material = material
    self.seed = seed
    var counts = Array(repeating: [Double](repeating: 0, count: material.dayCount), count: city.types.count)
    for (type, day) in zip(material.types, material.days) { counts[type][Int(day)] += 1 }
    self.counts = counts
    // A week has good days and bad ones, which are no doubt about the rate: a day is held against others of its weekday.
    expected = counts.map { days in
      (0..<days.count).map { day in
        let alike = days.count < 14 ? Array(days.indices) : Array(stride(from: day % 7, to: days.count, by: 7))
        return alike.reduce(0) { $0 + days[$1] } / Double(alike.count)
      }
    }
  }

  /// One drawing, the same for the same number, and the mean minutes to close of its closed cases.
  func drawn(_ number: Int) -> (city: FittedCity, minutes: Double) {
    var luck = SplitMix64(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    let days = DayResampling.drawn(material.dayCount, using: &luck)
    var timesDrawn = [UInt8](repeating: 0, count: material.dayCount)
    for day in days where timesDrawn[day] < .max { timesDrawn[day] += 1 }
    let draws = material.days.map { timesDrawn[Int($0)] }
    var city = city
    city.dispatch = again(city.dispatch, material.dispatch, draws)
    refitReopening(&city, draws)
    refitWays(&city, draws)
    for type in city.types.indices {
      let seen = days.reduce(0) { $0 + counts[type][$1] }
      let usual = days.reduce(0) { $0 + expected[type][$1] }
      if usual > 0, seen > 0 { city.types[type].rate *= seen / usual }
    }
    var (sum, closed) = (0.0, 0)
    for (minutes, times) in zip(material.minutes, draws) where !minutes.isNaN {
      sum += minutes * Double(times)
      closed += Int(times)
    }
    return (city, closed > 0 ? sum / Double(closed) : 0)
  }

  // MARK: - Parts

  private func refitWays(_ city: inout FittedCity, _ draws: [UInt8]) {
    let tiers = city.tiers.count
    let ends = material.stays.map { $0.map { CompetingEnds(CityMaterial.repeated($0, draws), ways: tiers + 1) } }
    let all = (0..<tiers).map { tier in
      CompetingEnds(material.stays.flatMap { CityMaterial.repeated($0[tier], draws) }, ways: tiers + 1)
    }
    let isSound = CompetingEnds.endlessTier(all) == nil
    let allWork = (0..<tiers).map { tier in
      material.work.isEmpty ? [] : material.work.flatMap { CityMaterial.repeated($0[tier], draws) }
    }
    var pooled = PooledRefits()
    for type in city.types.indices {
      var starts = [Double](repeating: 0, count: tiers)
      for (number, tier) in material.starts.enumerated() where material.types[number] == type && tier >= 0 {
        starts[Int(tier)] += Double(draws[number])
      }
      let sum = starts.reduce(0, +)
      if sum > 0 { city.types[type].start = starts.map { $0 / sum } }
      // As the log itself: a type of which none is closed takes the ways of all.
      let borrows = city.types[type].hasBorrowedWays || CompetingEnds.endlessTier(ends[type]) != nil
      for tier in 0..<tiers {
        let own = borrows ? all[tier] : ends[type][tier]
        // A tier that no drawn case came to says nothing.
        if isSound, own.ended.contains(where: { !$0.isEmpty }) {
          for place in city.types[type].ways[tier].indices {
            let target = city.types[type].ways[tier][place].target
            city.types[type].ways[tier][place].share = own.shares[target]
          }
        }
        for place in city.types[type].ways[tier].indices {
          let way = city.types[type].ways[tier][place]
          city.types[type].ways[tier][place].after = pooled.again(way.after, tier: tier, way: way.target) { cell in
            let times = cell.isPooled ? all[tier] : own
            return again(cell, ended: times.ended[way.target], open: times.open[way.target])
          }
        }
        if let closing = city.types[type].outside[tier] {
          city.types[type].outside[tier] = pooled.again(closing, tier: tier, way: tiers) { cell in
            let times = cell.isPooled ? all[tier] : own
            return again(cell, ended: times.ended[tiers], open: times.open[tiers])
          }
        }
        if let work = city.types[type].work[tier] {
          city.types[type].work[tier] = pooled.again(work, tier: tier, way: -1) { cell in
            again(cell, cell.isPooled ? allWork[tier] : CityMaterial.repeated(material.work[type][tier], draws))
          }
        }
      }
    }
  }

  private func refitReopening(_ city: inout FittedCity, _ draws: [UInt8]) {
    guard let reopening = city.reopening else { return }
    let closings = material.closings.reduce(0) { $0 + Int(draws[Int($1)]) }
    let again = CityMaterial.repeated(material.reopenings, draws)
    if closings > 0 { city.reopening?.share = Double(again.count) / Double(closings) }
    city.reopening?.delay = self.again(reopening.delay, again)
  }

  private func again(_ cell: DurationCell?, _ times: [CityMaterial.Time], _ draws: [UInt8]) -> DurationCell? {
    cell.map { again($0, CityMaterial.repeated(times, draws)) }
  }

  private func again(_ cell: DurationCell, _ stays: [CompetingEnds.Stay]) -> DurationCell {
    again(cell, ended: stays.filter { $0.way >= 0 }.map(\.minutes), open: stays.filter { $0.way < 0 }.map(\.minutes))
  }

  private func again(_ cell: DurationCell, ended: [Double], open: [Double]) -> DurationCell {
    var cell = cell
    let sample = DurationSample(ended: ended, open: open, resolution: material.resolution)
    let drawn = DurationRefit(cell.report, chosen: cell.fit).fit(sample)
    // A law so wide that nothing can be drawn from it is none.
    cell.drawn = drawn.distribution.problems().isEmpty ? drawn : cell.fit
    return cell
  }
}

/// Laws of times that several types share, each fitted once for a drawing.
private struct PooledRefits {
  private struct Key: Hashable {
    var tier: Int
    var way: Int
    var chosen: FittedDuration
  }

  private var known: [Key: FittedDuration] = [:]

  mutating func again(_ cell: DurationCell, tier: Int, way: Int, _ fit: (DurationCell) -> DurationCell) -> DurationCell
  {
    guard cell.isPooled else { return fit(cell) }
    let key = Key(tier: tier, way: way, chosen: cell.fit)
    var cell = cell
    if let drawn = known[key] {
      cell.drawn = drawn
    } else {
      cell = fit(cell)
      known[key] = cell.fit
    }
    return cell
  }
}
