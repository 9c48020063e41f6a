import Queueing
import ScenarioLanguage

/// What a handler must know of a station, gathered so that it lies in one cache line.
struct StationDesk: BitwiseCopyable {
  var slowness: Double
  /// Added to the competence level of the tier.
  var competence = 0.0
  /// Station of volunteers who take what waits here; -1 for none.
  let helpers: Int32
  let calendar: Int32
  let unit: Int32
  let department: UInt8
  /// Tier of the station's unit.
  let tier: UInt8
  /// The tier, then desks, then departments.
  let gauge: UInt8
  let role: StationRole
  let endOfShift: EndOfShift
  /// Whether its calendar never closes it.
  let isAlwaysOpen: Bool
  /// Whether workers may pass issues up untouched.
  let refers: Bool
  /// Whether its unit may hand issues down.
  let handsDown: Bool
  /// Whether there is a unit at all.
  var isActive = true
  /// Whether any of the rarer rules of a tier holds: switching, retries, adoption, generalists, overflow, collection.
  let isSpecial: Bool

  init(_ plan: StationPlan, rules: FlowRules, units: [Unit], layout: FlowModel.StationLayout) {
    let tierIndex = Int(units[Int(plan.unit)].tier)
    let tier = rules.tiers[tierIndex]
    let isTier = plan.role == .tier
    let isVolunteers = plan.role == .volunteers
    slowness = isTier || isVolunteers ? tier.slowness : 1
    helpers = isTier && tierIndex == 0 ? Int32(layout.volunteers(ofUnit: Int(plan.unit))) : -1
    isSpecial =
      (isTier || isVolunteers)
      && (tier.switching > 0 || tier.retry > 0 || tier.adoption != nil || tier.generalistPenalty > 0
        || tier.overflow != nil || tier.lineDuplicates > 0 || tier.collectEvery > 0)
    calendar = plan.calendar
    unit = plan.unit
    department = UInt8(truncatingIfNeeded: plan.department)
    self.tier = UInt8(tierIndex)
    role = plan.role
    switch plan.role {
    case .tier, .volunteers: gauge = UInt8(tierIndex)
    case .intake: gauge = UInt8(rules.tiers.count)
    // Nobody waits for first responders.
    case .department, .responder: gauge = UInt8(rules.tiers.count + 1)
    }
    endOfShift = isTier ? tier.endOfShift : .pause
    isAlwaysOpen = plan.calendar == 0
    refers = isTier && tierIndex < rules.tiers.count - 1 && tier.referral.base + tier.referral.rise > 0
    handsDown = isTier && tier.sendDown > 0
  }
}
