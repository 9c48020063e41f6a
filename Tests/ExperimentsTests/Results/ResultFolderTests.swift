import Foundation
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Result folders")
struct ResultFolderTests {
  let place = FileManager.default.temporaryDirectory.appendingPathComponent("results-\(UUID().uuidString)").path
  private let log = RunLog(
    date: Date(timeIntervalSince1970: 0), invocation: ["issueflow", "run", "my city.yaml"], wallSeconds: 1,
    cpuSeconds: 2, jobs: 1)

  private func scenario(seed: UInt32 = 7) -> Scenario {
    var scenario = TinyCity.full(days: 3)
    scenario.targets = TinyCity.targets(tolerance: 0.3)
    scenario.seed = seed
    return scenario
  }

  private func write(
    to folder: String, jobs: Int, seed: UInt32 = 7,
    options: ResultOptions = ResultOptions(issues: true, events: true, excel: true), mayShrink: Bool = false
  ) async throws {
    let model = try TinyCity.model(scenario(seed: seed))
    let output = try ResultFolder(path: folder, options: options)
    let experiment = Experiment(model: model, canonicalText: "name: tiny\n")
    let journal = try output.journal(of: experiment, tool: "1.2.3", cities: 3, mayShrink: mayShrink)
    let result = try await experiment.run(jobs: jobs, journal: journal)
    let study = try await UncertaintyStudyTests.study(days: 1, cities: 3, replications: 2).run(jobs: jobs)
    try output.write(result, study: study, toolVersion: "1.2.3", log: log)
  }

  /// What a run with a fixed warm-up writes.
  private var expectedFiles: [String] { ResultFiles.ofRun.filter { $0 != "warm_up.csv" } }

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func bytes(_ folder: String, _ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func clean() { try? FileManager.default.removeItem(atPath: place) }

  @Test("All files have equal bytes whatever the number of jobs; another seed gives others")
  func equalBytes() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 1)
    try await write(to: "\(place)/b", jobs: 3)
    try await write(to: "\(place)/c", jobs: 1, seed: 8)
    #expect(try files("\(place)/a") == expectedFiles.sorted())
    #expect(try files("\(place)/b") == expectedFiles.sorted())
    for name in expectedFiles where name != "run.log" {
      #expect(try bytes("\(place)/a", name) == bytes("\(place)/b", name), "\(name)")
    }
    for name in ["summary.csv", "replications.csv", "issues.csv", "events.csv", "manifest.json"] {
      #expect(try bytes("\(place)/a", name) != bytes("\(place)/c", name), "\(name)")
    }
  }

  @Test("The data package describes the very columns of every table, and every row has them all")
  func dataPackage() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 2)
    let json = try JSONSerialization.jsonObject(with: bytes("\(place)/a", "datapackage.json")) as? [String: Any]
    let resources = try #require(json?["resources"] as? [[String: Any]])
    let tables = expectedFiles.filter { $0.hasSuffix(".csv") }
    #expect(Set(resources.compactMap { $0["path"] as? String }) == Set(tables))
    for resource in resources {
      let path = try #require(resource["path"] as? String)
      let schema = try #require(resource["schema"] as? [String: Any])
      let fields = try #require(schema["fields"] as? [[String: Any]])
      let data = try bytes("\(place)/a", path)
      #expect(Array(data.prefix(3)) == CSVText.byteOrderMark, "\(path)")
      let rows = CSVTextTests.rows(of: data.dropFirst(3))
      #expect(rows.first == fields.compactMap { $0["name"] as? String }, "\(path)")
      #expect(rows.allSatisfy { $0.count == fields.count }, "\(path)")
      #expect(rows.count > 1 || path == "failures.csv", "\(path)")
      for (column, field) in fields.enumerated() {
        let cells = rows.dropFirst().map { $0[column] }.filter { !$0.isEmpty }
        #expect(!(field["description"] as? String ?? "").isEmpty)
        switch field["type"] as? String {
        case "number": #expect(cells.allSatisfy { Double($0)?.isFinite == true }, "\(path) \(column)")
        case "integer": #expect(cells.allSatisfy { Int($0) != nil }, "\(path) \(column)")
        case "boolean": #expect(cells.allSatisfy { ["true", "false"].contains($0) }, "\(path) \(column)")
        case "date": #expect(cells.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil })
        case "datetime": #expect(cells.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/) != nil })
        default: break
        }
      }
    }
  }

  @Test("The rows of issues and visits are those that the replications counted")
  func recordRows() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 2)
    let result = try await Experiment(model: try TinyCity.model(scenario())).run(jobs: 2)
    let issues = CSVTextTests.rows(of: try bytes("\(place)/a", "issues.csv").dropFirst(3)).dropFirst()
    let outcome = try #require(RecordRows.issueColumns.firstIndex(of: "outcome"))
    let closedAt = try #require(RecordRows.issueColumns.firstIndex(of: "closed_at"))
    let isOfCohort = try #require(RecordRows.issueColumns.firstIndex(of: "is_of_cohort"))
    for replication in result.replications {
      let cohort = issues.filter { $0[0] == "\(replication.replication)" && $0[isOfCohort] == "true" }
      #expect(cohort.count { $0[outcome] == "closed" } == replication.splits.closed)
      #expect(cohort.count { $0[closedAt] == "grid" } == replication.splits.closedAt[0])
      #expect(cohort.count { $0[outcome] == "withdrawn" } == replication.splits.withdrawn)
    }
    #expect(issues.map { $0[0] } == issues.map { $0[0] }.sorted())
    let events = CSVTextTests.rows(of: try bytes("\(place)/a", "events.csv").dropFirst(3)).dropFirst()
    // Times without zone sort as texts.
    let ended = events.filter { !$0[4].isEmpty }
    #expect(ended.allSatisfy { $0[2] <= $0[3] && $0[3] <= $0[4] })
    let end = try #require(RecordRows.eventColumns.firstIndex(of: "result"))
    #expect(events.allSatisfy { ($0[end] == "unfinished") == $0[4].isEmpty })
    #expect(Set(events.map { $0[1] }) == ["grid", "community", "street", "intake", "police"])
    // No case is told twice; what is no issue has an id of its own, and a report names the issue that it tells of.
    let kind = try #require(RecordRows.issueColumns.firstIndex(of: "kind"))
    #expect(Set(issues.map { $0[1] }).count == issues.count)
    #expect(Set(issues.map { $0[kind] }) == ["issue", "report", "false_alarm"])
    let ids = Set(issues.filter { $0[kind] == "issue" }.map { $0[1] })
    #expect(issues.filter { $0[kind] == "report" }.allSatisfy { ids.contains($0[kind + 1]) && $0[1] != $0[kind + 1] })
    #expect(issues.filter { $0[kind] != "report" }.allSatisfy { $0[kind + 1].isEmpty })
    #expect(events.filter { ["merged", "dismissed"].contains($0[end]) }.allSatisfy { !ids.contains($0[0]) })
    #expect(events.filter { $0[7] == "tier" }.allSatisfy { ids.contains($0[0]) })
  }

  @Test("The manifest holds inputs only")
  func manifest() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 1)
    let text = String(decoding: try bytes("\(place)/a", "manifest.json"), as: UTF8.self)
    #expect(text.contains("\"hash\": \"\(ContentHash.fnv1a128("name: tiny\n"))\""))
    #expect(text.contains("\"version\": \"1.2.3\""))
    #expect(text.contains("\"master_seed\": 7"))
    #expect(text.contains("\"is_addressed\": true"))
    #expect(text.contains("Tiny, \\\"quoted\\\""))
    #expect(text.contains("\"titles\": {\n      \"tiers\": {\n        \"grid\": {\n"))
    #expect(!text.contains(place) && !text.contains("seconds") && !text.contains("1970"))
    let log = String(decoding: try bytes("\(place)/a", "run.log"), as: UTF8.self)
    #expect(log.hasPrefix("date: 1970-01-01T00:00:00Z\ninvocation: issueflow run 'my city.yaml'\n"))
  }

  @Test("A detected warm-up leaves the series that it was found in")
  func warmUpSeries() async throws {
    defer { clean() }
    var scenario = TinyCity.bare(days: 30, replications: 2)
    scenario.warmUp = .detected(atMost: 14 * 1440)
    let output = try ResultFolder(path: "\(place)/a")
    let result = try await Experiment(model: try TinyCity.model(scenario)).run(jobs: 2)
    try output.write(result, toolVersion: "1.2.3", log: log)
    let text = String(decoding: try bytes("\(place)/a", "warm_up.csv"), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    #expect(lines.first == "day,open,half_width,week_mean,mser,is_warm_up")
    #expect(lines.count == 1 + result.warmUp.series.count && lines.count == 36)
    #expect(String(decoding: try bytes("\(place)/a", "datapackage.json"), as: UTF8.self).contains("warm_up.csv"))
  }

  @Test("A later run replaces all files and leaves none of an earlier one, and nothing of others")
  func replacesEarlierRun() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 1)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(place)/a/notes.txt"))
    // Rows of issues and events would be lost: that takes a word, and without it nothing is touched.
    let before = try bytes("\(place)/a", "issues.csv")
    await #expect(throws: ExperimentError.self) {
      try await write(to: "\(place)/a", jobs: 1, seed: 8, options: ResultOptions())
    }
    #expect(try bytes("\(place)/a", "issues.csv") == before)
    try await write(to: "\(place)/a", jobs: 1, seed: 8, options: ResultOptions(), mayShrink: true)
    let expected = expectedFiles.filter { !["issues.csv", "events.csv"].contains($0) } + ["notes.txt"]
    #expect(try files("\(place)/a") == expected.sorted())
    #expect(try bytes("\(place)/a", "summary.csv").first != CSVText.byteOrderMark[0])
  }

  @Test("A folder that cannot be made is an error and leaves nothing")
  func unwritable() throws {
    defer { clean() }
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(place)/file"))
    let error = #expect(throws: ExperimentError.self) { try ResultFolder(path: "\(place)/file/results") }
    #expect(try #require(error).message(language: .english) == "\(place)/file: cannot be written: Not a directory")
    #expect(try files(place) == ["file"])
  }

  @Test("When a file cannot be put in place the earlier results stay, all of them")
  func failureWhileCommitting() async throws {
    defer { clean() }
    try await write(to: "\(place)/a", jobs: 1, options: ResultOptions())
    let before = try bytes("\(place)/a", "summary.csv")
    // A folder where a file belongs: the last of the names, so that all others have been moved by then.
    try FileManager.default.removeItem(atPath: "\(place)/a/run.log")
    try FileManager.default.createDirectory(atPath: "\(place)/a/run.log", withIntermediateDirectories: false)
    await #expect(throws: ExperimentError.self) {
      try await write(to: "\(place)/a", jobs: 1, seed: 8, options: ResultOptions())
    }
    #expect(try bytes("\(place)/a", "summary.csv") == before)
    let expected = expectedFiles.filter { !["issues.csv", "events.csv"].contains($0) }
    #expect(try files("\(place)/a") == (expected + ["run.journal"]).sorted(), "what is finished is kept")
  }

  @Test("When the rows of a replication are gone the folder stays as it was, and what is finished is kept")
  func failureWhileWriting() async throws {
    defer { clean() }
    let folder = try ResultFolder(path: "\(place)/deep/er", options: ResultOptions(events: true))
    let experiment = Experiment(model: try TinyCity.model(scenario()), canonicalText: "a", replications: 2)
    let journal = try folder.journal(of: experiment, tool: "1")
    let result = try await experiment.run(journal: journal)
    let records = try #require(journal.records)
    try FileManager.default.removeItem(atPath: records.eventsPart(2))
    #expect(throws: ExperimentError.self) { try folder.write(result, toolVersion: "1", log: log) }
    folder.close()
    #expect(try files("\(place)/deep/er") == ["run.journal"])
    #expect(try files("\(place)/deep/er/run.journal") == ["events-1.csv", "replications"])
  }

  @Test("A run that finishes nothing leaves nothing behind, not even the folder")
  func abandoned() throws {
    defer { clean() }
    do {
      let folder = try ResultFolder(path: "\(place)/a/b", options: ResultOptions(issues: true))
      let experiment = Experiment(model: try TinyCity.model(scenario()), canonicalText: "a")
      #expect(try folder.journal(of: experiment, tool: "1").opening == .new)
      #expect(try files("\(place)/a/b") == ["run.journal"])
    }
    #expect(!FileManager.default.fileExists(atPath: place))
  }

  @Test("Files that no run wrote are never replaced: the folder is refused before anything runs")
  func filesOfOthers() async throws {
    defer { clean() }
    func put(_ text: String, _ name: String) throws {
      try FileManager.default.createDirectory(atPath: "\(place)/a", withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(place)/a/\(name)"))
    }
    try put("mine", "summary.csv")
    try put("{}", "manifest.json")
    let error = #expect(throws: ExperimentError.self) { try ResultFolder(path: "\(place)/a") }
    #expect(
      try #require(error).message(language: .english)
        == "\(place)/a: manifest.json, summary.csv would be replaced, and no run of issueflow wrote that; "
        + "choose another folder with --out, or move the files away")
    #expect(try files("\(place)/a") == ["manifest.json", "summary.csv"])
    clean()
    // A run without issues does not own a file of that name.
    try await write(to: "\(place)/a", jobs: 1, options: ResultOptions())
    try put("mine", "issues.csv")
    #expect(throws: ExperimentError.self) { try ResultFolder(path: "\(place)/a") }
    #expect(try bytes("\(place)/a", "issues.csv") == Data("mine".utf8))
  }

  @Test("Rows that cannot be written end the replication with an error")
  func recordFailure() throws {
    let runner = ReplicationRunner(model: try TinyCity.model(scenario()), seed: 1)
    let records = RecordFiles(directory: "\(place)/nowhere", writesIssues: true, writesEvents: false)
    #expect(throws: ExperimentError.self) { try runner.run(replication: 1, records: records) }
  }
}
