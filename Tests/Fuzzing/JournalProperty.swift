import Experiments
import Foundation
import IssueFlow
import ScenarioLanguage

/// A study whose journal was bent goes on to the same files, or says why not.
///
/// Every study is a small one of the seeds. What a journal still holds whole is taken over, the rest is made again; so
/// as long as no record was forged, the files have the bytes of a study that nobody disturbed.
public struct JournalProperty {
  /// The studies, by the name that inputs carry.
  enum Study: String, CaseIterable {
    case run, sweep, search, comparison, shard
  }

  private let shipped: Shipped
  /// The journal of each study that was stopped before its end.
  public let journals: [(name: String, bytes: [UInt8])]
  /// The files of each study that went through.
  private let expected: [String: [String: Data]]

  public init(_ shipped: Shipped) async throws {
    self.shipped = shipped
    var journals: [(String, [UInt8])] = []
    var expected: [String: [String: Data]] = [:]
    for study in Study.allCases {
      let folder = "\(shipped.folder)/\(study.rawValue)-results"
      _ = try await JournalProperty.make(study, shipped: shipped, in: folder, writes: study == .shard)
      let path = folder + "/" + study.journalPath
      journals.append((study.rawValue, Array(try Data(contentsOf: URL(fileURLWithPath: path)))))
      expected[study.rawValue] = try await JournalProperty.make(study, shipped: shipped, in: folder, writes: true)
      try FileManager.default.removeItem(atPath: folder)
    }
    self.journals = journals
    self.expected = expected
  }

  func check(_ input: FuzzCase) async throws -> FuzzOutcome {
    guard let study = Study(rawValue: input.base), let whole = journals.first(where: { $0.name == input.base })?.bytes
    else { return .valid }
    let folder = "\(shipped.folder)/\(study.rawValue)-results"
    let path = folder + "/" + study.journalPath
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(
      atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: Data(input.bytes))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let files =
        study == .shard
        ? try JournalProperty.merge(folder, into: folder + "/merged")
        : try await JournalProperty.make(study, shipped: shipped, in: folder, writes: true)
      let known = Set(JournalFile.contents(of: whole))
      let isForged = !JournalFile.contents(of: input.bytes).allSatisfy(known.contains)
      if !isForged, files != expected[input.base] {
        let other = files.filter { expected[input.base]?[$0.key] != $0.value }.map(\.key).sorted()
        throw FuzzFinding("a damaged journal changed \(other.joined(separator: ", "))")
      }
      return .ran
    } catch let error as ExperimentError {
      guard !error.message(language: .english).isEmpty, !error.message(language: .chinese).isEmpty else {
        throw FuzzFinding("a refusal without a sentence: \(error)")
      }
      return .refused(1)
    }
  }

  /// Makes a study, or goes on with it, and returns its files where it writes any.
  private static func make(
    _ study: Study, shipped: Shipped, in folder: String, writes: Bool
  ) async throws -> [String: Data] {
    let seeds = "\(shipped.folder)/seeds/"
    let log = StudyLog(date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 0, jobs: 1)
    switch study {
    case .run:
      let experiment = try Experiment(document: try ScenarioDocument.load(path: seeds + "tiny.yaml"))
      let place = try ResultFolder(path: folder)
      defer { place.close() }
      let result = try await experiment.run(journal: try place.journal(of: experiment, tool: "fuzz"))
      guard writes else { return [:] }
      try place.write(
        result, toolVersion: "fuzz",
        log: RunLog(date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 0, cpuSeconds: 0, jobs: 1))
    case .sweep, .shard:
      let sweep = try Sweep(
        document: try DesignDocument<DesignSpec>.load(path: seeds + "tiny-design.yaml"), tool: "fuzz")
      let place = try SweepFolder(path: folder)
      defer { place.close() }
      try await sweep.run(jobs: 1, journal: try place.journal(of: sweep))
      guard writes else { return [:] }
      try place.write(sweep, isShard: study == .shard, log: log)
      if study == .shard { return try merge(folder, into: folder + "/merged") }
    case .search:
      let search = try PolicySearch(
        document: try DesignDocument<SearchSpec>.load(path: seeds + "tiny-search.yaml"), tool: "fuzz")
      let place = try SearchFolder(path: folder)
      defer { place.close() }
      let outcome = try await search.run(jobs: 1, journal: try place.journal(of: search))
      guard writes else { return [:] }
      try place.write(outcome, of: search, log: log)
    case .comparison:
      let documents = try ["tiny.yaml", "tiny-policy.yaml"].map { try ScenarioDocument.load(path: seeds + $0) }
      let comparison = try Comparison(documents, tool: "fuzz")
      let place = try ComparisonFolder(path: folder)
      defer { place.close() }
      let result = try await comparison.run(journal: try place.journal(of: comparison))
      guard writes else { return [:] }
      try place.write(result, of: comparison, log: log)
    }
    return try files(in: folder)
  }

  private static func merge(_ folder: String, into path: String) throws -> [String: Data] {
    let log = StudyLog(date: Date(timeIntervalSince1970: 0), invocation: [], wallSeconds: 0, jobs: 1)
    _ = try SweepMerge.merge([folder], into: path, log: log)
    return try files(in: path)
  }

  private static func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name != "run.log" {
      files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
    }
    return files
  }
}

extension JournalProperty.Study {
  /// Where the study keeps its journal, below its results.
  var journalPath: String {
    switch self {
    case .run, .comparison: "run.journal/replications"
    case .sweep, .search: "run.journal/points"
    case .shard: "points.journal"
    }
  }
}
