import ArgumentParser

/// The scenarios that `issueflow init` writes.
enum Template: String, CaseIterable, Sendable, ExpressibleByArgument {
  case smallTown = "small-town"
  case mm1

  var text: String {
    switch self {
    case .smallTown: Template.smallTownText
    case .mm1: Template.mm1Text
    }
  }

  static func names(_ separator: String) -> String { allCases.map(\.rawValue).joined(separator: separator) }
}
