import OutputAnalysis
import ScenarioLanguage

extension Verdict {
  /// Why the decision is what it is, the weightiest first.
  static func reasons(
    decision: Decision, findings: [CriterionFinding], remainder: Remainder, replications: Int, additional: Int?,
    isSequential: Bool = false
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
      reasons += findings.filter { $0.state == .open && replications > 1 }.compactMap(\.doubt)
      if replications < 2 {
        reasons.append(
          LocalizedText(
            en: "no confidence intervals with one replication; use -n 2 or more", zh: "单次重复无法得知波动；请运行至少 2 次"))
      } else if findings.contains(where: { $0.units != nil && $0.state == .open }) {
        reasons.append(
          LocalizedText(
            en: "more replications may settle the units that are unclear; how many is not known",
            zh: "增加重复或可判定尚不明的单元，但所需次数未知"))
      } else if let additional, additional > 0 {
        reasons.append(
          LocalizedText(
            en: "about \(replications + additional) replications would decide, if means and spreads stay as they are; "
              + (isSequential
                ? "the largest number that targets.replications_at_most allows was made"
                : "give them another --seed, because looking twice at one growing sample errs more often than stated, "
                  + "or let targets.replications_at_most add them"),
            zh: "若均值与波动不变，约需 \(replications + additional) 次重复方可判定；"
              + (isSequential
                ? "已达到 targets.replications_at_most 允许的上限"
                : "请换用另一 --seed，因为对同一样本反复查看会使误判率高于所述；或以 targets.replications_at_most 自动增加")))
      } else if let finding = findings.first(where: { $0.state == .open && $0.isAtBound }) {
        reasons.append(
          LocalizedText(
            en: "\(finding.name) is at its bound in every replication, as exactly as numbers tell; on which side of it "
              + "the mean lies no number of replications settles, another bound does",
            zh: "\(finding.title.zh)在每次重复中都恰好等于界限（在数值精度之内）；再多的重复也无法判定均值在哪一侧，请改用其他界限"))
      } else if remainder.total <= 0,
        let finding = findings.first(where: {
          $0.state == .open && $0.response.isQuantile && !$0.isMeanInside && !$0.isMeanOutside
        })
      {
        reasons.append(
          LocalizedText(
            en:
              "\(finding.name) is counted in steps, and its bound lies inside one of them; more replications will not "
              + "help, a bound that is further from the mean does",
            zh: "\(finding.title.zh)按分级区间统计，而界限落在同一区间之内；增加重复无济于事，请将界限移离均值"))
      } else if findings.contains(where: { $0.isGuard && $0.units == nil && !$0.isMeanInside && !$0.isMeanOutside }) {
        let share = Response.Unit.share.text(remainder.total)
        reasons.append(
          LocalizedText(
            en: "it depends on what becomes of the \(share.en) of issues that were not closed; "
              + "more replications will not help, a longer drain or fewer withdrawals may",
            zh: "结果取决于未办结的 \(share.zh) 事项的去向；增加重复无济于事，延长跟踪期或减少放弃或可判定"))
      } else if findings.contains(where: { !$0.isGuard && !$0.isMeanInside && !$0.isMeanOutside }) {
        let share = Response.Unit.share.text(remainder.total)
        reasons.append(
          LocalizedText(
            en: "it depends on where the \(share.en) of issues that were not closed would have been closed; "
              + "more replications will not help, a longer drain or fewer withdrawals may",
            zh: "结果取决于未办结的 \(share.zh) 事项会在哪一层级办结；增加重复无济于事，延长跟踪期或减少放弃或可判定"))
      }
    }
    if let common = findings.first(where: \.isDefault) {
      let neverHappened = common.estimate.mean == 0
      reasons.append(
        LocalizedText(
          en: "the guard withdrawn_share at most 5% is the default one"
            + (neverHappened ? ", and nobody ever gave up or was turned away here, so that it tells nothing" : "")
            + "; write your own under targets.guards",
          zh: "约束“群众撤诉率”（withdrawn_share）不高于 5% 为默认值"
            + (neverHappened ? "，而本次仿真中无人放弃或被拒，该约束未起检验作用" : "") + "；可在 targets.guards 中自行设定"))
    }
    return reasons
  }
}

extension CriterionFinding {
  /// What was demanded, what was found, and whether that settles it.
  public var sentence: LocalizedText {
    let found =
      unitsText
      ?? estimate.mean.map { mean in
        estimate.halfWidth.map { response.unit.text(mean, halfWidth: $0) } ?? response.unit.text(mean)
      } ?? LocalizedText(en: "not observed", zh: "无观测值")
    let band = demand
    let words =
      switch state {
      case .holds: LocalizedText(en: "holds", zh: "满足")
      case .violated: LocalizedText(en: "is violated", zh: "不满足")
      case .open: LocalizedText(en: "is not settled", zh: "尚未判定")
      }
    return LocalizedText(
      en: "\(name): \(found.en)\(reach.en), wanted \(band.en), \(words.en)",
      zh: "\(title.zh)：\(found.zh)\(reach.zh)，要求 \(band.zh)，\(words.zh)")
  }

  /// Why the spread of the replications does not settle it, where that needs saying.
  fileprivate var doubt: LocalizedText? {
    switch basis {
    case .tail:
      LocalizedText(
        en: "\(name): few long cases carry the mean, and one that was not seen would move it",
        zh: "\(title.zh)：均值取决于少数历时很长的事项，一件未出现的此类事项即可使其改变")
    case .sparse:
      LocalizedText(
        en: "\(name): most replications agree, and the few that differ do not tell how far others may",
        zh: "\(title.zh)：多数重复结果相同，少数不同者不足以说明其余会相差多少")
    case .constant:
      LocalizedText(
        en: "\(name): the same in every replication, which does not tell how rarely it is not",
        zh: "\(title.zh)：各次重复结果相同，无法得知不同的情形有多罕见")
    case .student, .skewed, nil: nil
    }
  }

  /// Both ends of what unfinished issues could make of a guard, and the steps in which a quantile is counted; empty
  /// where nothing moves it.
  private var reach: LocalizedText {
    guard isGuard, units == nil, leastMean < greatestMean, !isAtBound else { return LocalizedText(en: "", zh: "") }
    let low = response.unit.text(leastMean)
    guard greatestMean.isFinite else {
      return LocalizedText(
        en: " (\(low.en) or any more with unfinished issues)", zh: "（计入未办结事项则不低于 \(low.zh)，上不封顶）")
    }
    let high = response.unit.text(greatestMean)
    if response.isQuantile, greatestMean - leastMean <= 2 * LogHistogram.relativeError * leastMean {
      return LocalizedText(
        en: " (between \(low.en) and \(high.en), as far as it is known)", zh: "（已知介于 \(low.zh) 与 \(high.zh) 之间）")
    }
    return LocalizedText(
      en: " (\(low.en) to \(high.en) with unfinished issues)", zh: "（计入未办结事项则为 \(low.zh) 至 \(high.zh)）")
  }

  /// Units by what is shown of each.
  private var unitsText: LocalizedText? {
    units.map {
      LocalizedText(
        en:
          "\($0.yes.count) of \($0.count) units for certain, \($0.no.count) certainly not, \($0.unclear.count) unclear",
        zh: "\($0.count) 个单元中 \($0.yes.count) 个可确定为是、\($0.no.count) 个可确定为否、\($0.unclear.count) 个不明")
    }
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
