import IssueFlow

extension Verdict {
  /// Why the decision is what it is, the weightiest first.
  static func reasons(
    decision: Decision, findings: [CriterionFinding], remainder: Remainder, replications: Int, additional: Int?
  ) -> [LocalizedText] {
    var reasons: [LocalizedText] = []
    switch decision {
    case .met:
      reasons.append(
        LocalizedText(
          en: "every guard holds, and every share does wherever unfinished issues would have been closed",
          zh: "各项约束均满足；无论未办结事项最终在哪一层级办结，各项比例也均满足"))
    case .notMet:
      reasons += findings.filter { $0.state == .violated }.map(\.sentence)
    case .undecided:
      reasons += findings.filter { $0.state != .holds }.map(\.sentence)
      if replications < 2 {
        reasons.append(
          LocalizedText(en: "one replication knows no spread; run 2 or more", zh: "单次重复无法得知波动；请运行至少 2 次"))
      } else if let additional, additional > 0 {
        reasons.append(
          LocalizedText(
            en: "about \(replications + additional) replications would decide, if means and spreads stay as they are; "
              + "give them another --seed, because looking twice at one growing sample errs more often than stated",
            zh: "若均值与波动不变，约需 \(replications + additional) 次重复方可判定；请换用另一 --seed，因为对同一样本反复查看会使误判率高于所述"))
      } else if findings.contains(where: { !$0.isGuard && !$0.isMeanInside && !$0.isMeanOutside }) {
        let share = Response.Unit.share.text(remainder.total)
        reasons.append(
          LocalizedText(
            en: "it depends on where the \(share.en) of issues that were not closed would have been closed; "
              + "more replications will not help, a longer drain or fewer withdrawals may",
            zh: "结果取决于未办结的 \(share.zh) 事项会在哪一层级办结；增加重复无济于事，延长跟踪期或减少放弃或可判定"))
      }
    }
    if findings.contains(where: \.isDefault) {
      reasons.append(
        LocalizedText(
          en: "the guard withdrawn_share at most 5% is the default one; write your own under targets.guards",
          zh: "约束“居民放弃比例”（withdrawn_share）不高于 5% 为默认值；可在 targets.guards 中自行设定"))
    }
    return reasons
  }
}

extension CriterionFinding {
  /// What was demanded, what was found, and whether that settles it.
  public var sentence: LocalizedText {
    let found =
      estimate.mean.map { mean in
        let value = response.unit.text(mean)
        guard let halfWidth = estimate.halfWidth else { return value }
        let width = response.unit.text(halfWidth)
        return LocalizedText(en: "\(value.en) ± \(width.en)", zh: "\(value.zh) ± \(width.zh)")
      } ?? LocalizedText(en: "not observed", zh: "无观测值")
    let band = demand
    let words =
      switch state {
      case .holds: LocalizedText(en: "holds", zh: "满足")
      case .violated: LocalizedText(en: "is violated", zh: "不满足")
      case .open: LocalizedText(en: "is not settled", zh: "尚未判定")
      }
    return LocalizedText(
      en: "\(name): \(found.en), wanted \(band.en), \(words.en)",
      zh: "\(title.zh)：\(found.zh)，要求 \(band.zh)，\(words.zh)")
  }

  /// The band in words.
  public var demand: LocalizedText {
    let low = lower.map { response.unit.text($0) }
    let high = upper.map { response.unit.text($0) }
    return switch (low, high) {
    case (let low?, let high?): LocalizedText(en: "\(low.en) to \(high.en)", zh: "\(low.zh) 至 \(high.zh)")
    case (let low?, nil): LocalizedText(en: "at least \(low.en)", zh: "不低于 \(low.zh)")
    case (nil, let high?): LocalizedText(en: "at most \(high.en)", zh: "不高于 \(high.zh)")
    case (nil, nil): LocalizedText(en: "anything", zh: "不限")
    }
  }
}
