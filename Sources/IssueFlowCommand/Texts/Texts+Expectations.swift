import Experiments
import OutputAnalysis
import ScenarioLanguage

/// What measures did, and what they should have done.
extension Texts {
  var without: String { say("without", "不采取") }
  var with: String { say("with", "采取") }
  var difference: String { say("difference", "差") }
  var expected: String { say("expected", "预期") }

  func sentence(_ report: ExpectationReport) -> String {
    let sure = confidence(report.confidence)
    let number = replicationCount(report.replications)
    switch report.decision {
    case .met:
      return say(
        "The measures do what is expected of them, with \(sure) confidence (\(number), the same luck with and without).",
        "措施效果符合预期，置信度 \(sure)（\(number)，两者随机性相同）。")
    case .notMet:
      return say(
        "The measures do not do what is expected of them, with \(sure) confidence.", "措施效果不符合预期，置信度 \(sure)。")
    case .undecided:
      return say(
        "Undecided at \(sure) confidence after \(number) whether the measures do what is expected of them.",
        "尚无定论：\(number)在 \(sure) 置信度下不足以判定措施效果。")
    case nil:
      return say("A response that is expected to change was not observed.", "预期变化的指标未观测到。")
    }
  }

  func word(_ state: ExpectationFinding.State) -> String {
    switch state {
    case .holds: say("holds", "符合")
    case .violated: say("violated", "不符合")
    case .open: say("not settled", "尚未判定")
    case .notObserved: say("not observed", "未观测到")
    }
  }

  func title(of expectation: ExpectationSpec, in scenario: Scenario) -> String {
    guard let response = Response.named(expectation.response) else { return expectation.name }
    if expectation.responseClass.isEmpty { return self(response.title) }
    return self(response.title) + say(", ", "：")
      + self(scenario.title(of: expectation.responseClass, in: response.classes))
  }

  func demand(_ expectation: ExpectationSpec) -> String {
    let margin = margin(expectation)
    switch expectation.change {
    case .rises: return margin.map { say("rises by \($0) or more", "至少上升 \($0)") } ?? say("rises", "上升")
    case .falls: return margin.map { say("falls by \($0) or more", "至少下降 \($0)") } ?? say("falls", "下降")
    case .stays: return say("stays within \(margin ?? "0")", "变化不超过 \(margin ?? "0")")
    }
  }

  private func margin(_ expectation: ExpectationSpec) -> String? {
    switch expectation.margin {
    case .absolute(0): nil
    case .relative(let share): percent(share, digits: share < 0.01 ? 2 : 0)
    case .absolute(let number):
      switch Response.named(expectation.response)?.unit {
      case .share: say("\(significant(number * 100)) points", "\(significant(number * 100)) 个百分点")
      case .minutes: time(number)
      default: significant(number)
      }
    }
  }

  /// A value of the response that an expectation is about.
  func quantity(_ value: Double?, _ expectation: ExpectationSpec) -> String {
    guard let value else { return "" }
    switch Response.named(expectation.response)?.unit {
    case .share: return percent(value)
    case .minutes: return time(value)
    default: return significant(value)
    }
  }

  func difference(_ finding: ExpectationFinding) -> String {
    guard let difference = finding.difference, let unit = Response.named(finding.expectation.response)?.unit else {
      return ""
    }
    return self.difference(difference.mean, interval: finding.interval, n: difference.n, unit: unit)
  }

  /// For JUnit: what was expected, and what was found.
  func sentence(_ finding: ExpectationFinding) -> String {
    "\(finding.expectation.name): \(demand(finding.expectation)); "
      + say("without", "不采取") + " \(quantity(finding.without, finding.expectation)), "
      + say("with", "采取") + " \(quantity(finding.with, finding.expectation)), \(difference) \(difference(finding)): "
      + word(finding.state)
  }
}
