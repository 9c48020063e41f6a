/// What is said while work is going on.
extension Texts {
  func progress(label: String, done: Int, of total: Int) -> String {
    say("\(label): \(done) of \(total)", "\(label)：\(done)/\(total)")
  }

  func timeLeft(_ duration: Duration) -> String {
    say("about \(roughly(duration)) left", "约剩 \(roughly(duration))")
  }

  var replicationsLabel: String { say("Replications", "重复次数") }

  var citiesLabel: String { say("Plausible cities", "可能的城市") }

  var interrupted: String {
    say("Interrupted. No result files were written.", "已中断，未写入任何结果文件。")
  }

  var interrupting: String {
    say("Stopping; press Ctrl-C again to stop at once.", "正在停止；再按一次 Ctrl-C 立即退出。")
  }

  /// Nobody needs the tenths of a guess.
  private func roughly(_ duration: Duration) -> String {
    let seconds = max(1, (duration / .seconds(1)).rounded())
    return switch seconds {
    case ..<90: say("\(Int(seconds)) s", "\(Int(seconds)) 秒")
    case ..<5400: say("\(Int((seconds / 60).rounded())) min", "\(Int((seconds / 60).rounded())) 分钟")
    default: say("\(fixed(seconds / 3600, 1)) h", "\(fixed(seconds / 3600, 1)) 小时")
    }
  }
}
