import Experiments
import Foundation
import ScenarioLanguage

/// What is said of a sweep: before it, while it goes on, and at its end.
struct SweepReport: Sendable {
  let sweep: Sweep
  let console: Console

  private var texts: Texts { console.texts }

  /// What a sweep would do.
  struct Plan {
    let lines: [String]
    /// The same for scripts, when they asked.
    let json: JSONValue?
  }

  /// Points, runs, and for people the time that they may take, for which one run is made.
  func plan(jobs: Int, isJSON: Bool) async -> Plan {
    if isJSON {
      let spec = sweep.document.spec
      let plan: [(String, JSONValue)] =
        identity("plan") + [
          ("plan", .string(spec.plan.rawValue)), ("points", .integer(sweep.points.count)),
          ("excluded", .integer(sweep.points.excluded)), ("runs", .integer(sweep.points.count * sweep.rule.most)),
          ("files", .array(sweep.document.files.map { .string($0) })),
        ]
      return Plan(lines: [], json: .object(plan))
    }
    let seconds = await sweep.secondsOfARun()
    var columns = Columns([.right] + sweep.points.columns.map { _ in .left })
    let hasPolicies = !sweep.document.spec.policies.isEmpty
    if hasPolicies { columns = Columns([.right, .left] + sweep.points.columns.map { _ in .left }) }
    columns.addHeader(
      [texts.pointHeading] + (hasPolicies ? [PolicySpec.column] : []) + sweep.points.columns.map(\.name))
    for number in shown { columns.add(cells(of: number)) }
    let more = sweep.range.count - shown.count
    return Plan(
      lines: [texts.plan(sweep), ""] + columns.lines(style: console.style, width: console.width)
        + (more > 0 ? ["  " + texts.morePoints(more)] : [])
        + ["", texts.estimate(seconds: seconds, runs: sweep.runs, jobs: jobs)],
      json: nil)
  }

  /// The first points and the last.
  private var shown: [Int] {
    let all = Array(sweep.range)
    return all.count <= 12 ? all : Array(all.prefix(8)) + Array(all.suffix(2))
  }

  private func cells(of number: Int) -> [Columns.Cell] {
    let point = sweep.points[number]
    let policy = sweep.document.spec.policies
    return [.init("\(number)")] + (policy.isEmpty ? [] : [.init(policy[point.policy].id)])
      + point.levels.map { .init($0.text ?? texts.ownValue, $0.text == nil ? .faint : .none) }
  }

  /// Whether a folder holds the finished results of this very sweep.
  func isComplete(in folder: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: "\(folder)/manifest.json"),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let design = manifest["design"] as? [String: Any], let tool = manifest["tool"] as? [String: Any]
    else { return false }
    return design["hash"] as? String == sweep.designHash && tool["build"] as? String == sweep.tool
      && manifest["master_seed"] as? Int == Int(sweep.seed)
      && !FileManager.default.fileExists(atPath: "\(folder)/run.journal")
  }
}

/// Lines for scripts.
extension SweepReport {
  private func identity(_ event: String) -> [(String, JSONValue)] {
    [
      ("event", .string(event)), ("design", .string(sweep.document.spec.name)), ("hash", .string(sweep.designHash)),
      ("version", .string(Version.text)), ("build", .string(sweep.tool)),
    ]
  }

  private func say(_ entries: [(String, JSONValue)]) throws(OutputFailure) {
    try Output.standard.writeLines([JSONValue.object(entries).line])
  }

  func began(_ journal: SweepJournal) {
    // A line that is lost is no reason to stop working, since the files are the result; the last one fails then too.
    try? say(
      identity("start") + [
        ("points", .integer(sweep.range.count)), ("runs", .integer(sweep.runs)),
        ("finished", .integer(journal.finishedPoints)),
      ])
  }

  func ended(_ point: Sweep.PointReport) {
    try? say([
      ("event", .string("point")), ("design_point", .integer(point.point)), ("finished", .integer(point.finished)),
      ("points", .integer(sweep.range.count)),
      ("decision", point.decision.isEmpty ? .null : .string(point.decision)), ("failures", .integer(point.failures)),
    ])
  }

  func finished(failures: Int, folder: String) throws(OutputFailure) {
    try say([
      ("event", .string("end")), ("status", .string(failures > 0 ? "failures" : "done")),
      ("points", .integer(sweep.range.count)), ("failures", .integer(failures)), ("folder", .string(folder)),
    ])
  }
}

/// The end.
extension SweepReport {
  private static let mostListed = 10

  func summary(_ journal: SweepJournal, folder: String, isShard: Bool) -> (lines: [String], failures: Int) {
    var lines = [texts.sweepDone(points: journal.finishedPoints, of: sweep.points.count, failures: journal.failures)]
    let met = journal.points(.met)
    let others = (journal.points(.notMet).count, journal.points(.undecided).count)
    if met.count + others.0 + others.1 > 0 {
      lines.append(texts.decisions(met: met.count, notMet: others.0, undecided: others.1))
    }
    if !met.isEmpty {
      var columns = Columns([.right] + sweep.points.columns.map { _ in .left })
      let hasPolicies = !sweep.document.spec.policies.isEmpty
      if hasPolicies { columns = Columns([.right, .left] + sweep.points.columns.map { _ in .left }) }
      columns.addHeader(
        [texts.metPoints] + (hasPolicies ? [PolicySpec.column] : []) + sweep.points.columns.map(\.name))
      for number in met.prefix(Self.mostListed) { columns.add(cells(of: number)) }
      lines += columns.lines(style: console.style, width: console.width)
      if met.count > Self.mostListed { lines.append("  " + texts.morePoints(met.count - Self.mostListed)) }
    }
    lines.append(console.style(.faint, isShard ? texts.shardFiles(folder) : texts.files(folder)))
    return (lines, journal.failures)
  }
}
