/// A named output of a replication, with its unit and its classes.
public struct Response: Hashable, Sendable {
  /// What the classes of a response are.
  public enum Classes: Hashable, Sendable {
    /// One value; the class column is empty.
    case none
    case tier
    case channel
    case issueType
    case department
  }

  public enum Unit: String, Hashable, Sendable {
    case share = "1"
    case minutes = "min"
    case count = "issues"
    case visits = "visits"
    case money = "CNY"
    case events = "events"
    case units = "units"
  }

  /// What is known of it. A reference, since responses are compared and copied some thousand times a replication.
  private final class Page: Sendable {
    let name: String
    let unit: Unit
    let classes: Classes
    let meaning: LocalizedText

    init(name: String, unit: Unit, classes: Classes, meaning: LocalizedText) {
      self.name = name
      self.unit = unit
      self.classes = classes
      self.meaning = meaning
    }
  }

  private let page: Page

  public var name: String { page.name }
  public var unit: Unit { page.unit }
  public var classes: Classes { page.classes }
  public var meaning: LocalizedText { page.meaning }

  init(_ name: String, _ unit: Unit, _ classes: Classes, _ en: String, _ zh: String) {
    page = Page(name: name, unit: unit, classes: classes, meaning: LocalizedText(en: en, zh: zh))
  }

  /// Names are unique.
  public static func == (a: Response, b: Response) -> Bool { a.page === b.page || a.page.name == b.page.name }
  public func hash(into hasher: inout Hasher) { hasher.combine(page.name) }

  public static let share = Response(
    "share", .share, .tier, "closed issues of the cohort that were closed at the tier", "在该层级办结的事项占办结总数的比例")
  public static let shareHandled = Response(
    "share_handled", .share, .tier, "closed issues whose highest handling tier it was", "最高处置层级为该层级的比例")
  public static let shareRegistered = Response(
    "share_registered", .share, .tier, "as share, without self-help that was never registered", "不含未登记自助化解的办结比例")
  public static let issuesArisen = Response(
    "issues_arisen", .count, .none, "issues of the cohort", "观察期内发生的事项数")
  public static let issuesClosed = Response(
    "issues_closed", .count, .none, "issues of the cohort that were closed", "其中已办结的事项数")
  public static let openShare = Response(
    "open_share", .share, .none, "issues of the cohort still open at the end", "期末仍未办结的比例")
  public static let undiscoveredShare = Response(
    "undiscovered_share", .share, .none, "issues of the cohort that nobody had found at the end", "期末仍未被发现的比例")
  public static let withdrawnShare = Response(
    "withdrawn_share", .share, .none, "issues of the cohort that residents gave up or that were turned away",
    "居民放弃或被拒之门外的比例")
  public static let timeToCloseMean = Response(
    "time_to_close_mean", .minutes, .none, "mean time from registration to closing", "从登记到办结的平均时间")
  public static let timeToCloseP50 = Response(
    "time_to_close_p50", .minutes, .none, "median time from registration to closing", "从登记到办结时间的中位数")
  public static let timeToCloseP90 = Response(
    "time_to_close_p90", .minutes, .none, "90 % of closed issues took no longer", "九成事项的办结时间不超过此值")
  public static let timeToCloseByTier = Response(
    "time_to_close_mean_by_tier", .minutes, .tier, "mean time from registration to closing, by closing tier",
    "按办结层级的平均办结时间")
  public static let timeToCloseByType = Response(
    "time_to_close_mean_by_type", .minutes, .issueType, "mean time from registration to closing, by issue type",
    "按事项类型的平均办结时间")
  public static let lowestTierShareByType = Response(
    "lowest_tier_share_by_type", .share, .issueType, "closed issues of the type that the lowest tier closed",
    "该类型由最低层级办结的比例")
  public static let discoveryDelayMean = Response(
    "discovery_delay_mean", .minutes, .none, "mean time from arising to being reported", "从发生到被报告的平均时间")
  public static let foundByShare = Response(
    "found_by_share", .share, .channel, "registered issues that the channel found first", "由该渠道首先发现的比例")
  public static let sojournMean = Response(
    "sojourn_mean", .minutes, .tier, "mean time of a visit to the tier, from arrival to end of work", "在该层级一次停留的平均时间")
  public static let waitMean = Response(
    "wait_mean", .minutes, .tier, "mean time of a visit before work begins", "开始办理前的平均等待时间")
  public static let queueLengthMean = Response(
    "queue_length_mean", .visits, .tier, "time average of the number waiting, all units together", "平均排队数（全层级合计）")
  public static let utilisation = Response(
    "utilisation", .share, .tier, "work done as a share of staffed opening hours", "工作时间占在岗时间的比例")
  public static let overloadedUnits = Response(
    "overloaded_units", .share, .tier, "units whose work arrives at least as fast as it can be done", "负荷不低于能力的单元比例")
  public static let unitsInBand = Response(
    "units_in_band", .share, .tier, "units whose own issues meet the target shares within tolerance", "自身达到目标比例的单元占比")
  public static let visits = Response(
    "visits", .visits, .tier, "visits to the tier that arrived in the observation", "观察期内到达该层级的办理次数")
  public static let reopenRate = Response(
    "reopen_rate", .share, .none, "closed issues that had been opened again at least once", "曾被退回重办的事项比例")
  public static let satisfaction = Response(
    "satisfaction", .share, .none, "call-backs that found the resident content", "回访满意率")
  public static let onTimeRate = Response(
    "on_time_rate", .share, .none, "issues with a limit, closed or past it, that kept it", "按期办结率")
  public static let misrouteRate = Response(
    "misroute_rate", .share, .none, "registered issues that were assigned wrongly at first", "首次派单错误的比例")
  public static let duplicateReports = Response(
    "duplicate_reports", .count, .none, "further reports of known issues, merged", "合并的重复上报数")
  public static let falseAlarms = Response(
    "false_alarms", .count, .none, "reports of nothing, dismissed", "排除的误报数")
  public static let staffCost = Response(
    "staff_cost", .money, .none, "cost of all staff over the observation", "观察期内的人员成本")
  public static let policyCost = Response(
    "policy_cost", .money, .none, "cost of the measures beside staff, over the observation", "观察期内措施的成本（人员除外）")
  public static let costPerClosed = Response(
    "cost_per_closed_issue", .money, .none, "cost of staff and measures for each closed issue", "每件办结事项的人员与措施成本")
  public static let departmentWaitMean = Response(
    "department_wait_mean", .minutes, .department, "mean time from the whistle to the start of the department's work",
    "从吹哨到部门开始处置的平均时间")
  public static let departmentUtilisation = Response(
    "department_utilisation", .share, .department, "as utilisation, of a department", "部门人员利用率")
  public static let intakeUtilisation = Response(
    "intake_utilisation", .share, .none, "as utilisation, of the intake desks", "受理席位利用率")
  public static let events = Response(
    "events", .events, .none, "arrivals and service completions of the whole run", "全程的到达与服务完成事件数")

  public static let peakOpen = Response(
    "peak_open", .count, .none, "most issues open at the end of a day of the observation",
    "观察期内日末未办结事项的最大数")
  public static let recoveryTime = Response(
    "recovery_time", .minutes, .none,
    "time from the policy's last change until no more issues are open than before its first",
    "从政策最后一次变动到未办结数回到首次变动前水平的时间")

  public static let timeToCloseGini = Response(
    "time_to_close_gini", .share, .tier,
    "inequality (Gini) of the mean time to close between the tier's units, by where issues arose",
    "该层级各单元平均办结时间的基尼系数（按发生地）")
  public static let timeToCloseWorstTenth = Response(
    "time_to_close_worst_tenth", .minutes, .tier, "mean time to close in the slowest tenth of the tier's units",
    "该层级最慢一成单元的平均办结时间")
  public static let lowestShareGini = Response(
    "lowest_tier_share_gini", .share, .tier, "inequality (Gini) of the share closed at the lowest tier between units",
    "各单元最低层级办结比例的基尼系数")
  public static let lowestShareWorstTenth = Response(
    "lowest_tier_share_worst_tenth", .share, .tier,
    "share closed at the lowest tier, in the tenth of the tier's units where it is smallest",
    "该层级最差一成单元的最低层级办结比例")

  /// All of them, in the order of the result files.
  public static let all: [Response] =
    [
      share, shareHandled, shareRegistered, issuesArisen, issuesClosed, openShare, undiscoveredShare, withdrawnShare,
      timeToCloseMean, timeToCloseP50, timeToCloseP90, timeToCloseByTier,
      timeToCloseByType, lowestTierShareByType, discoveryDelayMean, foundByShare,
      sojournMean, waitMean, queueLengthMean, utilisation, overloadedUnits, unitsInBand, visits, reopenRate,
      satisfaction, onTimeRate, misrouteRate, duplicateReports, falseAlarms, staffCost, policyCost, costPerClosed,
      departmentWaitMean, departmentUtilisation, intakeUtilisation, timeToCloseGini,
      timeToCloseWorstTenth, lowestShareGini, lowestShareWorstTenth, peakOpen, recoveryTime, events,
    ] + sums

  public static func named(_ name: String) -> Response? { all.first { $0.name == name } }
}
