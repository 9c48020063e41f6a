import Experiments
import IssueFlow

/// What is said about files and arguments.
extension Texts {
  func valid(file: String, title: String) -> String {
    say("\(file): valid (\(title))", "\(file)：有效（\(title)）")
  }

  /// After the problems of invalid scenarios.
  func problems(_ count: Int) -> String {
    say("\(count) \(count == 1 ? "problem" : "problems"). Nothing was run.", "共 \(count) 个问题，未运行。")
  }

  func exists(_ file: String) -> String {
    say(
      "error: \(file) exists already; name another file with --out, or remove it first",
      "错误：\(file) 已存在；请用 --out 指定其他文件，或先删除它")
  }

  func cannotWrite(_ file: String, reason: String) -> String {
    say("error: cannot write \(file): \(reason)", "错误：无法写入 \(file)：\(reason)")
  }

  func cannotWriteOutput(_ reason: String) -> String {
    say("error: cannot write to standard output: \(reason)", "错误：无法写到标准输出：\(reason)")
  }

  func wrote(_ file: String) -> String { say("Wrote \(file).", "已写入 \(file)。") }

  func next(_ file: String) -> String {
    say("Next: issueflow run \(file)", "下一步：issueflow run \(file)")
  }

  func nextCheck(_ file: String) -> String {
    say(
      "      issueflow check \(file)   (a policy that meets its target)", "        issueflow check \(file)   （达标的一项方案）")
  }

  var editorHint: String {
    say(
      """
      For completion in your editor: issueflow schema > issueflow.schema.json, and this as the first line of the file:
      # yaml-language-server: $schema=issueflow.schema.json
      """,
      """
      编辑器补全：先运行 issueflow schema > issueflow.schema.json，再把下面一行写在文件首行：
      # yaml-language-server: $schema=issueflow.schema.json
      """)
  }

  func error(_ message: String) -> String { say("error: \(message)", "错误：\(message)") }

  func outOfRange(_ option: String, number: Int, allowed: ClosedRange<Int>) -> String {
    say(
      "\(option) is \(number); use \(allowed.lowerBound) to \(allowed.upperBound)",
      "\(option) 为 \(number)；应为 \(allowed.lowerBound) 至 \(allowed.upperBound)")
  }

  func emptyPath(_ option: String) -> String {
    say("\(option) is empty; name a file or folder", "\(option) 为空；请给出文件或文件夹名")
  }

  func memory(gibibytes: Double, jobs: Int) -> String {
    let size = significant(gibibytes)
    if jobs == 1 {
      return say(
        "warning: if few issues were closed, a replication would need up to \(size) GiB, more than this machine has",
        "警告：若大部分事项不能办结，一次重复最多需要 \(size) GiB 内存，超过本机内存")
    }
    return say(
      "warning: if few issues were closed, \(jobs) replications at once would need up to \(size) GiB, more than this "
        + "machine has; --jobs 1 needs less",
      "警告：若大部分事项不能办结，同时进行 \(jobs) 次重复最多需要 \(size) GiB 内存，超过本机内存；--jobs 1 所需较少")
  }

  func outdatedPage(_ folder: String) -> String {
    let page = folder.isEmpty ? ReportPage.file : "\(folder)/\(ReportPage.file)"
    return say(
      "\(page) shows earlier results and now says so; make it anew: issueflow report \(folder)",
      "\(page) 显示的是旧结果，页首已注明；请重新生成：issueflow report \(folder)")
  }

  func validPolicy(file: String, title: String) -> String {
    say(
      "\(file): sound as a policy without a city (\(title)); whether it fits a city is seen over one: issueflow validate CITY.yaml --with \(file)",
      "\(file)：作为不含城市的方案有效（\(title)）；是否适合某城市，请叠加检查：issueflow validate 城市.yaml --with \(file)")
  }

  func unknownCommand(_ word: String, near: String?, isFile: Bool, commands: [String]) -> String {
    let word = ScenarioProblem.printable(String(word.prefix(60)))
    if isFile {
      return say("'\(word)' is no command; write: issueflow run \(word)", "“\(word)”不是命令；请写：issueflow run \(word)")
    }
    if let near {
      return say("there is no command '\(word)'; did you mean '\(near)'?", "没有命令“\(word)”；是否想写“\(near)”？")
    }
    return say(
      "there is no command '\(word)'; use \(commands.joined(separator: ", "))",
      "没有命令“\(word)”；可用：\(commands.joined(separator: "、"))")
  }

  var noArguments: String {
    error(
      say(
        "the words of the command line cannot be read: /proc is not mounted in this folder tree",
        "无法读取命令行的内容：此目录树中没有挂载 /proc"))
  }

  func commandOfPackage(_ word: String, release: String) -> String {
    say(
      "'\(word)' is a command of the Python package; the wheel of this release adds it: pip install issueflow-\(release)-*.whl",
      "“\(word)”是 Python 包的命令；安装本版本的 wheel 即可使用：pip install issueflow-\(release)-*.whl")
  }

  // MARK: Journals

  func resumed(_ replications: Int, from folder: String) -> String {
    say(
      "Going on after \(replications) finished \(replications == 1 ? "replication" : "replications") kept in \(folder).",
      "继续上次运行：\(folder) 中已保存 \(replications) 次重复的结果。")
  }

  func damagedJournal(_ folder: String) -> String {
    say(
      "warning: the end of the journal in \(folder) is torn or damaged; what it held is simulated again",
      "警告：\(folder) 中的日志末尾不完整或已损坏；其中的重复将重新模拟")
  }

  func setAside(_ path: String, _ stranger: RunJournal.Stranger) -> String {
    let reason =
      switch stranger {
      case .version: say("another build of issueflow began it", "由另一版本的 issueflow 开始")
      case .scenario: say("its scenario was another", "其场景不同")
      case .seed: say("its seed was another", "其种子不同")
      case .rows: say("it keeps other rows of issues and events", "其保存的事项与事件行不同")
      case .damaged: say("its header is damaged", "其文件头已损坏")
      }
    return say(
      "The unfinished run that was here is not this one: \(reason). It is kept in \(path).",
      "此处未完成的运行与本次不同：\(reason)。已另存为 \(path)。")
  }

  func kept(_ replications: Int, of total: Int, in folder: String) -> String {
    say(
      "\(min(replications, total)) of \(total) replications are finished and kept in \(folder); "
        + "the same command goes on from there.",
      "\(total) 次重复中已完成 \(min(replications, total)) 次，保存在 \(folder)；再次运行同一命令即可继续。")
  }

  func keptOfSearch(_ runs: Int, in folder: String) -> String {
    say(
      "\(runs) runs are finished and kept in \(folder); the same command goes on from there.",
      "已完成 \(runs) 次运行，保存在 \(folder)；再次运行同一命令即可继续。")
  }

  func internalError(_ description: String) -> String {
    say("internal error: \(description)", "内部错误：\(description)")
  }
}
