import CZlib
import Foundation
import IssueFlow

/// The bytes of a log, piece by piece: plain or gzipped, UTF-8 or GB18030, always given as UTF-8.
///
/// A gzip file is known by its first two bytes, whatever its name. Concatenated members are one text. Memory is that of
/// two buffers.
struct LogBytes: ~Copyable {
  private static let pieceSize = 1 << 18

  let path: String
  private var file: gzFile?
  private var piece = [UInt8](repeating: 0, count: LogBytes.pieceSize)
  private var converter: TextConverter?

  /// - Throws: ``FitError/log(path:_:)`` when there is no such regular file.
  init(path: String, encoding: LogEncoding) throws(FitError) {
    self.path = path
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { throw .log(path: path, .notFound) }
    // A pipe would block, and a device might never end.
    guard status.st_mode & S_IFMT == S_IFREG else { throw .log(path: path, .notRegular) }
    guard let file = gzopen(path, "rb") else { throw .log(path: path, .notReadable) }
    gzbuffer(file, UInt32(LogBytes.pieceSize))
    self.file = file
    if encoding == .gb18030 {
      guard let converter = TextConverter(from: "GB18030") else { throw .log(path: path, .encodingUnknown) }
      self.converter = converter
    }
  }

  deinit { if let file { gzclose(file) } }

  /// Gives the next piece to a body; false at the end of the text.
  /// - Throws: when the file ends in the middle of its compressed data, is damaged, or is not in its encoding.
  mutating func next(_ body: (UnsafeBufferPointer<UInt8>) throws(FitError) -> Void) throws(FitError) -> Bool {
    guard let file else { return false }
    let count = piece.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
    guard count >= 0 else { throw .log(path: path, .damaged) }
    if count == 0 {
      var code: Int32 = 0
      _ = gzerror(file, &code)
      if code == Z_BUF_ERROR || code == Z_DATA_ERROR { throw .log(path: path, .damaged) }
      if converter?.isInTheMiddle ?? false { throw .log(path: path, .encodingDiffers) }
      gzclose(file)
      self.file = nil
      return false
    }
    if converter != nil {
      guard let text = converter?.text(of: piece[..<Int(count)]) else { throw .log(path: path, .encodingDiffers) }
      try LogBytes.give(text[...], to: body)
    } else {
      try LogBytes.give(piece[..<Int(count)], to: body)
    }
    return true
  }

  private static func give(
    _ bytes: ArraySlice<UInt8>, to body: (UnsafeBufferPointer<UInt8>) throws(FitError) -> Void
  ) throws(FitError) {
    let result: Result<Void, FitError> = bytes.withUnsafeBufferPointer { buffer in
      do throws(FitError) {
        return .success(try body(buffer))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}

/// Turns text of another encoding into UTF-8 with the system's `iconv`, piece by piece.
private struct TextConverter {
  private let descriptor: Descriptor
  /// Bytes of a character whose rest is in the next piece.
  private var rest: [UInt8] = []

  /// Closes the system's converter with the last copy.
  private final class Descriptor {
    let value: iconv_t
    init(_ value: iconv_t) { self.value = value }
    deinit { iconv_close(value) }
  }

  init?(from encoding: String) {
    guard let value = iconv_open("UTF-8", encoding), Int(bitPattern: value) != -1 else { return nil }
    descriptor = Descriptor(value)
  }

  /// Whether the text so far ends within a character.
  var isInTheMiddle: Bool { !rest.isEmpty }

  /// `nil` when the bytes are not of the encoding.
  mutating func text(of piece: ArraySlice<UInt8>) -> [UInt8]? {
    var input = rest + piece
    // No character of two or four bytes becomes more than three or four.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var (read, written) = (0, 0)
    let isSound: Bool = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toLeft = target.count
        let result = iconv(descriptor.value, &from, &fromLeft, &to, &toLeft)
        read = source.count - fromLeft
        written = target.count - toLeft
        return result != -1 || errno == EINVAL
      }
    }
    guard isSound else { return nil }
    rest = Array(input[read...])
    return Array(output[..<written])
  }
}
