/// Reads back what a ``StateWriter`` wrote, part by part.
///
/// The checksum finds damage, not malice: like a program, a state should come from a source that is trusted.
public struct StateReader: Sendable {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// Checks that the bytes are a whole state of this model.
  /// - Complexity: O(number of bytes)
  public init(_ bytes: [UInt8], model: String, version: UInt32) throws(SavedStateError) {
    let start = StateWriter.magic.count
    guard bytes.count >= start, Array(bytes[..<start]) == StateWriter.magic else { throw .notASavedState }
    self.bytes = bytes
    position = start
    end = max(start, bytes.count - MemoryLayout<UInt64>.size)
    let format: UInt32 = try integer()
    guard format == StateWriter.format else { throw .otherFormat(found: format, expected: StateWriter.format) }
    // The sum before the names: of a damaged file nothing else is worth saying.
    var tail = self
    tail.position = end
    guard bytes.count - end == MemoryLayout<UInt64>.size, try tail.checksum() == Checksum.of(bytes[..<end]) else {
      throw .damaged
    }
    let foundVersion: UInt32 = try integer()
    let foundModel = try text()
    guard foundModel == model else { throw .otherModel(found: foundModel, expected: model) }
    guard foundVersion == version else { throw .otherVersion(found: foundVersion, expected: version) }
  }

  /// Reads a part by its own rule.
  public mutating func read<State: Savable & ~Copyable>(_: State.Type) throws(SavedStateError) -> State {
    try State(from: &self)
  }

  /// Reads one plain value.
  public mutating func read<Value: BitwiseCopyable>(_: Value.Type) throws(SavedStateError) -> Value {
    try read(1, rowsOf: Value.self)[0]
  }

  /// Reads plain values.
  /// - Complexity: O(number of bytes)
  public mutating func read<Row: BitwiseCopyable>(rowsOf _: Row.Type) throws(SavedStateError) -> [Row] {
    let name = try text()
    let expected = String(describing: Row.self)
    guard name == expected else { throw .otherPart(found: name, expected: expected) }
    let stride: UInt64 = try integer()
    guard stride == UInt64(MemoryLayout<Row>.stride) else {
      throw .otherLayout(part: name, found: Int(clamping: stride), expected: MemoryLayout<Row>.stride)
    }
    let count: UInt64 = try integer()
    let (size, overflow) = count.multipliedReportingOverflow(by: stride)
    guard !overflow, size <= UInt64(end - position) else {
      throw .wrongLength(found: end - position, expected: Int(clamping: size))
    }
    let range = position..<position + Int(size)
    position = range.upperBound
    // Filling an array of nothing writes to the one empty array that all threads share.
    guard count > 0 else { return [] }
    return [Row](unsafeUninitializedCapacity: Int(count)) { rows, written in
      bytes[range].withUnsafeBytes { UnsafeMutableRawBufferPointer(rows).copyMemory(from: $0) }
      written = Int(count)
    }
  }

  /// Reads plain values of which there must be so many.
  /// - Complexity: O(number of bytes)
  public mutating func read<Row: BitwiseCopyable>(
    _ count: Int, rowsOf type: Row.Type
  ) throws(SavedStateError) -> [Row] {
    let rows = try read(rowsOf: type)
    guard rows.count == count else { throw .wrongLength(found: rows.count, expected: count) }
    return rows
  }

  /// Reads a text.
  public mutating func readText() throws(SavedStateError) -> String {
    String(decoding: try read(rowsOf: UInt8.self), as: UTF8.self)
  }

  /// Refuses a state in which something does not hold of a part, before it is made from it.
  public func require(_ holds: Bool, of part: String) throws(SavedStateError) {
    guard holds else { throw .impossible(part: part) }
  }

  /// Checks that all parts were read.
  public consuming func finish() throws(SavedStateError) {
    guard position == end else { throw .wrongLength(found: end, expected: position) }
  }

  private mutating func checksum() throws(SavedStateError) -> UInt64 {
    let range = bytes[position...]
    return range.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
  }

  private mutating func integer<Value: FixedWidthInteger & BitwiseCopyable>() throws(SavedStateError) -> Value {
    let size = MemoryLayout<Value>.size
    guard size <= end - position else { throw .wrongLength(found: bytes.count, expected: bytes.count + size) }
    defer { position += size }
    return bytes[position..<position + size].withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(as: Value.self)) }
  }

  private mutating func text() throws(SavedStateError) -> String {
    let count: UInt32 = try integer()
    guard Int(count) <= end - position else {
      throw .wrongLength(found: bytes.count, expected: bytes.count + Int(count))
    }
    defer { position += Int(count) }
    return String(decoding: bytes[position..<position + Int(count)], as: UTF8.self)
  }
}
