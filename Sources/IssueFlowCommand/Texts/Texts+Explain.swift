import IssueFlow
import ScenarioLanguage

/// The pages of `explain`.
extension Texts {
  func page(of response: Response) -> [String] {
    [
      response.name, "", "  " + self(response.meaning), "",
      say("  Unit      ", "  单位：") + unit(response.unit),
      say("  Classes   ", "  分类：") + classes(response.classes),
      say("  Written   ", "  写入：") + "summary.csv, replications.csv",
      say("  As guard  ", "  作约束：") + "targets: {guards: {\(guardExample(response))}}",
    ]
  }

  func page(of cause: LeakCause) -> [String] {
    [
      cause.name, "", "  " + self(cause.meaning), "  " + self(cause.advice), "",
      say("  Written   leaks.csv", "  写入：leaks.csv"),
    ]
  }

  var responsesHeading: String { say("Results", "指标") }
  var causesHeading: String { say("Causes of leaving the lowest tier", "离开最低层级的原因") }
  var measuresHeading: String { say("Measures", "措施") }
  var keysHeading: String { say("Keys of a scenario", "场景的键") }

  func unknownName(_ name: String, suggestion: String) -> String {
    say(
      "error: \(suggestion); `issueflow explain` lists all names", "错误：\(suggestion)；`issueflow explain` 列出全部名称")
  }

  /// Above the names whose pages speak of it.
  func onlyMentioned(_ name: String) -> String {
    say("error: no page is called '\(name)'; these speak of it:", "错误：没有名为 '\(name)' 的条目；以下条目提到它：")
  }

  var explainable: LocalizedText { LocalizedText(en: "key, result, cause or measure", zh: "键、指标、原因或措施") }

  private func unit(_ unit: Response.Unit) -> String {
    switch unit {
    case .share: say("share (0 to 1)", "比例（0 至 1）")
    case .minutes: say("minutes", "分钟")
    case .count: say("issues", "事项")
    case .visits: say("visits", "次")
    case .money: say("yuan", "元")
    case .events: say("events", "事件")
    case .units: say("units", "单元")
    }
  }

  private func classes(_ classes: Response.Classes) -> String {
    switch classes {
    case .none: say("none", "无")
    case .tier: say("one for each tier", "按层级")
    case .channel: say("one for each channel", "按渠道")
    case .issueType: say("one for each type", "按类型")
    case .department: say("one for each department", "按部门")
    }
  }

  private func guardExample(_ response: Response) -> String {
    let name =
      switch response.classes {
      case .none: response.name
      case .tier: response.name + ".grid"
      case .channel: response.name + ".hotline"
      case .issueType: response.name + ".noise"
      case .department: response.name + ".urban_management"
      }
    return switch response {
    case .onTimeRate, .satisfaction, .unitsInBand: "\(name): at least 80%"
    default: guardExample(name, response.unit)
    }
  }

  private func guardExample(_ name: String, _ unit: Response.Unit) -> String {
    switch unit {
    case .share: "\(name): at most 5%"
    case .minutes: "\(name): at most 3 days"
    default: "\(name): at most 1000"
    }
  }
}
