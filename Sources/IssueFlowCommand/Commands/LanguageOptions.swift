import ArgumentParser
import Foundation

/// The language, which every command takes.
struct LanguageOptions: ParsableArguments {
  @Option(name: .customLong("lang"), help: .text(\.languageHelp, valueName: "en|zh"))
  var language: Language?

  func console(isQuiet: Bool = false) -> Console {
    let environment = ProcessInfo.processInfo.environment
    return Console(
      language: language ?? Language(environment: environment), isQuiet: isQuiet, environment: environment)
  }
}

extension ArgumentHelp {
  /// A help text in the language of the process.
  static func text(_ text: KeyPath<Texts, String>, valueName: String? = nil) -> ArgumentHelp {
    ArgumentHelp(Texts(language: .ofProcess)[keyPath: text], valueName: valueName)
  }
}
