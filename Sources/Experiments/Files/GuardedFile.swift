import Foundation

/// Opens files and folders of unfinished studies, and those only: nothing that leads elsewhere.
///
/// A folder of results may come from a stranger, or lie where other users write. A link in it would turn what is written
/// into somebody's notes, a second name would do the same, and a pipe would hold the program for ever.
package enum GuardedFile {
  /// Makes a new file, in the place of whatever has the name; what a link of that name leads to stays as it is.
  static func create(_ path: String) throws(ExperimentError) -> Int32 {
    if unlink(path) != 0, errno != ENOENT { throw .file(path: path, reason: SystemError.reason) }
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .file(path: path, reason: SystemError.reason) }
    return descriptor
  }

  /// Opens a file that is there.
  /// - Parameter isWritable: then it has one name alone and is this user's.
  /// - Throws: when it is a link, a pipe, a device, or somebody else's.
  static func open(_ path: String, isWritable: Bool) throws(ExperimentError) -> Int32 {
    let access = isWritable ? O_RDWR : O_RDONLY
    // Without waiting for somebody to write into a pipe.
    let descriptor = Foundation.open(path, access | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path) }
    do throws(ExperimentError) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .file(path: path, reason: SystemError.reason) }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .foreign(path: path, .notRegular) }
      if isWritable {
        guard status.st_nlink == 1 else { throw .foreign(path: path, .secondName) }
        guard isOwn(status, beside: path) else { throw .foreign(path: path, .otherUser) }
      }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// Opens a folder that is this user's and no link.
  static func openFolder(_ path: String) throws(ExperimentError) -> Int32 {
    let descriptor = Foundation.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, isOwn(status, beside: path) else {
      close(descriptor)
      throw .foreign(path: path, .otherUser)
    }
    return descriptor
  }

  /// Makes a folder of this user's alone, of a name that nobody can know before.
  package static func makeFolder(in folder: String) throws(ExperimentError) -> String {
    var name = template(in: folder)
    guard mkdtemp(&name) != nil else { throw .file(path: folder, reason: SystemError.reason) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a path leads to a folder itself and not to a link to one.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a file may be written at a path: there is none, or one of this program's own.
  /// - Parameter head: what a file of its own begins with.
  /// - Throws: when there is anything else.
  static func checkReplaceable(_ path: String, beginsWith head: String) throws(ExperimentError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let descriptor = try open(path, isWritable: false)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: head.utf8.count)
    let count = read(descriptor, &bytes, bytes.count)
    // An empty file loses nothing; those that make a place for a file before they fill it leave one.
    guard count == 0 || bytes[..<max(0, count)].elementsEqual(head.utf8) else { throw .foreign(path: path, .notOwn) }
  }

  /// Why a path could not be opened.
  private static func refusal(_ path: String) -> ExperimentError {
    let reason = SystemError.reason
    var status = stat()
    guard lstat(path, &status) == 0 else { return .file(path: path, reason: reason) }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: return .foreign(path: path, .link)
    case S_IFREG, S_IFDIR: return .file(path: path, reason: reason)
    default: return .foreign(path: path, .notRegular)
    }
  }

  /// What mkdtemp and mkstemp make a name of that nobody can know before: they replace the six letters.
  private static func template(in folder: String) -> [CChar] {
    Array("\(folder.isEmpty ? "." : folder)/.issueflow-XXXXXX".utf8CString)
  }

  /// Some file systems give every file to one user, whoever made it: there, ours are those that belong to the same user as
  /// a file that is made now.
  private static func isOwn(_ status: stat, beside path: String) -> Bool {
    if status.st_uid == geteuid() { return true }
    let folder = (path as NSString).deletingLastPathComponent
    var name = template(in: folder)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return false }
    defer {
      close(descriptor)
      unlink(name)
    }
    var own = stat()
    return fstat(descriptor, &own) == 0 && own.st_uid == status.st_uid
  }
}
