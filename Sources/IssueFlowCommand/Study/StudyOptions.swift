import ArgumentParser
import Foundation
import ScenarioLanguage

/// What `run` and `check` let a person change about a scenario and its simulation.
struct StudyOptions: ParsableArguments {
  @Option(name: [.customShort("n"), .long], help: .text(\.replications))
  var replications: Int?

  @Option(name: .shortAndLong, help: .text(\.seed))
  var seed: UInt32?

  @Option(name: .shortAndLong, help: .text(\.jobs))
  var jobs: Int?

  @Option(name: .customLong("set"), help: .text(\.set, valueName: "path=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("with"), help: .text(\.laidPolicy, valueName: "policy"),
    completion: .file(extensions: ["yaml", "yml"]))
  var policies: [String] = []

  @Option(help: .text(\.uncertainty, valueName: "cities"))
  var uncertainty: Int?

  @Flag(help: .text(\.forceResult))
  var force = false

  @Flag(help: .text(\.json))
  var json = false

  @Flag(name: .shortAndLong, help: .text(\.quiet))
  var quiet = false

  var overrides: [Override] { settings.map(Override.init(argument:)) }

  var jobCount: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  mutating func validate() throws {
    try Self.check(replications, "--replications", 1...1_000_000)
    try Self.check(jobs, "--jobs", 1...1024)
    try Self.check(uncertainty, "--uncertainty", 1...1_000_000)
    for policy in policies { try Self.checkPath(policy, "--with") }
  }

  /// An empty path is a variable that was not set, most likely.
  static func checkPath(_ path: String?, _ option: String) throws {
    if path?.isEmpty == true { throw ValidationError(Texts(language: .ofProcess).emptyPath(option)) }
  }

  static func check(_ number: Int?, _ option: String, _ allowed: ClosedRange<Int>) throws {
    guard let number, !allowed.contains(number) else { return }
    throw ValidationError(Texts(language: .ofProcess).outOfRange(option, number: number, allowed: allowed))
  }
}
