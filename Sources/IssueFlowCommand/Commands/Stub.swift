import ArgumentParser
struct RunCommand: Subcommand { mutating func perform() async throws -> ExitStatus { .done } }
struct CheckCommand: Subcommand { mutating func perform() async throws -> ExitStatus { .done } }
