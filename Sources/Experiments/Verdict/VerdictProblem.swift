import OutputAnalysis
import RandomStreams

/// Why there is no verdict on targets; each of these would otherwise be a silent pass or a silent failure.
public enum VerdictProblem: Error, Hashable, Sendable {
  /// The targets name neither shares nor guards.
  case nothingToCheck
  /// No issue arose in a replication, counted from 1: its shares are not defined.
  case nothingArose(replication: Int)
  /// A guard's response was observed in too few of the replications.
  case notObserved(name: String, observed: Int, replications: Int)
  /// The analysis refused, with its reason.
  case analysis(VerdictError)
}

extension VerdictProblem {
  /// What is wrong, and what would help, in one sentence.
  public func message(language: MessageLanguage) -> String {
    switch (self, language) {
    case (.nothingToCheck, .english): "there is nothing to check: the targets name no shares and no guards"
    case (.nothingToCheck, .chinese): "没有可检查的内容：目标中既无比例也无约束"
    case (.nothingArose(let replication), .english):
      "no verdict: no issue arose in replication \(replication), so that its shares are not defined; observe for longer"
    case (.nothingArose(let replication), .chinese):
      "无法判定：第 \(replication) 次重复中没有事项发生，比例无定义；请延长观察期"
    case (.notObserved(let name, let observed, let replications), .english):
      "no verdict: \(name) was observed in \(observed) of \(replications) replications; a guard on it needs all of them"
    case (.notObserved(let name, let observed, let replications), .chinese):
      "无法判定：\(name) 仅在 \(replications) 次重复中的 \(observed) 次有观测值；对它的约束需要全部重复"
    case (.analysis(let error), .english): "no verdict: \(error.description)"
    case (.analysis(let error), .chinese): "无法判定：\(error.description)"
    }
  }
}
