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
      let expected = study.expectations.map { status($0.decision, orElse: .usage, undecidedPasses) }
      if let problem = study.result.verdictProblem {
        // A scenario that only expects something of its measures has no targets, and something to check.
        if case .nothingToCheck = problem, let expected { return expected }
        return ExitStatus.worst(of: [problem.status] + (expected.map { [$0] } ?? []))
      }
      let aimed = study.result.verdict.map { status($0.decision, orElse: .nothingToCheck, undecidedPasses) }
      let both = [aimed, expected].compactMap { $0 }
      return both.isEmpty ? .nothingToCheck : ExitStatus.worst(of: both)
    }
  }

  private func status(
    _ decision: Verdict.Decision?, orElse: ExitStatus, _ undecidedPasses: Bool
  ) -> ExitStatus {
    switch decision {
    case nil: orElse
    case .met: .done
    case .notMet: .notMet
    case .undecided: undecidedPasses ? .done : .undecided
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
        cases: cases(study, texts))
    }
  }

  private func cases(_ study: Study, _ texts: Texts) -> [JUnitReport.Case] {
    let expected = study.expectations.map { cases($0, texts) } ?? []
    if study.result.scenario.targets == nil, !expected.isEmpty { return expected }
    return cases(study.result, texts) + expected
  }

  private func cases(_ report: ExpectationReport, _ texts: Texts) -> [JUnitReport.Case] {
    report.findings.map { finding in
      let sentence = texts.sentence(finding)
      let outcome: JUnitReport.Outcome =
        switch finding.state {
        case .holds: .passed(sentence)
        case .violated: .failed(sentence)
        case .open: .skipped(sentence)
        case .notObserved: .error(sentence)
        }
      return .init(name: "expect \(finding.expectation.name)", outcome: outcome)
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
