import ArgumentParser
import Foundation

/// `issueflow init`: writes a scenario to begin with, and never over a file that is there.
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
    if out == "-" {
      try Output.standard.write(template.text)
      return .done
    }
    let file = out ?? "\(template.rawValue).yaml"
    do {
      try Data(template.text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      console.note([console.texts.exists(file)])
      return .usage
    } catch {
      console.note([console.texts.cannotWrite(file, reason: error.localizedDescription)])
      return .failure
    }
    console.note([console.texts.wrote(file), console.texts.next(file), "", console.texts.editorHint])
    return .done
  }
}
