import ArgumentParser
import IssueFlow
import ScenarioLanguage

/// `issueflow schema`: the JSON Schema of scenario, design and search files.
struct SchemaCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "schema", abstract: Texts(language: .ofProcess).schemaAbstract)
  }

  @Argument(help: .text(\.schemaKind))
  var kind = StudyFile.scenario

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    let text = ScenarioSchema.json(of: kind)
    try Output.standard.write(text.hasSuffix("\n") ? text : text + "\n")
    return .done
  }
}

extension StudyFile: ExpressibleByArgument {}
