import Foundation

/// Puts a set of files into a folder together, or leaves the folder as it was.
///
/// Files are written in a hidden folder inside, on the same file system, and moved into place once all are complete.
/// What they replace is kept there until the last is in place, and moved back when a move fails.
final class FolderTransaction {
  let folder: String
  /// The hidden folder.
  let scratch: String
  private var prepared: [String] = []
  /// Folders that this made, the outermost first.
  private var made: [String] = []
  private var isOver = false

  private var previous: String { scratch + "/previous" }

  /// - Throws: when a folder cannot be made; then none is left behind.
  init(folder: String) throws(ExperimentError) {
    let folder = folder.isEmpty ? "." : folder
    self.folder = folder
    scratch = FolderTransaction.freeName(in: folder)
    do throws(ExperimentError) {
      try makeFolders(to: folder)
      for path in [scratch, previous] { try makeFolder(path) }
    } catch {
      abandon()
      throw error
    }
  }

  deinit { abandon() }

  /// The path at which a file is written until it is complete.
  func prepare(_ name: String) -> String {
    prepared.append(name)
    return "\(scratch)/\(name)"
  }

  func remove(_ path: String) { unlink(path) }

  /// Moves all prepared files into place and removes other files of the given names.
  func commit(replacing names: [String]) throws(ExperimentError) {
    precondition(!isOver, "a transaction ends once")
    var moved: [String] = []
    var kept: [String] = []
    do throws(ExperimentError) {
      for name in names {
        guard !isFolder("\(folder)/\(name)") else {
          throw .file(path: "\(folder)/\(name)", reason: "a folder has this name")
        }
        guard rename("\(folder)/\(name)", "\(previous)/\(name)") == 0 else {
          if errno == ENOENT { continue }
          throw .file(path: "\(folder)/\(name)", reason: SystemError.reason)
        }
        kept.append(name)
      }
      for name in prepared {
        guard rename("\(scratch)/\(name)", "\(folder)/\(name)") == 0 else {
          throw .file(path: "\(folder)/\(name)", reason: SystemError.reason)
        }
        moved.append(name)
      }
    } catch {
      for name in moved { unlink("\(folder)/\(name)") }
      for name in kept { rename("\(previous)/\(name)", "\(folder)/\(name)") }
      throw error
    }
    synchronizeFolder()
    isOver = true
    try? FileManager.default.removeItem(atPath: scratch)
  }

  /// Removes whatever this made. Does nothing once the files are in place.
  func abandon() {
    guard !isOver else { return }
    isOver = true
    try? FileManager.default.removeItem(atPath: scratch)
    // Only folders that are empty go: somebody else may have put something into them.
    for path in made.reversed() { rmdir(path) }
  }

  /// A name that nobody has: a run that was killed may have left its own behind.
  private static func freeName(in folder: String) -> String {
    let stem = "\(folder)/.partial-\(ProcessInfo.processInfo.processIdentifier)"
    var number = 0
    while FileManager.default.fileExists(atPath: "\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }

  private func makeFolders(to path: String) throws(ExperimentError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? String(component) : "/\(component)"
      if try makeFolder(partial) { made.append(partial) }
    }
  }

  /// - Returns: whether it was not there before.
  @discardableResult
  private func makeFolder(_ path: String) throws(ExperimentError) -> Bool {
    if mkdir(path, 0o755) == 0 { return true }
    let reason = errno == EEXIST ? ENOTDIR : errno
    // A root or a mount may be read-only and be there all the same.
    if isFolder(path) { return false }
    throw .file(path: path, reason: String(cString: strerror(reason)))
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Makes the moves themselves survive a power cut; a file system that cannot is no reason to fail.
  private func synchronizeFolder() {
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
