import RandomStreams
// What is sound in a scenario and yet may mislead whoever reads its results.
import ScenarioLanguage

/// Something that an author must know of a sound scenario before it runs: where, and what.
public struct ScenarioRemark: Sendable {
  public let path: [String]
  public let kind: ScenarioProblem.Kind
}

extension Scenario {
  /// What must be known before a result is believed, whatever the doses of the measures listed.
  public var remarks: [ScenarioRemark] { PolicyPhases(self).base.remarks(of: measures) }

  /// The same for some of the measures, which have been prepared.
  package func remarks(of uses: [MeasureUse]) -> [ScenarioRemark] {
    let own = caution == LocalizedText() ? [] : [ScenarioRemark(path: ["caution"], kind: .custom(caution))]
    return own + remarksOnWork + remarksOnReach(of: uses)
  }

  /// That nobody is ever busy, so that what acts through staff acts on nothing.
  private var remarksOnWork: [ScenarioRemark] {
    let none = Distribution.constant(0)
    let isIdle =
      types.allSatisfy { type in
        type.work.values.allSatisfy { $0 == none } && type.examine.values.allSatisfy { $0 == none }
      } && errands.allSatisfy { $0.work == none } && (intake.map { $0.work == none && $0.checkWork == none } ?? true)
    guard !types.isEmpty, isIdle else { return [] }
    return [
      ScenarioRemark(
        path: ["types"],
        kind: .custom(
          en: """
            work takes no time in this scenario, so staff, hours, paperwork and pace change nothing here; give `work` \
            of your own before you try what acts through them
            """,
          zh: "本场景中办理不耗时，因此人员、工时、减负和办理速度均不起作用；要试验此类措施，请先写明各类型的 work"))
    ]
  }
}
