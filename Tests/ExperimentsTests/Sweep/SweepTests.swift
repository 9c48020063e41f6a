import Foundation
import IssueFlow
import ScenarioLanguage
import Testing

@testable import Experiments

@Suite("Sweeps")
struct SweepTests {
  static let doses = """
    plan: grid
    factors:
      - {id: p, path: tiers.grid.paperwork, values: [10%, 30%, 50%]}
      - {id: n, path: tiers.community.staff, values: [1, 2]}

    """

  @Test("Jobs and shards do not change a byte")
  func sameBytes() async throws {
    let folder = try StudyFolder()
    let sweep = try folder.sweep(Self.doses)
    let one = try await folder.run(sweep, into: "one")
    #expect(Set(one.keys) == Set(ResultFiles.ofSweep).subtracting(["run.log"]))
    #expect(try await folder.run(sweep, into: "two", jobs: 2) == one)
    for number in 1...4 {
      let part = try folder.sweep(Self.doses, shard: Sweep.Shard(number: number, of: 4))
      try await folder.run(part, into: "s\(number)", isShard: true)
    }
    let shards = ["s3", "s1", "s4", "s2", "s1"].map(folder.path)
    let report = try SweepMerge.merge(shards, into: folder.path("merged"), log: StudyFolder.log)
    #expect(report.points == 6 && report.failures == 0)
    #expect(try folder.files("merged") == one)
  }

  @Test("A point's numbers are those of a run with the same settings")
  func agreesWithRun() async throws {
    let folder = try StudyFolder()
    try await folder.run(folder.sweep(Self.doses), into: "out")
    let document = try ScenarioDocument.load(
      path: folder.path("base.yaml"),
      overrides: [
        Override(path: "tiers.grid.paperwork", value: "50%"), Override(path: "tiers.community.staff", value: "2"),
      ])
    let result = try await Experiment(document: document).run()
    let row = try #require(result.row(of: .share, "grid")?.mean)
    let found = try folder.rows("out/summary.csv").first { $0[0] == "6" && $0[1] == "share" && $0[2] == "grid" }
    #expect(try Double(#require(found)[3]) == row)
    let fingerprints = try folder.rows("out/runs.csv").filter { $0[0] == "6" }.map { String($0[2]) }
    #expect(fingerprints == result.replications.map(\.fingerprint))
  }

  @Test("A sweep that is interrupted goes on with what it has")
  func resumes() async throws {
    let folder = try StudyFolder()
    let sweep = try folder.sweep(Self.doses)
    let whole = try await folder.run(sweep, into: "whole")
    for stop in [1, 7, 13] {
      let name = "cut\(stop)"
      let first = try SweepFolder(path: folder.path(name))
      let journal = try first.journal(of: sweep)
      let task = Task { () -> Bool in
        do {
          try await sweep.run(
            jobs: 1, journal: journal,
            progress: { _, done, _ in
              if done >= stop { withUnsafeCurrentTask { $0?.cancel() } }
            })
          return true
        } catch {
          return false
        }
      }
      #expect(await task.value == false)
      first.close()
      #expect(!FileManager.default.fileExists(atPath: folder.path("\(name)/manifest.json")))
      let again = try SweepFolder(path: folder.path(name))
      let kept = try again.journal(of: sweep, mustResume: true)
      #expect(kept.finishedPoints * 3 + kept.looseRuns >= stop)
      try await sweep.run(jobs: 2, journal: kept)
      try again.write(sweep, isShard: false, log: StudyFolder.log)
      #expect(try folder.files(name) == whole)
    }
  }

  @Test("A point that makes no city is listed, and the others are made; trying again changes nothing")
  func failures() async throws {
    let folder = try StudyFolder()
    // Both levels can be read; without anybody in the lowest tier and nobody above, the second cannot run.
    let text = """
      plan: grid
      factors:
        - {id: authority, path: types.noise.authority.street, values: [100%, 50%]}

      """
    let sweep = try folder.sweep(text)
    let out = try SweepFolder(path: folder.path("out"))
    let journal = try out.journal(of: sweep)
    try await sweep.run(jobs: 1, journal: journal)
    try out.write(sweep, isShard: false, log: StudyFolder.log)
    let failures = try folder.rows("out/failures.csv")
    if failures.count > 1 {
      #expect(failures[1][0] == "2" && failures[1][1].isEmpty)
      let again = try SweepFolder(path: folder.path("out"))
      let second = try again.journal(of: sweep, retryFailed: true)
      #expect(second.finishedPoints == 1)
    }
    #expect(try Set(folder.rows("out/runs.csv").dropFirst().map { $0[0] }).contains("1"))
    #expect(try folder.rows("out/design.csv").count == 3)
  }

  @Test("Replications are added until a response is precise, the same under every order of work")
  func precise() async throws {
    let folder = try StudyFolder()
    let text =
      "plan: grid\nreplications: {first: 3, at_most: 40, response: share.grid, relative_half_width: 3%}\n"
      + "factors: [{id: p, path: tiers.grid.paperwork, values: [10%, 50%]}]\n"
    let sweep = try folder.sweep(text)
    let one = try await folder.run(sweep, into: "one")
    #expect(try await folder.run(sweep, into: "two", jobs: 2) == one)
    let counts = try [1, 2].map { point in
      try folder.rows("one/runs.csv").dropFirst().count { $0[0] == "\(point)" }
    }
    #expect(counts.allSatisfy { (3...40).contains($0) })
    for (point, count) in zip(1..., counts) where count < 40 {
      let row = try folder.rows("one/summary.csv").first { $0[0] == "\(point)" && $0[1] == "share" && $0[2] == "grid" }
      let (mean, half) = (Double(row?[3] ?? "") ?? 0, Double(row?[4] ?? "") ?? 1)
      #expect(half / mean <= 0.03)
    }
  }

  @Test("Independent luck gives each point its own, common luck the same")
  func luck() async throws {
    let folder = try StudyFolder()
    let levels = "factors: [{id: p, path: tiers.grid.paperwork, values: [20%, 20.0%]}]\n"
    try await folder.run(folder.sweep("plan: grid\n" + levels), into: "common")
    try await folder.run(folder.sweep("plan: grid\nluck: independent\n" + levels), into: "own")
    func fingerprints(_ name: String) throws -> [[Substring]] {
      let rows = try folder.rows("\(name)/runs.csv").dropFirst()
      return ["1", "2"].map { point in rows.filter { $0[0] == point }.map { $0[2] } }
    }
    let (common, own) = (try fingerprints("common"), try fingerprints("own"))
    #expect(common[0] == common[1])
    #expect(own[0] == common[0] && Set(own[0]).isDisjoint(with: own[1]))
  }

  @Test("Only the responses that are asked for are written")
  func responses() async throws {
    let folder = try StudyFolder()
    try await folder.run(
      folder.sweep("plan: grid\nresponses: [share]\nfactors: [{id: p, path: tiers.grid.paperwork, values: [20%]}]\n"),
      into: "out")
    #expect(try Set(folder.rows("out/summary.csv").dropFirst().map { $0[1] }) == ["share"])
    #expect(try Set(folder.rows("out/replications.csv").dropFirst().map { $0[2] }) == ["share"])
  }

  @Test("Shards that are missing, foreign or unfinished are refused, and nothing is written")
  func mergeRefusals() async throws {
    let folder = try StudyFolder()
    for number in [1, 2] {
      try await folder.run(
        folder.sweep(Self.doses, shard: Sweep.Shard(number: number, of: 3)), into: "s\(number)", isShard: true)
    }
    try await folder.run(
      folder.sweep(Self.doses, shard: Sweep.Shard(number: 3, of: 3), replications: 2), into: "foreign", isShard: true)
    func refusal(_ names: [String]) -> ExperimentError? {
      do throws(ExperimentError) {
        _ = try SweepMerge.merge(names.map(folder.path), into: folder.path("m"), log: StudyFolder.log)
        return nil
      } catch {
        return error
      }
    }
    guard case .pointsMissing(5, 2, 6)? = refusal(["s1", "s2"]) else {
      Issue.record("two points are missing")
      return
    }
    guard case .otherShard? = refusal(["s1", "s2", "foreign"]) else {
      Issue.record("a foreign shard")
      return
    }
    guard case .noShard? = refusal(["s1", "nowhere"]) else {
      Issue.record("no shard")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("m")))
  }
}
