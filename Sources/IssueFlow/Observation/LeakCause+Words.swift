import ScenarioLanguage

/// Why issues leave the lowest tier: the word, what it means, and what would change it.
extension LeakCause {
  public var title: LocalizedText {
    switch self {
    case .none: LocalizedText(en: "none", zh: "无")
    case .authority: LocalizedText(en: "no authority", zh: "无权限")
    case .competence: LocalizedText(en: "too hard", zh: "能力不足")
    case .referral: LocalizedText(en: "passed on", zh: "主动上交")
    case .uncovered: LocalizedText(en: "no active unit", zh: "无在岗单元")
    case .deadline: LocalizedText(en: "waited too long", zh: "超时升级")
    case .misroute: LocalizedText(en: "sent too high", zh: "越级派单")
    case .reopened: LocalizedText(en: "reopened", zh: "退回重办")
    case .emergency: LocalizedText(en: "emergency", zh: "紧急事项")
    case .direct: LocalizedText(en: "went straight up", zh: "越级直达")
    case .full: LocalizedText(en: "no room to wait", zh: "候办已满")
    case .routed: LocalizedText(en: "moved on, as observed", zh: "按记录流转")
    }
  }

  public var meaning: LocalizedText {
    switch self {
    case .none: LocalizedText(en: "The issue did not leave the lowest tier.", zh: "事项没有离开最低层级。")
    case .authority:
      LocalizedText(
        en: "The tier may not decide the issue, or it needs departments or a session that the tier cannot call.",
        zh: "该层级无权处置，或需要它无法召集的部门或协商会。")
    case .competence: LocalizedText(en: "The tier worked on the issue and did not solve it.", zh: "该层级已经办理，但没有解决。")
    case .referral:
      LocalizedText(
        en: "A worker passed the issue up without working on it, more often under load.", zh: "工作人员未办理即上交，负荷越重越常见。")
    case .uncovered: LocalizedText(en: "The unit was not there, or not active.", zh: "该单元空缺或未运转。")
    case .deadline: LocalizedText(en: "The issue waited longer than the tier's limit.", zh: "等待时间超过该层级的时限。")
    case .misroute: LocalizedText(en: "The desk assigned the issue one tier too high.", zh: "受理时派到了高一级。")
    case .reopened:
      LocalizedText(
        en: "The resident was not content, opened it again, and the tier above took it.", zh: "居民不满意而退回重办，由上一级接手。")
    case .emergency: LocalizedText(en: "By rule, emergencies of this type start higher.", zh: "按规则，此类紧急事项从更高层级开始。")
    case .direct: LocalizedText(en: "The resident, or a rule, went straight to a higher tier.", zh: "居民或规则直接到了更高层级。")
    case .full: LocalizedText(en: "The tier had no place left to wait.", zh: "该层级没有候办位置。")
    case .routed:
      LocalizedText(
        en: "The log shows that a share of the type goes up after work at the lowest tier; it does not tell why.",
        zh: "记录显示该类型有一部分在最低层级办理后上行；记录不说明原因。")
    }
  }

  /// What would keep such issues at the lowest tier.
  public var advice: LocalizedText {
    switch self {
    case .none: LocalizedText()
    case .authority:
      LocalizedText(
        en: "Give the tier the right to decide more types (types.authority).", zh: "把更多类型的处置权下放到该层级（types.authority）。")
    case .competence:
      LocalizedText(en: "Train or pair the workers (tiers.competence.level).", zh: "培训或结对提升能力（tiers.competence.level）。")
    case .referral:
      LocalizedText(
        en: "Shorten the line or make passing on less easy (tiers.referral, staff, paperwork).",
        zh: "缩短排队或限制随意上交（tiers.referral、staff、paperwork）。")
    case .uncovered:
      LocalizedText(
        en: "Fill and activate the units (tiers.coverage; the measure effective_coverage).",
        zh: "补齐并激活单元（tiers.coverage；措施 effective_coverage）。")
    case .deadline:
      LocalizedText(
        en: "Free hours for issues: less paperwork, more staff (tiers.paperwork, tiers.staff).",
        zh: "腾出办理时间：减少报表、增加人手（tiers.paperwork、tiers.staff）。")
    case .misroute:
      LocalizedText(en: "Assign more exactly at the desk (intake.wrong_tier).", zh: "提高派单准确度（intake.wrong_tier）。")
    case .reopened:
      LocalizedText(
        en: "Solve it the first time (feedback.dissatisfied, false_closure).",
        zh: "一次办好（feedback.dissatisfied、false_closure）。")
    case .emergency:
      LocalizedText(
        en: "Decide which emergencies the tier may begin itself (types.start_at).",
        zh: "明确哪些紧急事项可由该层级先办（types.start_at）。")
    case .direct:
      LocalizedText(
        en:
          "Let the channel report to the lowest tier first (channels.reports_to), or issues start there (types.start_at).",
        zh: "让渠道先报到最低层级（channels.reports_to），或让事项从最低层级开始（types.start_at）。")
    case .full:
      LocalizedText(
        en: "Make room to wait, or work faster (tiers.waiting_room, staff).",
        zh: "增加候办位置或加快办理（tiers.waiting_room、staff）。")
    case .routed:
      LocalizedText(
        en:
          "Find out why issues go up, and write it as authority and competence instead of routing (types.routing): only "
          + "then can a measure change it.", zh: "先查明上行原因，并用权限和能力代替记录的流转（types.routing）；这样措施才能改变它。")
    }
  }
}
