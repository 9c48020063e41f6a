import OutputAnalysis
import ScenarioLanguage

/// Learns a city from a log.
struct CityEstimation {
  let map: LogMap
  let table: LogTable
  private(set) var log: EventLog
  let seed: UInt64

  private(set) var city = FittedCity()
  private(set) var types = TypeTable()
  private var tree: UnitTree
  /// Times of work by tier, for the hours of each.
  private(set) var hours: [WorkingHours] = []
  private var pool: DurationPool
  private(set) var waiting: WaitingSplit?
  /// Who was seen at work, where the log tells of work.
  private var desks: Desks?
  private var material = CityMaterial()

  init(map: LogMap, table: LogTable, log: EventLog, seed: UInt64) {
    self.map = map
    self.table = table
    self.log = log
    self.seed = seed
    tree = UnitTree(log: log, table: table)
    pool = DurationPool(seed: seed, resolution: log.resolution)
  }

  /// - Throws: when cases of the log go on for ever.
  static func city(
    map: LogMap, table: LogTable, log: EventLog, seed: UInt64
  ) throws(FitError) -> (city: FittedCity, material: CityMaterial) {
    var estimation = CityEstimation(map: map, table: table, log: log, seed: seed)
    try estimation.estimate()
    return (estimation.city, estimation.material)
  }

  private var tierIDs: [String] { map.tiers.isEmpty ? ["all"] : map.tiers.map(\.id) }

  private mutating func estimate() throws(FitError) {
    types = TypeTable(log: log, names: table.types, most: map.mostTypes)
    try estimateTiers()
    splitWaiting()
    material = gathered()
    estimateArrivals()
    try estimateTimes()
    estimateReopening()
    city.units = tree.units
    addNotes()
  }

  // MARK: - Tiers

  private mutating func estimateTiers() throws(FitError) {
    city.tiers = tierIDs.map { FittedTier(id: $0) }
    for visit in log.visits { city.tiers[Int(visit.tier)].visits += 1 }
    if let empty = city.tiers.first(where: { $0.visits == 0 }) { throw .emptyTier(empty.id) }
    for tier in city.tiers.indices {
      let given = map.tiers.isEmpty ? nil : map.tiers[tier].hours
      var week = given
      if log.hasWork, given == nil {
        var estimation = HoursEstimation()
        for visit in log.visits where Int(visit.tier) == tier { estimation.add(visit) }
        week = estimation.hours()
        city.notes.append(
          week == nil
            ? .hoursUnclear(tier: tierIDs[tier])
            : .hoursFound(tier: tierIDs[tier], hours: HoursEstimation.text(of: week)))
      }
      city.tiers[tier].hours = HoursEstimation.text(of: log.hasWork ? week : nil)
      city.tiers[tier].hoursAreGiven = given != nil
      hours.append(
        WorkingHours(
          week: log.hasWork ? week : nil,
          from: log.visits.reduce(log.begin) { min($0, $1.entered, $1.started.isNaN ? $1.entered : $1.started) },
          to: log.end, holidays: map.holidays))
    }
    if log.hasWork { estimateStaff() }
  }

  private mutating func estimateStaff() {
    let desks = Desks(
      log: log, units: tree.units(ofVisits: log), counts: tree.units.map(\.count), hours: hours)
    for tier in city.tiers.indices {
      for (unit, desk) in desks.desks[tier].enumerated() { tree.units[tier][unit].staff = desk?.staff }
      let known = desks.desks[tier].compactMap { $0 }
      guard !known.isEmpty else { continue }
      let mean = Double(known.reduce(0) { $0 + $1.staff }) / Double(known.count)
      city.tiers[tier].staff = mean
      city.notes.append(.staffFound(tier: tierIDs[tier], staff: mean))
      let thin = known.count { $0.least < $0.staff }
      if thin * 2 > known.count, let desk = known.first(where: { $0.least < $0.staff }) {
        city.notes.append(.staffByHour(tier: tierIDs[tier], least: desk.least, most: desk.staff))
      }
    }
    self.desks = desks
  }

  // MARK: - Waiting

  /// Below so great a share of the waits on duty a line is none, and above this one waiting elsewhere is none.
  private static let noLine = 0.02
  private static let allLine = 0.95

  private mutating func splitWaiting() {
    guard let desks else { return }
    let split = WaitingSplit(
      log: log, types: types.ofCase, typeCount: types.count, desks: desks, hours: hours)
    // Where the log tells when cases came, it is believed, unless much of what they then waited was no line.
    let total = split.tiers.reduce(0) { $0 + $1.total }
    let elsewhere = split.tiers.reduce(0) { $0 + $1.elsewhere }
    if log.entersWithWaiting || elsewhere > (1 - Self.allLine) * total {
      log = split.log
      waiting = split
      let minutes = split.beforeFirst.map(\.minutes)
      let before = minutes.reduce(0, +)
      if !split.beforeFirst.isEmpty, before > (1 - Self.allLine) * total {
        city.dispatch = pool.cell(name: "dispatch", ended: minutes, open: []) { ([], []) }
      }
    }
    for (tier, sums) in split.tiers.enumerated() where sums.waits > 0 && sums.total > 0 {
      let id = tierIDs[tier]
      let staff = city.tiers[tier].staff ?? 1
      if sums.share < Self.noLine, sums.high < 2 * Self.noLine || sums.high == 1 {
        city.notes.append(.waitsElsewhere(tier: id, staff: staff, share: sums.share, high: sums.high))
      } else {
        city.notes.append(.waitsInLine(tier: id, staff: staff, share: sums.share, low: sums.low, high: sums.high))
      }
      if sums.offDuty > sums.total / 20 {
        city.notes.append(.waitsOffDuty(tier: id, share: sums.offDuty / sums.total))
      }
      // First come, first served knows no such pairs; where nothing lies elsewhere, they are the order of service.
      if sums.pairs >= 50, sums.overtaken > 0.1, sums.elsewhere < 0.05 * sums.total {
        city.notes.append(.orderOfService(tier: id, share: sums.overtaken))
      }
    }
    if log.opensWithWork { city.notes.append(.firstWaitUnknown) }
  }

  // MARK: - Arrivals

  private mutating func estimateArrivals() {
    var arriving = log
    if log.opensWithWork, let desks {
      let first = FirstArrivals(log: log, desks: desks)
      for index in arriving.cases.indices { arriving.cases[index].opened = first.times[index] }
    }
    let arrivals = ArrivalEstimation(log: arriving, typeOfCase: types.ofCase, typeCount: types.count)
    let (profiles, ofType) = arrivals.profiles()
    city.profiles = profiles
    for type in 0..<types.count {
      let rate = arrivals.rate(ofType: type)
      let cases = types.cases[type]
      city.types.append(
        FittedType(
          id: types.ids[type], title: types.titles[type], cases: cases, rate: rate.rate, rateLow: rate.low,
          rateHigh: rate.high, profile: ofType[type],
          // A day's factor is each top unit's own; what the city's days show is their mean.
          overDispersion: rate.dispersion * Double(tree.units.last?.count ?? 1).squareRoot(),
          urgency: types.urgency[type], start: [], ways: [], work: [], outside: []))
    }
    if log.lastArrivals - log.begin < ArrivalEstimation.daysForMonths * 1440 {
      city.notes.append(.shortForMonths(days: Int(((log.lastArrivals - log.begin) / 1440).rounded())))
    }
  }

  // MARK: - Ways and times

  private mutating func estimateTimes() throws(FitError) {
    let tiers = log.tierCount
    for type in 0..<types.count {
      var start = [Double](repeating: 0, count: tiers)
      for (index, item) in log.cases.enumerated() where types.ofCase[index] == type {
        if let first = log.visits(of: item).first { start[Int(first.tier)] += 1 }
      }
      let sum = start.reduce(0, +)
      city.types[type].start = start.map { sum > 0 ? $0 / sum : 0 }
    }
    let stays = material.stays.map { $0.map { $0.map { CompetingEnds.Stay(minutes: $0.minutes, way: Int($0.way)) } } }
    let ends = try ends(of: stays)
    for type in 0..<types.count {
      for tier in 0..<tiers {
        let name = "\(types.ids[type])_\(tierIDs[tier])"
        let own = ends[type][tier]
        city.types[type].work.append(work(type: type, tier: tier, name: name))
        var ways: [FittedWay] = []
        for target in 0..<tiers where own.shares[target] > 0 {
          let after = pool.cell(
            name: "\(name)_to_\(tierIDs[target])", ended: own.ended[target], open: own.open[target],
            fallback: pooled(tier, target, stays))
          ways.append(
            FittedWay(target: target, share: own.shares[target], count: own.ended[target].count, after: after))
        }
        city.types[type].ways.append(ways)
        let closing =
          stays[type][tier].isEmpty
          ? nil
          : pool.cell(
            name: "\(name)_closed", ended: own.ended[tiers], open: own.open[tiers],
            fallback: pooled(tier, tiers, stays))
        city.types[type].outside.append(closing)
      }
    }
  }

  /// How stays end, by type and tier. A type of which none was seen to be closed takes the ways of all types.
  private mutating func ends(of stays: [[[CompetingEnds.Stay]]]) throws(FitError) -> [[CompetingEnds]] {
    let tiers = log.tierCount
    let all = (0..<tiers).map { tier in
      CompetingEnds((0..<types.count).flatMap { stays[$0][tier] }, ways: tiers + 1)
    }
    if let tier = CompetingEnds.endlessTier(all) { throw .endless(tier: tierIDs[tier]) }
    var ends = stays.map { $0.map { CompetingEnds($0, ways: tiers + 1) } }
    var borrowed = 0
    for type in ends.indices where CompetingEnds.endlessTier(ends[type]) != nil {
      ends[type] = all
      city.types[type].hasBorrowedWays = true
      borrowed += 1
    }
    if borrowed > 0 { city.notes.append(.borrowedWays(types: borrowed, of: types.count)) }
    return ends
  }

  private func pooled(_ tier: Int, _ way: Int, _ stays: [[[CompetingEnds.Stay]]]) -> () -> ([Double], [Double]) {
    { [count = types.count, tiers = log.tierCount] in
      let all = CompetingEnds((0..<count).flatMap { stays[$0][tier] }, ways: tiers + 1)
      return (all.ended[way], all.open[way])
    }
  }

  private mutating func work(type: Int, tier: Int, name: String) -> DurationCell? {
    guard log.hasWork else { return nil }
    func split(_ times: [CityMaterial.Time]) -> ([Double], [Double]) {
      (times.filter { $0.way >= 0 }.map(\.minutes), times.filter { $0.way < 0 }.map(\.minutes))
    }
    let own = split(material.work[type][tier])
    guard !own.0.isEmpty || !own.1.isEmpty else { return nil }
    return pool.cell(name: "\(name)_work", ended: own.0, open: own.1) { [material] in
      split(material.work.flatMap { $0[tier] })
    }
  }

  // MARK: - Reopening

  private mutating func estimateReopening() {
    let closings = material.closings.count
    let delays = material.reopenings.map(\.minutes)
    let above = material.reopenings.count { $0.way > 0 }
    guard !delays.isEmpty, closings > 0 else { return }
    city.reopening = FittedReopening(
      share: Double(delays.count) / Double(closings), count: delays.count,
      above: Double(above) / Double(delays.count),
      delay: pool.cell(name: "reopened_after", ended: delays, open: []) { (delays, []) })
    city.notes.append(.reopened(count: delays.count))
  }

  // MARK: - Notes

  private mutating func addNotes() {
    let open = log.cases.count { $0.isOpen }
    if types.together > 0 { city.notes.append(.typesTogether(count: types.together, cases: types.casesTogether)) }
    if types.split > 0 { city.notes.append(.populations(types: types.split)) }
    if table.types.count == 0 { city.notes.append(.noTypes) }
    if map.tiers.count <= 1 { city.notes.append(.noTiers) }
    if !log.hasTimeOfDay { city.notes.append(.noTimeOfDay) }
    if !log.hasWork { city.notes.append(.noWork) }
    if table.blankTiers > 0 { city.notes.append(.blankTiers(rows: table.blankTiers, of: table.read - table.leftOut)) }
    if log.casesLeftOut > 0 {
      city.notes.append(.casesLeftOut(count: log.casesLeftOut, remaining: log.cases.count))
    }
    let momentary = log.visits.count { $0.left <= $0.entered && ($0.next.tier ?? Int($0.tier)) != Int($0.tier) }
    if momentary * 50 > log.visits.count { city.notes.append(.momentaryStays(count: momentary, of: log.visits.count)) }
    if !log.hasMoves, log.tierCount > 1 { city.notes.append(.noMoves) }
    if log.closesWithLastRow { city.notes.append(.closesWithLastRow) }
    if tree.units[0].count == 1 { city.notes.append(.noUnits) }
    if tree.blankCases > 0 { city.notes.append(.blankUnits(cases: tree.blankCases)) }
    for tier in tree.tiersWithoutParents { city.notes.append(.unitsWithoutParents(tier: tierIDs[tier])) }
    if open > 0 { city.notes.append(.openCases(count: open, of: log.cases.count)) }
    if log.handovers > 0 { city.notes.append(.handovers(count: log.handovers)) }
    let cells = city.cells
    let pooled = cells.count { $0.isPooled }
    if pooled > 0 { city.notes.append(.pooledCells(count: pooled, of: cells.count)) }
    let beyond = cells.filter(\.reachesBeyond).map(\.name)
    if !beyond.isEmpty { city.notes.append(.beyondLongest(cells: beyond, of: cells.count)) }
    let sampled = cells.count {
      if case .empirical = $0.fit { true } else { false }
    }
    if sampled > 0 { city.notes.append(.fromSample(count: sampled, of: cells.count)) }
  }
}
