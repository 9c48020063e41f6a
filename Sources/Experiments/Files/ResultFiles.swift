import Foundation

/// The names that files of results have.
enum ResultFiles {
  /// Every file that a run may write.
  static let ofRun = [
    "manifest.json", "summary.csv", "replications.csv", "leaks.csv", "units.csv", "timeline.csv", "warm_up.csv",
    "failures.csv", "uncertainty.csv", "issues.csv", "events.csv", "verdict.json", "datapackage.json", "run.log",
  ]

  /// Every file that a run or a study of several cities may write. The manifest is moved first when files are replaced,
  /// and comes last when new ones appear: where it is, a run is complete.
  static let all =
    ofRun + [
      "design.csv", "verdicts.csv", "runs.csv", shard, "policies.csv", "comparison.csv", "migration.csv",
      "one_sided.csv", "best.csv", "plausible.csv", "search.csv", "frontier.csv", "confirmation.csv", "search.json",
    ]

  /// The journal of a finished shard.
  static let shard = "points.journal"

  /// The files of a sweep.
  static let ofSweep = [
    "design.csv", "summary.csv", "replications.csv", "verdicts.csv", "leaks.csv", "runs.csv", "failures.csv",
    "datapackage.json", "run.log", "manifest.json",
  ]

  /// Files that are in the way: they have names of result files, and no manifest says that a run wrote them.
  static func ofOthers(in folder: String) -> [String] {
    let there = all.filter { name in
      var status = stat()
      return lstat("\(folder)/\(name)", &status) == 0
    }
    guard let data = FileManager.default.contents(atPath: "\(folder)/manifest.json"),
      let manifest = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      (manifest["tool"] as? [String: Any])?["name"] as? String == Manifest.toolName
    else { return there }
    // A manifest that does not say which files it is of speaks for all.
    let own = manifest["files"] as? [String] ?? all
    return there.filter { !own.contains($0) }
  }
}

extension JournalFolder {
  /// The journal folder of a folder of results: what a killed run left half-moved is put back first.
  /// - Throws: when files are in the way that no study of this program wrote; then nothing was made.
  static func ofResults(_ folder: String) throws(ExperimentError) -> JournalFolder {
    let place = try JournalFolder(results: folder)
    do throws(ExperimentError) {
      // First, since a run that was killed while it moved files may have left them without a manifest.
      try FolderTransaction.undo(folder: folder, work: place.path, names: ResultFiles.all)
      let names = ResultFiles.ofOthers(in: folder)
      if !names.isEmpty { throw .filesOfOthers(folder: folder, names: names) }
      return place
    } catch {
      place.leave()
      throw error
    }
  }
}
