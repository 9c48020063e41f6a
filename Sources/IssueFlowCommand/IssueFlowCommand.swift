import ArgumentParser
import IssueFlow

/// The command `issueflow`.
@main
struct IssueFlowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    let texts = Texts(language: .ofProcess)
    return CommandConfiguration(
      commandName: "issueflow", abstract: texts.abstract, discussion: texts.overview, version: Version.text,
      subcommands: [
        RunCommand.self, CheckCommand.self, SweepCommand.self, MergeCommand.self, CompareCommand.self,
        SearchCommand.self, FitCommand.self,
        ValidateCommand.self,
        SchemaCommand.self, InitCommand.self,
        ExplainCommand.self, MeasuresCommand.self,
      ])
  }

  static func main() async {
    Output.fillClosedStreams()
    Output.ignoreClosedPipes()
    // Swift reads them from /proc, and finds none where that is not mounted: then nothing was asked for, as far as it knows.
    guard CommandLine.argc > 0 else {
      try? Output.error.writeLines([Texts(language: .ofProcess).noArguments])
      exit(withStatus: .failure)
    }
    Interruption.endsAtOnce()
    MemoryLimit.explainsAborts(of: CommandLine.arguments.dropFirst().first)
    MemoryLimit.refusesToBeginWithTooLittle()
    exit(withStatus: await status(of: Array(CommandLine.arguments.dropFirst())))
  }

  /// Reads the arguments, does what they ask for, and says how it went.
  static func status(of arguments: [String]) async -> ExitStatus {
    if let word = arguments.first, let message = unknownCommand(word) {
      try? Output.error.writeLines([message])
      return .usage
    }
    do {
      if isBare(arguments) {
        try Output.standard.writeLines(Texts(language: .ofProcess).beginning)
        return .done
      }
      var command = try parseAsRoot(arguments)
      if var command = command as? any Subcommand { return try await command.perform() }
      try command.run()
      return .done
    } catch let status as ExitStatus {
      return status
    } catch let failure as OutputFailure {
      try? Output.error.writeLines([Texts(language: .ofProcess).cannotWriteOutput(failure.reason)])
      return .failure
    } catch {
      return answer(to: error)
    }
  }

  /// Whether nothing is asked for; a language is no question.
  private static func isBare(_ arguments: [String]) -> Bool {
    switch arguments.count {
    case 0: true
    case 1: Language.allCases.contains { arguments[0] == "--lang=\($0.rawValue)" }
    case 2: arguments[0] == "--lang" && Language(rawValue: arguments[1]) != nil
    default: false
    }
  }

  /// What is said of a first word that is no command; `nil` when it is one, or an option.
  private static func unknownCommand(_ word: String) -> String? {
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    guard !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let texts = Texts(language: .ofProcess)
    if PackageCommands.has(word) { return texts.error(texts.commandOfPackage(word, release: Version.text)) }
    let isFile = [".yaml", ".yml"].contains { word.hasSuffix($0) }
    let near = isFile ? nil : NearestName.suggestion(for: word, among: names + PackageCommands.names)
    return texts.error(texts.unknownCommand(word, near: near, isFile: isFile, commands: names))
  }

  /// What ArgumentParser raises: help and the version, which are answers, and wrong arguments.
  private static func answer(to error: any Error) -> ExitStatus {
    let isAnswer = exitCode(for: error).isSuccess
    let text = ParserWords.text(fullMessage(for: error), in: .ofProcess)
    do throws(OutputFailure) {
      try (isAnswer ? Output.standard : Output.error).writeLines([text])
    } catch {
      try? Output.error.writeLines([Texts(language: .ofProcess).cannotWriteOutput(error.reason)])
      return .failure
    }
    return isAnswer ? .done : .usage
  }

  private static func exit(withStatus status: ExitStatus) -> Never { Self.exit(withError: status.code) }
}

/// A command that says itself how it went.
protocol Subcommand: ParsableCommand {
  mutating func perform() async throws -> ExitStatus
}

extension Subcommand {
  mutating func run() throws { throw CleanExit.helpRequest(self) }
}
