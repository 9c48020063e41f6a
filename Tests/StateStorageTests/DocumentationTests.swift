import StateStorage
import Testing

/// The examples of the documentation, as they stand there.
@Suite("Examples of StateStorage's documentation")
struct DocumentationTests {
  @Test("Parts are read back in the order in which they were written")
  func savable() throws {
    let served = 7
    let times = [0.25, 1.5]
    var writer = StateWriter(model: "M/M/1", version: 1)
    writer.write(served)
    writer.write(times)
    let bytes = writer.finish()

    var reader = try StateReader(bytes, model: "M/M/1", version: 1)
    let sameServed = try reader.read(Int.self)
    let sameTimes = try reader.read(rowsOf: Double.self)
    try reader.finish()
    #expect(sameServed == served)
    #expect(sameTimes == times)
  }
}
