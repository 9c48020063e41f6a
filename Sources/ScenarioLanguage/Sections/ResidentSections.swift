/// `deliberation`: residents' sessions.
extension Section<DeliberationSpec> {
  static var deliberation: Section {
    Section(
      doc: LocalizedText(
        en: "Residents' sessions: several disputes at once, at fixed times of the week.",
        zh: "居民议事：在每周固定时间集中处理若干纠纷。"),
      fields: [
        .leaf(
          "at", \.at, .reference(to: .tierWord), required: true, en: "Tier whose units hold sessions.",
          zh: "在哪一层级的单元议事。"),
        .leaf(
          "sessions", \.sessions, .sessions, required: true, en: "When sessions begin, each week.",
          zh: "每周议事的开始时间。"),
        .leaf(
          "batch", \.batch, .integer(1...10_000), default: "1", unit: .issues,
          en: "Issues of one session at most.",
          zh: "每次最多处理的事项数。"),
        .leaf(
          "quorum", \.quorum, .share(), default: "100%", en: "Chance that enough people come.",
          zh: "到会人数足够的概率。"),
        .leaf(
          "success", \.success, .share(), default: "100%", en: "Chance that a session settles an issue.",
          zh: "一次议事解决一个事项的概率。"),
        .leaf(
          "duration", \.duration, .distribution(.time), default: "0 min", en: "How long a session lasts.",
          zh: "一次议事的时长。"),
        .leaf(
          "attempts", \.attempts, .integer(1...ReadingLimits.sessionsOfVisit), default: "3", unit: .sessionsWord,
          en: "Sessions without success before the issue moves up.", zh: "议事多少次未成后上报。"),
        .leaf(
          "rooms", \.rooms, .integerOrUnlimited, default: "unlimited", en: "Rooms of a unit; others book them too.",
          zh: "每个单元的会议室数；他人也会预订。"),
        .leaf(
          "other_use", \.otherUse, .number(.zeroOrMore), default: "0",
          en: "Rooms that others book at the same hour, in the mean; when none is left the session falls out.",
          zh: "同一时段他人平均预订的会议室数；没有空房则会议取消。"),
      ])
  }
}

/// `feedback`: the call-back after closing.
extension Section<FeedbackSpec> {
  static var feedback: Section {
    Section(
      doc: LocalizedText(
        en: "The call-back: who is asked, who is content, and what is opened again.",
        zh: "回访：回访谁、谁满意、哪些退回重办。"),
      fields: [
        .leaf(
          "call_back", \.callBack, .share(), default: "100%",
          en: "Share of closed issues whose residents are asked.",
          zh: "办结后回访的比例。"),
        .leaf(
          "delay", \.delay, .distribution(.time), default: "0 min", en: "Time between closing and the call.",
          zh: "办结到回访的间隔。"),
        .leaf(
          "dissatisfied", \.dissatisfied, .share(), default: "0%",
          en: "Share of residents who are not content though the issue is solved.", zh: "事项已解决而仍不满意的比例。"),
        .leaf(
          "dissatisfied_if_late", \.dissatisfiedIfLate, .share(), default: "0%",
          en: "Added to `dissatisfied` when the limit was missed.", zh: "超期时在 dissatisfied 上增加的比例。"),
        .map(
          "false_closure", \.falseClosure, .share(), of: .tierWord,
          en: "Share of closures that solved nothing; their residents are never content.",
          zh: "虚假办结的比例；其居民一律不满意。"),
        .leaf(
          "reopen", \.reopen, .share(), default: "0%",
          en: "Share of the dissatisfied who open the issue again.",
          zh: "不满意者中退回重办事项的比例。"),
        .leaf(
          "reopen_above", \.reopenAbove, .share(), default: "0%",
          en: "Share of reopened issues that start one tier higher.", zh: "退回重办的事项从高一层级开始的比例。"),
        .leaf(
          "at_most", \.atMost, .integer(0...100), default: "3", unit: .times,
          en: "How often one issue can be reopened.", zh: "一个事项最多退回重办的次数。"),
      ],
      check: { feedback, node, place in
        guard feedback.dissatisfied + feedback.dissatisfiedIfLate > 1 else { return }
        place.report(
          .conflict(
            en: "dissatisfied and dissatisfied_if_late add up to more than 100%; lower one of them",
            zh: "dissatisfied 与 dissatisfied_if_late 之和超过 100%；请降低其一"),
          at: node.position)
      })
  }
}

/// `withdrawal`: residents who give up.
extension Section<WithdrawalSpec> {
  static var withdrawal: Section {
    Section(
      doc: LocalizedText(en: "Residents who give up waiting.", zh: "放弃等待的居民。"),
      fields: [
        .leaf(
          "impatient", \.impatient, .share(), required: true,
          en: "Share of issues whose residents may give up.",
          zh: "居民可能放弃的事项比例。"),
        .leaf(
          "patience", \.patience, .distribution(.time), required: true,
          en: "Time from registration until they do, in clock time.", zh: "从登记到放弃的时间，按日历时间计。"),
      ])
  }
}

extension LocalizedText {
  static let sessionsWord = LocalizedText(en: "sessions", zh: "次议事")
  static let times = LocalizedText(en: "times", zh: "次")
}
