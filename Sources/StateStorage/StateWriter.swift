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
    begin(Value.self, count: 1)
    // Behind a lone value there is no gap, as there is between rows, but somebody else's memory.
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: repeatElement(0, count: MemoryLayout<Value>.stride - MemoryLayout<Value>.size))
  }

  /// Writes plain values.
  /// - Complexity: O(number of bytes)
  public mutating func write<Row: BitwiseCopyable>(_ rows: [Row]) { rows.withUnsafeBufferPointer { write(rows: $0) } }

  /// Writes plain values that lie side by side.
  /// - Complexity: O(number of bytes)
  public mutating func write<Row: BitwiseCopyable>(rows: UnsafeBufferPointer<Row>) {
    begin(Row.self, count: rows.count)
    let start = bytes.count
    bytes.append(contentsOf: UnsafeRawBufferPointer(rows))
    // What happened to lie in the gaps between rows is nobody's affair, and would make equal states differ.
    let (size, stride) = (MemoryLayout<Row>.size, MemoryLayout<Row>.stride)
    guard size < stride else { return }
    for row in rows.indices {
      for gap in size..<stride { bytes[start + row * stride + gap] = 0 }
    }
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

  private mutating func begin<Row>(_: Row.Type, count: Int) {
    append(text: String(describing: Row.self))
    append(UInt64(MemoryLayout<Row>.stride))
    append(UInt64(count))
  }

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
