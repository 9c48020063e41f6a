import Foundation
import Synchronization

/// A file to which records are appended, each with its length and checksum.
///
/// A record that the file's end cuts off, or whose checksum is wrong, ends what can be read: it and all behind it are
/// taken off before anything is appended, and have to be made again.
///
/// A record is four bytes of length, eight of checksum over length and content (both least byte first), and the content.
package final class JournalFile: Sendable {
  /// Where the content of a record lies.
  struct Place: Sendable {
    let offset: Int
    let count: Int
  }

  static let frameBytes = 12
  private static let syncPause: Duration = .seconds(2)

  let path: String
  private let descriptor: Int32

  private struct State {
    var end: Int
    var synced: ContinuousClock.Instant
  }

  private let state: Mutex<State>
  /// Whether there was something behind the last whole record.
  let isDamaged: Bool

  /// Opens a file that is there and reads every whole record; nothing is changed yet.
  /// - Parameter isWritable: whether records will be appended.
  init(
    path: String, isWritable: Bool = true, read: (Place, [UInt8]) -> Void
  ) throws(ExperimentError) {
    self.path = path
    descriptor = try GuardedFile.open(path, isWritable: isWritable)
    state = Mutex(State(end: 0, synced: .now))
    let size = Int(lseek(descriptor, 0, SEEK_END))
    var end = 0
    while let (place, content) = try JournalFile.record(of: descriptor, at: end, size: size, path: path) {
      read(place, content)
      end = place.offset + place.count
    }
    isDamaged = end < size
    let kept = end
    state.withLock { $0.end = kept }
  }

  /// Takes off what lies behind the last whole record.
  func removeDamage() throws(ExperimentError) {
    let end = state.withLock { $0.end }
    if ftruncate(descriptor, off_t(end)) != 0 { throw .file(path: path, reason: SystemError.reason) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes of a file that holds one record, such as a new file's header.
  package static func framed(_ content: [UInt8]) -> [UInt8] {
    let length = bytes(of: UInt32(content.count))
    var checksum = Checksum()
    checksum.add(length)
    checksum.add(content)
    return length + bytes(of: checksum.value) + content
  }

  /// The contents of the whole records with which bytes begin.
  package static func contents(of bytes: [UInt8]) -> [[UInt8]] {
    var contents: [[UInt8]] = []
    var rest = bytes[...]
    while rest.count >= frameBytes {
      let start = rest.startIndex
      let count = Int(number(rest[start..<start + 4]))
      guard count <= rest.count - frameBytes else { break }
      let content = Array(rest[start + frameBytes..<start + frameBytes + count])
      guard framed(content).elementsEqual(rest[start..<start + frameBytes + count]) else { break }
      contents.append(content)
      rest = rest[(start + frameBytes + count)...]
    }
    return contents
  }

  /// Appends a record; from then on it survives the end of the process, and a power cut once it is synchronised.
  func append(_ content: [UInt8]) throws(ExperimentError) -> Place {
    guard content.count <= UInt32.max else { throw .file(path: path, reason: "a record is too large") }
    let frame = JournalFile.framed(content)
    let outcome = state.withLock { state -> Result<Place, ExperimentError> in
      Result { () throws(ExperimentError) in
        guard isInPlace else { throw .folderGone(path: folder) }
        do throws(ExperimentError) {
          try write(frame, at: state.end)
        } catch {
          // Whatever arrived is a torn end; a full disk may not even let it go.
          _ = ftruncate(descriptor, off_t(state.end))
          throw error
        }
        let place = Place(offset: state.end + JournalFile.frameBytes, count: content.count)
        state.end += frame.count
        if .now - state.synced >= JournalFile.syncPause {
          try synchronize()
          state.synced = .now
        }
        return place
      }
    }
    return try outcome.get()
  }

  /// Whether its path still leads to it. A file that was removed or moved takes bytes without a word, and what is written
  /// to it is lost, or not where its owner will look.
  var isInPlace: Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && stat(path, &named) == 0 && own.st_ino == named.st_ino
      && own.st_dev == named.st_dev
  }

  private var folder: String { (path as NSString).deletingLastPathComponent }

  /// The content of a record, unless it has changed since it was read or written.
  func content(at place: Place) throws(ExperimentError) -> [UInt8]? {
    let end = place.offset + place.count
    let start = place.offset - JournalFile.frameBytes
    return try JournalFile.record(of: descriptor, at: start, size: end, path: path)?.content
  }

  func synchronize() throws(ExperimentError) {
    if fsync(descriptor) != 0 { throw .file(path: path, reason: SystemError.reason) }
  }

  private static func record(
    of descriptor: Int32, at offset: Int, size: Int, path: String
  ) throws(ExperimentError) -> (place: Place, content: [UInt8])? {
    guard size - offset >= JournalFile.frameBytes else { return nil }
    let frame = try bytes(of: descriptor, at: offset, count: JournalFile.frameBytes, path: path)
    let count = Int(JournalFile.number(frame[..<4]))
    let place = Place(offset: offset + JournalFile.frameBytes, count: count)
    guard count <= size - place.offset else { return nil }
    let content = try bytes(of: descriptor, at: place.offset, count: count, path: path)
    var checksum = Checksum()
    checksum.add(Array(frame[..<4]))
    checksum.add(content)
    return checksum.value == JournalFile.number(frame[4...]) ? (place, content) : nil
  }

  private static func bytes(
    of descriptor: Int32, at offset: Int, count: Int, path: String
  ) throws(ExperimentError) -> [UInt8] {
    var failure: ExperimentError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          failure = .file(path: path, reason: got == 0 ? "it was cut off meanwhile" : SystemError.reason)
          return
        }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws(ExperimentError) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(offset + done))
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw .file(path: path, reason: SystemError.reason)
      }
    }
  }

  private static func bytes<Number: FixedWidthInteger>(of number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
