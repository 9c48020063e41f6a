import Experiments

/// What is said while work is going on.
extension Texts {
  func label(of phase: ExperimentPhase) -> String {
    switch phase {
    case .pilot: say("Finding the warm-up", "检测预热期")
    case .replications: say("Replications", "重复")
    case .subtrees: say("Parts of the city", "城市片区")
    case .cities: say("Plausible cities", "可能的城市")
    case .runs: say("Runs", "运行")
    case .points: say("Design points", "设计点")
    case .costs: say("Costs of policies", "计算政策成本")
    case .search: say("Searching", "搜索")
    case .confirmation: say("Confirming on fresh luck", "用新的随机性确认")
    }
  }

  func progress(label: String, done: Int, of total: Int) -> String {
    say("\(label): \(done) of \(total)", "\(label)：\(done)/\(total)")
  }

  func timeLeft(_ duration: Duration) -> String {
    say("about \(roughly(duration)) left", "约剩 \(roughly(duration))")
  }

  var interrupted: String {
    say("Interrupted; no result files were written.", "已中断，未写入结果文件。")
  }

  var interrupting: String {
    say("Stopping after the replications at hand; Ctrl-C again stops at once.", "正在进行的重复结束后停止；再按 Ctrl-C 立即退出。")
  }

  /// Between items of a line.
  var listSeparator: String { say(", ", "，") }

  /// Nobody needs the tenths of a guess.
  func roughly(_ duration: Duration) -> String {
    let seconds = max(1, (duration / .seconds(1)).rounded())
    return switch seconds {
    case ..<90: say("\(Int(seconds)) s", "\(Int(seconds)) 秒")
    case ..<5400: say("\(Int((seconds / 60).rounded())) min", "\(Int((seconds / 60).rounded())) 分钟")
    default: say("\(fixed(seconds / 3600, 1)) h", "\(fixed(seconds / 3600, 1)) 小时")
    }
  }
}
