import Queueing
import RandomStreams

/// A validated scenario, resolved to integers: everything that a replication needs, and nothing that changes.
///
/// The only door is ``init(validating:)``. Tiers, units, types, channels and departments are known by their indices;
/// units are numbered tier by tier from the ground up, so that the lowest tier's units are numbered first and are
/// the *places* where issues arise.
public final class FlowModel: Sendable {
  public let scenario: Scenario
  public let horizon: Horizon
  public let units: [Unit]
  public let stations: [StationPlan]
  /// The calendars of the scenario; the first is `always`.
  public let calendars: [WorkingCalendar]

  let tiers: [Tier]
  let types: [IssueType]
  /// One element per type and tier, type by type.
  let typesAtTiers: [TypeAtTier]
  /// One element per type and channel, type by type.
  let typesInChannels: [TypeInChannel]
  let channels: [Channel]
  let intake: Intake?
  let departments: [Department]
  let departmentCalls: [DepartmentCall]
  /// Tier that may call departments; -1 for none.
  let whistleTier: Int
  let deliberation: Deliberation?
  let feedback: Feedback?
  let withdrawal: Withdrawal?
  let samplers: SamplerBank
  /// Operational time of each profile: a rate whose mean over a year is one.
  let profiles: [PiecewiseConstantRate]
  /// Issues a minute, one element per source; source = type * places + place.
  let sourceRates: [Double]
  /// One id for each unit, unique within its tier: tier and number for a generated city, else the tables' own.
  public let unitIDs: [String]
  let unitNames: [LocalizedText]
  /// By which the luck of each unit is addressed: 24 bits, different within a tier.
  let unitLuckNumbers: [Int32]
  let subtrees: [Subtree]

  public var tierCount: Int { tiers.count }
  public var placeCount: Int { Int(tiers[0].unitCount) }
  public var typeCount: Int { types.count }

  /// Checks a scenario as a whole and resolves it.
  /// - Throws: all findings at once.
  /// - Complexity: O(units × types + days × calendars)
  public init(validating scenario: Scenario) throws(FlowModelError) {
    var findings = Findings()
    FlowModel.checkOverall(scenario, &findings)
    try findings.throwIfAny()

    var samplers = SamplerBank()
    let horizon = Horizon(scenario)
    let calendarIDs = ["always"] + scenario.calendars.map(\.id)
    let tierIDs = scenario.tiers.map(\.id)
    let calendars = FlowModel.calendars(of: scenario, horizon: horizon)
    let names = Names(scenario)

    let city = FlowModel.city(of: scenario, &findings)
    let tiers = FlowModel.tiers(of: scenario, names: names, city: city, calendars: calendars, &samplers, &findings)
    let types = FlowModel.types(of: scenario, names: names, calendars: calendars, &samplers, &findings)
    let steps = FlowModel.steps(of: scenario, names: names, city: city, &samplers, &findings)
    FlowModel.checkCalendars(scenario, ids: calendarIDs, calendars: calendars, &findings)
    FlowModel.checkReach(scenario, &findings)
    FlowModel.checkTargets(scenario, names: names, &findings)
    let profiles = FlowModel.profiles(of: scenario, horizon: horizon)
    let rates = FlowModel.sourceRates(of: scenario, city: city)
    FlowModel.checkVolume(scenario, rates: rates, horizon: horizon, units: city.units.count, &findings)
    try findings.throwIfAny()

    self.scenario = scenario
    self.horizon = horizon
    self.calendars = calendars
    self.samplers = samplers
    self.tiers = tiers
    self.types = types.types
    typesAtTiers = types.atTiers
    typesInChannels = types.inChannels
    departmentCalls = types.calls
    units = city.units
    unitIDs = city.ids
    unitNames = city.names
    unitLuckNumbers = city.luckNumbers
    let stations = city.stations(scenario, names: names)
    self.stations = stations
    subtrees = FlowModel.subtrees(units: city.units, tiers: tiers, stations: stations)
    channels = steps.channels
    intake = steps.intake
    departments = steps.departments
    whistleTier = scenario.whistleAt.isEmpty ? -1 : tierIDs.firstIndex(of: scenario.whistleAt) ?? -1
    deliberation = steps.deliberation
    feedback = steps.feedback
    withdrawal = steps.withdrawal
    self.profiles = profiles
    sourceRates = rates
  }

  /// The ids of a scenario in index order.
  struct Names {
    let tiers: [String]
    let types: [String]
    let channels: [String]
    let departments: [String]
    let calendars: [String]
    let profiles: [String]

    init(_ scenario: Scenario) {
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
    let first = Int(tiers[tier].firstUnit)
    return first..<first + Int(tiers[tier].unitCount)
  }

  /// The unit itself or its forebear at a tier that is no lower.
  func forebear(of unit: Int, atTier tier: Int) -> Int {
    var unit = unit
    while Int(units[unit].tier) < tier { unit = Int(units[unit].parent) }
    return unit
  }

  /// Staff minutes available at a station over the observation.
  public func staffedMinutes(of station: StationPlan) -> Double {
    let calendar = calendars[Int(station.calendar)]
    return Double(station.servers)
      * calendar.workingTime(from: horizon.observationStart, to: horizon.observationEnd)
  }

  /// The numbers of a type and a place in the identity of an issue: what else the scenario holds does not change them.
  public func identity(type: UInt8, place: Int32) -> (type: Int, place: Int) {
    (Int(types[Int(type)].luckNumber), Int(unitLuckNumbers[Int(place)]))
  }

  /// A name for people: the scenario's, or the tier's with a number.
  public func unitName(_ unit: Int) -> LocalizedText { unitNames[unit] }
}
