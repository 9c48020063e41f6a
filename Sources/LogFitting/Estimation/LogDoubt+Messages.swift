import ScenarioLanguage

extension LogDoubt {
  var sentence: LocalizedText {
    switch self {
    case .shortSpan(let minutes):
      LocalizedText(
        en:
          "All cases open within \(TimeText.duration(minutes).en): perhaps the times are not read as they are meant. `dates` of the map says how they are written.",
        zh: "全部案件在 \(TimeText.duration(minutes).zh) 内登记：时间的读法可能有误。可在映射的 dates 中写明写法。")
    case .longSpan(let years):
      LocalizedText(
        en:
          "The log spans \(TimeText.number(years, digits: 3)) years: perhaps the times are not read as they are meant. `dates` of the map says how they are written, `since` from when on cases are used.",
        zh: "日志跨越 \(TimeText.number(years, digits: 3)) 年：时间的读法可能有误。可在映射的 dates 中写明写法，或用 since 指定起始日。")
    case .allIn1970:
      LocalizedText(
        en:
          "All times are of 1970: perhaps they are numbers of another kind than seconds since then. `dates` of the map says how they are written.",
        zh: "全部时间都在 1970 年：可能不是自 1970 年起的秒数。可在映射的 dates 中写明写法。")
    case .emptyDays(let used, let days):
      LocalizedText(
        en:
          "Cases open on \(used) of \(days) days only: perhaps days and months are mixed up, or a part of the log is missing. `dates` of the map says how they are written.",
        zh: "\(days) 天中只有 \(used) 天有登记：可能日月颠倒，或日志缺失一部分。可在映射的 dates 中写明写法。")
    case .rateChanges(let before, let after, let period):
      LocalizedText(
        en:
          "Cases arise at another rate \(period.words.en), \(TimeText.number(after, digits: 3)) a day instead of \(TimeText.number(before, digits: 3)); the scenario has the mean. Write `since: \(period.present)` in the map for the present.",
        zh:
          "\(period.words.zh)每天 \(TimeText.number(after, digits: 3)) 件，\(period.others.zh)每天 \(TimeText.number(before, digits: 3)) 件；场景采用平均值。要反映现状，请在映射中写 since: \(period.present)。"
      )
    case .timesChange(let limit, let before, let after, let period):
      LocalizedText(
        en:
          "Times to close change: \(percent(after)) of the cases \(period.words.en) are closed within \(TimeText.duration(limit).en), \(percent(before)) of \(period.others.en). Write `since: \(period.present)` in the map for the present.",
        zh:
          "办结时间有变化：\(period.words.zh) \(percent(after)) 的案件在 \(TimeText.duration(limit).zh) 内办结，\(period.others.zh)为 \(percent(before))。要反映现状，请在映射中写 since: \(period.present)。"
      )
    case .tierChanges(let tier, let before, let after, let period, let others):
      LocalizedText(
        en:
          "Of cases opened \(period.words.en) \(percent(after)) are closed at \(tier), of \(period.others.en) \(percent(before))\(more(others, "tier").en); the scenario has the mean. Write `since: \(period.present)` in the map for the present.",
        zh:
          "\(period.words.zh)登记的案件有 \(percent(after)) 办结于 \(tier)，\(period.others.zh)为 \(percent(before))\(more(others, "层级").zh)；场景采用平均值。要反映现状，请在映射中写 since: \(period.present)。"
      )
    case .typeChanges(let type, let before, let after, let period, let others):
      LocalizedText(
        en:
          "Of cases \(period.words.en) \(percent(after)) are of the type \(name(type)), of \(period.others.en) \(percent(before))\(more(others, "type").en); the scenario has the mean. Write `since: \(period.present)` in the map for the present.",
        zh:
          "\(period.words.zh) \(percent(after)) 的案件属于类型 \(name(type))，\(period.others.zh)为 \(percent(before))\(more(others, "类型").zh)；场景采用平均值。要反映现状，请在映射中写 since: \(period.present)。"
      )
    }
  }

  private func more(_ others: Int, _ what: String) -> LocalizedText {
    others == 0
      ? LocalizedText()
      : LocalizedText(
        en: ", and \(others) \(others == 1 ? "share of another \(what) changes" : "shares of other \(what)s change")",
        zh: "，另有 \(others) 个\(what)的比例有变化")
  }

  private func percent(_ share: Double) -> String { TimeText.number(share * 100, digits: 3) + "%" }
  private func name(_ text: String) -> String { text.isEmpty ? "\"\"" : ScenarioProblem.printable(text) }
}

extension ChangedPeriod {
  /// When it is different.
  fileprivate var words: LocalizedText {
    until.map { LocalizedText(en: "from \(since) to \($0)", zh: "\(since) 至 \($0) 间") }
      ?? LocalizedText(en: "from \(since) on", zh: "\(since) 起")
  }

  /// The cases that it is held against.
  fileprivate var others: LocalizedText {
    until == nil ? LocalizedText(en: "those before", zh: "此前") : LocalizedText(en: "all others", zh: "其余时间")
  }
}

extension TimeText {
  /// Minutes in the unit that people would use.
  static func duration(_ minutes: Double) -> LocalizedText {
    for (size, en, zh) in [(1440.0, "days", "天"), (60, "h", "小时")] where minutes >= 2 * size {
      let number = number(minutes / size, digits: 3)
      return LocalizedText(en: "\(number) \(en)", zh: "\(number) \(zh)")
    }
    let number = number(minutes, digits: 3)
    return LocalizedText(en: "\(number) min", zh: "\(number) 分钟")
  }
}
