import ArgumentParser
import IssueFlow
import ScenarioLanguage

/// `issueflow validate`: reads scenarios as a run would, and runs nothing.
struct ValidateCommand: Subcommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "validate", abstract: Texts(language: .ofProcess).validateAbstract)
  }

  @Argument(help: .text(\.files, valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
  var files: [String]

  @Option(name: .customLong("set"), help: .text(\.set, valueName: "path=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("with"), help: .text(\.laidPolicy, valueName: "policy"),
    completion: .file(extensions: ["yaml", "yml"]))
  var policies: [String] = []

  @Flag(name: .shortAndLong, help: .text(\.validateQuiet))
  var quiet = false

  @OptionGroup var language: LanguageOptions

  mutating func perform() throws -> ExitStatus {
    let console = language.console(isQuiet: quiet)
    let overrides = settings.map(Override.init(argument:))
    var problems = 0
    for file in files {
      do {
        if policies.isEmpty, overrides.isEmpty, StudyFile(path: file) == .scenario,
          let policy = try PolicyDocument.load(path: file)
        {
          let title = console.texts.name(policy.title, id: policy.name)
          if !quiet { try console.say([console.texts.validPolicy(file: file, title: title)]) }
          continue
        }
        let (title, name) = try heading(of: file, overrides, console)
        if !quiet { try console.say([console.texts.valid(file: file, title: console.texts.name(title, id: name))]) }
      } catch let error as ScenarioError {
        console.note([error.report(in: console.texts.language)])
        problems += error.problems.count
      }
    }
    if problems > 0 { console.note([console.texts.problems(problems)]) }
    return problems > 0 ? .usage : .done
  }

  /// Reads a file of any kind as the command that uses it would.
  private func heading(
    of file: String, _ overrides: [Override], _ console: Console
  ) throws(ScenarioError) -> (LocalizedText, String) {
    switch StudyFile(path: file) {
    case .scenario:
      let loaded = try LoadedScenario(path: file, policies: policies, overrides: overrides)
      try loaded.document.checkEnsemble()
      console.warn(of: loaded.model.remarks, in: loaded.document)
      let scenario = loaded.document.scenario
      return (scenario.title, scenario.name)
    case .design:
      let document = try DesignDocument<DesignSpec>.load(path: file, overrides: overrides)
      console.warn(of: document.policies.map(\.document))
      let design = document.spec
      return (design.title, design.name)
    case .search:
      let document = try DesignDocument<SearchSpec>.load(path: file, overrides: overrides)
      console.warn(of: document.policies.map(\.document))
      let search = document.spec
      return (search.space.title, search.space.name)
    case .map:
      let map = try LogMapDocument.load(path: file).map
      return (map.title, map.name)
    }
  }
}
