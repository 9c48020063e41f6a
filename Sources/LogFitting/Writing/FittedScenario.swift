import Experiments
import IssueFlow
import ScenarioLanguage

/// The files of a fitted city: the scenario, and the tables that it names beside it.
struct FittedScenario {
  let city: FittedCity
  let map: LogMap
  /// The log's file name, as the source of every number.
  let logName: String
  let log: EventLog
  /// The scenario's file name without its ending.
  let stem: String
  /// Cities learnt from days drawn anew.
  var ensemble: FittedEnsemble?

  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  var timesFile: String { "\(stem)-times.csv" }

  /// All files, the scenario first.
  func files() -> [File] {
    var files = [File(name: "\(stem).yaml", bytes: Array(text(caution: LocalizedText()).utf8))]
    if let ensemble { files.append(File(name: ensembleFile, bytes: ensemble.bytes)) }
    if let times = times() { files.append(File(name: timesFile, bytes: times)) }
    if hasTables {
      for tier in city.tiers.indices { files.append(File(name: unitsFile(tier), bytes: units(tier))) }
    }
    if writesHolidays { files.append(File(name: "\(stem)-holidays.csv", bytes: holidays())) }
    return files
  }

  /// How the scenario stands beside the log once it was simulated, unless all is met, and what of the log may turn the
  /// answer itself: said beside every result of it.
  func caution(_ goodness: GoodnessTable) -> LocalizedText {
    var sentences: [LocalizedText] = []
    let (met, judged) = goodness.met
    if judged == 0 {
      sentences.append(
        LocalizedText(
          en: "The log has too few cases to tell whether this scenario behaves like it.",
          zh: "日志中的案件太少，无法判断本场景是否与其一致。"))
    } else if met < judged {
      let naive = goodness.naive.map {
        LocalizedText(
          en: "; to say that the future is like the first cases met \($0)", zh: "；“将来与前段案件相同”的说法有 \($0) 项相符")
      }
      sentences.append(
        LocalizedText(
          en:
            "Simulated beside the log, this scenario met \(met) of \(judged) numbers\(naive?.en ?? ""): \(stem)-goodness.csv.",
          zh: "与日志对照，本场景的 \(judged) 项数字中 \(met) 项相符\(naive?.zh ?? "")：\(stem)-goodness.csv。"))
    }
    sentences += city.notes.filter(\.isDoubt).map(\.sentence)
    return LocalizedText(
      en: sentences.map(\.en).joined(separator: " "), zh: sentences.map(\.zh).joined())
  }

  // MARK: - Tables

  private var hasTables: Bool { city.units.contains { $0.count > 1 } }
  private var writesHolidays: Bool { !map.holidays.isEmpty && city.tiers.contains { $0.hours != "always" } }
  private func unitsFile(_ tier: Int) -> String { "\(stem)-\(city.tiers[tier].id).csv" }

  /// A column of equally likely times for every cell whose sample is used.
  private func times() -> [UInt8]? {
    var columns: [(name: String, points: [Double])] = []
    for cell in city.cells {
      guard case .empirical(let fit) = cell.fit, !columns.contains(where: { $0.name == cell.name }) else { continue }
      columns.append((cell.name, fit.points))
    }
    guard !columns.isEmpty else { return nil }
    // All columns of a table are of one length; a shorter sample is spread evenly over the rows.
    let rows = columns.map(\.points.count).max() ?? 0
    var text = CSVText(header: columns.map(\.name))
    for row in 0..<rows {
      for column in columns {
        let count = column.points.count
        text.text(TimeText.number(column.points[min(count - 1, row * count / rows)], digits: 8))
      }
      text.endRow()
    }
    return text.bytes
  }

  private func units(_ tier: Int) -> [UInt8] {
    var text = CSVText(header: ["id", "parent", "name_en", "name_zh", "households", "staff"])
    for (number, unit) in city.units[tier].enumerated() {
      text.text(unitID(tier, number))
      text.text(tier + 1 < city.tiers.count ? unitID(tier + 1, unit.parent) : "")
      let name = ScenarioProblem.printable(unit.name)
      text.text(name)
      text.text(name)
      text.text(tier == 0 ? TimeText.number(unit.weight * 1000) : "")
      text.text(unit.staff.map(String.init) ?? "")
      text.endRow()
    }
    return text.bytes
  }

  private func unitID(_ tier: Int, _ number: Int) -> String { "\(city.tiers[tier].id)-\(number + 1)" }

  private func holidays() -> [UInt8] {
    var text = CSVText(header: ["date", "kind"])
    for rule in map.holidays {
      text.text(rule.date.iso)
      text.text(rule.isWorkday ? "workday" : "holiday")
      text.endRow()
    }
    return text.bytes
  }

  // MARK: - The scenario

  func text(caution: LocalizedText) -> String {
    (heading(caution) + calendars + profiles + ground + plausible + tiers + entry + types + afterwards + targets)
      .joined(
        separator: "\n")
      + "\n"
  }

  private func heading(_ caution: LocalizedText) -> [String] {
    let begin = date(log.begin)
    let title = map.title.en.isEmpty && map.title.zh.isEmpty ? nil : map.title
    var lines = [
      "# Fitted by `issueflow fit` to \(comment(logName)): \(log.cases.count) cases, \(log.cases.count { $0.isOpen }) of them open,",
      "# from \(begin.iso) to \(date(log.lastArrivals - 1).iso).", "#",
    ]
    lines += certainty.flatMap { wrapped($0) }
    for note in city.notes where note.isCaution { lines += wrapped(note.sentence.en) }
    lines += ["", "schema: 1", "name: \(map.name)"]
    if let title { lines.append("title: {en: \(quoted(title.en)), zh: \(quoted(title.zh))}") }
    if !caution.en.isEmpty { lines.append("caution: {en: \(quoted(caution.en)), zh: \(quoted(caution.zh))}") }
    let days = max(1, min(365, Int((log.lastArrivals - log.begin) / 1440)))
    lines += [
      "", "start: \(begin.iso)", "warm_up: \(log.hasWork ? 28 : 0) days", "observe: \(days) days",
      "drain: \(drainDays) days", "seed: 1", "replications: 10",
    ]
    if writesHolidays { lines.append("holidays: \(stem)-holidays.csv") }
    return lines
  }

  /// What of the numbers below the log leaves in doubt, and where that is.
  private var certainty: [String] {
    guard let ensemble else {
      return [
        "Rates have the interval of the log as their range, from which `issueflow run --uncertainty` draws; all other "
          + "numbers are written as if they were certain (`issueflow fit --ensemble 100` says how certain they are)."
      ]
    }
    return [
      "\(ensembleFile) has \(ensemble.cities) cities, each learnt from days of the log drawn anew: rates, shares and "
        + "distributions. `issueflow run --uncertainty` draws whole cities from it. Staff, working hours, profiles and "
        + "units are written as if they were certain."
    ]
  }

  /// Long enough for nearly all cases, as far as the log shows and as its laws say: what is still open at the end is
  /// missing in mean times, of which a heavy tail makes much.
  private var drainDays: Int {
    let times = log.cases.compactMap { $0.isOpen ? nil : $0.closed - $0.opened }.sorted()
    guard !times.isEmpty else { return 90 }
    let seen = times[Int(Double(times.count) * 0.995)]
    // The time that one in ten thousand cases exceeds in a stay of one kind: beyond the one in a thousand lies a tenth of
    // the mean of a lognormal law of sigma 1.5.
    let rare = Double(log.cases.count) / 10_000
    var longest = seen
    for type in city.types {
      let cells: [DurationCell] = type.outside.compactMap { $0 } + type.ways.joined().map(\.after)
      for cell in cells where !cell.isPooled && Double(cell.report.count) > rare {
        longest = max(longest, cell.fit.quantile(1 - rare / Double(cell.report.count)))
      }
    }
    return max(30, min(1095, Int((min(longest, 1e7) / 1440).rounded(.up))))
  }

  private var calendars: [String] {
    let open = city.tiers.filter { $0.hours != "always" }
    guard !open.isEmpty else { return [] }
    return ["", "calendars:"]
      + open.flatMap { tier in
        [
          "  - id: \(tier.id)_hours",
          tier.hoursAreGiven
            ? "    week: \(quoted(tier.hours))"
            : "    week: {value: \(quoted(tier.hours)), source: \(quoted("found in \(logName)"))}",
        ]
      }
  }

  private var profiles: [String] {
    ["", "# When cases arise: weights of the hours of the week, Monday 00:00 first, and of the months.", "profiles:"]
      + city.profiles.flatMap { profile in
        var lines = ["  - id: \(profile.id) # from \(profile.cases) cases", "    week: ["]
        for day in 0..<7 {
          let hours = profile.week[(day * 24)..<(day * 24 + 24)].map { TimeText.number($0, digits: 4) }
          lines.append("      \(hours.joined(separator: ", ")),")
        }
        lines.append("      ]")
        if !profile.months.isEmpty {
          lines.append(
            "    months: [\(profile.months.map { TimeText.number($0, digits: 4) }.joined(separator: ", "))]")
        }
        return lines
      }
  }

  private var plausible: [String] {
    guard ensemble != nil else { return [] }
    return [
      "", "# Cities that the log leaves plausible; `city` may choose one of them.", "ensemble:",
      "  file: \(ensembleFile)", "  city: 0",
    ]
  }

  private var ground: [String] {
    var lines = ["", "city:"]
    if hasTables {
      lines += [
        "  # `households` stands for how much a unit brings: 1000 is the mean unit. They were not counted.", "  files:",
      ]
      for tier in city.tiers.indices.reversed() { lines.append("    \(city.tiers[tier].id): \(unitsFile(tier))") }
    } else {
      let units = city.tiers.reversed().map { "\($0.id): 1" }.joined(separator: ", ")
      lines.append("  units: {\(units)}")
    }
    return lines
  }

  private var tiers: [String] {
    ["", "tiers:"]
      + city.tiers.enumerated().flatMap { index, tier in
        var lines = ["  - id: \(tier.id) # \(tier.visits) visits in the log"]
        if index < map.tiers.count {
          let title = map.tiers[index].title
          if !title.en.isEmpty || !title.zh.isEmpty {
            lines.append("    title: {en: \(quoted(title.en)), zh: \(quoted(title.zh))}")
          }
        }
        if let staff = tier.staff {
          lines.append(
            "    staff: {value: \(TimeText.number(staff)), source: \(quoted("most at work at one time in \(logName)"))}"
          )
        } else {
          lines.append(
            "    staff: {value: 1, source: \(quoted("guess; the log does not tell, and work takes no time here"))}")
        }
        lines.append("    calendar: \(tier.hours == "always" ? "always" : "\(tier.id)_hours")")
        return lines
      }
  }

  /// Where a registered case waits before the first tier.
  private var entry: [String] {
    guard let dispatch = city.dispatch, let first = city.tiers.first else { return [] }
    return [
      "", "channels:", "  - {id: report, reports_to: \(first.id)}", "",
      "# From registration to the first tier, which nobody's time is known to take.", "intake:", "  at: \(first.id)",
      "  staff: 1", "  work: 0 min", "  dispatch: \(quoted(TimeText.distribution(dispatch, samples: timesFile)))",
    ]
  }

  private var afterwards: [String] {
    guard let reopening = city.reopening else { return [] }
    return [
      "",
      "# \(reopening.count) closings were opened again. Who was asked and who was content is not in the log: the share",
      "# of those who open a case again stands for all of it.", "feedback:", "  call_back: 100%",
      "  dissatisfied: {value: \(TimeText.percent(reopening.share)), source: \(quoted(logName))}", "  reopen: 100%",
      "  reopen_above: \(TimeText.percent(reopening.above))",
      "  delay: \(quoted(TimeText.distribution(reopening.delay, samples: timesFile)))", "  at_most: 20",
    ]
  }

  private var targets: [String] {
    let ids = city.tiers.map(\.id)
    guard ids.count > 1 else { return [] }
    if ids.count == 3 {
      return [
        "", "# What a policy should reach.", "targets:", "  shares:", "    \(ids[0]): 70% ± 5 points",
        "    \(ids[1]): 20% ± 5 points", "    \(ids[2]): 10% ± 5 points",
      ]
    }
    let closed = log.cases.filter { !$0.isOpen && $0.visitCount > 0 }
    guard !closed.isEmpty else { return [] }
    var counts = [Int](repeating: 0, count: ids.count)
    for item in closed { counts[Int(log.visits(of: item).last?.tier ?? 0)] += 1 }
    return [
      "", "# The split of the log, for a check that the scenario keeps to it; put your own targets here.", "targets:",
      "  shares:",
    ]
      + zip(ids, Apportionment.shares(of: 1000, inProportionTo: counts)).map {
        "    \($0): \(TimeText.number(Double($1) / 10))% ± 3 points"
      }
  }

  // MARK: - Words

  private func date(_ time: Double) -> CivilDate { CivilDate(dayNumber: Int((time / 1440).rounded(.down))) }

  /// A text in double quotes as YAML reads it.
  func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in ScenarioProblem.printable(text).unicodeScalars {
      // The one sign that scenarios refuse.
      if scalar == "\u{E000}" { continue }
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private func comment(_ text: String) -> String { String(quoted(text).dropFirst().dropLast()) }

  private func wrapped(_ sentence: String) -> [String] {
    var lines: [String] = []
    var line = "# -"
    // Sentences of the program's own, with names that have been read as identifiers: nothing in them ends a comment.
    for word in sentence.split(separator: " ") {
      if line.count + word.count + 1 > 118 {
        lines.append(line)
        line = "#  "
      }
      line += " " + word
    }
    return lines + [line]
  }
}
