import IssueFlow
import OutputAnalysis

/// Learns a city from a log.
struct CityEstimation {
  let map: LogMap
  let table: LogTable
  let log: EventLog
  let seed: UInt64

  private var city = FittedCity()
  private var types = TypeTable()
  private var tree: UnitTree
  /// Times of work by tier, for the hours of each.
  private var hours: [WorkingHours] = []
  private var pool: DurationPool

  init(map: LogMap, table: LogTable, log: EventLog, seed: UInt64) {
    self.map = map
    self.table = table
    self.log = log
    self.seed = seed
    tree = UnitTree(log: log, table: table)
    pool = DurationPool(seed: seed, resolution: log.resolution)
  }

  /// - Throws: when cases of the log go on for ever.
  static func city(map: LogMap, table: LogTable, log: EventLog, seed: UInt64) throws(FitError) -> FittedCity {
    var estimation = CityEstimation(map: map, table: table, log: log, seed: seed)
    try estimation.estimate()
    return estimation.city
  }

  private var tierIDs: [String] { map.tiers.isEmpty ? ["all"] : map.tiers.map(\.id) }

  private mutating func estimate() throws(FitError) {
    types = TypeTable(log: log, names: table.types, most: map.mostTypes)
    try estimateTiers()
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
          week: log.hasWork ? week : nil, from: min(log.begin, log.visits.reduce(log.begin) { min($0, $1.entered) }),
          to: log.end, holidays: map.holidays))
    }
    if log.hasWork { estimateStaff() }
  }

  private mutating func estimateStaff() {
    for tier in city.tiers.indices {
      var work: [[(start: Double, end: Double)]] = Array(repeating: [], count: tree.units[tier].count)
      for visit in log.visits where Int(visit.tier) == tier && visit.hasWork {
        let desk = visit.desk >= 0 ? tree.unitOfDesk[tier][Int(visit.desk)] : work.count == 1 ? 0 : -1
        if desk >= 0 { work[desk].append((visit.started, visit.ended)) }
      }
      let staff = work.map { $0.isEmpty ? nil : StaffEstimation.staff($0) }
      for (unit, count) in staff.enumerated() { tree.units[tier][unit].staff = count }
      let known = staff.compactMap { $0 }
      guard !known.isEmpty else { continue }
      let mean = Double(known.reduce(0, +)) / Double(known.count)
      city.tiers[tier].staff = mean
      city.notes.append(.staffFound(tier: tierIDs[tier], staff: mean))
    }
  }

  // MARK: - Arrivals

  private mutating func estimateArrivals() {
    let arrivals = ArrivalEstimation(log: log, typeOfCase: types.ofCase, typeCount: types.count)
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
    let stays = stays()
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
      borrowed += 1
    }
    if borrowed > 0 { city.notes.append(.borrowedWays(types: borrowed, of: types.count)) }
    return ends
  }

  /// Stays after work, or whole stays, by type and tier; the last way is closing.
  private func stays() -> [[[CompetingEnds.Stay]]] {
    let tiers = log.tierCount
    var stays = Array(
      repeating: Array(repeating: [CompetingEnds.Stay](), count: tiers), count: types.count)
    for (index, item) in log.cases.enumerated() {
      for visit in log.visits(of: item) {
        // Work that is not done says nothing of what comes after it.
        if log.hasWork, visit.ended.isNaN { continue }
        let begin = log.hasWork ? visit.ended : visit.entered
        let way = visit.next == .unknown ? -1 : visit.next.tier ?? tiers
        stays[types.ofCase[index]][Int(visit.tier)].append(
          CompetingEnds.Stay(minutes: max(0, visit.left - begin), way: way))
      }
    }
    return stays
  }

  private func pooled(_ tier: Int, _ way: Int, _ stays: [[[CompetingEnds.Stay]]]) -> () -> ([Double], [Double]) {
    { [count = types.count, tiers = log.tierCount] in
      let all = CompetingEnds((0..<count).flatMap { stays[$0][tier] }, ways: tiers + 1)
      return (all.ended[way], all.open[way])
    }
  }

  private mutating func work(type: Int, tier: Int, name: String) -> DurationCell? {
    guard log.hasWork else { return nil }
    func times(_ includes: (Int) -> Bool) -> ([Double], [Double]) {
      var ended: [Double] = []
      var open: [Double] = []
      for (index, item) in log.cases.enumerated() where includes(types.ofCase[index]) {
        for visit in log.visits(of: item) where Int(visit.tier) == tier && !visit.started.isNaN {
          if visit.ended.isNaN {
            open.append(hours[tier].minutes(from: visit.started, to: max(visit.started, log.end)))
          } else {
            ended.append(hours[tier].minutes(from: visit.started, to: visit.ended))
          }
        }
      }
      return (ended, open)
    }
    let own = times { $0 == type }
    guard !own.0.isEmpty || !own.1.isEmpty else { return nil }
    return pool.cell(name: "\(name)_work", ended: own.0, open: own.1) { times { _ in true } }
  }

  // MARK: - Reopening

  private mutating func estimateReopening() {
    var closings = 0
    var above = 0
    var delays: [Double] = []
    for item in log.cases {
      var before: LogVisit?
      for visit in log.visits(of: item) {
        if visit.isReopening, let before {
          delays.append(max(0, visit.entered - before.left))
          if visit.tier > before.tier { above += 1 }
        }
        if visit.next == .closed { closings += 1 }
        before = visit
      }
    }
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
    if let doubt = LogDoubt.ofExtrapolation(cells) { city.notes.append(.log(doubt)) }
    let pooled = cells.count { $0.isPooled }
    if pooled > 0 { city.notes.append(.pooledCells(count: pooled, of: cells.count)) }
    let sampled = cells.count {
      if case .empirical = $0.fit { true } else { false }
    }
    if sampled > 0 { city.notes.append(.fromSample(count: sampled, of: cells.count)) }
  }
}
