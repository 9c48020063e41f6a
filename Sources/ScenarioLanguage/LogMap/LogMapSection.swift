import RandomStreams

/// The keys of a map file.
extension Section<LogMap> {
  static var logMap: Section {
    Section(
      doc: LocalizedText(
        en: "A map of a log: which column tells what, and which words mean what. `issueflow fit` reads logs by it.",
        zh: "日志映射：哪一列表示什么、哪些词是什么意思。issueflow fit 据此读取日志。"),
      fields: heading + meaning + reading,
      check: { map, node, place in place.check(map, node) })
  }

  private static var heading: [Field<LogMap>] {
    [
      Field(
        "schema", .schemaVersion, required: true, en: "Version of this language; write 1.", zh: "本语言的版本；请写 1。"
      ) { node, _, place in
        _ = place.leaf(node, Notation<Int>.schemaVersion)
      },
      .leaf(
        "name", \.name, .scenarioName, required: true, en: "Name of the scenario that is fitted.", zh: "拟合所得场景的名称。"),
      .leaf("title", \.title, .text, en: "Title in reports.", zh: "报告标题。"),
      .section(
        "columns", \.columns, .logColumns, required: true, en: "Names of the log's columns.", zh: "日志各列的列名。"),
      .optional(
        "cases", \.cases, .logCases, else: LogCaseTable.init,
        en: "A second table with a row for each case, where the log of events does not say when cases open and close.",
        zh: "另一张每个案件一行的表，用于事件日志未写明立案和结案时间的情形。"),
    ]
  }

  private static var meaning: [Field<LogMap>] {
    [
      .list(
        "tiers", \.tiers, .logTier, count: 1...6, what: .tierWord, id: \.id, else: LogTier.init,
        en: "Tiers from the ground up, and how the log names them; left out, all is one tier.",
        zh: "自下而上的层级及其在日志中的写法；不写则全部视为一个层级。"),
      .texts(
        "closed_when", \.closedWhen, .statusWord,
        en:
          "Texts of the column `status` that mean closed; `*` stands for any text. Left out, a case ends with its last row.",
        zh: "status 列中表示已办结的文字；* 代表任意文字。不写则以最后一行为结束。"),
      .texts(
        "open_when", \.openWhen, .timeText,
        en:
          "Texts of the columns `closed` and `end` that mean \"not yet\", such as 0000-00-00 or 9999-12-31; `*` stands for any text. Empty cells always do.",
        zh: "closed 列和 end 列中表示“尚未办结”的文字，如 0000-00-00、9999-12-31、未办结；* 代表任意文字。空单元格总是如此。"),
      .texts(
        "urgent_when", \.urgentWhen, .priorityText, en: "Texts of the column `priority` that mean urgent.",
        zh: "priority 列中表示紧急的文字。"),
      .texts(
        "emergency_when", \.emergencyWhen, .priorityText, en: "Texts of the column `priority` that mean an emergency.",
        zh: "priority 列中表示突发的文字。"),
      Field(
        "reopened_when", .texts(.statusWord),
        en:
          "Texts of the column `status` that open a closed case again; `*` stands for any text. Left out, those do after which cases are closed again as a rule, and this is told; other rows after a close leave the case closed.",
        zh: "status 列中表示已办结案件退回重办的文字；* 代表任意文字。不写则以通常会再次办结的文字为准并予以说明；办结后的其他行不改变办结状态。"
      ) { node, map, place in
        map.reopenedWhen = place.texts(node).compactMap { node, place in place.writtenText(node) }
      },
      Field(
        "leave_out", .map(.texts(.textOfLog), of: .column),
        en: "Rows that are not read: for a column, the texts that rule a row out.",
        zh: "不读取的行：按列给出排除该行的文字。"
      ) { node, map, place in
        guard let entries = node.entries else {
          return place.report(
            .shape(found: node.shape, expected: FieldKind.map(.texts(.textOfLog), of: .column).noun), at: node.position)
        }
        for entry in entries {
          let values = place.below(entry.key).texts(entry.value).compactMap { node, place in place.writtenText(node) }
          map.leftOut.append(LogExclusion(column: entry.key, values: values))
        }
      },
      .leaf(
        "most_types", \.mostTypes, .integer(1...200), default: "20",
        en: "How many types are told apart; those with fewer cases become one, `other`.",
        zh: "最多区分多少类事项；其余合并为 other。"),
    ]
  }

  private static var reading: [Field<LogMap>] {
    [
      .leaf(
        "dates", \.dates, .choice, default: "detected",
        en:
          "How dates are written; `detected` finds out for each column, and asks where two readings are possible. A column that cannot be read as said is found out too.",
        zh: "日期写法；detected 逐列自动判断，若有两种可能则报错请求说明。不能按所写方式读取的列也会自动判断。"),
      .leaf(
        "encoding", \.encoding, .choice, default: "detected",
        en: "Encoding of the text; `detected` tells UTF-8, UTF-16 and GB18030 apart.",
        zh: "文本编码；detected 自动区分 UTF-8、UTF-16 和 GB18030。"),
      .leaf(
        "time_shift", \.timeShift, .duration(.finite), default: "0 min",
        en: "Added to every time of day, for a clock that is wrong or a zone without summer time; dates alone stay.",
        zh: "加到所有带时刻的时间上，用于时钟偏差或没有夏令时的时区；仅有日期的不变。"),
      .zone(
        "time_zone", \.timeZone,
        en:
          "Zone of the city, such as Europe/Paris, with summer time: times with an offset and times counted since 1970 are converted to it, and times without an offset are taken to be its own. Left out, one offset is kept as written, and several are converted to the commonest but UTC.",
        zh:
          "城市所在时区，如 Asia/Shanghai，含夏令时：带偏移的时间和自 1970 年计数的时间换算到该时区，无偏移的时间视为该时区的当地时间。不写则单一偏移按原样保留，多种偏移换算到除 UTC 外最常见的一种。"),
      .zone(
        "written_zone", \.writtenZone,
        en:
          "Zone in which times without an offset are written, where it is not that of the city, such as UTC; they are converted to `time_zone`.",
        zh: "无偏移的时间所用的时区（若不是城市所在时区），如 UTC；它们将换算到 time_zone。"),
      Field(
        "since", .date, en: "The first day whose cases are used, where earlier ones are of another practice.",
        zh: "采用案件的起始日；用于此前做法不同的情形。"
      ) {
        node, map, place in
        map.since = place.leaf(node, Notation<CivilDate>.date)
      },
      Field(
        "until", .date, en: "The last day that the log covers; left out, that of its last time.",
        zh: "日志覆盖的最后一天；不写则为最后一个时间所在日。"
      ) {
        node, map, place in
        map.until = place.leaf(node, Notation<CivilDate>.date)
      },
      .leaf(
        "bad_rows", \.badRows, .choice, default: "refuse",
        en: "Whether rows that cannot be read stop the fit, or are counted and left out.",
        zh: "遇到无法读取的行时停止，还是计数后跳过。"),
      Field(
        "repeated", Notation<RepeatedRowRule>.choice.kind, default: "latest",
        en:
          "Rows that tell of the same thing again, as where exports overlap: `latest` counts those that agree once, and of rows of one case in a table of cases takes the latest; `refuse` stops the fit; `keep` counts every row. Without the column `case` nothing tells cases apart, and rows that agree are kept unless this key is written.",
        zh:
          "重复行（如多次导出有重叠）的处理：latest 表示相同的行只计一次，案件表中同一案件取最新一行；refuse 表示停止；keep 表示每行都计。没有 case 列时无法区分案件，除非写明本键，相同的行都保留。"
      ) { node, map, place in
        map.repeated = place.leaf(node, Notation<RepeatedRowRule>.choice)
      },
      Field(
        "holidays", .file, en: "Table of holidays for working calendars, as scenarios have it.",
        zh: "工作日历所用的节假日表，写法同场景。"
      ) { node, map, place in
        if let rules = place.leaf(node, Notation.holidays) { map.holidays = rules }
      },
    ]
  }
}

extension Section<LogColumns> {
  static var logColumns: Section {
    Section(
      doc: LocalizedText(
        en:
          "Names of columns as the header has them. A log of cases has `opened` and `closed`; a log of events has `entered`, `start` or `end`.",
        zh: "表头中的列名。案件日志写 opened 和 closed；事件日志写 entered、start 或 end。"),
      fields: [
        .column(
          "case", \.caseID,
          en:
            "What tells cases apart. The rows of a case are put in order of time, those of one time as the log has them.",
          zh: "案件编号。同一案件的各行按时间先后排列，时间相同的按日志中的次序。"),
        .column("type", \.type, en: "Kind of issue.", zh: "事项类型。"),
        .column("tier", \.tier, en: "Tier, or the team that belongs to one.", zh: "层级，或属于某层级的班组。"),
        .column("unit", \.unit, en: "Where the case comes from: a unit of the lowest tier.", zh: "案件来源：最低层级的单元。"),
        .column("desk", \.desk, en: "The unit that does the work of a row.", zh: "承办该行工作的单元。"),
        .column("status", \.status, en: "State of the case.", zh: "案件状态。"),
        .column("priority", \.priority, en: "Urgency of the case.", zh: "案件紧急程度。"),
        .column("opened", \.opened, en: "When the case was registered.", zh: "登记时间。"),
        .column("closed", \.closed, en: "When the case was closed; empty while open.", zh: "办结时间；未结为空。"),
        .column("entered", \.entered, en: "When the state that a row tells began.", zh: "该行所述状态开始的时间。"),
        .column("start", \.start, en: "When somebody began to work.", zh: "开始办理的时间。"),
        .column("end", \.end, en: "When what a row tells was done.", zh: "该行所述工作完成的时间。"),
      ])
  }
}

extension Section<LogCaseTable> {
  fileprivate static var logCases: Section {
    Section(
      doc: LocalizedText(en: "A table of cases.", zh: "案件表。"),
      fields: [
        .path("file", \.file, as: .log, required: true, en: "The table.", zh: "表格文件。"),
        .section("columns", \.columns, .logColumns, required: true, en: "Names of its columns.", zh: "各列的列名。"),
      ])
  }
}

extension Section<LogTier> {
  fileprivate static var logTier: Section {
    Section(
      doc: LocalizedText(en: "A tier, and how the log names it.", zh: "一个层级及其在日志中的写法。"),
      fields: [
        .leaf("id", \.id, .id(), required: true, en: "Its name in the scenario.", zh: "在场景中的名称。"),
        .leaf("title", \.title, .text, en: "Name in reports.", zh: "报告中的名称。"),
        .texts(
          "values", \.values, .textOfLog, en: "Texts of the column `tier` that mean it; `*` stands for any text.",
          zh: "tier 列中表示该层级的文字；* 代表任意文字。"),
        .leaf(
          "rest", \.takesTheRest, .boolean, default: "false", en: "Whether it takes what no tier names.",
          zh: "是否接收未被任何层级列出的写法。"),
        Field(
          "hours", .week, en: "Working hours of its staff; left out, they are found in the log.",
          zh: "人员工作时间；不写则从日志中推断。"
        ) {
          node, tier, place in
          tier.hours = place.leaf(node, Notation<[[MinuteInterval]]>.week)
          tier.hoursText = node.text ?? ""
        },
      ])
  }
}

extension Field<LogColumns> {
  fileprivate static func column(
    _ key: String, _ property: WritableKeyPath<LogColumns, String>, en: String, zh: String
  ) -> Field {
    Field(key, .name(.column), en: en, zh: zh) { node, columns, place in
      columns[keyPath: property] = place.writtenText(node) ?? ""
    }
  }
}

extension Field<LogMap> {
  fileprivate static func zone(
    _ key: String, _ property: WritableKeyPath<LogMap, LogTimeZone?>, en: String, zh: String
  ) -> Field {
    Field(key, .name(.timeZone), en: en, zh: zh) { node, map, place in
      guard let name = place.writtenText(node) else { return }
      map[keyPath: property] = LogTimeZone(name)
      if map[keyPath: property] == nil {
        place.report(
          .unknownName(name, what: .timeZone, candidates: LogTimeZone.candidates(for: name)), at: node.position)
      }
    }
  }
}

extension Field {
  /// One text or several, kept as written.
  fileprivate static func texts(
    _ key: String, _ property: WritableKeyPath<Target, [String]>, _ what: LocalizedText, en: String, zh: String
  ) -> Field {
    Field(key, .texts(what), en: en, zh: zh) { node, target, place in
      target[keyPath: property] = place.texts(node).compactMap { node, place in place.writtenText(node) }
    }
  }
}

extension ReadingPlace {
  fileprivate func writtenText(_ node: SourceNode) -> String? {
    if let text = node.text, node.shape == .text { return text }
    report(.shape(found: node.shape, expected: .plainText), at: node.position)
    return nil
  }

  fileprivate func check(_ map: LogMap, _ node: SourceNode) {
    let columns = node["columns"]
    let place = columns?.position ?? node.position
    if map.columns.tellsEvents {
      if map.columns.caseID.isEmpty {
        report(
          .missing(LocalizedText(en: "`case`, which says to which case an event belongs", zh: "case：事件所属案件")), at: place
        )
      }
      if map.cases != nil, map.cases?.columns.caseID.isEmpty ?? false {
        report(
          .missing(LocalizedText(en: "`case` in the columns of `cases`", zh: "cases 的列中的 case")),
          at: node["cases"]?.position ?? place)
      }
    } else {
      if columns != nil, map.columns.opened.isEmpty {
        report(
          .missing(
            LocalizedText(
              en: "a time: `opened` for a log of cases; `entered`, `start` or `end` for a log of events",
              zh: "时间列：案件日志写 opened；事件日志写 entered、start 或 end")), at: place)
      }
      if map.cases != nil {
        report(
          .conflict(en: "`cases` goes with a log of events; this one is of cases", zh: "cases 只用于事件日志；本日志是案件日志"),
          at: node["cases"]?.position ?? place)
      }
    }
    if !map.closedWhen.isEmpty, map.columns.status.isEmpty, map.cases?.columns.status.isEmpty ?? true {
      report(
        .missing(
          LocalizedText(en: "the column `status`, which `closed_when` is about", zh: "closed_when 所指的 status 列")),
        at: node["closed_when"]?.position ?? place)
    }
    let ends = [map.columns.closed, map.columns.end, map.cases?.columns.closed ?? "", map.cases?.columns.end ?? ""]
    if !map.openWhen.isEmpty, ends.allSatisfy(\.isEmpty) {
      report(
        .missing(
          LocalizedText(
            en: "the column `closed` or `end`, which `open_when` is about", zh: "open_when 所指的 closed 列或 end 列")),
        at: node["open_when"]?.position ?? place)
    }
    if map.writtenZone != nil, map.timeZone == nil {
      report(
        .missing(
          LocalizedText(
            en: "`time_zone`, to which times of `written_zone` are converted", zh: "time_zone：written_zone 的时间要换算到的时区")),
        at: node["written_zone"]?.position ?? place)
    }
    if map.reopenedWhen != nil, map.columns.status.isEmpty || map.closedWhen.isEmpty {
      report(
        .missing(
          LocalizedText(
            en: "the column `status` and `closed_when`, without which no case is opened again",
            zh: "status 列和 closed_when；没有它们就无从谈起退回重办")),
        at: node["reopened_when"]?.position ?? place)
    }
    if map.tiers.count > 1, map.columns.tier.isEmpty {
      report(
        .missing(LocalizedText(en: "the column `tier`, which tells tiers apart", zh: "区分层级的 tier 列")),
        at: node["tiers"]?.position ?? place)
    }
    if map.tiers.isEmpty, !map.columns.tier.isEmpty {
      report(
        .missing(LocalizedText(en: "`tiers`, which says what the column `tier` means", zh: "tiers：说明 tier 列的含义")),
        at: place)
    }
    if let since = map.since, let until = map.until, since > until {
      report(
        .conflict(en: "`since` is after `until`", zh: "since 晚于 until"), at: node["since"]?.position ?? place)
    }
    let rests = map.tiers.filter(\.takesTheRest)
    if rests.count > 1 {
      report(
        .conflict(en: "only one tier can take the rest", zh: "只能有一个层级接收其余写法"), at: node["tiers"]?.position ?? place)
    }
  }
}

extension LocalizedText {
  fileprivate static let statusWord = LocalizedText(en: "text of the column status", zh: "status 列的文字")
  fileprivate static let timeText = LocalizedText(en: "text of the column closed or end", zh: "closed 列或 end 列的文字")
  fileprivate static let timeZone = LocalizedText(en: "time zone", zh: "时区")
  fileprivate static let priorityText = LocalizedText(en: "text of the column priority", zh: "priority 列的文字")
  fileprivate static let textOfLog = LocalizedText(en: "text of the log", zh: "日志中的文字")
}
