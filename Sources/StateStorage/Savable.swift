/// Something whose state can be written down and read back, to the same bits.
///
/// A running model saves its parts one after another and reads them back in the same order:
///
/// ```swift
/// var writer = StateWriter(model: "M/M/1", version: 1)
/// writer.write(served)
/// writer.write(times)
/// let bytes = writer.finish()
///
/// var reader = try StateReader(bytes, model: "M/M/1", version: 1)
/// let sameServed = try reader.read(Int.self)
/// let sameTimes = try reader.read(rowsOf: Double.self)
/// try reader.finish()
/// ```
public protocol Savable: ~Copyable {
  func save(to writer: inout StateWriter)
  init(from reader: inout StateReader) throws(SavedStateError)
}
