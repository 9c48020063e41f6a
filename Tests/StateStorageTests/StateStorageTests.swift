import StateStorage
import Testing

@Suite("Saved states")
struct StateStorageTests {
  private struct Row: BitwiseCopyable, Equatable {
    var a: Double
    var b: Int32
  }

  private let rows = [Row(a: 0.1, b: -1), Row(a: .infinity, b: 7)]

  private var state: [UInt8] {
    var writer = StateWriter(model: "test", version: 3)
    writer.write(rows)
    writer.write(2.5)
    writer.write([Int]())
    writer.write(text: "网格")
    return writer.finish()
  }

  @Test("What is written is read back, to the bit")
  func roundTrip() throws {
    var reader = try StateReader(state, model: "test", version: 3)
    #expect(try reader.read(rowsOf: Row.self) == rows)
    #expect(try reader.read(Double.self) == 2.5)
    #expect(try reader.read(rowsOf: Int.self).isEmpty)
    #expect(try reader.readText() == "网格")
    try reader.finish()
  }

  @Test("What lies in the gaps between rows and behind a lone value is not written")
  func gaps() throws {
    let garbage = UnsafeMutableBufferPointer<Row>.allocate(capacity: 2)
    defer { garbage.deallocate() }
    let raw = UnsafeMutableRawBufferPointer(garbage)
    func written(over byte: UInt8) -> [UInt8] {
      for index in raw.indices { raw[index] = byte }
      for (index, row) in rows.enumerated() {
        raw.storeBytes(of: row.a, toByteOffset: index * 16, as: Double.self)
        raw.storeBytes(of: row.b, toByteOffset: index * 16 + 8, as: Int32.self)
      }
      var writer = StateWriter(model: "test", version: 3)
      writer.write(rows: UnsafeBufferPointer(garbage))
      writer.write(garbage[0])
      return writer.finish()
    }
    let state = written(over: 0xA5)
    #expect(state == written(over: 0x5A))
    var reader = try StateReader(state, model: "test", version: 3)
    #expect(try reader.read(rowsOf: Row.self) == rows)
    #expect(try reader.read(Row.self) == rows[0])
  }

  @Test("A state of another model or version is refused by name")
  func otherModel() {
    #expect(throws: SavedStateError.otherModel(found: "test", expected: "other")) {
      try StateReader(state, model: "other", version: 3)
    }
    #expect(throws: SavedStateError.otherVersion(found: 3, expected: 4)) {
      try StateReader(state, model: "test", version: 4)
    }
  }

  @Test("Parts must be read as they were written, all of them")
  func otherParts() throws {
    var reader = try StateReader(state, model: "test", version: 3)
    #expect(throws: SavedStateError.otherPart(found: "Row", expected: "Int")) { try reader.read(rowsOf: Int.self) }
    #expect(throws: SavedStateError.self) { try StateReader(state, model: "test", version: 3).finish() }
  }

  @Test("Every cut and every flipped byte is found")
  func damage() {
    let whole = state
    for length in whole.indices {
      #expect(throws: SavedStateError.self) { try StateReader(Array(whole[..<length]), model: "test", version: 3) }
    }
    for index in whole.indices {
      var flipped = whole
      flipped[index] ^= 0x40
      #expect(throws: SavedStateError.self) { try StateReader(flipped, model: "test", version: 3) }
    }
  }
}
