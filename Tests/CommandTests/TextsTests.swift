import Testing

@testable import IssueFlowCommand

@Suite("Texts in both languages")
struct TextsTests {
  /// Every sentence and word without arguments.
  private static let texts: [any KeyPath<Texts, String> & Sendable] = [
    // Help
    \.abstract, \.overview, \.runAbstract, \.runDiscussion, \.checkAbstract, \.checkDiscussion, \.validateAbstract,
    \.schemaAbstract, \.initAbstract, \.explainAbstract, \.file, \.files, \.replications, \.seed, \.jobs, \.outFolder,
    \.outFolders, \.set, \.uncertainty, \.json, \.quiet, \.validateQuiet, \.languageHelp, \.excel, \.events, \.issues,
    \.trace, \.junit, \.undecided, \.template, \.initOut, \.explainName,
    // Report
    \.splitsHeading, \.wanted, \.guardsHeading, \.noLeaks, \.timesHeading, \.mean, \.median, \.ninetieth, \.discovery,
    \.tiersHeading, \.departmentsHeading, \.cohortHeading, \.arisen, \.closed, \.open, \.withdrawn, \.diagnosesHeading,
    \.uncertaintyHeading, \.influencesHeading, \.noInfluences,
    // Verdict, progress, files, explain
    \.conditionHint, \.noTargets, \.defaultGuard, \.interrupted, \.interrupting, \.editorHint, \.responsesHeading,
    \.causesHeading, \.keysHeading,
  ]

  @Test("English is English and Chinese is Chinese", arguments: texts)
  func languages(_ path: any KeyPath<Texts, String> & Sendable) {
    let english = Texts(language: .english)[keyPath: path]
    let chinese = Texts(language: .chinese)[keyPath: path]
    #expect(!english.isEmpty && !english.contains(where: isChinese), "\(english)")
    #expect(chinese.contains(where: isChinese), "\(chinese)")
  }

  @Test("The verdict has the words of the glossary")
  func glossary() {
    let chinese = Texts(language: .chinese)
    let english = Texts(language: .english)
    #expect([.met, .notMet, .undecided].map { chinese.word($0) } == ["达标", "未达标", "尚无定论"])
    #expect([.met, .notMet, .undecided].map { english.word($0) } == ["met", "not met", "undecided"])
  }

  @Test("A state is told by a symbol and a word, not by colour alone")
  func symbols() {
    for style in [Style.plain, Style(hasColour: true, glyphs: .unicode), Style(hasColour: false, glyphs: .ascii)] {
      let marks = [style.mark(.met), style.mark(.notMet), style.mark(.undecided)].map(\.text)
      #expect(Set(marks).count == 3)
    }
  }

  private func isChinese(_ character: Character) -> Bool { character >= "\u{4E00}" && character <= "\u{9FFF}" }
}
