import Foundation

/// Puts a set of files into a folder together, or leaves the folder as it was.
///
/// Files are written in a work folder on the same file system and moved into place once all are complete. What they
/// replace is kept there until the last is in place, and moved back when a move fails, or at the next run when the
/// process was killed between two moves.
final class FolderTransaction {
  let folder: String
  private let work: String
  private(set) var prepared: [String] = []
  private var files: [ResultFile] = []
  private var isOver = false

  /// Where new files wait.
  private var new: String { work + "/new" }
  /// What is being moved away; nothing new is in place as long as it is there.
  private var leaving: String { work + "/leaving" }
  /// What was moved away; every result file in the folder is a new one as long as it is there.
  private var previous: String { work + "/previous" }

  /// - Parameter work: a folder that is there, and nobody else's.
  init(folder: String, work: String) throws(ExperimentError) {
    self.folder = folder
    self.work = work
    try? FileManager.default.removeItem(atPath: new)
    guard mkdir(new, 0o700) == 0 else {
      throw errno == ENOENT ? .folderGone(path: work) : .file(path: new, reason: SystemError.reason)
    }
  }

  deinit { abandon() }

  /// The path at which a file is written until it is complete.
  func prepare(_ name: String) -> String {
    prepared.append(name)
    return "\(new)/\(name)"
  }

  /// Begins a file of the results.
  func file(_ name: String) throws(ExperimentError) -> ResultFile {
    let file = try ResultFile(name: name, path: prepare(name))
    files.append(file)
    return file
  }

  func write(_ text: String, to name: String) throws(ExperimentError) { try file(name).write(text) }

  /// The names of all files once the results are described, as the manifest lists them.
  var names: [String] { (prepared + [FolderTransaction.package, FolderTransaction.manifest]).sorted() }

  /// Writes the manifest and the data package, which holds a digest of every file but the log.
  /// - Parameter package: a draft of ``DataPackage``.
  func describe(package: String, manifest: String) throws(ExperimentError) {
    try write(manifest, to: FolderTransaction.manifest)
    var digests: [ResultFile.Digest] = []
    for file in files { digests.append(try file.finish()) }
    // The log tells times, and is outside the promise that equal runs are equal bytes.
    let sealed = DataPackage.sealed(package, files: digests.filter { $0.name != "run.log" })
    try write(sealed, to: FolderTransaction.package)
  }

  private static let manifest = "manifest.json"
  private static let package = "datapackage.json"

  /// Moves all prepared files into place in their order, and the files of the given names away. The manifest is the last:
  /// where one is, a study is complete.
  func commit(replacing names: [String]) throws(ExperimentError) {
    precondition(!isOver, "a transaction ends once")
    for file in files { _ = try file.finish() }
    files = []
    do throws(ExperimentError) {
      guard mkdir(leaving, 0o700) == 0 else { throw .file(path: leaving, reason: SystemError.reason) }
      for name in names {
        guard !FileManager.default.isFolder("\(folder)/\(name)") else {
          throw .file(path: "\(folder)/\(name)", reason: "a folder has this name")
        }
        if rename("\(folder)/\(name)", "\(leaving)/\(name)") != 0, errno != ENOENT {
          throw .file(path: "\(folder)/\(name)", reason: SystemError.reason)
        }
      }
      try move(leaving, to: previous)
      let last = prepared.filter { $0 == FolderTransaction.manifest }
      for name in prepared.filter({ $0 != FolderTransaction.manifest }) + last {
        try move("\(new)/\(name)", to: "\(folder)/\(name)")
      }
    } catch {
      try? FolderTransaction.undo(folder: folder, work: work, names: names)
      throw error
    }
    ReportPage.mark(in: folder)
    synchronizeFolder()
    isOver = true
    for path in [previous, new] { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Removes the files that were prepared. Does nothing once they are in place.
  func abandon() {
    guard !isOver else { return }
    isOver = true
    files = []
    try? FileManager.default.removeItem(atPath: new)
  }

  /// Puts back what a transaction that did not end has moved away.
  static func undo(folder: String, work: String, names: [String]) throws(ExperimentError) {
    let leaving = work + "/leaving"
    let previous = work + "/previous"
    if GuardedFile.isFolder(previous) {
      for name in names { unlink("\(folder)/\(name)") }
      try putBack(from: previous, to: folder, names: names)
    }
    if GuardedFile.isFolder(leaving) { try putBack(from: leaving, to: folder, names: names) }
  }

  private static func putBack(from place: String, to folder: String, names: [String]) throws(ExperimentError) {
    for name in names where rename("\(place)/\(name)", "\(folder)/\(name)") != 0 && errno != ENOENT {
      throw .file(path: "\(folder)/\(name)", reason: SystemError.reason)
    }
    rmdir(place)
  }

  private func move(_ source: String, to target: String) throws(ExperimentError) {
    if rename(source, target) != 0 { throw .file(path: target, reason: SystemError.reason) }
  }

  /// Makes the moves themselves survive a power cut; a file system that cannot is no reason to fail.
  private func synchronizeFolder() {
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
