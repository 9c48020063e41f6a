import Foundation

/// The release build of `issueflow`, and the peers' programs.
struct Command {
  struct Run {
    let events: Double
    let cpuSeconds: Double
    let wallSeconds: Double
    /// Issues of the observation, of one replication in the mean.
    let issues: Double
  }

  struct Failure: Error {
    let text: String
  }

  private let root: URL
  private let binary: URL

  /// - Throws: when there is no release build to measure.
  init(root: URL) throws {
    self.root = root
    binary = root.appendingPathComponent(".build/release/issueflow")
    guard FileManager.default.isExecutableFile(atPath: binary.path) else {
      throw Failure(text: "no release build at \(binary.path): run `swift build -c release` first")
    }
  }

  /// Runs a scenario and reads events and times from what it prints as JSON.
  func run(_ scenario: String, replications: Int, jobs: Int, settings: [String] = []) throws -> Run {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("issueflow-benchmark")
    let data = try Command.output(
      of: binary,
      [
        "run", root.appendingPathComponent(scenario).path, "--replications", String(replications), "--jobs",
        String(jobs), "--json", "--out", folder.path,
      ] + settings.flatMap { ["--set", $0] })
    guard let json = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let timing = json["timing"] as? [String: Any], let cpu = timing["cpu_seconds"] as? Double,
      let wall = timing["wall_seconds"] as? Double, let events = timing["events"] as? Double
    else { throw Failure(text: "the JSON of \(scenario) has no `timing` with cpu_seconds, wall_seconds and events") }
    let summary = json["summary"] as? [[String: Any]] ?? []
    let issues = summary.first { $0["response"] as? String == "issues_arisen" }?["mean"] as? Double ?? 0
    return Run(events: events, cpuSeconds: cpu, wallSeconds: wall, issues: issues)
  }

  /// Events per second that the peer's program reports of itself.
  static func python(_ script: URL, minutes: Int) throws -> Double {
    let data = try output(
      of: URL(fileURLWithPath: "/usr/bin/env"), ["python3", script.path, "--minutes", String(minutes)])
    guard let json = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let speed = json["events_per_second"] as? Double
    else { throw Failure(text: "\(script.path) printed no events_per_second") }
    return speed
  }

  /// Runs a peer, which prints one line of JSON: `events_per_second`, and perhaps `version` and `mean_time`.
  static func peer(_ arguments: [String]) throws -> (eventsPerSecond: Double, note: String) {
    let data = try output(of: URL(fileURLWithPath: "/usr/bin/env"), arguments)
    guard let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let speed = json["events_per_second"] as? Double
    else { throw Failure(text: "\(arguments.joined(separator: " ")) printed no events_per_second") }
    let version = json["version"] as? String ?? ""
    let mean = (json["mean_time"] as? Double).map { String(format: " W %.4f", $0) } ?? ""
    return (speed, "version \(version)\(mean)")
  }

  private static func output(of program: URL, _ arguments: [String]) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
