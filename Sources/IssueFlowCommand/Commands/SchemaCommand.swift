import ArgumentParser
import IssueFlow

/// `issueflow schema`: the JSON Schema of scenario files.
struct SchemaCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "schema", abstract: Texts(language: .ofProcess).schemaAbstract)
  }

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    let text = ScenarioSchema.json()
    try Output.standard.write(text.hasSuffix("\n") ? text : text + "\n")
    return .done
  }
}
