import Experiments
import LogFitting
import ScenarioLanguage

/// What is said of fits.
extension Texts {
  var fitAbstract: String { say("Make a scenario of a city's log of issues.", "由城市的事项日志生成场景。") }

  var fitDiscussion: String {
    say(
      """
      The map says which column of the log is what; `issueflow explain map` and `issueflow schema map` describe it. The \
      log may be gzipped. What is learnt: how often issues arise and when, which units bring more, where they start, how \
      they move between tiers, how long that takes, and, where the log tells when work began, hands-on times, hours and \
      staff. What the log cannot tell is said. The scenario is simulated beside the log; with --holdout 30% it is \
      compared with the last 30% of the cases, which the fit did not see.
      Exit codes: 0 done, 2 wrong arguments, map or log, 3 internal error, 130 interrupted.
      """,
      """
      映射文件说明日志各列的含义，写法见 issueflow explain map 和 issueflow schema map。日志可为 gzip 压缩。\
      从中得出：事项多久发生、何时发生，哪些单元更多，从哪一层级开始，如何在层级间流转、需要多久；\
      若日志记录了开始办理的时间，还可得出办理时间、工作时间和人员。日志无法说明的会明确指出。\
      场景会与日志对照模拟；写 --holdout 30% 则与拟合未见过的最后 30% 案件比较。
      退出码：0 完成，2 参数、映射或日志有误，3 内部错误，130 中断。
      """)
  }

  var logFile: String { say("Log, as CSV or gzipped CSV.", "日志，CSV 或 gzip 压缩的 CSV。") }
  var mapFile: String { say("Map of the log's columns.", "日志各列的映射文件。") }
  var fitOut: String {
    say(
      "Scenario to write, with its tables beside it; NAME.yaml of the map unless given.",
      "写入的场景文件，表格写在其旁；默认按映射的 name 命名。")
  }
  var holdout: String {
    say("Share of the cases, the last ones, to keep from the fit and compare with.", "留作比较、不用于拟合的最后一部分案件的比例。")
  }
  var followCases: String {
    say(
      "With --holdout: let the fit see how its cases ended, although that was after the others began.",
      "与 --holdout 合用：允许拟合看到其案件在此后的结局。")
  }
  var followNeedsHoldout: String { say("--follow-cases goes with --holdout", "--follow-cases 须与 --holdout 合用") }
  var fitEnsemble: String {
    say(
      "Cities learnt from days of the log drawn anew, from which `run --uncertainty` of the scenario draws; 0 for none.",
      "对日志日期重抽样得到的城市个数，供该场景的 run --uncertainty 抽取；0 表示不做。")
  }

  var fitReplications: String { say("Simulated logs to compare with.", "用于比较的模拟日志份数。") }
  var fitSeed: String { say("Seed of simulations and tests.", "模拟和检验的种子。") }
  var force: String { say("Write over files that are there.", "覆盖已有文件。") }

  func progress(of step: LogFit.Step) -> (label: String, done: Int, total: Int) {
    switch step {
    case .reading: (say("Reading the log", "读取日志"), 0, 1)
    case .learning: (say("Learning", "拟合"), 0, 1)
    case .learningAgain(let finished, let total): (say("Learning from days drawn anew", "重抽样拟合"), finished, total)
    case .simulating(let finished, let total): (say("Simulating beside the log", "与日志对照模拟"), finished, total)
    }
  }

  func fitHeading(_ result: FittedLog, map: LogMap, file: String) -> String {
    let name = name(map.title, id: map.name)
    let days = Int(((result.end - result.begin) / 1440).rounded())
    let rows = result.rows - result.leftOut - result.bad.count
    let without =
      result.leftOut > 0
      ? say("; \(result.leftOut) rows left out, as the map says", "；按映射排除 \(result.leftOut) 行") : ""
    return say(
      "\(name): \(result.cases) cases in \(rows) rows of \(file), \(days) days, \(result.typeCount) types",
      "\(name)：\(file) 的 \(rows) 行中有 \(result.cases) 件，\(days) 天，\(result.typeCount) 类") + without
  }

  /// - Parameter naive: how many of the numbers the first cases would have met; `nil` where the fit has seen all.
  func fitAnswer(held: Int, of total: Int, naive: Int?) -> String {
    let mark = held == total ? glyphs.met : glyphs.notMet
    guard let naive else {
      return say(
        "\(mark) \(held) of \(total) numbers of the log are met. The fit has seen them; --holdout 30% asks more of it.",
        "\(mark) 日志的 \(total) 个数中有 \(held) 个相符。拟合已见过这些数；用 --holdout 30% 可作更严格的检验。")
    }
    return say(
      "\(mark) \(held) of \(total) numbers of cases that the fit did not see are met; the first cases meet \(naive).",
      "\(mark) 拟合未见过的案件中，\(total) 个数有 \(held) 个相符；前段案件本身有 \(naive) 个相符。")
  }

  func fitMisses(_ counts: [(blame: GoodnessTable.Blame, count: Int)]) -> String {
    let english = counts.map { "\($0.count) \(Self.blameNames[$0.blame]?.en ?? "")" }.joined(separator: ", ")
    let chinese = counts.map { "\(Self.blameNames[$0.blame]?.zh ?? "") \($0.count)" }.joined(separator: "、")
    return say("Misses are laid to: \(english).", "未相符的原因：\(chinese)。")
  }

  private static let blameNames: [GoodnessTable.Blame: (en: String, zh: String)] = [
    .model: ("the model", "模型"), .change: ("the log's change", "日志变化"), .noise: ("noise", "噪声"),
  ]

  /// Who is to blame for a miss.
  func name(of blame: GoodnessTable.Blame) -> String {
    let name = Self.blameNames[blame]
    return say(name.map { String($0.en.split(separator: " ").last ?? "") } ?? "", name?.zh ?? "")
  }

  func fitColumns(drifts: Bool) -> [String] {
    let isChinese = language == .chinese
    let shared =
      isChinese
      ? ["", "", "日志", "模拟", "差", "允许", "噪声"] : ["", "", "log", "simulated", "difference", "allowed", "noise"]
    return shared + (drifts ? [isChinese ? "日志自身变化" : "drift"] : []) + ["", ""]
  }

  func fitLegend(drifts: Bool) -> String {
    drifts
      ? say(
        "Difference: simulated against the log. Noise: two simulated logs against each other. Drift: the first cases of the log "
          + "against the last, as if the future were like them. A miss is noise if a log of the scenario's own is as far off "
          + "one time in twenty; the model's, if it is as far from the first cases, which it was fitted to; else the log has "
          + "changed. A blank has too few cases.",
        "差：模拟与日志之比较。噪声：两个模拟日志之间。日志自身变化：日志前段与后段之间，即“将来与前段相同”之差。"
          + "未相符者：若场景自身的日志二十次中有一次同样偏离，则为噪声；若与拟合所用的前段案件同样偏离，则为模型；否则为日志变化。空白表示案件过少。")
      : say(
        "Difference: simulated against the log. Noise: two simulated logs against each other. A miss is noise if a log of the "
          + "scenario's own is as far off one time in twenty, else the model's. A blank has too few cases.",
        "差：模拟与日志之比较。噪声：两个模拟日志之间。未相符者：若场景自身的日志二十次中有一次同样偏离，则为噪声，否则为模型。空白表示案件过少。")
  }

  func name(of measure: GoodnessTable.Measure) -> String {
    switch measure {
    case .volume: say("Cases a day", "每天件数")
    case .open: say("Open at the end", "期末未结")
    case .share: say("Closed at", "办结于")
    case .medianFirst: say("To first closing, median", "首次办结时间中位数")
    case .p90First: say("To first closing, 90%", "首次办结时间九成分位")
    case .reopened: say("Opened again", "退回重办")
    case .meanWait: say("Wait for work, mean", "等待办理均值")
    case .p90Wait: say("Wait for work, 90%", "等待办理九成分位")
    case .medianTime: say("Time to close, median", "办结时间中位数")
    case .p90Time: say("Time to close, 90%", "办结时间九成分位")
    case .arrivals: say("Arise between hours", "发生时段")
    case .weekdays: say("Arise on", "发生于")
    case .medianOfType: say("Median by type", "各类中位数")
    case .p90OfType: say("90% by type", "各类九成分位")
    case .pathDistance: say("Ways, distance of pairs", "路径距离（2-gram）")
    case .timeDistance: say("Times, distance", "时间距离（Wasserstein）")
    }
  }

  /// A day of the week by its English short name.
  func weekday(_ name: String) -> String {
    let names = ["Mon": "周一", "Tue": "周二", "Wed": "周三", "Thu": "周四", "Fri": "周五", "Sat": "周六", "Sun": "周日"]
    return say(name, names[name] ?? name)
  }

  func allowedGap(_ gap: Double, isShare: Bool) -> String {
    "±" + fixed(gap * 100, 0) + (isShare ? say(" points", " 个百分点") : "%")
  }

  func skippedRows(_ count: Int) -> String {
    say("\(count) rows could not be read and were left out, as the map says:", "按映射的规定，跳过了 \(count) 行无法读取的行：")
  }

  var fitDoubts: String { say("Doubtful, and said beside every result:", "存疑之处（将随每个结果说明）：") }
  var fitCautions: String { say("What the log cannot say, and what was assumed:", "日志无法说明之处，以及所作的假定：") }
  var fitFindings: String { say("What it rests on:", "依据：") }

  func fitFiles(_ file: String, _ others: Int) -> String {
    say("Scenario: \(file), and \(others) tables beside it.", "场景：\(file)，另有 \(others) 个表格在其旁。")
  }

  func fitNext(_ file: String) -> String {
    say("Next: issueflow run \(file)", "下一步：issueflow run \(file)")
  }
}
