import CZlib
import Foundation
import ScenarioLanguage

/// A log's file, and what its characters are written in.
struct LogFile {
  let path: String
  let encoding: TableEncoding

  /// Looks through the file once: what it is, and its encoding, which the map may tell.
  /// - Throws: when there is no such regular file, when it is no table of text, or not in the encoding that the map tells.
  init(path: String, encoding told: LogEncoding) throws(FitError) {
    self.path = path
    var bytes = try RawLogBytes(path: path)
    var recognition = EncodingRecognition()
    var foreign: ForeignFile?
    var isFirst = true
    while try bytes.next({ piece in
      if isFirst { foreign = ForeignFile(head: piece.prefix(1024)) }
      isFirst = false
      if foreign == nil { recognition.take(piece) }
    }), foreign == nil {}
    if let foreign { throw .log(path: path, .foreign(foreign)) }
    encoding = try LogFile.encoding(recognition, told, path)
  }

  private static func encoding(
    _ recognition: EncodingRecognition, _ told: LogEncoding, _ path: String
  ) throws(FitError) -> TableEncoding {
    let answer = recognition.answer
    switch (told, answer) {
    case (.detected, .found(let encoding)): return encoding
    case (.detected, .unknown(let offset)):
      throw .log(path: path, .encodingNotFound(line: try LogFile.line(of: offset, path)))
    case (.utf8, .found(.utf8)), (.utf8, .unknown): return .utf8
    case (.utf16, .found(.utf16LittleEndian)), (.utf16, .found(.utf16BigEndian)):
      if case .found(let encoding) = answer { return encoding }
      return .utf16LittleEndian
    case (.gb18030, .found(.gb18030)), (.gb18030, .unknown): return .gb18030
    // A text may keep the rules of both; then the map decides.
    case (.gb18030, .found(.utf8)) where !recognition.isPlainlyUTF8 || recognition.readsAsChinese: return .gb18030
    case (.utf16, .unknown): throw .log(path: path, .encodingDiffers(told: told, found: nil))
    case (_, .found(let found)): throw .log(path: path, .encodingDiffers(told: told, found: found.name))
    }
  }

  /// The line on which a byte lies.
  private static func line(of offset: Int, _ path: String) throws(FitError) -> Int {
    var bytes = try RawLogBytes(path: path)
    var left = offset
    var line = 1
    while left > 0,
      try bytes.next({ piece in
        line += piece.prefix(left).count { $0 == 0x0A }
        left -= min(left, piece.count)
      })
    {}
    return line
  }
}

/// The text of a log, piece by piece, always as UTF-8 without a byte-order mark.
struct LogBytes: ~Copyable {
  private let path: String
  private var raw: RawLogBytes
  private var decoder: TableDecoder

  init(_ file: LogFile) throws(FitError) {
    guard let decoder = TableDecoder(file.encoding) else {
      throw .log(path: file.path, .encodingUnknown(file.encoding.name))
    }
    let raw = try RawLogBytes(path: file.path)
    self.path = file.path
    self.raw = raw
    self.decoder = decoder
  }

  /// Gives the next piece to a body; false at the end of the text.
  /// - Throws: when the file ends in the middle of its compressed data, is damaged, or is not in its encoding.
  mutating func next(_ body: (UnsafeBufferPointer<UInt8>) throws(FitError) -> Void) throws(FitError) -> Bool {
    var decoder = decoder
    var result: Result<Void, FitError>?
    let goesOn = try raw.next { piece in
      result = decoder.text(of: piece) { text in
        do throws(FitError) {
          return .success(try body(text))
        } catch {
          return .failure(error)
        }
      }
    }
    self.decoder = decoder
    guard goesOn else {
      if decoder.isInTheMiddle { throw .log(path: path, .brokenText(decoder.encoding.name)) }
      return false
    }
    guard let result else { throw .log(path: path, .brokenText(decoder.encoding.name)) }
    try result.get()
    return true
  }
}

/// The bytes of a log, piece by piece: plain or gzipped.
///
/// A gzip file is known by its first two bytes, whatever its name. Concatenated members are one text. Memory is that of
/// two buffers.
private struct RawLogBytes: ~Copyable {
  private static let pieceSize = 1 << 18
  /// So many bytes may come of any file, however well it is compressed; beyond, no more than so many for each of its own.
  /// Rows of real logs are packed to a tenth or a thirtieth; one row over and over to a thousandth, which is what a file
  /// that is made to fill a machine holds.
  private static let freeBytes = 256 << 20
  private static let mostFromOne = 200

  private let path: String
  private var file: gzFile?
  private var unpacked = 0
  private var piece = [UInt8](repeating: 0, count: RawLogBytes.pieceSize)

  /// - Throws: ``FitError/log(path:_:)`` when there is no such regular file.
  init(path: String) throws(FitError) {
    self.path = path
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { throw .log(path: path, .notFound) }
    // A pipe would block, and a device might never end.
    guard status.st_mode & S_IFMT == S_IFREG else { throw .log(path: path, .notRegular) }
    guard let file = gzopen(path, "rb") else { throw .log(path: path, .notReadable) }
    gzbuffer(file, UInt32(RawLogBytes.pieceSize))
    self.file = file
  }

  deinit { if let file { gzclose(file) } }

  /// Gives the next piece to a body; false at the end.
  mutating func next(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(FitError) -> Bool {
    guard let file else { return false }
    let count = piece.withUnsafeMutableBytes { gzread(file, $0.baseAddress, UInt32($0.count)) }
    guard count >= 0 else { throw .log(path: path, .damaged) }
    if count == 0 {
      var code: Int32 = 0
      _ = gzerror(file, &code)
      if code == Z_BUF_ERROR || code == Z_DATA_ERROR { throw .log(path: path, .damaged) }
      gzclose(file)
      self.file = nil
      return false
    }
    unpacked += Int(count)
    if unpacked > RawLogBytes.freeBytes, gzdirect(file) == 0,
      unpacked / RawLogBytes.mostFromOne > max(1, Int(gzoffset(file)))
    {
      throw .log(path: path, .unpacksTooFar(mebibytes: unpacked >> 20))
    }
    piece.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<Int(count)])) }
    return true
  }
}
