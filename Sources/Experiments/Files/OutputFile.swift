import Foundation

/// A file that is being written: buffered by the caller, flushed to the disk before it counts.
package final class OutputFile: Sendable {
  let path: String
  private let descriptor: Int32

  /// Creates a file, in the place of one that has its name.
  /// - Throws: when the system refuses, with its reason.
  package init(path: String) throws(ExperimentError) {
    self.path = path
    descriptor = try GuardedFile.create(path)
  }

  deinit { close(descriptor) }

  package func write(_ bytes: [UInt8]) throws(ExperimentError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset)
      }
      if written >= 0 {
        offset += written
      } else if errno != EINTR {
        throw .file(path: path, reason: SystemError.reason)
      }
    }
  }

  /// The length and the checksum of a file.
  static func part(at path: String) throws(ExperimentError) -> FilePart {
    var checksum = Checksum()
    var count = 0
    try read(path) { bytes in
      checksum.add(bytes)
      count += bytes.count
    }
    return FilePart(bytes: count, checksum: checksum.value)
  }

  /// Gives all bytes of a file, piece by piece.
  static func read(
    _ source: String, _ take: ([UInt8]) throws(ExperimentError) -> Void
  ) throws(ExperimentError) {
    let input = try GuardedFile.open(source, isWritable: false)
    defer { close(input) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = Foundation.read(input, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw .file(path: source, reason: SystemError.reason)
      }
      try take(count == buffer.count ? buffer : Array(buffer[..<count]))
    }
  }

  /// Makes sure that the bytes have reached the disk.
  package func synchronize() throws(ExperimentError) {
    if fsync(descriptor) != 0 { throw .file(path: path, reason: SystemError.reason) }
  }
}

/// The system's word on what went wrong last, in English whatever the locale.
package enum SystemError {
  package static var reason: String { String(cString: strerror(errno)) }
}
