import ScenarioLanguage

extension ReadingNote {
  /// Whether something was assumed, so that it belongs into the scenario itself.
  var isCaution: Bool {
    switch self {
    case .rounded, .someDates, .roundedRows, .oneTimeOfDay, .universalKept, .offsetsConverted, .takenAsLocal,
      .takenAsOffset,
      .guessedOrder, .standInsSkipped:
      true
    case .encoding, .header, .headersAgain, .repeatedColumns, .notation, .offsetKept, .convertedToZone, .order,
      .readAsOpen:
      false
    }
  }

  /// Whether it may turn the answer.
  var isDoubt: Bool {
    switch self {
    case .oneTimeOfDay, .guessedOrder, .standInsSkipped: true
    // Below a twentieth, what is assumed of the hours of a day moves no quantile that is told.
    case .roundedRows(let count, let total, _), .someDates(let count, let total, _): count * 20 > total
    default: false
    }
  }

  var sentence: LocalizedText {
    switch self {
    case .encoding(let file, let name):
      LocalizedText(
        en: "\(file) is not UTF-8; it was read as \(name).", zh: "\(file) 不是 UTF-8，按 \(name) 读取。")
    case .header(let file, let line):
      LocalizedText(
        en: "The header of \(file) is its line \(line); what stands above it was passed over.",
        zh: "\(file) 的表头在第 \(line) 行；其上方的内容已略过。")
    case .headersAgain(let file, let lines):
      LocalizedText(
        en:
          "The header of \(file) stands again in \(RowNote.list(Array(lines.prefix(3))))\(lines.count > 3 ? ", …" : ""), as where exports are joined; these lines were passed over.",
        zh: "\(file) 的表头在第 \(RowNote.numbers(Array(lines.prefix(3)))) 行\(lines.count > 3 ? "等" : "")再次出现（如合并的导出），已略过。")
    case .repeatedColumns(let file, let names):
      LocalizedText(
        en: "\(file) has several columns of one name, which nothing reads: \(texts(names)).",
        zh: "\(file) 有同名的列，均未读取：\(texts(names))。")
    case .notation(let column, let example, let reading):
      LocalizedText(
        en:
          "`\(printable(column))` is written as \(reading.form.en): \(printable(example)) is \(reading.time).",
        zh: "列 \(printable(column)) 的写法为\(reading.form.zh)：\(printable(example)) 即 \(reading.time)。")
    case .rounded(let column, .hour):
      LocalizedText(
        en:
          "`\(printable(column))` has whole hours only: treated as rounded to the hour, in the middle of what other times leave of it.",
        zh: "列 \(printable(column)) 只有整点：视为舍入到小时，取其他时间所余部分的中点。")
    case .rounded(let column, _):
      LocalizedText(
        en:
          "`\(printable(column))` has dates only: treated as rounded to the day, in the middle of what other times leave of it.",
        zh: "列 \(printable(column)) 只有日期：视为舍入到天，取当天其他时间所余部分的中点。")
    case .roundedRows(let count, let total, let columns):
      LocalizedText(
        en:
          "In \(count) of \(total) rows a rounded time (\(texts(columns))) lies on the day of another: times below a day are guessed there. Export the column with hours and minutes if there are such.",
        zh: "\(total) 行中有 \(count) 行的舍入时间（\(texts(columns))）与另一时间同日：其中不足一天的时长为估计。如有时分，请导出带时分的列。")
    case .someDates(let count, let total, let column):
      LocalizedText(
        en:
          "\(count) of \(total) times of `\(printable(column))` are dates alone: treated as rounded to the day, in the middle of what other times leave of it. Export the column with hours and minutes in all rows.",
        zh: "列 \(printable(column)) 的 \(total) 个时间中有 \(count) 个只有日期：视为舍入到天，取当天其他时间所余部分的中点。请导出每行都带时分的列。")
    case .oneTimeOfDay(let column, let minute):
      LocalizedText(
        en:
          "All times of `\(printable(column))` are at \(clock(minute)): perhaps they are dates of another zone; `time_zone` or `time_shift` of the map moves them to midnight, where they are dates.",
        zh: "列 \(printable(column)) 的时间都在 \(clock(minute))：可能是其他时区的日期；映射中的 time_zone 或 time_shift 可将其移到零点，按日期处理。")
    case .universalKept(let counted):
      LocalizedText(
        en:
          "All times are UTC\(counted.isEmpty ? "" : ", as those counted since 1970 are") and are kept as written; write `time_zone` in the map to convert them.",
        zh: "所有时间均为 UTC\(counted.isEmpty ? "" : "（自 1970 年计数的时间即如此）")，按原样保留；如需换算，请在映射中写 time_zone。")
    case .offsetKept(let offset):
      LocalizedText(
        en: "All times have the offset \(offset.name) and are kept as written.", zh: "所有时间的偏移均为 \(offset.name)，按原样保留。")
    case .offsetsConverted(let target, let offsets):
      LocalizedText(
        en:
          "Times have several offsets (\(shares(offsets))); all are converted to \(target.name). Write `time_zone` in the map for a zone with summer time.",
        zh: "时间有多种偏移（\(shares(offsets))），均已换算到 \(target.name)。如有夏令时，请在映射中写 time_zone。")
    case .convertedToZone(let zone, let offsets):
      LocalizedText(
        en: "Times with an offset (\(shares(offsets))) are converted to \(zone).",
        zh: "带偏移的时间（\(shares(offsets))）已换算到 \(zone)。")
    case .takenAsLocal(let column, let zone):
      LocalizedText(
        en:
          "`\(printable(column))` has no offset: its times are taken as local times of \(zone). Write `written_zone: UTC` in the map if they are universal.",
        zh: "列 \(printable(column)) 没有偏移：视为 \(zone) 的当地时间。若为世界时，请在映射中写 written_zone: UTC。")
    case .takenAsOffset(let column, let offset):
      LocalizedText(
        en:
          "`\(printable(column))` has no offset: its times are taken to be of \(offset.name), as all others are. Write `time_zone` in the map to say otherwise.",
        zh: "列 \(printable(column)) 没有偏移：与其他时间一样视为 \(offset.name)。可在映射中写 time_zone 另行指定。")
    case .order(let file, .oldestFirst):
      LocalizedText(en: "The rows of \(file) are oldest first.", zh: "\(file) 的行由旧到新排列。")
    case .order(let file, .newestFirst):
      LocalizedText(
        en: "The rows of \(file) are newest first: rows of a case with the same time were turned round.",
        zh: "\(file) 的行由新到旧排列：同一案件同一时间的行已反转次序。")
    case .order(let file, .none):
      LocalizedText(en: "The rows of \(file) are in no order of time.", zh: "\(file) 的行没有时间次序。")
    case .guessedOrder(let file, let rows):
      LocalizedText(
        en:
          "\(file) is in no order of time, and \(rows) of its rows have the time of another row of their case: which came first is guessed from the file. Export it in order of time, or with finer times.",
        zh: "\(file) 没有时间次序，且有 \(rows) 行与同一案件的另一行时间相同：先后按文件次序猜测。请按时间顺序导出，或导出更精确的时间。")
    case .readAsOpen(let cells):
      LocalizedText(
        en: "\(cells) cells mean \"not yet\" by `open_when`.", zh: "按 open_when，\(cells) 个单元格表示尚未办结。")
    case .standInsSkipped(let rows):
      LocalizedText(
        en:
          "\(rows) rows were skipped because their end is a date that stands for \"not yet\": open cases are missing. Write `open_when` in the map instead.",
        zh: "有 \(rows) 行因结束时间是占位日期而被跳过：缺少未结案件。请改在映射中写 open_when。")
    }
  }

  private func printable(_ text: String) -> String { ScenarioProblem.printable(text) }

  private func texts(_ names: [String]) -> String {
    names.prefix(8).map(printable).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
  }

  private func shares(_ offsets: [OffsetShare]) -> String {
    offsets.prefix(6).map(\.name).joined(separator: ", ") + (offsets.count > 6 ? ", …" : "")
  }

  private func clock(_ minute: Double) -> String {
    let whole = Int(minute)
    return "\(whole / 60 < 10 ? "0" : "")\(whole / 60):\(whole % 60 < 10 ? "0" : "")\(whole % 60)"
  }
}
