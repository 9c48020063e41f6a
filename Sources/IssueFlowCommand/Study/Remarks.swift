import IssueFlow

extension Console {
  /// Says what an author must know of a sound scenario before it runs; it counts in the results, so `--quiet` does not
  /// silence it.
  func warn(of remarks: [ScenarioRemark], in document: ScenarioDocument) {
    note(
      remarks.map { remark in
        document.problem(at: remark.path, kind: remark.kind)
          .report(language: texts.language == .chinese ? .chinese : .english, isWarning: true)
      })
  }

  /// The same for the policies of a study, whose doses may differ from point to point.
  func warn(of documents: [ScenarioDocument]) {
    for document in documents { warn(of: document.scenario.remarksOnReach, in: document) }
  }
}
