import Experiments
import IssueFlow

/// What `check` found about one scenario.
enum CheckOutcome: Sendable {
  case studied(Study)
  case failed(file: String, message: String, status: ExitStatus)

  /// - Parameter undecidedPasses: whether a scenario that the replications cannot settle counts as met.
  func status(undecidedPasses: Bool) -> ExitStatus {
    switch self {
    case .failed(_, _, let status): return status
    case .studied(let study):
      if let problem = study.result.verdictProblem { return problem.status }
      switch study.result.verdict?.decision {
      case nil: return .nothingToCheck
      case .met: return .done
      case .notMet: return .notMet
      case .undecided: return undecidedPasses ? .done : .undecided
      }
    }
  }

  /// The outcome as CI servers read it.
  func suite(_ texts: Texts) -> JUnitReport.Suite {
    switch self {
    case .failed(let file, let message, _):
      return .init(name: file, file: file, seconds: 0, cases: [.init(name: "scenario", outcome: .error(message))])
    case .studied(let study):
      let result = study.result
      return .init(
        name: result.scenario.name, file: study.file, seconds: study.times.wall / .seconds(1),
        cases: cases(result, texts))
    }
  }

  private func cases(_ result: ExperimentResult, _ texts: Texts) -> [JUnitReport.Case] {
    guard let verdict = result.verdict else {
      let message = result.verdictProblem?.text(in: texts.language) ?? texts.noTargets
      return [.init(name: "targets", outcome: .error(message))]
    }
    return verdict.criteria.map { finding in
      let sentence = texts.sentence(finding)
      let outcome: JUnitReport.Outcome =
        switch finding.state {
        case .holds: .passed(sentence)
        case .violated: .failed(sentence)
        case .open: .skipped("\(sentence)\n\(texts.needed(finding))")
        }
      return .init(name: finding.name, outcome: outcome)
    }
  }
}
