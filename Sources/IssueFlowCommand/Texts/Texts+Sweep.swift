import Experiments

/// What is said of sweeps and their shards.
extension Texts {
  var sweepAbstract: String { say("Simulate every point of a design.", "模拟试验设计中的每个设计点。") }

  var sweepDiscussion: String {
    say(
      """
      A design names a scenario, the parts of it that vary, and a plan: grid, zip, csv, lhs, sobol, morris, saltelli, \
      one-at-a-time, uncertain-inputs. Runs are kept as they end; the same command goes on where it was interrupted. \
      `issueflow schema design` and `issueflow explain design` describe the file.
      Exit codes: 0 done, 2 wrong arguments or files, 3 some runs failed (see failures.csv), 130 interrupted.
      """,
      """
      设计文件给出场景、其中变动的部分和方案：grid、zip、csv、lhs、sobol、morris、saltelli、one-at-a-time、uncertain-inputs。\
      每次运行结束即保存；中断后用同一命令继续。文件写法见 issueflow schema design 和 issueflow explain design。
      退出码：0 完成，2 参数或文件有误，3 部分运行失败（见 failures.csv），130 中断。
      """)
  }

  var mergeAbstract: String { say("Put the shards of a sweep together.", "合并扫描的各分片。") }

  var mergeDiscussion: String {
    say(
      "The files are those of the sweep in one piece, byte for byte.", "结果文件与不分片的扫描逐字节相同。")
  }

  var designFile: String { say("Design file.", "设计文件。") }
  var shard: String {
    say("Run shard i of n; combine with `merge`.", "只做 n 份设计点中的第 i 份，供 merge 合并。")
  }
  var dryRun: String { say("Print the planned runs and a time estimate, then exit.", "只说明将运行什么、约需多久。") }
  var resume: String {
    say("Resume an interrupted study; fail if there is none.", "只继续被中断的研究，不新开始。")
  }
  var retryFailed: String { say("Retry failed runs.", "重做失败的运行。") }
  var jsonLines: String { say("Say everything as JSON, one object a line.", "以 JSON 输出，每行一个对象。") }
  var shardFolders: String { say("Folders of all shards.", "所有分片的文件夹。") }
  var mergeOut: String { say("Folder of the results.", "结果文件夹。") }

  var schemaKind: String { say("Which kind of file: scenario, design or search.", "文件种类：scenario、design 或 search。") }

  var pointHeading: String { say("point", "设计点") }
  var ownValue: String { say("(scenario's)", "（场景值）") }

  func plan(_ sweep: Sweep) -> String {
    let spec = sweep.document.spec
    let count = sweep.range.count
    let name = name(spec.title, id: spec.name)
    let most = sweep.rule.most
    let often: String =
      if case .fixed = sweep.rule {
        say("\(most) replications each", "每点重复 \(most) 次")
      } else {
        say("at most \(most) replications each", "每点最多重复 \(most) 次")
      }
    let left =
      sweep.points.excluded > 0
      ? say("; \(sweep.points.excluded) more do not keep the constraints", "；另有 \(sweep.points.excluded) 个不满足约束") : ""
    return say(
      "\(name): \(spec.plan.rawValue), \(count) points, \(often), \(count * most) runs\(left)",
      "\(name)：\(spec.plan.rawValue)，\(count) 个设计点，\(often)，共 \(count * most) 次运行\(left)")
  }

  func morePoints(_ count: Int) -> String { say("… and \(count) more", "……另有 \(count) 个") }

  func estimate(seconds: Double?, runs: Int, jobs: Int) -> String {
    guard let seconds else {
      return say("The first point makes no city, so that nothing can be timed.", "首个设计点不能构成城市，无法估计时间。")
    }
    let all = roughly(.seconds(seconds * Double(runs) / Double(jobs)))
    return say(
      "About \(all) with \(jobs) jobs: a run of the first point took \(fixed(seconds, 2)) s.",
      "以 \(jobs) 个并行任务约需 \(all)：首个设计点的一次运行用时 \(fixed(seconds, 2)) 秒。")
  }

  func sweepDone(points: Int, of total: Int, failures: Int) -> String {
    let all =
      points == total
      ? say("\(points) points simulated", "已模拟 \(points) 个设计点")
      : say("\(points) of \(total) points simulated", "已模拟 \(points)/\(total) 个设计点")
    guard failures > 0 else { return all + say(".", "。") }
    return all
      + say(
        "; \(failures) failures, see failures.csv; --retry-failed tries them again.",
        "；\(failures) 处失败，见 failures.csv；可用 --retry-failed 重做。")
  }

  func decisions(met: Int, notMet: Int, undecided: Int) -> String {
    say(
      "Targets: met at \(met) points, not met at \(notMet), undecided at \(undecided).",
      "目标：达标 \(met) 个，未达标 \(notMet) 个，未能判定 \(undecided) 个设计点。")
  }

  var metPoints: String { say("met at", "达标") }

  func shardFiles(_ folder: String) -> String {
    say(
      "The shard is in \(folder); `issueflow merge` puts all shards together.",
      "分片在 \(folder)；用 issueflow merge 合并全部分片。")
  }

  func merged(points: Int, failures: Int, folder: String) -> String {
    sweepDone(points: points, of: points, failures: failures) + say(" Results: ", " 结果：") + folder
  }

  func alreadyComplete(_ folder: String) -> String {
    say("\(folder) holds the finished results of this study; nothing to do.", "\(folder) 中已有本研究的完整结果，无需再做。")
  }

  func keptOfSweep(_ points: Int, of total: Int, in folder: String) -> String {
    say(
      "\(points) of \(total) points are finished and kept in \(folder); the same command goes on from there.",
      "已完成 \(points)/\(total) 个设计点，保存在 \(folder)；用同一命令继续。")
  }

  func resumedSweep(points: Int, runs: Int) -> String {
    say(
      "Going on: \(points) points and \(runs) further runs were finished before.",
      "继续：此前已完成 \(points) 个设计点和另外 \(runs) 次运行。")
  }
}
