/// `calendars`: when people work.
extension Section<CalendarSpec> {
  static var calendar: Section {
    Section(
      doc: LocalizedText(
        en: "Working hours of a week. The calendar `always` is built in: day and night, holidays too.",
        zh: "一周的工作时间。内置日历 always：昼夜开放，节假日照常。"),
      fields: [
        .leaf(
          "id", \.id, .id(reserved: ["always"]), required: true, en: "Name by which other parts refer to it.",
          zh: "供其他部分引用的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .leaf(
          "week", \.week, .week, required: true,
          en: "Days and hours; hours after midnight belong to the next day.", zh: "各日的时段；午夜之后写在次日。"),
        .leaf(
          "holidays", \.closedOnHolidays, .choice(whenTrue: "closed", whenFalse: "open"), default: "closed",
          en:
            "What public holidays do; a closed calendar follows Monday's hours on make-up workdays that would be shorter or closed.",
          zh: "节假日是否开放；关闭的日历在调休上班日若当天本休息或时段较短，则按周一的时段工作。"),
      ])
  }
}

/// A profile while its keys are read; the hours of the week come from one or three of them.
struct ProfileDraft {
  var profile = ProfileSpec()
  var week: [Double]?
  var weekday: [Double]?
  var saturday: [Double]?
  var sunday: [Double]?
}

/// `profiles`: how arrivals vary.
extension Section<ProfileDraft> {
  static var profile: Section {
    Section(
      doc: LocalizedText(
        en:
          "How arrivals vary over the week and the year; only ratios matter. Give `week`, or `weekday` and perhaps the weekend.",
        zh: "到达率随周和年的变化，只看比例。写 week，或写 weekday 并可另写周末。"),
      fields: [
        .leaf(
          "id", \.profile.id, .id(), required: true, en: "Name by which other parts refer to it.",
          zh: "供其他部分引用的名称。"),
        .leaf(
          "week", \.week, .optional(.weights(count: 168)),
          en: "Weights of all hours of the week, Monday 00:00 first.",
          zh: "一周各小时的权重，从周一 00:00 起。"),
        .leaf(
          "weekday", \.weekday, .optional(.weights(count: 24)),
          en: "Weights of the hours of Monday to Friday.",
          zh: "周一至周五各小时的权重。"),
        .leaf(
          "saturday", \.saturday, .optional(.weights(count: 24)), default: "weekday",
          en: "Weights of Saturday's hours.", zh: "周六各小时的权重。"),
        .leaf(
          "sunday", \.sunday, .optional(.weights(count: 24)), default: "saturday",
          en: "Weights of Sunday's hours.", zh: "周日各小时的权重。"),
        .leaf(
          "months", \.profile.months, .weights(count: 12), default: "1 for each",
          en: "Weights of the months, January first.", zh: "各月的权重，从一月起。"),
      ],
      check: { draft, node, place in
        let days = node["weekday"] != nil || node["saturday"] != nil || node["sunday"] != nil
        if node["week"] != nil, days {
          place.report(
            .conflict(
              en: "week excludes weekday, saturday and sunday; keep one",
              zh: "week 与 weekday、saturday、sunday 不能并存"),
            at: node.position)
        } else if let week = draft.week {
          draft.profile.hoursOfWeek = week
        } else if let weekday = draft.weekday {
          let saturday = draft.saturday ?? weekday
          let sunday = draft.sunday ?? saturday
          draft.profile.hoursOfWeek = Array(repeating: weekday, count: 5).flatMap { $0 } + saturday + sunday
        } else if days, node["weekday"] == nil {
          place.report(.missing(LocalizedText(same: "weekday")), at: node.position)
        }
      })
  }
}

extension Notation {
  /// The same notation for a property that is empty without the key.
  static func optional<Wrapped>(_ notation: Notation<Wrapped>) -> Notation<Wrapped?> where Value == Wrapped? {
    Notation<Wrapped?>(
      notation.kind,
      read: { (node, place) throws(TextProblem) -> Wrapped?? in
        guard let value = try notation.read(node, place) else { return nil }
        return .some(.some(value))
      },
      measure: { $0.flatMap(notation.measure) })
  }
}
