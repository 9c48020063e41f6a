import ArgumentParser

/// The scenarios that `issueflow init` writes.
enum Template: String, CaseIterable, Sendable, ExpressibleByArgument {
  case smallTown = "small-town"
  case mm1

  /// The scenario, with comments in a language.
  func text(in language: Language) -> String {
    switch language {
    case .english: text
    case .chinese: Template.inChinese(text)
    }
  }

  var text: String {
    switch self {
    case .smallTown: Template.smallTownText
    case .mm1: Template.mm1Text
    }
  }

  /// What is written beside it: a policy that meets its targets, with the ending of its file's name. It extends a file of
  /// the template's own name.
  var policy: (ending: String, text: String)? {
    switch self {
    case .smallTown: ("-policy.yaml", Template.smallTownPolicyText)
    case .mm1: nil
    }
  }
}
