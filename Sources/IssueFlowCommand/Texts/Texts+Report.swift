import Experiments
import ScenarioLanguage

/// Headings and words of the report.
extension Texts {
  /// What was run: days, first day, replications, seed.
  func overview(_ result: ExperimentResult) -> String {
    let length = time(result.model.horizon.observationLength)
    return [
      say("\(length) from \(result.scenario.start.iso)", "自 \(result.scenario.start.iso) 起 \(length)"),
      replicationCount(result.replications.count), say("seed \(result.seed)", "种子 \(result.seed)"),
    ].joined(separator: say(", ", "，"))
  }

  func heading(_ split: SplitKind) -> String {
    say("Where issues end: \(name(of: split))", "事项在哪一层级：\(name(of: split))")
  }

  func name(of split: SplitKind) -> String {
    switch split {
    case .closedAt: say("closed at", "办结")
    case .handledAt: say("handled at", "处置")
    case .registered: say("registered only", "仅登记事项")
    }
  }

  var splitsHeading: String { say("Three ways to count", "三种口径") }

  var wanted: String { say("wanted", "要求") }

  /// What the characters of the bars mean.
  func legend(confidence: Double) -> String {
    let interval = self.confidence(confidence)
    return say(
      "\(glyphs.interval)\(glyphs.mean)\(glyphs.interval) mean and \(interval) interval   "
        + "\(glyphs.fullInBand)\(glyphs.emptyInBand) wanted band   scale 0 to 100%",
      "\(glyphs.interval)\(glyphs.mean)\(glyphs.interval) 均值与 \(interval) 区间   "
        + "\(glyphs.fullInBand)\(glyphs.emptyInBand) 目标范围   刻度 0 至 100%")
  }

  var guardsHeading: String { say("Guards", "约束指标") }

  func leaksHeading(_ tier: String) -> String {
    say("Why issues leave the tier \(tier) (share of all closed issues)", "事项为何离开\(tier)（占办结总数）")
  }

  var noLeaks: String { say("None did.", "没有事项离开。") }

  var largestLeaks: String { say("Most of them:", "其中最多的：") }
  func leak(type: String, tier: String) -> String { say("\(type), closed at \(tier)", "\(type)，由\(tier)办结") }

  // MARK: Times and tiers

  var timesHeading: String { say("From registration to closing", "从登记到办结") }
  var mean: String { say("mean", "平均") }
  var median: String { say("median", "中位数") }
  var ninetieth: String { say("90% within", "九成不超过") }
  var discovery: String { say("until discovered (before registration)", "此前：到被发现") }

  var tiersHeading: String { say("Tiers", "各层级") }
  var tierColumns: [String] {
    [
      say("wait", "等待"), say("whole visit", "停留"), say("in line", "排队数"), say("busy", "利用率"),
      say("overloaded", "超负荷单元"),
    ]
  }
  var departmentsHeading: String { say("Departments", "部门") }
  var departmentColumns: [String] { [say("from call to work", "报到时长"), say("busy", "利用率")] }

  var cohortHeading: String { say("Issues", "事项") }
  var arisen: String { say("arose", "发生") }
  var closed: String { say("closed", "办结") }
  var open: String { say("still open", "仍未办结") }
  var withdrawn: String { say("given up", "居民放弃") }

  // MARK: The rest

  var diagnosesHeading: String { say("Before you believe it", "阅读结果前请注意") }

  func files(_ folder: String) -> String { say("Results: \(folder)", "结果文件：\(folder)") }

  func cost(_ times: RunTimes) -> String {
    say(
      "\(large(Double(times.events))) events in \(time(times.wall)), \(time(times.cpu)) of processor time, "
        + "\(large(times.eventsPerSecond)) events a second and core",
      "事件数 \(large(Double(times.events)))，用时 \(time(times.wall))，处理器时间 \(time(times.cpu))，"
        + "每核每秒事件数 \(large(times.eventsPerSecond))")
  }
}

extension Texts {
  /// A name at the head of a block.
  func titled(_ title: String) -> String { say("\(title):", "\(title)：") }

  /// A name before what it is about.
  func titled(_ title: String, _ text: String) -> String { say("\(title): \(text)", "\(title)：\(text)") }
}
