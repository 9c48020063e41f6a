import Foundation

/// Reads text files that a user named, and says why not when it cannot.
enum FileText {
  /// Returns the text of a regular UTF-8 file without its byte-order mark.
  static func read(path: String) throws(FileFault) -> String {
    let data = try data(path: path)
    guard !data.contains(0) else { throw .init(.holdsNUL) }
    guard let text = String(validating: data, as: UTF8.self) else { throw .init(.notUTF8) }
    return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Returns the text of a table, in whichever of the encodings it is written that programs export tables in.
  static func readTable(path: String) throws(FileFault) -> String {
    let data = try data(path: path)
    if let foreign = ForeignFile(head: data) { throw .init(.foreign(foreign)) }
    var recognition = EncodingRecognition()
    data.withUnsafeBytes { recognition.take($0.bindMemory(to: UInt8.self)) }
    guard case .found(let encoding) = recognition.answer, let text = TableDecoder.text(of: data, encoding) else {
      throw .init(.notText)
    }
    guard !text.utf8.contains(0) else { throw .init(.holdsNUL) }
    return text
  }

  /// The bytes of a regular file.
  ///
  /// Only a regular file is read: a pipe would block and a device might never end. What is asked is asked of the open
  /// file, so that nothing can take its place in between.
  private static func data(path: String) throws(FileFault) -> Data {
    guard path.utf8.count <= 4096, !path.utf8.contains(0) else { throw .init(.notFound) }
    // Without waiting for somebody to write into a pipe.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .init([ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG].contains(errno) ? .notFound : .notReadable)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    defer { try? handle.close() }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .init(.notReadable) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .init(.notRegular) }
    // One byte more than allowed shows a file that is too large, also one that grew since its size was asked.
    guard let data = try? handle.read(upToCount: ReadingLimits.fileBytes + 1) ?? Data() else {
      throw .init(.notReadable)
    }
    guard data.count <= ReadingLimits.fileBytes else {
      throw .init(.tooLarge(limitInMegabytes: ReadingLimits.fileMegabytes))
    }
    return data
  }

  /// Joins a path as written to the folder of the text that it was written in.
  static func resolve(_ path: String, in directory: String) -> String {
    if path.hasPrefix("/") || directory.isEmpty { return path }
    return directory.hasSuffix("/") ? directory + path : directory + "/" + path
  }

  /// The folder part of a path; empty for a bare file name.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// One name for all paths to the same file, to recognise a cycle.
  static func identity(of path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
