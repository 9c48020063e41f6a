import Experiments
import ScenarioLanguage

extension Console {
  /// Says why a study of several cities gave no result.
  func report(_ error: ExperimentError) -> ExitStatus {
    if case .model(let findings) = error {
      note(findings.findings.map { texts.error($0.kind.sentence(texts.language == .chinese ? .chinese : .english)) })
      return .usage
    }
    return outcome(of: error)
  }

  /// Says why an experiment gave no result.
  /// - Returns: how the command ends for it.
  func report(_ error: ExperimentError, in document: ScenarioDocument) -> ExitStatus {
    if case .model(let error) = error {
      // The warm-up that was found, say, makes a scenario too long: its author can see where.
      let problems = error.findings.map { document.problem(at: $0.path, kind: $0.kind) }
      return report(ScenarioError(problems: problems))
    }
    return outcome(of: error)
  }

  private func outcome(of error: ExperimentError) -> ExitStatus {
    let message = error.text(in: texts.language)
    switch error {
    case .interrupted:
      note([texts.interrupted])
      return .interrupted
    case .generator, .filesOfOthers, .foreign, .smallerResult, .folderInUse, .model, .otherStudy, .nothingToResume,
      .noShard, .otherShard, .pointsMissing, .noPoints, .notComparable:
      note([texts.error(message)])
      return .usage
    case .issuesLost:
      note([texts.internalError(message)])
      return .failure
    case .file, .folderGone, .memory, .memoryToBegin, .sameLuck, .shardsDisagree:
      note([texts.error(message)])
      return .failure
    }
  }

  /// Says that the report could not be written; the files are in place.
  func report(_ failure: OutputFailure) -> ExitStatus {
    note([texts.cannotWriteOutput(failure.reason)])
    return .failure
  }

  /// Says what is wrong with a scenario, each problem with its line.
  func report(_ error: ScenarioError) -> ExitStatus {
    note([error.report(in: texts.language), texts.problems(error.problems.count)])
    return .usage
  }
}

extension ExperimentError {
  func text(in language: Language) -> String {
    language == .chinese ? message(language: .chinese) : message(language: .english)
  }
}

extension VerdictProblem {
  func text(in language: Language) -> String {
    language == .chinese ? message(language: .chinese) : message(language: .english)
  }

  /// How `check` ends for it: nothing to check, which a class without observations is too, and never a pass.
  var status: ExitStatus {
    switch self {
    case .nothingToCheck, .nothingArose, .notObserved: .nothingToCheck
    case .analysis: .failure
    }
  }
}
