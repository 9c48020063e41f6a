import ArgumentParser
import Foundation
import ScenarioLanguage

/// A language of the command, as `--lang` takes it.
enum Language: String, CaseIterable, Sendable, ExpressibleByArgument {
  case english = "en"
  case chinese = "zh"

  /// The language that the locale asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
  init(environment: [String: String]) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }

  /// The language of help texts, which are made before the arguments are read: `--lang` wherever it stands, else the
  /// locale's.
  init(arguments: [String], environment: [String: String]) {
    self.init(environment: environment)
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count, let language = Language(rawValue: arguments[index + 1]) {
        self = language
      } else if argument.hasPrefix("--lang="), let language = Language(rawValue: String(argument.dropFirst(7))) {
        self = language
      }
    }
  }

  /// The language of this process.
  static let ofProcess = Language(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)
}

extension LocalizedText {
  func text(in language: Language) -> String { language == .chinese ? self[.chinese] : self[.english] }
}

extension ScenarioError {
  func report(in language: Language) -> String { report(language: language == .chinese ? .chinese : .english) }
}

extension ScenarioSchema {
  static func explain(_ name: String, in language: Language) -> String? {
    explain(name, language: language == .chinese ? .chinese : .english)
  }
}
