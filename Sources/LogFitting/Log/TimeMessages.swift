import ScenarioLanguage

/// What is said of times that cannot be read, or can be read in several ways.
enum TimeMessages {
  static func ambiguous(
    _ path: String, _ column: String, _ example: String, _ readings: [TimeReadingText]
  ) -> LocalizedText {
    let (column, shown) = (ScenarioProblem.printable(column), ScenarioProblem.printable(example))
    var seen: Set<LogDates> = []
    let keys = readings.map(\.dates).filter { seen.insert($0).inserted }.map { "`dates: \($0.rawValue)`" }
    return LocalizedText(
      en:
        "\(path): the column \(column) can be read in several ways: \(shown) is \(list(readings, \.en, " or ")); write \(keys.joined(separator: " or ")) in the map",
      zh:
        "\(path)：列 \(column) 有多种读法：\(shown) 可为 \(list(readings, \.zh, " 或 "))；请在映射中写 \(keys.joined(separator: " 或 ").replacing("`", with: ""))"
    )
  }

  static func implausible(
    _ path: String, _ column: String, _ example: String, _ readings: [TimeReadingText]
  ) -> LocalizedText {
    let (column, shown) = (ScenarioProblem.printable(column), ScenarioProblem.printable(example))
    return LocalizedText(
      en:
        "\(path): the column \(column) holds numbers that are no times of 1980 to 2059 in any reading: \(shown) would be \(list(readings, \.en, " or ")); name another column, or write `dates: unix` or `dates: spreadsheet` in the map if it is so",
      zh:
        "\(path)：列 \(column) 中的数按任何读法都不在 1980 至 2059 年之间：\(shown) 将是 \(list(readings, \.zh, " 或 "))；请改用其他列，若确实如此，请在映射中写 dates: unix 或 dates: spreadsheet"
    )
  }

  static func unreadable(_ path: String, _ column: String, _ example: String, _ isEnding: Bool) -> [LocalizedText] {
    let (column, shown) = (ScenarioProblem.printable(column), ScenarioProblem.printable(example))
    let sentence = LocalizedText(
      en:
        "\(path): the column \(column) does not hold times (\(shown)); such as 2025-01-05 08:30, 05/01/2025 8:30 PM, 2025年1月5日 8点30分 or seconds since 1970",
      zh:
        "\(path)：列 \(column) 的内容不是时间（\(shown)）；应如 2025-01-05 08:30、05/01/2025 8:30 PM、2025年1月5日 8点30分，或 1970 年以来的秒数"
    )
    guard isEnding else { return [sentence] }
    return [
      sentence,
      LocalizedText(
        en: "  if it means that the case is not closed yet, write in the map: open_when: [\"\(shown)\"]",
        zh: "  若表示案件尚未办结，请在映射中写：open_when: [\"\(shown)\"]"),
    ]
  }

  static func offsetsMissing(
    _ path: String, _ column: String, _ example: String, _ other: String
  ) -> LocalizedText {
    let (column, shown) = (ScenarioProblem.printable(column), ScenarioProblem.printable(example))
    let other = ScenarioProblem.printable(other)
    let beside =
      other == column
      ? LocalizedText(en: "others of the column have", zh: "该列其他时间有")
      : LocalizedText(en: "those of \(other) have one or count since 1970", zh: "\(other) 列有偏移或自 1970 年计数")
    return LocalizedText(
      en:
        "\(path): times of the column \(column) have no offset (\(shown)), and \(beside.en): nothing says how far apart they are. Write `time_zone` in the map, such as Asia/Shanghai, if those without are local times of it, and `written_zone: UTC` beside it if they are universal",
      zh:
        "\(path)：列 \(column) 的时间没有偏移（\(shown)），而\(beside.zh)，无法得知两者相差多少。若无偏移的时间是当地时间，请在映射中写 time_zone，如 Asia/Shanghai；若是世界时，再写 written_zone: UTC"
    )
  }

  private static func list(
    _ readings: [TimeReadingText], _ language: KeyPath<LocalizedText, String>, _ separator: String
  ) -> String {
    readings.map { "\($0.time) (\($0.form[keyPath: language]))" }.joined(separator: separator)
  }
}
