import Experiments
import OutputAnalysis

/// What is said of plausible cities.
extension Texts {
  var uncertaintyHeading: String { say("Uncertain inputs", "不确定的输入") }

  /// How many meet, and their share with its interval.
  func plausible(_ study: UncertaintyResult, _ meeting: ClassifiedShare) -> String {
    let sure = confidence(meeting.confidence)
    return say(
      "Of \(count(meeting.trials)) plausible cities \(count(meeting.met)) meet the targets, "
        + "\(count(meeting.notMet)) do not, \(count(meeting.unclear)) \(meeting.unclear == 1 ? "is" : "are") unclear: "
        + "\(percent(meeting.share, digits: 0)) meet them, \(percent(from: meeting.low, to: meeting.high)) with "
        + "\(sure) confidence.",
      "\(count(meeting.trials)) 个可能的城市中，\(count(meeting.met)) 个达标，\(count(meeting.notMet)) 个未达标，"
        + "\(count(meeting.unclear)) 个不明：达标比例 \(percent(meeting.share, digits: 0))，"
        + "\(sure) 置信区间 \(percent(from: meeting.low, to: meeting.high))。")
  }

  /// Why cities are unclear, and what luck they had.
  func unclear(_ study: UncertaintyResult) -> [String] {
    let edge = study.judged.filter { $0.standing == .inconclusive(.edge) }
    let unfinished = study.count(.inconclusive(.unfinished))
    var lines: [String] = []
    if let most = edge.map(\.replications).max() {
      lines.append(
        say(
          "\(count(edge.count)) unclear: \(edge.count == 1 ? "its" : "their") means are too close to the edge of a demand for "
            + "\(count(most)) replications.",
          "\(count(edge.count)) 个不明：其均值离要求的边界太近，\(count(most)) 次重复不足以判定。"))
    }
    if unfinished > 0 {
      lines.append(
        say(
          "\(count(unfinished)) unclear: it depends on what becomes of unfinished issues; a longer drain may help, more "
            + "replications will not.",
          "\(count(unfinished)) 个不明：取决于未办结事项的去向；延长跟踪期或可判定，增加重复无济于事。"))
    }
    lines.append(
      say(
        "Each city has luck of its own: \(count(study.replicationsPerCity)) replications, near an edge up to "
          + "\(count(study.mostReplications)), \(count(study.replications)) in all.",
        "各城市的随机性互不相同：每市 \(count(study.replicationsPerCity)) 次重复，接近边界时最多 "
          + "\(count(study.mostReplications)) 次，共 \(count(study.replications)) 次。"))
    return lines
  }

  /// On which ground the cities stand; `nil` where that is the city's own or leaves nothing to chance.
  func ground(_ study: UncertaintyResult) -> String? {
    switch study.ground {
    case .drawn?:
      let drawn = say(
        "The ground of the generated city is drawn too (households, skew, fractions of staff)",
        "生成城市的地面也重新抽取（户数、偏斜、小数人员）")
      guard let influence = study.groundInfluence else { return drawn + say(".", "。") }
      let explains = explained(influence.index, influence.standardError)
      return drawn
        + (influence.isDistinct
          ? say("; it makes \(explains) of the variance of the margins.", "；裕度方差中 \(explains) 来自地面。")
          : say("; its effect is not significant (\(explains) of the variance).", "；其影响不显著（占方差 \(explains)）。"))
    case .fixed(let seed)?:
      return say(
        "All this holds for this ground (city.seed \(seed)) only; city.ground: drawn would draw others too.",
        "以上仅对这一地面（city.seed \(seed)）成立；city.ground: drawn 可一并抽取其他地面。")
    case .tables?, nil: return nil
    }
  }

  func invalidCities(_ number: Int, reason: String) -> String {
    say(
      "\(count(number)) drawn cities could not be judged, the first because: \(reason)",
      "\(count(number)) 个抽取的城市无法判定，首个原因：\(reason)")
  }

  /// - `isGroundDrawn`: whether cities differ by their ground at least.
  func noUncertainInputs(isGroundDrawn: Bool) -> String {
    isGroundDrawn
      ? say(
        "No input has a range, so cities differ by their ground alone; write {value: …, range: [low, high], source: …}.",
        "没有输入写有范围，城市之间仅地面不同；请写 {value: …, range: [最低, 最高], source: …}。")
      : say(
        "No input has a range, so all cities are alike; write {value: …, range: [low, high], source: …}.",
        "没有输入写有范围，所有城市相同；请写 {value: …, range: [最低, 最高], source: …}。")
  }

  var influencesHeading: String {
    say("Inputs that matter, with the part of the margins' variance that each explains", "有显著影响的输入，及其各自解释的裕度方差")
  }
  var noInfluences: String { say("No input has a significant effect; the largest are", "没有哪一项输入有显著影响；其中最大的是") }

  /// Two ends with their unit, which is said once where both have the same.
  func range(_ ends: [String]) -> String {
    let units = Set(ends.map { $0.drop { $0 != " " } })
    guard units.count == 1, let first = ends.first else { return ends.joined(separator: " … ") }
    return first.prefix { $0 != " " } + " … " + ends.dropFirst().joined(separator: " … ")
  }

  func influence(range: String, source: String) -> String { say("range \(range), \(source)", "范围 \(range)，\(source)") }

  /// A part of a variance with its standard error; what chance puts below zero is none.
  func explained(_ index: Double, _ error: Double) -> String { percent(max(0, index), halfWidth: error, digits: 0) }

  /// What an input does to the margin, as far as it does something by itself.
  func effect(_ influence: InputInfluence) -> String {
    switch influence.index?.shape {
    case .raises?: say("higher is better", "越高越好")
    case .lowers?: say("lower is better", "越低越好")
    case .trough?: say("worst in between", "居中最差")
    case .band?:
      if let met = influence.rangeWhenMet {
        say(
          "band: met at \(range([met.lowerBound, met.upperBound].map(influence.input.written)))",
          "区间型：在 \(range([met.lowerBound, met.upperBound].map(influence.input.written))) 达标")
      } else {
        say("band: best in between", "区间型：居中最好")
      }
    case nil: ""
    }
  }

  func interaction(with partner: String) -> String { say("interaction with \(partner)", "与 \(partner) 有交互作用") }

  /// How much of a share's variance comes from inputs, and from the ground.
  func inputShare(_ share: Double, ground: Double?) -> String {
    let inputs = percent(share, digits: 0)
    guard let ground = ground.map({ percent($0, digits: 0) }) else {
      return say("\(inputs) of the variance from inputs", "方差的 \(inputs) 来自输入")
    }
    return say(
      "\(inputs) of the variance from inputs, \(ground) from the ground", "方差的 \(inputs) 来自输入，\(ground) 来自地面")
  }
}
