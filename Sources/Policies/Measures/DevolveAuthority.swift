import ScenarioLanguage

/// 27 · 赋权赋能: who may decide moves down, and staff with it.
public struct DevolveAuthority: Measure {
  /// Shares that the lowest tier, and the next, may decide with the measure in full.
  var grid = 0.8
  var community = 0.95
  /// Share of the highest tier's staff that goes to the units below it.
  var staffMoved = 0.2
  /// Share of those moved that the lowest tier gets; the rest goes to the tier between.
  var staffToGrid = 0.5
  var training = 3000.0

  public init() {}

  public static let page = MeasurePage(
    27, "devolve_authority", term: "赋权赋能", en: "Devolve authority", zh: "赋权赋能",
    mechanism: LocalizedText(
      en: """
        Lower tiers may decide more issues themselves, and a part of the highest tier's staff moves to them. The share \
        of issues that a tier may decide rises towards a limit, never falls; staff is moved, not made.
        """,
      zh: "下级可自行决定更多事项，并有部分上级人员下沉。各层级的权限比例向上限提高，不会下降；人员只转移，不增加。"),
    sideEffect: LocalizedText(
      en:
        "The street has fewer hands for what still comes to it; a grid that may decide what it cannot solve keeps it longer.",
      zh: "镇街处理剩余事项的人手减少；网格有权而无力时，事项滞留更久。"),
    inHand: onlyNew,
    decisions: .all)

  private static let onlyNew = LocalizedText(
    en: "Who may decide an issue is settled when it arises; staff who move finish what they have in hand.",
    zh: "事项的权限在其发生时确定；转移的人员办完手头工作。")

  public static var parameters: [MeasureParameter<DevolveAuthority>] {
    [
      .number(
        "grid", { \.grid }, { .share() }, default: "80%", range: "60%–90%",
        en: "Share that the lowest tier may decide of each type, where it may decide less.",
        zh: "最低层级可决定的比例上限（原本更低者提高到此）。"),
      .number(
        "community", { \.community }, { .share() }, default: "95%", range: "80%–100%",
        en: "Share that the second tier or those below may decide.", zh: "第二层级及以下可决定的比例上限。"),
      .number(
        "staff_moved", { \.staffMoved }, { .share(.shareBelowOne) }, default: "20%", range: "0%–40%",
        en: "Share of the highest tier's staff that moves down.", zh: "镇街人员下沉的比例。"),
      .number(
        "staff_to_grid", { \.staffToGrid }, { .share() }, default: "50%", range: "0%–100%",
        en: "Share of those who move that goes to the lowest tier; the rest goes to the second.",
        zh: "下沉人员中到最低层级的比例；其余到第二层级。"),
      .number(
        "training", { \.training }, { .yearlyCost }, default: "3000 per year", range: "0–10000 per year",
        unit: .perWorker, en: "Cost of training each worker of the lowest tier.", zh: "每名最低层级人员的培训成本。"),
    ]
  }

  public func shortcomings(of scenario: Scenario) -> [ScenarioProblem.Kind] {
    scenario.tiers.count > 1 ? [] : [.needsTiers(2)]
  }

  public func apply(to scenario: inout Scenario, dose: Double) {
    let goals = [grid, max(grid, community)]
    for type in scenario.types.indices where scenario.types[type].routing == nil {
      var below = 0.0
      for (tier, spec) in scenario.tiers.enumerated() {
        let now = max(below, scenario.types[type].decides(at: tier, of: scenario))
        var share = now
        if tier < goals.count, tier < scenario.tiers.count - 1 {
          share = max(now, now.moved(to: goals[tier], by: dose))
        }
        below = max(below, share)
        scenario.types[type].authority[spec.id] = below
      }
    }
    moveStaff(in: &scenario, dose: dose)
    scenario.addCost(of: Self.page, training * dose * scenario.workers(ofTier: 0))
  }

  private func moveStaff(in scenario: inout Scenario, dose: Double) {
    let top = scenario.tiers.count - 1
    let moved = scenario.workers(ofTier: top) * staffMoved * dose
    let toGrid = top > 1 ? moved * staffToGrid : moved
    scenario.addStaff(-moved, toTier: top)
    scenario.addStaff(toGrid, toTier: 0)
    if top > 1 { scenario.addStaff(moved - toGrid, toTier: 1) }
  }
}
