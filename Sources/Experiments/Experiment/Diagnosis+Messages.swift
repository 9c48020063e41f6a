import ScenarioLanguage

extension Diagnosis {
  /// What was found and what it means, in one sentence.
  public var message: LocalizedText {
    switch self {
    case .overloaded(let tier, let units, let count):
      let certain = units.count(where: \.isCertain)
      let worst = units.prefix(3).map(\.text)
      let more = units.count > 3 ? LocalizedText(en: "; …", zh: "；…") : LocalizedText(en: "", zh: "")
      return LocalizedText(
        en:
          "overloaded: \(units.count) of \(count) units of \(tier.en) receive work at least as fast as they can do it "
          + "(mean load ≥ 1; \(certain) of them with stated confidence); the worst: "
          + worst.map(\.en).joined(separator: "; ") + more.en,
        zh: "超负荷：\(tier.zh) 的 \(count) 个单元中有 \(units.count) 个来件量已达到或超过办理能力（平均负荷不低于 1；其中 \(certain) 个在所述置信度下成立）；最严重的："
          + worst.map(\.zh).joined(separator: "；") + more.zh)
    case .cohortIncomplete(let replications, let total, let open, let share):
      let text = Response.Unit.share.text(share)
      let number = QuantityText.count(open)
      return LocalizedText(
        en: "in \(replications) of \(total) replications the drain ended before all issues were closed "
          + "(\(number) on average, \(text.en), still open); a longer drain would follow them",
        zh: "\(total) 次重复中有 \(replications) 次在全部事项办结前跟踪期已结束（平均仍有 \(number) 件即 \(text.zh) 未办结）；请延长跟踪期（drain）")
    case .zeroVariance(let names):
      let list = names.joined(separator: ", ")
      return LocalizedText(
        en: "zero variance: all replications agree on \(list); their intervals are not meaningful",
        zh: "各次重复的 \(list) 完全相同：其区间没有意义")
    case .warmUp(let report):
      return report.message
    case .relaxation(let relaxation): return relaxation.message
    case .remark(let text): return text
    case .routingObserved(let types, let count):
      let names = types.prefix(5)
      let more = types.count > names.count
      return LocalizedText(
        en: "observed routing: where issues of \(types.count) of \(count) types go is taken from a log ("
          + names.map(\.en).joined(separator: ", ") + (more ? ", …" : "")
          + "); their split repeats what was observed, and a change of staff, hours or load changes it only through "
          + "limits, referral and full rooms",
        zh: "按记录流转：\(count) 类事项中有 \(types.count) 类的去向取自记录（" + names.map(\.zh).joined(separator: "、")
          + (more ? "……" : "") + "）；其办结结构重复所记录的情况，人员、工时或负荷的变化只能通过时限、主动上交和满员影响它")
    case .routingCutShort(let issues):
      let number = QuantityText.count(issues)
      return LocalizedText(
        en:
          "\(number) issues on average were solved after 255 visits to one tier, where observed routing was cut short; "
          + "the shares of types.routing send them round almost without end",
        zh: "平均有 \(number) 件事项在同一层级办理 255 次后被视为解决，流转在此中止；types.routing 的比例使其几乎无休止地循环")
    case .holidaysEnd(let listed, let simulated):
      return LocalizedText(
        en:
          "holidays are listed for \(years(listed)) and \(years(simulated)) was simulated: in the other years people work "
          + "on every weekday of their calendar",
        zh: "节假日表只覆盖 \(years(listed)) 年，而模拟时段为 \(years(simulated)) 年：其余年份按日历的工作日全部上班")
    case .singleReplication:
      return LocalizedText(
        en: "no confidence intervals with one replication; use -n 2 or more",
        zh: "单次重复无法得知波动，因而没有区间；请运行至少 2 次")
    }
  }
}

private func years(_ range: ClosedRange<Int>) -> String {
  range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
}

extension OverloadedUnit {
  /// The unit with its load and its own line.
  fileprivate var text: LocalizedText {
    let (first, last) = (QuantityText.count(waiting.first), QuantityText.count(waiting.last))
    guard load.isFinite else {
      return LocalizedText(en: "\(id) without staff, line \(first) → \(last)", zh: "\(id) 无人员，排队 \(first) → \(last)")
    }
    let ratio = QuantityText.fixed(load, digits: 2)
    return LocalizedText(
      en: "\(id) with load \(ratio), line \(first) → \(last)", zh: "\(id) 负荷 \(ratio)，排队 \(first) → \(last)")
  }
}

extension WarmUpReport {
  /// How long the warm-up was, and whether that can be relied on.
  public var message: LocalizedText {
    switch origin {
    case .fixed: LocalizedText(en: "warm-up \(days) days, as given", zh: "预热 \(days) 天（指定）")
    case .detected:
      LocalizedText(en: "warm-up \(days) days, detected by MSER over whole weeks", zh: "预热 \(days) 天（按整周 MSER 检测）")
    case .notSettled:
      LocalizedText(
        en:
          "the city had not settled within the \(days) days of warm-up that the scenario allows, says MSER over whole weeks; "
          + "allow more, or look for a tier that is overloaded",
        zh: "按整周 MSER 表明在场景允许的 \(days) 天预热期内系统尚未平稳；请放宽预热期，或检查是否有层级超负荷")
    case .tooShort:
      LocalizedText(
        en: "warm-up \(days) days: warm-up and observation together are too short to detect where it ends",
        zh: "预热 \(days) 天：预热期与观察期过短，无法检测其终点")
    }
  }
}
