import Experiments
import OutputAnalysis

/// What is said of searches.
extension Texts {
  var searchAbstract: String { say("Find the cheapest policy that meets the targets.", "寻找达标且成本最低的政策。") }

  var searchDiscussion: String {
    say(
      """
      A search file names a scenario with targets, the parts that a policy may set with their levels, and perhaps what \
      they cost. Small spaces are decided policy by policy, with a stated probability that the choice is right; large \
      ones are searched by a surrogate, and the answer is the best found, confirmed by fresh replications. Stop it at any \
      time: the best so far stands, and the same command goes on. `issueflow explain search` describes the file.
      Exit codes: 0 a policy was found and confirmed, 1 no policy of the space meets the targets, 2 wrong arguments or \
      files, 4 none found, or not confirmed, 130 interrupted.
      """,
      """
      搜索文件给出带目标的场景、政策可设定的部分及其水平，还可给出成本。小空间逐一判定，并说明选对的概率；大空间由代理模型搜索，\
      结果为所找到的最好政策，并以新的重复确认。可随时停止：目前最好的政策有效，用同一命令可继续。文件写法见 issueflow explain search。
      退出码：0 找到并确认，1 空间中没有达标的政策，2 参数或文件有误，4 未找到或未能确认，130 中断。
      """)
  }

  var searchFile: String { say("Search file.", "搜索文件。") }

  func bestSoFar(_ progress: PolicySearch.Progress) -> String {
    let cost = progress.best.map { large($0.cost) } ?? ""
    return say(
      "best so far at \(cost), after \(progress.runs) runs: \(progress.text)",
      "目前最好：成本 \(cost)（\(progress.runs) 次运行后）：\(progress.text)")
  }

  func found(_ outcome: SearchOutcome, cost: Double?, search: PolicySearch) -> String {
    let space = say(
      "\(outcome.tried.count) of \(count(outcome.policies)) policies looked at in \(count(outcome.runs)) runs",
      "在 \(count(outcome.runs)) 次运行中考察了 \(count(outcome.policies)) 项政策中的 \(outcome.tried.count) 项")
    guard outcome.best != nil else {
      return switch outcome.ending {
      case .nothingMeets: say("No policy of the space meets the targets (\(space)).", "空间中没有达标的政策（\(space)）。")
      case .exhausted, .leftOpen, .decided:
        say("No policy that was looked at is known to meet the targets (\(space)).", "所考察的政策均未显示达标（\(space)）。")
      case .budget, .interrupted: say("None found yet (\(space)).", "尚未找到（\(space)）。")
      }
    }
    let price = cost.map { large($0) } ?? "-"
    return outcome.isConfirmed
      ? say("A policy that costs \(price) meets the targets (\(space)).", "成本 \(price) 的政策达标（\(space)）。")
      : say(
        "The cheapest that seemed to meet the targets costs \(price); fresh replications do not confirm it (\(space)).",
        "看似达标的最低成本政策为 \(price)，但新的重复未能确认（\(space)）。")
  }

  /// No more than the method can promise.
  func claim(_ outcome: SearchOutcome, search: PolicySearch) -> String {
    let delta = fixed(search.document.spec.indifference * 100, 2)
    let open = outcome.openCheaper.count
    let rest: String =
      switch outcome.ending {
      case .interrupted: say(" It was stopped before it was through.", "搜索被提前停止。")
      case .budget: say(" Runs or time ended before it was through.", "次数或时间用完，搜索未完成。")
      case .leftOpen where outcome.best == nil: say(" \(open) policies stayed undecided.", "有 \(open) 项政策未能判定。")
      case .leftOpen: say(" \(open) cheaper policies stayed undecided.", "另有 \(open) 项更低成本的政策未能判定。")
      default: ""
      }
    guard outcome.method == .exhaustive else {
      let limits =
        outcome.best == nil
        ? say("A surrogate guided the search: others may meet them.", "搜索由代理模型引导：其他政策可能达标。")
        : say(
          "The best found by a surrogate's guidance: a cheaper one may exist.", "由代理模型引导找到的最好政策：可能存在成本更低者。")
      return limits + rest
    }
    let sure = confidence(search.document.spec.confidence)
    if outcome.ending == .nothingMeets {
      return say(
        "With probability \(sure) or more none meets them by more than \(delta) points of indifference.",
        "以不低于 \(sure) 的概率，没有政策超出无差异区 \(delta) 个百分点达标。")
    }
    guard outcome.ending == .decided, outcome.best != nil else { return rest }
    if outcome.best != outcome.selected {
      return say(
        "Cheaper policies seemed to meet the targets, but fresh replications did not confirm them: they may lie at the edge.",
        "有成本更低的政策看似达标，但新的重复未能确认：它们可能处于边缘。")
    }
    return say(
      "With probability \(sure) or more no cheaper policy of the space meets the targets by more than \(delta) points of indifference.",
      "以不低于 \(sure) 的概率，空间中没有成本更低且超出无差异区 \(delta) 个百分点达标的政策。")
  }

  func settingsHeading(_ text: String) -> String { say("The policy: \(text)", "政策：\(text)") }

  func confirmationHeading(_ replications: Int, confidence level: Double) -> String {
    say(
      "Confirmed by \(replications) fresh replications in the whole city, at \(fixed(level * 100, 0))%",
      "在整座城市以 \(replications) 次新的重复检验，置信水平 \(fixed(level * 100, 0))%")
  }

  func inPlausible(_ share: ClassifiedShare, wanted: Double) -> String {
    say(
      "Met in \(percent(share.share, digits: 0)) of \(share.trials) plausible cities on luck of their own (\(percent(from: share.low, to: share.high)), \(share.unclear) unclear); the lower end must reach \(percent(wanted, digits: 0)).",
      "在 \(share.trials) 个各有自身随机性的可能城市中达标 \(percent(share.share, digits: 0))（\(percent(from: share.low, to: share.high))，其中 \(share.unclear) 个不明）；下限须达到 \(percent(wanted, digits: 0))。"
    )
  }

  /// - `isExplored`: whether the search looked around in another city than that of the scenario.
  func frontierHeading(isExplored: Bool) -> String {
    say("What a larger share of the lowest tier costs, among the policies looked at", "所考察政策中，最低层级比例越高的成本")
      + (isExplored ? say(" (in the city explored)", "（探索所用的城市）") : "")
  }
  var costHeading: String { say("cost", "成本") }
  var shareHeading: String { say("share", "比例") }
  var policyHeading: String { say("policy", "政策") }

  func standing(_ standing: String) -> String {
    switch standing {
    case "meets": say("meets", "达标")
    case "misses": say("misses", "未达标")
    case "invalid": say("invalid", "无效")
    default: say("open", "未定")
    }
  }
}
