import Policies
import ScenarioLanguage

extension Console {
  /// Says what an author must know of a sound scenario before it runs; it counts in the results, so `--quiet` does not
  /// silence it.
  func warn(of remarks: [ScenarioRemark], in document: ScenarioDocument) {
    warn(of: remarks.map { document.problem(at: $0.path, kind: $0.kind) })
  }

  /// The same for the policies of a study, whose doses may differ from point to point; what several of them take from
  /// one file is said once.
  func warn(of documents: [ScenarioDocument]) {
    warn(
      of: documents.flatMap { document in
        document.scenario.remarks.map { document.problem(at: $0.path, kind: $0.kind) }
      })
  }

  private func warn(of problems: [ScenarioProblem]) {
    var seen: Set<String> = []
    let lines = problems.map { $0.report(language: texts.language == .chinese ? .chinese : .english, isWarning: true) }
    note(lines.filter { seen.insert($0).inserted })
  }
}
