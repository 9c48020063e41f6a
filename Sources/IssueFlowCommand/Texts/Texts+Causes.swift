import IssueFlow

/// Why issues leave the lowest tier: the word, what it means, and what would change it.
extension Texts {
  func label(of cause: LeakCause) -> String {
    switch cause {
    case .none: say("none", "无")
    case .authority: say("no authority", "无权限")
    case .competence: say("too hard", "能力不足")
    case .referral: say("passed on", "主动上交")
    case .uncovered: say("no active unit", "无在岗单元")
    case .deadline: say("waited too long", "超时升级")
    case .misroute: say("sent too high", "越级派单")
    case .reopened: say("reopened", "退回重办")
    case .emergency: say("emergency", "紧急事项")
    case .direct: say("went straight up", "越级直达")
    case .full: say("no room to wait", "候办已满")
    case .routed: say("moved on, as observed", "按记录流转")
    }
  }

  func meaning(of cause: LeakCause) -> String {
    switch cause {
    case .none: say("The issue did not leave the lowest tier.", "事项没有离开最低层级。")
    case .authority:
      say(
        "The tier may not decide the issue, or it needs departments or a session that the tier cannot call.",
        "该层级无权处置，或需要它无法召集的部门或协商会。")
    case .competence: say("The tier worked on the issue and did not solve it.", "该层级已经办理，但没有解决。")
    case .referral:
      say("A worker passed the issue up without working on it, more often under load.", "工作人员未办理即上交，负荷越重越常见。")
    case .uncovered: say("The unit was not there, or not active.", "该单元空缺或未运转。")
    case .deadline: say("The issue waited longer than the tier's limit.", "等待时间超过该层级的时限。")
    case .misroute: say("The desk assigned the issue one tier too high.", "受理时派到了高一级。")
    case .reopened:
      say("The resident was not content, opened it again, and the tier above took it.", "居民不满意而退回重办，由上一级接手。")
    case .emergency: say("By rule, emergencies of this type start higher.", "按规则，此类紧急事项从更高层级开始。")
    case .direct: say("The resident, or a rule, went straight to a higher tier.", "居民或规则直接到了更高层级。")
    case .full: say("The tier had no place left to wait.", "该层级没有候办位置。")
    case .routed:
      say(
        "The log shows that a share of the type goes up after work at the lowest tier; it does not tell why.",
        "记录显示该类型有一部分在最低层级办理后上行；记录不说明原因。")
    }
  }

  /// What would keep such issues at the lowest tier.
  func advice(on cause: LeakCause) -> String {
    switch cause {
    case .none: ""
    case .authority:
      say("Give the tier the right to decide more types (types.authority).", "把更多类型的处置权下放到该层级（types.authority）。")
    case .competence:
      say("Train or pair the workers (tiers.competence.level).", "培训或结对提升能力（tiers.competence.level）。")
    case .referral:
      say(
        "Shorten the line or make passing on less easy (tiers.referral, staff, paperwork).",
        "缩短排队或限制随意上交（tiers.referral、staff、paperwork）。")
    case .uncovered:
      say(
        "Fill and activate the units (tiers.coverage; the measure effective_coverage).",
        "补齐并激活单元（tiers.coverage；措施 effective_coverage）。")
    case .deadline:
      say(
        "Free hours for issues: less paperwork, more staff (tiers.paperwork, tiers.staff).",
        "腾出办理时间：减少报表、增加人手（tiers.paperwork、tiers.staff）。")
    case .misroute: say("Assign more exactly at the desk (intake.wrong_tier).", "提高派单准确度（intake.wrong_tier）。")
    case .reopened:
      say(
        "Solve it the first time (feedback.dissatisfied, false_closure).", "一次办好（feedback.dissatisfied、false_closure）。")
    case .emergency:
      say("Decide which emergencies the tier may begin itself (types.start_at).", "明确哪些紧急事项可由该层级先办（types.start_at）。")
    case .direct:
      say(
        "Let the channel report to the lowest tier first (channels.reports_to), or issues start there (types.start_at).",
        "让渠道先报到最低层级（channels.reports_to），或让事项从最低层级开始（types.start_at）。")
    case .full:
      say("Make room to wait, or work faster (tiers.waiting_room, staff).", "增加候办位置或加快办理（tiers.waiting_room、staff）。")
    case .routed:
      say(
        "Find out why issues go up, and write it as authority and competence instead of routing (types.routing): only "
          + "then can a measure change it.",
        "先查明上行原因，并用权限和能力代替记录的流转（types.routing）；这样措施才能改变它。")
    }
  }
}
