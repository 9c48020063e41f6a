import ArgumentParser

/// A command that says itself how it went.
protocol Subcommand: ParsableCommand {
  mutating func perform() async throws -> ExitStatus
}

extension Subcommand {
  mutating func run() throws { throw CleanExit.helpRequest(self) }
}
