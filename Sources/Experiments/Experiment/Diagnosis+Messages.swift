import IssueFlow

extension Diagnosis {
  /// What was found and what it means, in one sentence.
  public var message: LocalizedText {
    switch self {
    case .overloaded(let tier, let share, let trend):
      let text = Response.Unit.share.text(share)
      let (first, last) = (QuantityText.count(trend.first), QuantityText.count(trend.last))
      return LocalizedText(
        en: "overloaded: in \(text.en) of the units of \(tier.en) work arrives at least as fast as it can be done; "
          + "issues open in the whole city went from \(first) in the first quarter to \(last) in the last",
        zh: "超负荷：\(tier.zh) 有 \(text.zh) 的单元工作到达速度不低于办理能力；全市未办结数由首季度的 \(first) 变为末季度的 \(last)")
    case .cohortIncomplete(let replications, let total, let open, let share):
      let text = Response.Unit.share.text(share)
      let number = QuantityText.count(open)
      return LocalizedText(
        en: "in \(replications) of \(total) replications the drain ended before all issues were closed "
          + "(\(number) on average, \(text.en), still open); a longer drain would follow them",
        zh: "\(total) 次重复中有 \(replications) 次在全部事项办结前跟踪期已结束（平均仍有 \(number) 件即 \(text.zh) 未办结）；请延长 drain")
    case .zeroVariance(let names):
      let list = names.joined(separator: ", ")
      return LocalizedText(
        en: "all replications agree on \(list): their intervals measure nothing",
        zh: "各次重复的 \(list) 完全相同：其区间没有意义")
    case .warmUp(let report):
      return report.message
    case .singleReplication:
      return LocalizedText(
        en: "one replication knows no spread, so that nothing has an interval; run 2 or more",
        zh: "单次重复无法得知波动，因而没有区间；请运行至少 2 次")
    }
  }
}

extension WarmUpReport {
  /// How long the warm-up was, and whether that can be relied on.
  public var message: LocalizedText {
    switch origin {
    case .fixed: LocalizedText(en: "warm-up \(days) days, as given", zh: "预热 \(days) 天（指定）")
    case .detected: LocalizedText(en: "warm-up \(days) days, detected by MSER-5", zh: "预热 \(days) 天（MSER-5 检测）")
    case .notSettled:
      LocalizedText(
        en: "the city had not settled within the \(days) days of warm-up that the scenario allows, says MSER-5; "
          + "allow more, or look for a tier that is overloaded",
        zh: "MSER-5 表明在场景允许的 \(days) 天预热期内系统尚未平稳；请放宽预热期，或检查是否有层级超负荷")
    case .tooShort:
      LocalizedText(
        en: "warm-up \(days) days: warm-up and observation together are too short to detect where it ends",
        zh: "预热 \(days) 天：预热期与观察期过短，无法检测其终点")
    }
  }
}
