extension Response {
  /// What reports call it: in English its name, which guards use as well, in Chinese a word of its own.
  public var title: LocalizedText { LocalizedText(en: name, zh: Response.chineseTitles[name] ?? name) }

  /// What pages call it, in words of either language.
  public var spoken: LocalizedText { LocalizedText(en: Response.englishTitles[name] ?? name, zh: title.zh) }

  private static let englishTitles: [String: String] = [
    "share": "closed at", "share_handled": "handled at", "share_registered": "closed at, registered only",
    "issues_arisen": "issues that arose", "issues_closed": "issues closed", "open_share": "still open",
    "undiscovered_share": "never noticed", "withdrawn_share": "given up by residents",
    "time_to_close_mean": "mean time to close", "time_to_close_p50": "median time to close",
    "time_to_close_p90": "90% closed within", "time_to_close_mean_by_tier": "mean time to close",
    "time_to_close_mean_by_type": "mean time to close", "lowest_tier_share_by_type": "closed at the lowest tier",
    "discovery_delay_mean": "mean time until noticed", "found_by_share": "found by", "sojourn_mean": "mean visit",
    "wait_mean": "mean wait", "queue_length_mean": "mean line", "utilisation": "staff busy",
    "overloaded_units": "overloaded units", "units_in_band": "units on target", "visits": "visits",
    "reopen_rate": "reopened", "satisfaction": "residents content", "on_time_rate": "on time",
    "misroute_rate": "assigned wrongly", "duplicate_reports": "duplicate reports", "false_alarms": "false alarms",
    "staff_cost": "cost of staff", "policy_cost": "cost of measures",
    "cost_per_closed_issue": "cost per closed issue", "department_wait_mean": "wait for the department",
    "department_utilisation": "department busy", "intake_utilisation": "intake desk busy",
    "peak_open": "most open at once", "recovery_time": "time to recover",
    "time_to_close_gini": "Gini of time to close", "time_to_close_worst_tenth": "time to close, slowest tenth",
    "lowest_tier_share_gini": "Gini of the lowest tier's share",
    "lowest_tier_share_worst_tenth": "lowest tier's share, worst tenth", "events": "events",
    "issues_avoided": "issues avoided", "issues_induced": "issues induced", "vacancy_share": "vacant posts",
    "vacancies_mean": "mean vacant posts", "departures": "workers who left", "tenure_mean": "mean time in post",
    "grade_mean": "mean grade", "weak_units_mean": "mean weak units", "weak_share": "weak units",
    "weak_time_mean": "mean time weak", "uncovered_share": "issues without a unit",
    "blank_share": "issues in blank spots", "ownerless_time_mean": "mean time without an owner",
    "volunteer_time": "time of volunteers", "volunteer_turnout": "volunteers who came",
    "active_members_share": "active members", "first_response_share": "solved by the first response",
    "first_response_missed": "first response missed", "within_circle_share": "visits within the circle",
    "travel_time_mean": "mean walk", "proactive_share": "settled unasked", "verify_time": "time to verify",
    "orders_refused": "orders refused", "order_time_mean": "mean time of an order",
    "join_time_mean": "mean time to join", "collection_time_mean": "mean time to collect",
    "meeting_wait_mean": "mean wait for a meeting", "meetings_held": "meetings held",
    "room_conflicts": "room conflicts", "lent_issues": "issues settled by neighbours",
    "floor_norm_met": "floor norm met", "switch_time": "time to switch", "errands_done": "errands done",
    "retries": "retries", "digital_time_saved": "time saved by digital tools",
    "line_duplicates": "duplicates between lines", "staff_moved": "staff moved", "expedited": "issues expedited",
    "projects": "projects", "stars_mean": "mean stars", "routing_cut_short": "routes cut short",
  ]

  private static let chineseTitles: [String: String] = [
    "share": "办结比例", "share_handled": "处置比例", "share_registered": "登记事项办结比例", "issues_arisen": "发生数",
    "issues_closed": "办结数", "open_share": "未办结比例", "undiscovered_share": "未发现比例", "withdrawn_share": "群众撤诉率",
    "time_to_close_mean": "平均办结时间", "time_to_close_p50": "办结时间中位数", "time_to_close_p90": "九成事项办结时间",
    "time_to_close_mean_by_tier": "分层级平均办结时间", "time_to_close_mean_by_type": "分类型平均办结时间",
    "lowest_tier_share_by_type": "最低层级办结比例", "discovery_delay_mean": "平均发现时间", "found_by_share": "渠道发现比例",
    "sojourn_mean": "平均停留时间", "wait_mean": "平均等待时间", "queue_length_mean": "平均排队数", "utilisation": "利用率",
    "overloaded_units": "超负荷单元比例", "units_in_band": "达标单元比例", "visits": "办理次数", "reopen_rate": "退回重办率",
    "satisfaction": "满意率", "on_time_rate": "按期办结率", "misroute_rate": "派错率", "duplicate_reports": "重复上报数",
    "false_alarms": "误报数", "staff_cost": "人员成本", "policy_cost": "措施成本", "cost_per_closed_issue": "单件办结成本",
    "department_wait_mean": "部门平均等待时间", "department_utilisation": "部门利用率", "intake_utilisation": "受理利用率",
    "peak_open": "未办结峰值",
    "recovery_time": "恢复时间",
    "issues_avoided": "避免的事项数",
    "issues_induced": "新增事项数",
    "vacancy_share": "空缺率",
    "vacancies_mean": "平均空缺数",
    "departures": "离岗人数",
    "tenure_mean": "平均任职时间",
    "grade_mean": "平均等级",
    "weak_units_mean": "平均软弱单元数",
    "weak_share": "软弱比例",
    "weak_time_mean": "软弱持续时间",
    "uncovered_share": "无单元事项比例",
    "blank_share": "空白点事项比例",
    "ownerless_time_mean": "无主时间",
    "volunteer_time": "志愿服务时间",
    "volunteer_turnout": "志愿者到场率",
    "active_members_share": "活跃成员比例",
    "first_response_share": "先行解决比例",
    "first_response_missed": "先行着手比例",
    "within_circle_share": "圈内到访比例",
    "travel_time_mean": "平均步行时间",
    "proactive_share": "主动办结比例",
    "verify_time": "核实时间",
    "orders_refused": "点单拒绝率",
    "order_time_mean": "点单用时",
    "join_time_mean": "协同用时",
    "collection_time_mean": "收集用时",
    "meeting_wait_mean": "会议等待时间",
    "meetings_held": "会议举行率",
    "room_conflicts": "会议室冲突率",
    "lent_issues": "邻里互助事项数",
    "floor_norm_met": "面积达标比例",
    "switch_time": "切换时间",
    "errands_done": "完成任务数",
    "retries": "重试次数",
    "digital_time_saved": "数字净节省时间",
    "line_duplicates": "条线重复数",
    "staff_moved": "调配人次",
    "expedited": "督办事项数",
    "projects": "实事项目数",
    "stars_mean": "平均星级",
    "routing_cut_short": "流转中止数",
    "time_to_close_gini": "办结时间基尼系数", "time_to_close_worst_tenth": "最慢一成单元办结时间",
    "lowest_tier_share_gini": "就地办结基尼系数", "lowest_tier_share_worst_tenth": "最差一成单元就地办结比例",
    "events": "事件数",
  ]
}

extension Scenario {
  /// The title of a tier, type, channel or department that is a class of a response; its id where it has none.
  public func title(of responseClass: String, in classes: Response.Classes) -> LocalizedText {
    let title: LocalizedText? =
      switch classes {
      case .none: nil
      case .tier: tiers.first { $0.id == responseClass }?.title
      case .channel: channels.first { $0.id == responseClass }?.title
      case .issueType: types.first { $0.id == responseClass }?.title
      case .department: departments.first { $0.id == responseClass }?.title
      }
    return LocalizedText(
      en: title.map { $0.en.isEmpty ? responseClass : $0.en } ?? responseClass,
      zh: title.map { $0.zh.isEmpty ? responseClass : $0.zh } ?? responseClass)
  }
}

extension TierSpec {
  /// The title, or the id where there is none.
  public var name: LocalizedText {
    LocalizedText(en: title.en.isEmpty ? id : title.en, zh: title.zh.isEmpty ? id : title.zh)
  }
}
