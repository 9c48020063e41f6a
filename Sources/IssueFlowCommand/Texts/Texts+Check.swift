import Experiments

/// What `check` says beside verdicts.
extension Texts {
  var baseline: String {
    say(
      "summary.csv of an earlier run, or a folder of results by scenario name: no number may move by more than its interval allows.",
      "先前运行的 summary.csv，或按场景名存放结果的文件夹：任何指标的变化不得超过其区间。")
  }

  func noMatch(_ pattern: String) -> String { say("\(pattern): no file matches", "\(pattern)：没有匹配的文件") }

  var nothingMoved: String { say("no number moved away from the baseline", "各指标与基准一致") }

  func moved(_ count: Int) -> String {
    say(
      "\(count) \(count == 1 ? "number" : "numbers") moved away from the baseline by more than the intervals allow:",
      "\(count) 个指标偏离基准，超过区间所允许的范围：")
  }

  func moreMoves(_ count: Int) -> String { say("… and \(count) more", "……另有 \(count) 个") }

  func sentence(_ move: Baseline.Move) -> String {
    guard let now = move.now else {
      return say(
        "\(move.name): \(significant(move.before)) before, not observed now",
        "\(move.name)：先前为 \(significant(move.before))，现未观测到")
    }
    // As many digits as show that they differ.
    let texts = [move.before, now, move.allowed].map { "\(($0 * 1e6).rounded() / 1e6)" }
    return say(
      "\(move.name): \(texts[0]) before, \(texts[1]) now; \(texts[2]) is allowed",
      "\(move.name)：先前 \(texts[0])，现为 \(texts[1])；允许变化 \(texts[2])")
  }

  func sentence(_ failure: Baseline.Failure) -> String {
    switch failure {
    case .table(_, 0, let sentence):
      say("no baseline can be read: \(sentence.en)", "无法读取基准文件：\(sentence.zh)")
    case .table(let path, let line, let sentence):
      say("\(path):\(line): no baseline can be read: \(sentence.en)", "\(path):\(line)：无法读取基准文件：\(sentence.zh)")
    case .columns(let path, let missing):
      say(
        "\(path): no summary of a run: it has no column \(missing.joined(separator: ", "))",
        "\(path)：不是运行的 summary.csv：缺少列 \(missing.joined(separator: "、"))")
    case .number(let path, let line, let text):
      say("\(path):\(line): \"\(text)\" is not a number", "\(path):\(line)：“\(text)”不是数")
    }
  }

  var onlyWarned: String {
    say("Severity is warn: this does not fail the check.", "严重程度为 warn：不影响检查结果。")
  }

  var warningWord: String { say("warning:", "警告：") }
}
