import ScenarioLanguage

extension RowNote {
  var sentence: LocalizedText {
    switch self {
    case .skipped(let counts, let total, let lines):
      let reasons = BadRows.Reason.allCases.filter { counts[$0.rawValue] > 0 }
      func list(_ words: (LocalizedText) -> String, _ separator: String) -> String {
        reasons.map { "\(counts[$0.rawValue]) \(words($0.words))" }.joined(separator: separator)
      }
      let count = counts.reduce(0, +)
      return LocalizedText(
        en:
          "\(count) of \(total) rows could not be read and are left out: \(list(\.en, "; ")) (\(RowNote.list(lines))). They are missing from all numbers, cases a day among them; mend them in the file.",
        zh:
          "\(total) 行中有 \(count) 行无法读取，未采用：\(list(\.zh, "；"))（第 \(RowNote.numbers(lines)) 行等）。各项数字（包括每天件数）都不含它们；请在文件中改正。"
      )
    case .leftOut(let count, let total):
      return LocalizedText(
        en: "\(count) of \(total) rows are left out, as `leave_out` of the map says.",
        zh: "按映射的 leave_out，\(total) 行中有 \(count) 行未采用。")
    case .alike(let count, let total, let examples):
      return LocalizedText(
        en:
          "\(count) of \(total) rows tell what another row tells already (\(examples)); each counts once. `repeated: keep` in the map counts them all.",
        zh: "\(total) 行中有 \(count) 行与另一行相同（\(examples)），只计一次。在映射中写 repeated: keep 则全部计入。")
    case .keptAlike(let count, let total, let examples):
      return LocalizedText(
        en:
          "\(count) of \(total) rows agree with another in every column (\(examples)), and count as cases of their own, since the map names no column that tells cases apart. Name it as `case`; or write `repeated: latest` in the map so that they count once, or `repeated: keep` if they are different cases.",
        zh:
          "\(total) 行中有 \(count) 行与另一行各列全同（\(examples)）；映射没有 case 列，故各计为一件。请写明 case 列；或在映射中写 repeated: latest 只计一次，若确为不同案件则写 repeated: keep。"
      )
    case .sameWork(let count, let examples):
      return LocalizedText(
        en:
          "\(count) pieces of work are there twice, with the same case, tier, desk and times, and differ only in columns that the map does not name (\(examples)); each counts once. `repeated: keep` in the map counts them all.",
        zh: "有 \(count) 项工作重复：案件、层级、承办单元和时间都相同，只有映射未列的列不同（\(examples)），只计一次。在映射中写 repeated: keep 则全部计入。")
    case .unfinishedWork(let count, let examples):
      return LocalizedText(
        en:
          "\(count) pieces of work without an end are there with it in another row (\(examples)), which holds. `repeated: keep` in the map counts both.",
        zh: "有 \(count) 项未完成的工作在另一行中已有完成时间（\(examples)），以后者为准。在映射中写 repeated: keep 则两行都计。")
    case .outdated(let count, let total, let examples):
      return LocalizedText(
        en:
          "\(count) of \(total) rows are of a case for which a later row tells something else (\(examples)); the latest row of a case holds. `repeated: refuse` in the map stops instead.",
        zh: "\(total) 行中有 \(count) 行所属案件另有更新的行且内容不同（\(examples)）；以每件的最新一行为准。在映射中写 repeated: refuse 则停止。")
    case .farTimes(let count, let column, let file, let isLate, let examples, let day):
      let (place, ort) = (file.map { " of \($0)" } ?? "", file.map { "\($0) 的" } ?? "")
      let en = examples.joined(separator: ", ") + (count > examples.count ? ", …" : "")
      return isLate
        ? LocalizedText(
          en:
            "\(RowNote.number(count, "time", "times")) in column \(column)\(place) \(count == 1 ? "lies" : "lie") far after all others (\(en)), and \(count == 1 ? "is" : "are") not used: the log is taken to end on \(day). Mend this, or write `until: \(day)` in the map.",
          zh:
            "\(ort)列 \(column) 中有 \(count) 个时间远在其他时间之后（\(en)），未采用：日志视为止于 \(day)。请改正，或在映射中写 until: \(day)。")
        : LocalizedText(
          en:
            "\(RowNote.number(count, "time", "times")) in column \(column)\(place) \(count == 1 ? "lies" : "lie") far before all others (\(en)); such cases are left out, and the log is taken to begin on \(day). Mend this, or write `since: \(day)` in the map.",
          zh:
            "\(ort)列 \(column) 中有 \(count) 个时间远在其他时间之前（\(en)），所属案件未采用，日志视为始于 \(day)。请改正，或在映射中写 since: \(day)。")
    case .beforeLog(let count, let lines, let begin):
      return LocalizedText(
        en:
          "\(count) cases opened before \(begin), when the log begins in earnest, are left out (\(RowNote.list(lines))): of earlier cases it holds only those that were long open. Write `since` in the map to say otherwise.",
        zh: "日志自 \(begin) 起才完整；此前登记的 \(count) 件未采用（第 \(RowNote.numbers(lines)) 行等），因为其中只留下了长期未结的。可在映射中写 since 另行指定。")
    case .afterLog(let count, let lines, let end):
      return LocalizedText(
        en:
          "\(count) cases opened after \(end), the last day on which they do in earnest, are left out (\(RowNote.list(lines))). Mend them if they are slips.",
        zh: "\(end) 之后只有零星登记；此后的 \(count) 件未采用（第 \(RowNote.numbers(lines)) 行等）。若有误请改正。")
    case .arrivalsEnd(let day, let end):
      return LocalizedText(
        en: "No case opens after \(day), though the log goes on to \(end): rates are of the days up to then.",
        zh: "\(day) 之后没有登记，而日志延续到 \(end)：发生率只按此前各天计算。")
    case .afterClosing(let rows, let cases, let texts, let lines, let confirming, let reopened):
      let line = confirming.map { (en: "Write `\($0)` in the map if that is right, or", zh: "若属实请在映射中写 \($0)，") }
      return LocalizedText(
        en:
          "\(RowNote.number(rows, "row", "rows")) of \(RowNote.number(cases, "case", "cases")) \(rows == 1 ? "comes" : "come") after a closing and \(rows == 1 ? "leaves" : "leave") the case closed: \(texts) (\(RowNote.list(lines))). \(line?.en ?? "Write") `\(reopened)` with those of them that open a case again.",
        zh:
          "\(cases) 件有 \(rows) 行在办结之后，不改变办结状态：\(texts)（第 \(RowNote.numbers(lines)) 行等）。\(line?.zh ?? "")若其中有退回重办案件的，请写 \(reopened)。"
      )
    case .afterToldClosing(let rows, let cases, let texts, let lines, let leaveOut):
      let line = leaveOut.map { (en: " Write `\($0)` in the map if that is right.", zh: "若属实请在映射中写 \($0)。") }
      return LocalizedText(
        en:
          "\(rows) rows of \(cases) cases are later than the time of closing that a column tells, and are none of the case's: \(texts) (\(RowNote.list(lines))).\(line?.en ?? "") If they are work on the case, do not name the column `closed` in the map.",
        zh:
          "\(cases) 件有 \(rows) 行晚于 closed 列所记的办结时间，不计入案件：\(texts)（第 \(RowNote.numbers(lines)) 行等）。\(line?.zh ?? "")若它们是办理过程，请不要在映射中写 closed 列。"
      )
    case .reopenedBy(let count, let texts, let lines, let reopened, let leaveOut):
      return LocalizedText(
        en:
          "\(count) closings are taken to be opened again, since the cases are closed once more later: by \(texts) (\(RowNote.list(lines))). Write `\(reopened)` in the map if that is right, or `\(leaveOut)` if such rows open nothing.",
        zh:
          "有 \(count) 次办结视为退回重办，因为案件此后再次办结：\(texts)（第 \(RowNote.numbers(lines)) 行等）。若属实请在映射中写 \(reopened)；若这些行并不退回重办案件，请写 \(leaveOut)。"
      )
    case .notInTable(let cases):
      return LocalizedText(
        en: "\(cases) cases of the events are not in the table of cases, and are left out.",
        zh: "事件日志中有 \(cases) 件不在案件表中，未采用。")
    }
  }

  static func number(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
  static func numbers(_ lines: [Int]) -> String { lines.map(String.init).joined(separator: ", ") }
  static func list(_ lines: [Int]) -> String { (lines.count == 1 ? "line " : "lines ") + numbers(lines) }
}
