import Foundation

/// The folder `run.journal` inside a folder of results: all that is not yet a result file, of one run at a time.
///
/// It holds the journal, the rows of finished replications, and while results are put in place the new files and those
/// that they replace. A lock that ends with the process keeps a second run away.
final class JournalFolder {
  static let name = "run.journal"

  let results: String
  var path: String { "\(results)/\(JournalFolder.name)" }
  /// Folders that this made, the outermost first.
  private var made: [String] = []
  private var lock: Int32 = -1

  /// Makes the folders unless they are there.
  /// - Throws: when the system refuses, or another run has it; then nothing was made.
  init(results: String) throws(ExperimentError) {
    self.results = results
    do throws(ExperimentError) {
      try makeFolders(to: results)
      try enter()
    } catch {
      leave()
      throw error
    }
  }

  deinit { leave() }

  /// Gives the folder another name, the first free one of `run.journal.1`, `run.journal.2`, …, and begins a new one.
  func setAside() throws(ExperimentError) -> String {
    var number = 1
    var status = stat()
    while lstat("\(path).\(number)", &status) == 0 { number += 1 }
    guard rename(path, "\(path).\(number)") == 0 else { throw .file(path: path, reason: SystemError.reason) }
    unlock()
    try enter()
    return "\(path).\(number)"
  }

  /// Opens a journal inside, or begins one: one of another study is put aside first, unless that is not wanted.
  ///
  /// - Parameters:
  ///   - header: the first record, which says whose journal it is.
  ///   - difference: why a journal that begins with another record is somebody else's.
  ///   - mayReplace: whether a new one may take its place, or none be there at all.
  ///   - read: takes every whole record behind the first.
  func journal(
    _ name: String, header: [UInt8], mayReplace: Bool = true,
    difference: ([UInt8]?) -> JournalStranger?, read: (JournalFile.Place, [UInt8]) -> Void
  ) throws(ExperimentError) -> (file: JournalFile, opening: JournalOpening) {
    let file = "\(path)/\(name)"
    var opening = JournalOpening.new
    if FileManager.default.fileExists(atPath: file) {
      var first: [UInt8]?
      var isOwn = false
      let journal = try JournalFile(path: file) { place, content in
        if first == nil {
          first = content
          isOwn = difference(content) == nil
        } else if isOwn {
          read(place, content)
        }
      }
      guard let stranger = difference(first) else {
        if journal.isDamaged { try journal.removeDamage() }
        return (journal, .found(isDamaged: journal.isDamaged))
      }
      guard mayReplace else { throw .otherStudy(folder: results, stranger) }
      opening = .setAside(path: try setAside(), stranger)
    } else if !mayReplace {
      throw .nothingToResume(folder: results)
    }
    return (try begin(file, header: header), opening)
  }

  /// Makes a journal, which appears with its header or not at all.
  private func begin(_ path: String, header: [UInt8]) throws(ExperimentError) -> JournalFile {
    let output = try OutputFile(path: path + ".new")
    try output.write(JournalFile.framed(header))
    try output.synchronize()
    guard rename(path + ".new", path) == 0 else { throw .file(path: path, reason: SystemError.reason) }
    return try JournalFile(path: path) { _, _ in }
  }

  /// Removes what runs put into it, then the folder and whatever this made around it, as far as they are empty.
  func remove() {
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: path)) ?? [] where JournalFolder.isOwn(name) {
      try? manager.removeItem(atPath: "\(path)/\(name)")
    }
    rmdir(path)
    leave()
  }

  private static func isOwn(_ name: String) -> Bool {
    ["replications", "replications.new", "points", "points.new", "new", "leaving", "previous"].contains(name)
      || name.wholeMatch(of: /(issues|events)-[0-9]+\.csv/) != nil
  }

  /// Lets go of the folder; what is in it stays.
  func leave() {
    unlock()
    // Only folders that are empty go: somebody else may have put something into them.
    for path in made.reversed() { rmdir(path) }
    made = []
  }

  private func unlock() {
    if lock >= 0 { close(lock) }
    lock = -1
  }

  private func enter() throws(ExperimentError) {
    if mkdir(path, 0o700) == 0 {
      made.append(path)
    } else if errno != EEXIST {
      throw .file(path: path, reason: SystemError.reason)
    }
    lock = try GuardedFile.openFolder(path)
    // A file system without locks is no reason to fail.
    if flock(lock, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .folderInUse(path: results) }
  }

  private func makeFolders(to path: String) throws(ExperimentError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? String(component) : "/\(component)"
      if try makeFolder(partial) { made.append(partial) }
    }
  }

  /// - Returns: whether it was not there before.
  private func makeFolder(_ path: String) throws(ExperimentError) -> Bool {
    if mkdir(path, 0o755) == 0 { return true }
    let reason = errno == EEXIST ? ENOTDIR : errno
    // A root or a mount may be read-only and be there all the same.
    if FileManager.default.isFolder(path) { return false }
    throw .file(path: path, reason: String(cString: strerror(reason)))
  }
}

extension FileManager {
  func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}

/// What was found when the journal of a study was opened.
public enum JournalOpening: Hashable, Sendable {
  case new
  /// One of this study; `isDamaged` when its end was torn or corrupt and had to go.
  case found(isDamaged: Bool)
  /// One of another study, which is now in the folder of this path.
  case setAside(path: String, JournalStranger)
}
