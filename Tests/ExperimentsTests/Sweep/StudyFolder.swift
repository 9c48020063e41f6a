import Foundation
import IssueFlow
import ScenarioLanguage

@testable import Experiments

/// A folder with a small scenario, for studies that begin from files; it goes when the test is over.
final class StudyFolder {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("study-\(UUID().uuidString)")

  static let head = "schema: 1\nname: d\nbase: base.yaml\n"

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try write("base.yaml", StudyFolder.scenario(name: "base"))
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  static func scenario(name: String, paperwork: String = "20%", authority: String = "70%") -> String {
    """
    schema: 1
    name: \(name)
    observe: 10 days
    drain: 10 days
    replications: 3
    seed: 5
    city: {units: {street: 1, community: 2, grid: 2}}
    tiers:
      - {id: grid, paperwork: \(paperwork), wait_limit: 4 h}
      - {id: community}
      - {id: street}
    types:
      - id: noise
        rate: {value: 12 per unit per day, range: [10 per unit per day, 14 per unit per day], source: guess}
        work: {grid: exponential(40 min), community: exponential(40 min), street: exponential(40 min)}
        authority: {grid: \(authority), community: 90%, street: 100%}
    targets: {shares: {grid: 60% ± 10 points, community: 30% ± 10 points, street: 10% ± 8 points}}
    """
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ name: String, _ text: String) throws {
    try text.write(to: url.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  func design(_ text: String) throws -> DesignDocument<DesignSpec> {
    try write("design.yaml", StudyFolder.head + text)
    return try DesignDocument<DesignSpec>.load(path: path("design.yaml"))
  }

  func sweep(_ text: String, shard: Sweep.Shard? = nil, replications: Int? = nil) throws -> Sweep {
    try Sweep(document: design(text), replications: replications, shard: shard, tool: "test")
  }

  static var log: StudyLog { StudyLog(date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 0, jobs: 1) }

  /// Runs a sweep into a folder and returns the files, without the log.
  @discardableResult
  func run(_ sweep: Sweep, into name: String, jobs: Int = 1, isShard: Bool = false) async throws -> [String: Data] {
    let folder = try SweepFolder(path: path(name))
    let journal = try folder.journal(of: sweep)
    try await sweep.run(jobs: jobs, journal: journal)
    try folder.write(sweep, isShard: isShard, log: StudyFolder.log)
    return try files(name)
  }

  func files(_ name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: path(name)) where file != "run.log" {
      files[file] = FileManager.default.contents(atPath: path("\(name)/\(file)"))
    }
    return files
  }

  func rows(_ file: String) throws -> [[Substring]] {
    try String(contentsOfFile: path(file), encoding: .utf8).split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }
}
