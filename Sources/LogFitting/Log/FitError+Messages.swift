import RandomStreams
import ScenarioLanguage

extension FitError {
  /// What is wrong, a line for each thing; a map's problems have a report of their own.
  public var lines: [LocalizedText] {
    switch self {
    case .map(let error): error.problems.map { $0.kind.localizedSentence }
    case .log(let path, let fault): [fault.sentence(path)]
    case .badRecord(let line, .quoteNeverCloses):
      [
        LocalizedText(
          en: "line \(line): a quote opens here and never closes, so that nothing after it can be read",
          zh: "第 \(line) 行：此处的引号没有闭合，其后内容无法读取")
      ]
    case .badRecord(let line, .tooLong):
      [
        LocalizedText(
          en: "line \(line): a record of more than 1 MiB; probably a quote is missing",
          zh: "第 \(line) 行：记录超过 1 MiB，可能缺少引号")
      ]
    case .badRows(let path, let rows): BadRowsText(path: path, rows: rows).lines + BadRowsText.advice(rows)
    case .datesAmbiguous(let path, let column, let example, let readings):
      [TimeMessages.ambiguous(path, column, example, readings)]
    case .datesImplausible(let path, let column, let example, let readings):
      [TimeMessages.implausible(path, column, example, readings)]
    case .datesUnreadable(let path, let column, let example, let isEnding):
      TimeMessages.unreadable(path, column, example, isEnding)
    case .offsetsMissing(let path, let column, let example, let other):
      [TimeMessages.offsetsMissing(path, column, example, other)]
    case .noCases(let path):
      [
        LocalizedText(
          en: "\(path): no case is left; look at `leave_out` and at the columns of the map",
          zh: "\(path)：没有剩下任何案件；请检查映射中的 leave_out 和各列")
      ]
    case .tooFewCases(let path, let count, let least):
      [
        LocalizedText(
          en: "\(path): \(count) cases are too few to learn a city from; \(least) at least",
          zh: "\(path)：只有 \(count) 件，至少需要 \(least) 件")
      ]
    case .cityUnsound(let path, let from, let to, let reasons):
      [
        LocalizedText(
          en:
            "\(path): the city that it tells of cannot be simulated; its times run from \(from) to \(to): look at the rows of these days, or leave them out in the map (`leave_out`, `since`), or let the map join what is too much (`types`, `units`)",
          zh:
            "\(path)：由其得出的城市无法模拟；时间从 \(from) 到 \(to)：请检查这两天的行，或在映射中排除（leave_out、since），或让映射合并过多的内容（types、units）")
      ] + reasons
    case .neverClosed(let path, let count, let end):
      [
        LocalizedText(
          en:
            "\(path): none of \(count) cases is closed by \(end), so that nothing can be learnt of how they end; look at `closed` and `closed_when` in the map, give a longer log, or say --follow-cases with a holdout",
          zh:
            "\(path)：\(count) 个案件到 \(end) 为止无一办结，无从了解如何办结；请检查映射中的 closed 与 closed_when，提供更长的日志，或在留出时加 --follow-cases")
      ]
    case .endless(let tier):
      [
        LocalizedText(
          en:
            "cases that reach tier \(tier) are closed neither there nor where they go from it; look at `closed_when` and at the values of the tiers in the map",
          zh: "到达层级 \(tier) 的案件既不在该层级办结，也不在其后各层级办结；请检查映射中的 closed_when 和各层级的取值")
      ]
    case .emptyTier(let tier):
      [
        LocalizedText(
          en:
            "no case of what the fit sees of the log reaches tier \(tier); look at its `values` in the map, or leave the tier out",
          zh: "拟合所见的日志中没有案件到达层级 \(tier)；请检查映射中该层级的 values，或去掉该层级")
      ]
    case .filesAreThere(let folder, let names):
      [
        LocalizedText(
          en: "\(folder): \(names.joined(separator: ", ")) would be written over; choose another --out, or say --force",
          zh: "\(folder)：将覆盖 \(names.joined(separator: "、"))；请另选 --out，或加 --force")
      ]
    case .experiment(let error):
      [LocalizedText(en: error.message(language: .english), zh: error.message(language: .chinese))]
    }
  }
}

extension FitError.LogFault {
  fileprivate func sentence(_ path: String) -> LocalizedText {
    switch self {
    case .notFound: LocalizedText(en: "\(path): there is no such file", zh: "\(path)：没有这个文件")
    case .notRegular:
      LocalizedText(en: "\(path): is a folder, a pipe or a device; a file is wanted", zh: "\(path)：是文件夹、管道或设备，需要普通文件")
    case .notReadable: LocalizedText(en: "\(path): cannot be read", zh: "\(path)：无法读取")
    case .empty: LocalizedText(en: "\(path): is empty; a header row is wanted", zh: "\(path)：为空，需要表头行")
    case .damaged:
      LocalizedText(en: "\(path): the compressed data are cut or damaged", zh: "\(path)：压缩数据不完整或已损坏")
    case .unpacksTooFar(let mebibytes):
      LocalizedText(
        en:
          "\(path): a few bytes unpack to more than \(mebibytes) MiB, as no log does; if it is one, unpack it yourself",
        zh: "\(path)：少量字节解压后超过 \(mebibytes) MiB，不像日志；若确为日志，请自行解压")
    case .notUTF8(let line):
      LocalizedText(
        en: "\(path):\(line): is not UTF-8; mend the row, or write the file's `encoding` in the map",
        zh: "\(path):\(line)：不是 UTF-8；请修正该行，或在映射中写明文件的 encoding")
    case .encodingNotFound(let line):
      LocalizedText(
        en: "\(path):\(line): is neither UTF-8 nor UTF-16 nor GB18030; save the file as UTF-8",
        zh: "\(path):\(line)：不是 UTF-8、UTF-16 或 GB18030 编码；请把文件存为 UTF-8")
    case .encodingDiffers(let told, let found?):
      LocalizedText(
        en: "\(path): the map says `encoding: \(told.rawValue)`, but the file is \(found); leave `encoding` out",
        zh: "\(path)：映射写的是 encoding: \(told.rawValue)，但文件是 \(found)；请去掉 encoding")
    case .encodingDiffers(let told, nil):
      LocalizedText(
        en: "\(path): the map says `encoding: \(told.rawValue)`, but the file is not; save it as UTF-8",
        zh: "\(path)：映射写的是 encoding: \(told.rawValue)，但文件并非如此；请存为 UTF-8")
    case .brokenText(let encoding):
      LocalizedText(
        en: "\(path): is not \(encoding) throughout; save it as UTF-8", zh: "\(path)：并非全部为 \(encoding) 编码；请存为 UTF-8")
    case .encodingUnknown(let encoding):
      LocalizedText(
        en: "\(path): this system cannot read \(encoding); save the file as UTF-8",
        zh: "\(path)：本系统无法读取 \(encoding)；请把文件存为 UTF-8")
    case .foreign(let file):
      LocalizedText(en: "\(path): \(file.sentence.en)", zh: "\(path)：\(file.sentence.zh)")
    }
  }
}

/// What is said of rows that could not be read.
public struct BadRowsText {
  let path: String
  let rows: BadRows

  public init(path: String, rows: BadRows) {
    self.path = path
    self.rows = rows
  }

  static func advice(_ rows: BadRows) -> [LocalizedText] {
    let repeated = rows.counts[BadRows.Reason.repeatedCase.rawValue]
    var advice: [LocalizedText] = []
    if rows.count > repeated {
      advice.append(
        LocalizedText(
          en: "nothing was fitted; mend the rows, or write `bad_rows: skip` in the map to leave them out",
          zh: "未进行拟合；请修正这些行，或在映射中写 bad_rows: skip 以跳过"))
    }
    if repeated > 0 {
      advice.append(
        LocalizedText(
          en:
            "nothing was fitted, since the map says `repeated: refuse`; with `repeated: latest` rows that agree count once and of the others the latest holds",
          zh: "映射写明 repeated: refuse，因此未进行拟合；写 repeated: latest 则相同的行只计一次，其余取最新一行"))
    }
    return advice
  }

  /// A line for each reason, with its count, and one for each row that is quoted.
  public var lines: [LocalizedText] {
    BadRows.Reason.allCases.filter { rows.counts[$0.rawValue] > 0 }.flatMap { reason in
      let count = rows.counts[reason.rawValue]
      let words = reason.words
      return [LocalizedText(en: "\(path): \(count) rows: \(words.en)", zh: "\(path)：\(count) 行：\(words.zh)")]
        + (reason == .unknownTier ? [tierTexts] : [])
        + (reason == lastOfEnds ? [remedyForEnds].compactMap { $0 } : [])
        + rows.examples.filter { $0.reason == reason }.map {
          LocalizedText(en: "  line \($0.line): \($0.text)", zh: "  第 \($0.line) 行：\($0.text)")
        }
    }
  }
}

extension BadRowsText {
  /// The reason below which the remedy for ends stands.
  fileprivate var lastOfEnds: BadRows.Reason? {
    [BadRows.Reason.standIn, .unreadableEnd].first { rows.counts[$0.rawValue] > 0 }
  }

  /// The line of the map that makes ends empty which stand for "not yet"; `nil` where there are too many different ones.
  fileprivate var remedyForEnds: LocalizedText? {
    let texts = rows.endTexts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    guard (1...12).contains(texts.count) else { return nil }
    let list = texts.map { text in
      let clean = ScenarioProblem.printable(text)
      return "\"\(clean.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }.joined(separator: ", ")
    return LocalizedText(
      en: "  if they mean that the case is not closed yet, write in the map: open_when: [\(list)]",
      zh: "  若表示案件尚未办结，请在映射中写：open_when: [\(list)]")
  }

  /// The texts that no tier has, the most frequent first.
  fileprivate var tierTexts: LocalizedText {
    let sorted = rows.tierTexts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    func list(_ blank: String, _ separator: String) -> String {
      sorted.prefix(8).map { text, count in
        "\(text.isEmpty ? blank : ScenarioProblem.printable("'\(text)'")) \(count)"
      }.joined(separator: separator) + (sorted.count > 8 ? separator + "…" : "")
    }
    return LocalizedText(en: "  rows by text: " + list("(blank)", ", "), zh: "  各写法的行数：" + list("（空白）", "、"))
  }
}

extension BadRows.Reason {
  var words: LocalizedText {
    switch self {
    case .cellCount: LocalizedText(en: "another number of cells than the header", zh: "单元格数与表头不同")
    case .noCase: LocalizedText(en: "no case", zh: "没有案件编号")
    case .noTime: LocalizedText(en: "no time", zh: "没有时间")
    case .unreadableTime: LocalizedText(en: "a time that cannot be read", zh: "时间无法读取")
    case .endsBeforeStart: LocalizedText(en: "an end before its beginning", zh: "结束早于开始")
    case .closesBeforeOpening: LocalizedText(en: "closed before it was opened", zh: "办结早于登记")
    case .unknownTier:
      LocalizedText(
        en: "a text that no tier of the map names; add it to `values`, or let a tier take the `rest`",
        zh: "映射中没有层级列出该写法；请加入 values，或让某层级接收 rest")
    case .unknownCase: LocalizedText(en: "a case of which the log of events tells nothing", zh: "事件日志中没有该案件")
    case .unreadableEnd: LocalizedText(en: "an end that cannot be read as a time", zh: "结束时间无法读取")
    case .standIn:
      LocalizedText(en: "an end that looks like a stand-in for \"not yet\"", zh: "结束时间像是“尚未办结”的占位日期")
    case .strayText:
      LocalizedText(en: "text after the closing quote of a cell", zh: "单元格的右引号之后还有文字")
    case .repeatedCase:
      LocalizedText(en: "what another row tells already (line = line)", zh: "另一行已有（行 = 行）")
    }
  }
}

extension ScenarioProblem.Kind {
  fileprivate var localizedSentence: LocalizedText { LocalizedText(en: sentence(.english), zh: sentence(.chinese)) }
}
