import Policies
import Queueing
import RandomStreams
import ScenarioLanguage

/// A validated scenario, resolved to integers: everything that a replication needs, and nothing that changes.
///
/// The only door is ``init(validating:)``. Tiers, units, types, channels and departments are known by their indices;
/// units are numbered tier by tier from the ground up, so that the lowest tier's units are numbered first and are
/// the *places* where issues arise.
public final class FlowModel: Sendable {
  /// The scenario with all that its measures bring in, before any of them acts, in the order of ids.
  public let scenario: Scenario
  /// The scenario as it was given; a changed model must be made from it, so that what measures bring keeps its luck.
  public let written: Scenario
  public let horizon: Horizon
  public let units: [Unit]
  public let stations: [StationPlan]
  /// The calendars of the scenario; the first is `always`.
  public let calendars: [WorkingCalendar]

  /// What holds from when; the first from time zero.
  let phases: [Phase]
  let samplers: SamplerBank
  /// Operational time of each profile: a rate whose mean over a year is one.
  let profiles: [PiecewiseConstantRate]
  /// Issues a minute of the base city, one element per source; source = type * places + place.
  let sourceRates: [Double]
  /// The greatest factor by which rules multiply the arrivals of a type, by type.
  let arrivalLayers: [Int]
  /// One id for each unit, unique within its tier: tier and number for a generated city, else the tables' own.
  public let unitIDs: [String]
  let unitNames: [LocalizedText]
  /// Floor area in square metres, where a table gives it.
  let areas: [Double?]
  /// By which the luck of each unit is addressed: 24 bits, different within a tier.
  let unitLuckNumbers: [Int32]
  /// What shares nothing with the rest of the city between its reviews, in the order of the top tier.
  public let subtrees: [Subtree]
  let layout: StationLayout
  let processes: ProcessPlan
  /// What an author must know of the scenario before it runs; all of it is sound.
  public let remarks: [ScenarioRemark]
  /// When the city looks at all subtrees together.
  let reviews: [Double]

  /// Whether any rules thin the arrivals or superpose further ones.
  let modulatesArrivals: Bool
  /// The rules at the beginning; what they say of the ground holds throughout.
  var rules: FlowRules { phases[0].rules }
  public let tierCount: Int
  public let placeCount: Int
  public let typeCount: Int

  /// Checks a scenario as a whole and resolves it.
  /// - Throws: all findings at once.
  /// - Complexity: O(units × types + days × calendars)
  public init(validating scenario: Scenario) throws(FlowModelError) {
    var findings = Findings()
    FlowModel.checkOverall(scenario, &findings)
    try findings.throwIfAny()

    let policy = PolicyPhases(scenario)
    FlowModel.checkMeasures(policy, &findings)
    try findings.throwIfAny()
    let base = policy.base
    var samplers = SamplerBank()
    let horizon = Horizon(base)
    let calendars = FlowModel.calendars(of: base, horizon: horizon)
    let names = Names(base, written: scenario)
    let city = FlowModel.city(of: base, &findings)
    // The base first, so that what is wrong with it is said of it and not of its measures.
    let baseRules = FlowModel.rules(
      of: base, base: base, names: names, city: city, calendars: calendars, horizon: horizon, &samplers,
      &findings)
    FlowModel.checkCalendars(base, ids: names.calendars, calendars: calendars, &findings)
    FlowModel.checkReach(policy, &findings)
    FlowModel.checkTargets(base, names: names, &findings)
    let profiles = FlowModel.profiles(of: base, horizon: horizon)
    try findings.throwIfAny()
    let rateBase = policy.rateBase
    let phases = policy.stretches.map { stretch in
      var changes = Findings()
      FlowModel.checkAmounts(stretch.scenario, &changes)
      guard changes.all.isEmpty else {
        findings.addOfMeasures(changes)
        return Phase(start: stretch.start, rules: baseRules)
      }
      let rules = FlowModel.rules(
        of: stretch.scenario, base: rateBase, names: names, city: city, calendars: calendars, horizon: horizon,
        &samplers, &changes)
      findings.addOfMeasures(changes)
      return Phase(start: stretch.start, rules: rules)
    }
    let rates = FlowModel.sourceRates(of: rateBase, city: city)
    let layers = FlowModel.arrivalLayers(of: phases, count: baseRules.types.count, scenario: base, &findings)
    FlowModel.checkPosts(
      phases: phases, units: city.units, tiers: names.tiers, horizon: horizon, &findings)
    FlowModel.checkVolume(
      base, rates: rates, layers: layers, horizon: horizon, units: city.units.count, &findings)
    try findings.throwIfAny()

    self.scenario = base
    written = scenario
    self.horizon = horizon
    self.calendars = calendars
    self.samplers = samplers
    self.phases = phases
    units = city.units
    unitIDs = city.ids
    unitNames = city.names
    areas = city.areas
    unitLuckNumbers = city.luckNumbers
    stations = baseRules.stations
    tierCount = baseRules.tiers.count
    placeCount = Int(baseRules.tiers[0].unitCount)
    typeCount = base.types.count
    self.profiles = profiles
    sourceRates = rates
    arrivalLayers = layers
    modulatesArrivals = phases.contains {
      $0.rules.arrivalFactors.contains { $0 != 1 } || !$0.rules.works.isEmpty || $0.rules.projects != nil
    }
    layout = baseRules.layout
    processes = ProcessPlan(phases: phases, units: city.units, places: Int(baseRules.tiers[0].unitCount))
    subtrees = FlowModel.subtrees(
      units: city.units, tiers: baseRules.tiers, stations: baseRules.stations)
    remarks = base.remarks(of: base.measures.filter(\.isEverActive))
    reviews = FlowModel.reviews(phases: phases, horizon: horizon)
  }

  /// The ids of a scenario in index order.
  struct Names {
    let tiers: [String]
    let types: [String]
    let errands: [String]
    let channels: [String]
    let departments: [String]
    let calendars: [String]
    let profiles: [String]

    /// Those that the file wrote; all others came with measures and take the luck numbers that are left.
    let writtenTypes: Set<String>
    let writtenChannels: Set<String>
    let writtenDepartments: Set<String>
    let writtenVolunteers: Set<String>
    let writtenResponders: Set<String>

    init(_ scenario: Scenario, written: Scenario) {
      writtenTypes = Set(written.types.map(\.id) + written.errands.map(\.id))
      writtenChannels = Set(written.channels.map(\.id))
      writtenDepartments = Set(written.departments.map(\.id))
      writtenVolunteers = Set(written.volunteers.map(\.id))
      writtenResponders = Set(written.responders.map(\.id))
      errands = scenario.errands.map(\.id)
      tiers = scenario.tiers.map(\.id)
      types = scenario.types.map(\.id)
      channels = scenario.channels.map(\.id)
      departments = scenario.departments.map(\.id)
      calendars = ["always"] + scenario.calendars.map(\.id)
      profiles = scenario.profiles.map(\.id)
    }
  }

  /// The units of a tier.
  public func units(ofTier tier: Int) -> Range<Int> {
    let first = Int(rules.tiers[tier].firstUnit)
    return first..<first + Int(rules.tiers[tier].unitCount)
  }

  /// The unit itself or its forebear at a tier that is no lower.
  func forebear(of unit: Int, atTier tier: Int) -> Int {
    var unit = unit
    while Int(units[unit].tier) < tier { unit = Int(units[unit].parent) }
    return unit
  }

  /// The numbers of a type and a place in the identity of an issue: what else the scenario holds does not change them.
  public func identity(type: UInt8, place: Int32) -> (type: Int, place: Int) {
    (Int(rules.types[Int(type)].luckNumber), Int(unitLuckNumbers[Int(place)]))
  }

  /// A name for people: the scenario's, or the tier's with a number.
  public func unitName(_ unit: Int) -> LocalizedText { unitNames[unit] }
}
