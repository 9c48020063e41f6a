import CSHA256

/// A file of a folder of results while it is being written, digested as it goes.
final class ResultFile {
  /// What a reader can check: the name, the bytes, and their SHA-256 as 64 hexadecimal digits.
  struct Digest: Hashable, Sendable {
    let name: String
    let bytes: Int
    let sha256: String
  }

  private let name: String
  private let file: OutputFile
  private var context = SHA256()
  private var digest: Digest?

  init(name: String, path: String) throws(ExperimentError) {
    self.name = name
    file = try OutputFile(path: path)
  }

  func write(_ bytes: [UInt8]) throws(ExperimentError) {
    try file.write(bytes)
    context.add(bytes)
  }

  func write(_ text: String) throws(ExperimentError) { try write(Array(text.utf8)) }

  /// Appends all of another file.
  func append(contentsOf source: String) throws(ExperimentError) {
    try OutputFile.read(source) { (bytes) throws(ExperimentError) in try write(bytes) }
  }

  /// Makes sure that all bytes have reached the disk. Nothing may be written afterwards.
  func finish() throws(ExperimentError) -> Digest {
    if let digest { return digest }
    try file.synchronize()
    let finished = Digest(name: name, bytes: context.count, sha256: context.finish())
    digest = finished
    return finished
  }
}

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
struct SHA256 {
  private var context = sha256_context()

  init() { sha256_begin(&context) }

  /// Bytes so far.
  var count: Int { Int(context.length) }

  mutating func add(_ bytes: [UInt8]) { sha256_add(&context, bytes, bytes.count) }

  /// 64 hexadecimal digits. Nothing may be added afterwards.
  mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    sha256_finish(&context, &digest)
    return digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }

  static func digits(of text: String) -> String {
    var digest = SHA256()
    digest.add(Array(text.utf8))
    return digest.finish()
  }
}
