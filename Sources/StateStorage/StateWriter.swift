/// Writes the state of a running model into bytes.
///
/// The bytes are a header (eight letters, the format, the model's name and version), the parts in the order in which
/// they are written, and a checksum. A part is its type's name, the size of a row, the number of rows, and the rows
/// as they lie in memory. So a state is exact, quick to write, and readable by a program of the same layout: the
/// reader refuses any other. Integers are little-endian.
public struct StateWriter: Sendable {
  static let magic: [UInt8] = Array("SIMSTATE".utf8)
  static let format: UInt32 = 1

  /// What was written so far, without a checksum: ``finish()`` gives the whole state.
  public private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - model: a name that tells this model from others, such as a hash of all its inputs.
  ///   - version: rises when the model reads or writes other parts.
  public init(model: String, version: UInt32) {
    bytes = StateWriter.magic
    append(StateWriter.format)
    append(version)
    append(text: model)
  }

  /// Writes a part by its own rule.
  public mutating func write<State: Savable & ~Copyable>(_ state: borrowing State) { state.save(to: &self) }

  /// Writes one plain value.
  public mutating func write<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafePointer(to: value) { write(rows: UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// Writes plain values.
  /// - Complexity: O(number of bytes)
  public mutating func write<Row: BitwiseCopyable>(_ rows: [Row]) { rows.withUnsafeBufferPointer { write(rows: $0) } }

  /// Writes plain values that lie side by side.
  /// - Complexity: O(number of bytes)
  public mutating func write<Row: BitwiseCopyable>(rows: UnsafeBufferPointer<Row>) {
    append(text: String(describing: Row.self))
    append(UInt64(MemoryLayout<Row>.stride))
    append(UInt64(rows.count))
    bytes.append(contentsOf: UnsafeRawBufferPointer(rows))
  }

  /// Writes a text.
  public mutating func write(text: String) { write(Array(text.utf8)) }

  /// The whole state, with its checksum.
  public consuming func finish() -> [UInt8] {
    let sum = Checksum.of(bytes[...])
    append(sum)
    return bytes
  }

  /// What ``finish()`` writes behind the bytes, for tests that bend a state and set its sum right.
  package static func checksum(of bytes: [UInt8]) -> UInt64 { Checksum.of(bytes[...]) }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(text: String) {
    append(UInt32(truncatingIfNeeded: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// FNV-1a in 64 bits (Fowler, Noll, Vo; RFC 9923): it finds damage, not malice.
enum Checksum {
  static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return sum
  }
}
