import Experiments

/// What `check` found about one scenario.
enum CheckOutcome: Sendable {
  case studied(Study)
  case failed(file: String, message: String, status: ExitStatus)

  /// - Parameter undecidedPasses: whether a scenario that the replications cannot settle counts as met.
  func status(undecidedPasses: Bool) -> ExitStatus {
    switch self {
    case .failed(_, _, let status): return status
    case .studied(let study):
      let parts = [
        aimed(study, undecidedPasses), study.expectations.map { status($0.decision, orElse: .usage, undecidedPasses) },
        study.moves.map { $0.isEmpty ? ExitStatus.done : .notMet },
      ].compactMap { $0 }
      return parts.isEmpty ? .nothingToCheck : ExitStatus.worst(of: parts)
    }
  }

  /// What the targets say; `nil` when there are none, and something else is checked.
  private func aimed(_ study: Study, _ undecidedPasses: Bool) -> ExitStatus? {
    if let problem = study.result.verdictProblem {
      // A scenario that only expects something of its measures has no targets, and something to check.
      if case .nothingToCheck = problem, study.expectations != nil || study.moves != nil { return nil }
      return problem.status
    }
    guard let verdict = study.result.verdict else { return nil }
    // Who only wants to be warned has been, by the report.
    if study.result.scenario.targets?.severity == .warn { return .done }
    return status(verdict.decision, orElse: .nothingToCheck, undecidedPasses)
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
    let others = (study.expectations.map { cases($0, texts) } ?? []) + (study.moves.map { cases($0, texts) } ?? [])
    if study.result.scenario.targets == nil, !others.isEmpty { return others }
    return cases(study.result, texts) + others
  }

  private func cases(_ moves: [Baseline.Move], _ texts: Texts) -> [JUnitReport.Case] {
    if moves.isEmpty { return [.init(name: "baseline", outcome: .passed(texts.nothingMoved))] }
    return moves.map { .init(name: "baseline \($0.name)", outcome: .failed(texts.sentence($0))) }
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
    let isWarning = result.scenario.targets?.severity == .warn
    return verdict.criteria.map { finding in
      let sentence = texts.sentence(finding)
      let outcome: JUnitReport.Outcome =
        switch finding.state {
        case .holds: .passed(sentence)
        case .violated, .open:
          isWarning
            ? .passed("\(texts.warningWord) \(sentence)")
            : finding.state == .violated ? .failed(sentence) : .skipped("\(sentence)\n\(texts.needed(finding))")
        }
      return .init(name: finding.name, outcome: outcome)
    }
  }
}
