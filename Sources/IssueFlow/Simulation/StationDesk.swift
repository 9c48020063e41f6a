import Queueing

/// What a handler must know of a station, gathered so that it lies in one cache line.
struct StationDesk: BitwiseCopyable {
  let slowness: Double
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

  init(_ plan: StationPlan, rules: FlowRules, units: [Unit]) {
    let tierIndex = Int(units[Int(plan.unit)].tier)
    let tier = rules.tiers[tierIndex]
    let isTier = plan.role == .tier
    slowness = isTier ? tier.slowness : 1
    calendar = plan.calendar
    unit = plan.unit
    department = UInt8(truncatingIfNeeded: plan.department)
    self.tier = UInt8(tierIndex)
    role = plan.role
    switch plan.role {
    case .tier: gauge = UInt8(tierIndex)
    case .intake: gauge = UInt8(rules.tiers.count)
    case .department: gauge = UInt8(rules.tiers.count + 1)
    }
    endOfShift = isTier ? tier.endOfShift : .pause
    isAlwaysOpen = plan.calendar == 0
    refers = isTier && tierIndex < rules.tiers.count - 1 && tier.referral.base + tier.referral.rise > 0
    handsDown = isTier && tier.sendDown > 0
  }
}
