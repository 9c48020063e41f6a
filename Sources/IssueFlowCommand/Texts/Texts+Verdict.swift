import Experiments

/// The answer: whether the targets are met, how sure that is, and on what condition.
extension Texts {
  func word(_ decision: Verdict.Decision) -> String {
    switch decision {
    case .met: say("met", "达标")
    case .notMet: say("not met", "未达标")
    case .undecided: say("undecided", "尚无定论")
    }
  }

  /// The verdict as a sentence, without its mark.
  func sentence(_ verdict: Verdict, plausible: UncertaintyResult?) -> String {
    let sure = confidence(verdict.confidence)
    let answer =
      switch verdict.decision {
      case .met: say("Target met, with \(sure) confidence", "达标，置信度 \(sure)")
      case .notMet: say("Target not met, with \(sure) confidence", "未达标，置信度 \(sure)")
      case .undecided:
        say(
          "Undecided at \(sure) confidence after \(replicationCount(verdict.replications))",
          "尚无定论：\(replicationCount(verdict.replications))在 \(sure) 置信度下不足以判定")
      }
    return answer + say(", ", "，") + condition(plausible) + say(".", "。")
  }

  /// A confidence with all its digits: 99.99% is not certainty.
  func confidence(_ share: Double) -> String {
    let number = share * 100
    let digits = (0..<10).first { abs(Double(fixed(number, $0)).map { $0 - number } ?? 0) < 1e-11 } ?? 10
    return percent(share, digits: digits)
  }

  /// On which inputs the verdict stands.
  func condition(_ plausible: UncertaintyResult?) -> String {
    guard let meeting = plausible?.meeting else { return say("given these inputs", "以现有输入为前提") }
    let share = percent(meeting.share, digits: 0)
    let range = percent(from: meeting.low, to: meeting.high)
    return say(
      "given these inputs; met in \(share) of plausible cities (\(range))",
      "以现有输入为前提；在可能的城市中有 \(share) 达标（\(range)）")
  }

  /// Where to learn how far the inputs carry.
  var conditionHint: String {
    say("How much hangs on uncertain inputs: --uncertainty 200", "输入的不确定性有多大影响：--uncertainty 200")
  }

  var noTargets: String {
    say(
      "No targets: the scenario says what happens, and not what should (see `issueflow explain targets`).",
      "没有目标：场景只描述会怎样，未说明应怎样（见 `issueflow explain targets`）。")
  }

  func replicationCount(_ number: Int) -> String {
    say("\(count(number)) \(number == 1 ? "replication" : "replications")", "\(count(number)) 次重复")
  }

  func word(_ state: CriterionFinding.State) -> String {
    switch state {
    case .holds: say("holds", "满足")
    case .violated: say("violated", "不满足")
    case .open: say("not settled", "尚未判定")
    }
  }

  /// A demand with what was found, for JUnit and for `check`.
  func sentence(_ finding: CriterionFinding) -> String { self(finding.sentence) }

  /// How many replications would settle a demand.
  func needed(_ finding: CriterionFinding) -> String {
    guard let number = finding.replicationsNeeded else {
      if finding.units != nil {
        return say("More replications may settle it; how many is not known.", "增加重复或可判定，但所需次数未知。")
      }
      return say("More replications alone would not settle it.", "仅增加重复次数无法判定。")
    }
    return say("About \(count(number)) replications in all would settle it.", "共约需 \(count(number)) 次重复方可判定。")
  }

  /// Beside a guard that the program added.
  var defaultGuard: String { say(" (default)", "（默认）") }
}
