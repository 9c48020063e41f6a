import Experiments
import OutputAnalysis
import ScenarioLanguage

/// What is said of comparisons.
extension Texts {
  var compareAbstract: String { say("Say what policies change, issue by issue.", "逐件比较各项政策带来的变化。") }

  var compareDiscussion: String {
    say(
      """
      The first scenario is the baseline. All meet the same luck: the same issues arise under every policy, so that few \
      replications tell small differences. Finished replications are kept; the same command goes on with them. \
      --uncertainty also compares the policies in plausible cities. --set holds for all of them: what a policy changes is \
      written in a file of its own. One that names a city (`extends: A.yaml` and the keys that differ) is a scenario; one \
      without a city (measures, and changes to tiers, types, channels) is laid over the first scenario with --with.
      Exit codes: 0 done, 2 wrong arguments or files, 3 internal error, 130 interrupted.
      """,
      """
      第一个场景为基准。所有政策面对同一随机性：在每项政策下发生的是同样的事项，因此少量重复即可分辨细微差异。\
      已完成的重复会保存，用同一命令继续。--uncertainty 还在可能的城市中比较。\
      --set 对所有政策生效：某项政策的改动应写在单独的文件中：写明城市的（`extends: A.yaml` 加上不同的键）是场景；\
      不含城市的方案（措施，以及对层级、类型、渠道等的改动）用 --with 叠加到首个场景上。
      退出码：0 完成，2 参数或文件有误，3 内部错误，130 中断。
      """)
  }

  var comparedFiles: String { say("Scenarios; the first is the baseline.", "场景文件；第一个为基准。") }
  var compareOut: String {
    say("Folder of the results (default: results/, with the names of the scenarios).", "结果文件夹（默认：results/ 下以各场景名命名）。")
  }
  var compareNeedsTwo: String {
    say(
      "compare needs two scenarios or more, or one and a policy: --with POLICY.yaml.",
      "compare 至少需要两个场景，或一个场景加一项方案：--with 方案.yaml。")
  }

  func comparedWith(baseline: String, replications: Int, isPaired: Bool) -> String {
    let number = replicationCount(replications)
    return isPaired
      ? say("Compared with \(baseline), \(number), the same luck:", "与\(baseline)比较，\(number)，随机性相同：")
      : say("Compared with \(baseline), \(number), without common luck:", "与\(baseline)比较，\(number)，随机性不同：")
  }

  func effect(
    policy: String, tier: String, baseline: Bool, change: ComparedPolicies.Difference?, verdict: String, mean: Double?
  ) -> String {
    let share = mean.map { percent($0) } ?? "-"
    guard !baseline, let change else {
      return say("\(policy): \(tier) closes \(share); targets \(verdict)", "\(policy)：\(tier)办结 \(share)；目标\(verdict)")
    }
    let moved = self.change(change)
    let certain = change.isDistinct ? "" : say(" (not distinct from none)", "（与无变化不可区分）")
    return say(
      "\(policy): \(tier) closes \(share), \(moved)\(certain); targets \(verdict)",
      "\(policy)：\(tier)办结 \(share)，\(moved)\(certain)；目标\(verdict)")
  }

  var noVerdict: String { say("without verdict", "无判定") }
  var differencesHeading: String { say("What changes", "变化") }
  var notDistinct: String { say("not distinct", "不可区分") }

  func title(of response: Response, _ responseClass: String, in scenario: Scenario) -> String {
    if responseClass.isEmpty { return self(response.title) }
    return self(response.title) + say(", ", "：") + self(scenario.title(of: responseClass, in: response.classes))
  }

  /// A difference with its sign and the interval that holds for all policies together.
  func change(_ row: ComparedPolicies.Difference) -> String {
    difference(row.difference, interval: row.simultaneous, n: row.n, unit: row.response.unit)
  }

  func intervalNote(confidence: Double, policies: Int) -> String {
    let sure = self.confidence(confidence)
    return policies > 1
      ? say(
        "Intervals of \(sure) that hold for all \(policies) policies together (Bonferroni), each line by itself.",
        "区间置信水平 \(sure)，对 \(policies) 项政策同时成立（Bonferroni），逐行而论。")
      : say("Paired intervals of \(sure), each line by itself.", "成对区间，置信水平 \(sure)，逐行而论。")
  }

  var fromTo: String { say("from \\ to", "由 \\ 至") }

  func fate(_ id: String) -> String {
    switch id {
    case "withdrawn": say("withdrawn", "撤回")
    case "open": say("open", "未办结")
    case "undiscovered": say("not found", "未发现")
    case "absent": say("did not arise", "未发生")
    default: id
    }
  }

  func migrationHeading(baseline: String, policy: String, areVerySame: Bool) -> String {
    areVerySame
      ? say(
        "Where the very same issues are closed: under \(baseline) (down) and \(policy) (across), mean of a replication",
        "同一批事项的办结层级：\(baseline)（行）与\(policy)（列），每次重复的均值")
      : say(
        "Where paired issues are closed: under \(baseline) (down) and \(policy) (across), mean of a replication",
        "成对事项的办结层级：\(baseline)（行）与\(policy)（列），每次重复的均值")
  }

  /// What is paired with what.
  func pairing(_ migration: ComparedPolicies.Migration) -> String {
    if migration.paired <= 0 { return say("No issue of one arises under the other.", "两者没有任何对应的事项。") }
    if migration.areVerySame {
      return say(
        "Each is the very same issue: of one type, place and number, and it arose at the same time.",
        "每对均为同一事项：类型、地点和序号相同，发生时间也相同。")
    }
    let same = percent(migration.verySame / migration.paired)
    return say(
      "Paired are issues of the same type, place and number; \(same) of the pairs also arose at the same time.",
      "按类型、地点和序号配对；其中 \(same) 的发生时间也相同。")
  }

  /// What arose on one side only, by what the other lacks; the most frequent first.
  func oneSided(_ rows: [ComparedPolicies.OneSided], side: String, names: (ComparedPolicies.OneSided) -> String)
    -> String
  {
    let total = rows.reduce(0) { $0 + $1.issues }
    func list(_ rows: [ComparedPolicies.OneSided]) -> String {
      let sorted = rows.enumerated().sorted { ($1.element.issues, $0.offset) < ($0.element.issues, $1.offset) }
      let named = sorted.prefix(4).map { "\(names($0.element)) \(count($0.element.issues))" }
      let rest = sorted.count > 4 ? [say("\(sorted.count - 4) more", "另有 \(sorted.count - 4) 项")] : []
      return (named + rest).joined(separator: listSeparator)
    }
    func part(_ reason: ComparedPolicies.OneSided.Reason, _ text: (String) -> String) -> String? {
      let chosen = rows.filter { $0.reason == reason }
      return chosen.isEmpty ? nil : text(list(chosen))
    }
    let parts = [
      part(.type) { say("types that the other has not: \($0)", "对方没有的类型：\($0)") },
      part(.place) { say("places that the other has not: \($0)", "对方没有的地点：\($0)") },
      part(.arrivals) { say("other arrivals: \($0)", "发生情况不同：\($0)") },
    ].compactMap { $0 }
    return say(
      "only under \(side): \(count(total)) issues (\(parts.joined(separator: "; ")))",
      "仅在\(side)下发生：\(count(total)) 件（\(parts.joined(separator: "；"))）")
  }

  func unpaired(_ names: [String]) -> String {
    let list = names.prefix(6).joined(separator: listSeparator)
    return say(
      "not on common luck: \(list); a collision of numbers gave them others, rename what was added to pair them",
      "未使用共同随机性：\(list)；编号冲突使其改号，将新增项改名即可恢复配对")
  }

  var inconsistentComparison: String {
    say(
      "the cells of the migration matrix do not add up to the issues counted: this is a fault of the program, please report it",
      "迁移矩阵各格之和与事项数不符：这是程序错误，请报告")
  }

  func migrationSum(_ migration: ComparedPolicies.Migration) -> String {
    let numbers = (count(migration.ofBaseline), count(migration.ofPolicy))
    let sum = say(
      "Issues: \(numbers.0) and \(numbers.1)", "事项数：\(numbers.0) 与 \(numbers.1)")
    guard migration.addsUp else { return sum + say("; ", "；") + inconsistentComparison }
    return sum + say("; the cells add up to them in every replication.", "；每次重复中各格之和与之相等。")
  }

  func leakChange(cause: String, issues: Double) -> String { "\(cause) \(count(issues))" }

  func leakChanges(_ direction: ComparedPolicies.LeakChange.Direction, total: Double, top: [String]) -> String {
    let list = top.joined(separator: listSeparator)
    return switch direction {
    case .lost:
      say("leaks closed: \(count(total)) issues now stay (\(list))", "堵住的外溢：\(count(total)) 件现可在基层办结（\(list)）")
    case .gained:
      say("leaks opened: \(count(total)) issues now leave (\(list))", "新增的外溢：\(count(total)) 件现离开基层（\(list)）")
    }
  }

  func bestHeading(_ best: ComparedPolicies.Best, confidence: Double) -> String {
    let sure = self.confidence(confidence)
    return best.name == "distance"
      ? say(
        "Nearest to the target split: the farthest share, in tolerances (multiple comparisons with the best, \(sure))",
        "最接近目标比例：偏离最大的比例，以容差计（与最优者的多重比较，\(sure)）")
      : say(
        "Best by \(best.name) (multiple comparisons with the best, \(sure))", "按 \(best.name) 最优（与最优者的多重比较，\(sure)）")
  }

  func criterionValue(_ best: ComparedPolicies.Best, _ index: Int) -> String {
    best.name == "distance" ? fixed(best.means[index], 2) : percent(best.means[index], digits: 2)
  }

  func standing(_ interval: MultipleComparisonsWithBest.Interval) -> String {
    if interval.isBest { return say("the best", "最优") }
    return interval.mayBeBest ? say("may be the best", "可能最优") : say("not the best", "非最优")
  }

  func luckHeading(confidence: Double) -> String {
    let sure = self.confidence(confidence)
    return say(
      "What common luck is worth: (Var A + Var B) / Var(A − B), with its lower limit (bootstrap, \(sure))",
      "共同随机性的作用：(Var A + Var B) / Var(A − B) 及其下限（自助法，\(sure)）")
  }

  var notPaired: String {
    say(
      "A stock generator draws in turn: pairing is lost, and intervals are those of independent runs.",
      "所用发生器按顺序抽取：无法成对，区间按独立运行计算。")
  }

  func gain(_ ratio: VarianceRatio?) -> String? {
    guard let ratio else { return nil }
    guard let value = ratio.ratio else { return say("the difference is the same in every replication", "各次重复的差值相同") }
    guard let low = ratio.low else { return significant(value) }
    return say("\(significant(value)), at least \(significant(low))", "\(significant(value))，不低于 \(significant(low))")
  }

  func citiesHeading(_ cities: Int, tier: String) -> String {
    say("In \(cities) plausible cities, share of \(tier)", "在 \(cities) 个可能的城市中，\(tier)比例")
  }

  func meeting(_ share: ClassifiedShare) -> String {
    say(
      "met in \(percent(share.share, digits: 0)) (\(percent(from: share.low, to: share.high)))",
      "达标 \(percent(share.share, digits: 0))（\(percent(from: share.low, to: share.high))）")
  }

  func spread(_ row: PlausibleComparison.Row) -> String {
    guard let low = row.quantile(0.05), let high = row.quantile(0.95), let raised = row.raised else { return "" }
    return say(
      "change \(fixed(low * 100, 1)) to \(fixed(high * 100, 1)) points in nine cities of ten; up in \(percent(raised, digits: 0))",
      "九成城市变化 \(fixed(low * 100, 1)) 至 \(fixed(high * 100, 1)) 个百分点；上升的占 \(percent(raised, digits: 0))")
  }
}
