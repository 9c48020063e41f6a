import ArgumentParser
import Foundation

/// `issueflow init`: writes a scenario to begin with, and a policy that meets its targets beside it; never over a file that
/// is there.
struct InitCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "init", abstract: Texts(language: .ofProcess).initAbstract)
  }

  @Argument(help: .text(\.template))
  var template = Template.smallTown

  @Option(name: .shortAndLong, help: .text(\.initOut, valueName: "file"), completion: .file())
  var out: String?

  @OptionGroup var language: LanguageOptions

  mutating func validate() throws { try StudyOptions.checkPath(out, "--out") }

  mutating func perform() throws -> ExitStatus {
    let console = language.console()
    let spoken = console.texts.language
    if out == "-" {
      try Output.standard.write(template.text(in: spoken))
      return .done
    }
    let files = files(in: spoken)
    if let there = files.first(where: { FileManager.default.fileExists(atPath: $0.name) }) {
      console.note([console.texts.exists(there.name)])
      return .usage
    }
    for (name, text) in files {
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: name), options: .withoutOverwriting)
      } catch CocoaError.fileWriteFileExists {
        console.note([console.texts.exists(name)])
        return .usage
      } catch {
        console.note([console.texts.cannotWrite(name, reason: error.localizedDescription)])
        return .failure
      }
    }
    console.note(
      files.map { console.texts.wrote($0.name) } + [console.texts.next(files[0].name)]
        + files.dropFirst().map { console.texts.nextCheck($0.name) } + ["", console.texts.editorHint])
    return .done
  }

  /// The files by name, the scenario first, with comments in a language.
  private func files(in language: Language) -> [(name: String, text: String)] {
    let scenario = out ?? "\(template.rawValue).yaml"
    guard let policy = template.policy else { return [(scenario, template.text(in: language))] }
    let name = (scenario as NSString).lastPathComponent
    let stem = (scenario as NSString).pathExtension.isEmpty ? scenario : (scenario as NSString).deletingPathExtension
    // The names in the template are those that it has by default.
    let words = language == .chinese ? Template.inChinese(policy.text) : policy.text
    let text = words.replacingOccurrences(of: "\(template.rawValue).yaml", with: name)
      .replacingOccurrences(
        of: template.rawValue + policy.ending, with: (stem as NSString).lastPathComponent + policy.ending)
    return [(scenario, template.text(in: language)), (stem + policy.ending, text)]
  }
}
