import RandomStreams
import ScenarioLanguage

extension FlowModel {
  /// The ground as units in a tree.
  struct City {
    var units: [Unit] = []
    /// Tier and number for a generated city, as `grid-17`; what its tables call them for any other.
    var ids: [String] = []
    var names: [LocalizedText] = []
    /// By which luck is addressed: the position in the tier of a generated city; from the ids of a table.
    var luckNumbers: [Int32] = []
    /// Floor area in square metres, by unit, where a table gives it.
    var areas: [Double?] = []
    /// First unit and number of units, one element per tier.
    var ranges: [Range<Int>] = []

    func range(ofTier id: String, names: Names) -> Range<Int> {
      guard let tier = names.tiers.firstIndex(of: id), tier < ranges.count else { return 0..<0 }
      return ranges[tier]
    }
  }

  /// At most so many units of all tiers; a place must fit the 24 bits of an address.
  static let unitLimit = 10_000_000

  /// At most so many households of all places, and so much skew.
  static let mostHouseholds = 1e15

  /// Lays the city out, from numbers per tier or from tables.
  static func city(of scenario: Scenario, _ findings: inout Findings) -> City {
    switch scenario.city.source {
    case .generated(let counts): generatedCity(scenario, counts, &findings)
    case .tables(let tables): tabledCity(scenario, tables, &findings)
    }
  }

  private static func generatedCity(
    _ scenario: Scenario, _ counts: [String: Int], _ findings: inout Findings
  ) -> City {
    let ids = scenario.tiers.map(\.id)
    for id in counts.keys.sorted() where !ids.contains(id) {
      findings.add(["city", "units", id], .unknownName(id, what: Nouns.tier, candidates: ids))
    }
    var numbers = [Int](repeating: 0, count: ids.count)
    var total = 0
    var above = 1
    for tier in ids.indices.reversed() {
      let id = ids[tier]
      guard let count = counts[id] else {
        findings.add(["city", "units"], .missing(Nouns.unitsOf(id)))
        return City()
      }
      guard count >= 1 else {
        findings.add(["city", "units", id], .outOfRange(String(count), allowed: Nouns.oneOrMore))
        return City()
      }
      let (product, overflow) = above.multipliedReportingOverflow(by: count)
      guard !overflow, product <= unitLimit - total else {
        findings.add(["city", "units", id], .tooMany(Nouns.units, limit: String(unitLimit)))
        return City()
      }
      numbers[tier] = product
      total += product
      above = product
    }

    var city = City()
    city.units.reserveCapacity(total)
    var first = 0
    for tier in ids.indices {
      city.ranges.append(first..<first + numbers[tier])
      first += numbers[tier]
    }
    let stream = RandomStream(key: StreamKey(masterSeed: scenario.city.seed, replication: 0))
    var bank = SamplerBank()
    let households = bank.add(scenario.city.households)
    for tier in ids.indices {
      let isTop = tier == ids.count - 1
      let perParent = isTop ? numbers[tier] : numbers[tier] / numbers[tier + 1]
      let perUnit = tier == 0 ? 0 : numbers[tier - 1] / numbers[tier]
      for index in 0..<numbers[tier] {
        var unit = Unit(
          tier: Int32(tier), parent: isTop ? -1 : Int32(city.ranges[tier + 1].lowerBound + index / perParent),
          firstChild: tier == 0 ? -1 : Int32(city.ranges[tier - 1].lowerBound + index * perUnit),
          childCount: Int32(perUnit), households: 0, skew: 1,
          staff: staff(of: scenario.tiers[tier], tier: tier, unit: index, stream: stream))
        if tier == 0 {
          let address = StreamAddress(purpose: FlowPurpose.households.stream, place: index)
          unit.households = max(0, bank.sample(households, from: stream, at: address).rounded())
        }
        city.units.append(unit)
        city.ids.append("\(ids[tier])-\(index + 1)")
        city.luckNumbers.append(Int32(index))
        city.areas.append(nil)
        city.names.append(numberedName(of: scenario.tiers[tier], index))
      }
    }
    finish(&city, scenario, stream: stream, &findings)
    return city
  }

  private static func tabledCity(
    _ scenario: Scenario, _ tables: [String: [UnitRow]], _ findings: inout Findings
  ) -> City {
    let ids = scenario.tiers.map(\.id)
    for id in tables.keys.sorted() where !ids.contains(id) {
      findings.add(["city", "files", id], .unknownName(id, what: Nouns.tier, candidates: ids))
    }
    var city = City()
    let stream = RandomStream(key: StreamKey(masterSeed: scenario.city.seed, replication: 0))
    // Children must lie side by side under their parent, so tiers are laid out from the top and then numbered.
    var rowsOfTier = [[(row: UnitRow, parent: Int)]](repeating: [], count: ids.count)
    for tier in ids.indices.reversed() {
      guard let rows = tables[ids[tier]], !rows.isEmpty else {
        findings.add(["city", "files"], .missing(Nouns.unitsOf(ids[tier])))
        return City()
      }
      var seen: [String: Int] = [:]
      for row in rows where seen.updateValue(row.line, forKey: row.id) != nil {
        findings.add(
          ["city", "files", ids[tier], row.id],
          .duplicateName(row.id, what: Nouns.unit, firstAt: "\(ids[tier]) row of line \(row.line)"))
      }
      if tier == ids.count - 1 {
        rowsOfTier[tier] = rows.map { ($0, -1) }
      } else {
        let parents = Dictionary(
          rowsOfTier[tier + 1].enumerated().map { ($1.row.id, $0) }, uniquingKeysWith: { first, _ in first })
        var placed: [(row: UnitRow, parent: Int)] = []
        for row in rows {
          guard let parent = parents[row.parent] else {
            findings.add(
              ["city", "files", ids[tier], row.id],
              .unknownName(row.parent, what: Nouns.parentUnit, candidates: parents.keys.sorted()))
            continue
          }
          placed.append((row, parent))
        }
        let order = placed.indices.sorted { (placed[$0].parent, $0) < (placed[$1].parent, $1) }
        rowsOfTier[tier] = order.map { placed[$0] }
      }
    }
    guard rowsOfTier.allSatisfy({ !$0.isEmpty }) else { return City() }
    let total = rowsOfTier.reduce(0) { $0 + $1.count }
    guard total <= unitLimit else {
      findings.add(["city", "files"], .tooMany(Nouns.units, limit: String(unitLimit)))
      return City()
    }
    var first = 0
    for rows in rowsOfTier {
      city.ranges.append(first..<first + rows.count)
      first += rows.count
    }
    for tier in ids.indices {
      let numbers = LuckNumbers.numbers(of: rowsOfTier[tier].map(\.row.id), bits: LuckNumbers.placeBits)
      city.luckNumbers += numbers
      for ((row, parent), number) in zip(rowsOfTier[tier], numbers) {
        city.units.append(
          Unit(
            tier: Int32(tier),
            parent: parent < 0 ? -1 : Int32(city.ranges[tier + 1].lowerBound + parent),
            firstChild: -1, childCount: 0, households: tier == 0 ? row.households ?? 0 : 0, skew: 1,
            staff: row.staff.map(Int32.init)
              ?? staff(of: scenario.tiers[tier], tier: tier, unit: Int(number), stream: stream)))
        city.ids.append(row.id)
        city.areas.append(row.area)
        let title = row.title
        city.names.append(title.en.isEmpty && title.zh.isEmpty ? LocalizedText(en: row.id, zh: row.id) : title)
      }
    }
    for unit in city.units.indices {
      let parent = Int(city.units[unit].parent)
      guard parent >= 0 else { continue }
      if city.units[parent].childCount == 0 { city.units[parent].firstChild = Int32(unit) }
      city.units[parent].childCount += 1
    }
    finish(&city, scenario, stream: stream, &findings)
    return city
  }

  /// Draws the skew, sums households upward and refuses a city without any ground.
  private static func finish(
    _ city: inout City, _ scenario: Scenario, stream: RandomStream, _ findings: inout Findings
  ) {
    var bank = SamplerBank()
    let skew = bank.add(scenario.city.skew)
    let places = city.ranges[0]
    var weighted = 0.0
    var weights = 0.0
    let usesHouseholds = scenario.types.contains {
      if case .perHousehold = $0.rate { return true } else { return false }
    }
    for place in places {
      let address = StreamAddress(purpose: FlowPurpose.skew.stream, place: Int(city.luckNumbers[place]))
      city.units[place].skew = max(0, bank.sample(skew, from: stream, at: address))
      let weight = usesHouseholds ? city.units[place].households : 1
      weighted += city.units[place].skew * weight
      weights += weight
    }
    // Beyond this, sums and products are no longer numbers.
    guard weights <= mostHouseholds, weighted <= mostHouseholds else {
      findings.add(
        ["city"],
        .custom(
          en: "the households or the skew of all places together exceed 1e15; give smaller ones",
          zh: "各处户数或偏斜系数之和超过 1e15；请减小"))
      return
    }
    // By the law's mean and not by the mean of these places: a place that is added changes the issues of no other.
    let mean = scenario.city.skew.mean
    if mean > 0, mean < .infinity {
      for place in places { city.units[place].skew /= mean }
    }
    for unit in city.units.indices {
      let parent = Int(city.units[unit].parent)
      if parent >= 0 { city.units[parent].households += city.units[unit].households }
    }
    let isTabled = if case .tables = scenario.city.source { true } else { false }
    if weights <= 0 {
      let table = isTabled ? scenario.tiers.first.map { ["city", "files", $0.id] } : nil
      findings.add(table ?? ["city"], .custom(Nouns.noHouseholds))
    }
    if city.ranges.count == scenario.tiers.count {
      for (spec, range) in zip(scenario.tiers, city.ranges) {
        // Lines have staff of their own, and what the unit has counts for nothing.
        let isEmpty =
          spec.lines.isEmpty || range.lowerBound > 0
          ? range.allSatisfy { city.units[$0].staff == 0 } : spec.lines.allSatisfy { $0.staff == 0 }
        if isEmpty { findings.add(["tiers", spec.id, "staff"], .custom(Nouns.noStaff)) }
      }
    }
  }

  /// The whole part of the mean, and one more with the chance of its fraction.
  private static func staff(of tier: TierSpec, tier index: Int, unit: Int, stream: RandomStream) -> Int32 {
    let address = StreamAddress(purpose: FlowPurpose.staff.stream, type: index, place: unit)
    return stream.wholeNumber(ofMean: tier.staff, at: address)
  }

  private static func numberedName(of tier: TierSpec, _ index: Int) -> LocalizedText {
    let number = String(index + 1)
    return LocalizedText(
      en: "\(tier.title.en.isEmpty ? tier.id : tier.title.en) \(number)",
      zh: "\(tier.title.zh.isEmpty ? tier.id : tier.title.zh)\(number)")
  }
}
