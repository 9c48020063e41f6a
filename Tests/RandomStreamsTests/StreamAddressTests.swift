import RandomStreams
import Testing

@Suite("Stream addresses")
struct StreamAddressTests {
  /// The width of each field in bits: purpose, type, place, ordinal, visit.
  static let widths = [8, 16, 24, 40, 16]

  static func address(_ fields: [Int]) -> StreamAddress {
    StreamAddress(
      purpose: StreamPurpose(rawValue: UInt8(fields[0])), type: fields[1], place: fields[2],
      ordinal: fields[3], visit: fields[4])
  }

  @Test("Every bit of every field makes an address of its own, and 104 bits leave 24 for the draw")
  func bits() {
    var addresses: Set<StreamAddress> = [Self.address([0, 0, 0, 0, 0])]
    for (field, width) in Self.widths.enumerated() {
      for bit in 0..<width {
        var fields = [0, 0, 0, 0, 0]
        fields[field] = 1 << bit
        addresses.insert(Self.address(fields))
      }
    }
    #expect(addresses.count == 105)
  }

  @Test("The fields of an address can be read back, so no two sets of fields share one")
  func roundTrip() {
    let stream = RandomStream(key: StreamKey(masterSeed: 1, replication: 1))
    for trial in 0..<2_000 {
      stream.move(to: Self.address([1, 0, 0, trial, 0]))
      let fields = Self.widths.map { Int(stream.uniform() * Double(1 << $0)) }
      let address = Self.address(fields)
      #expect([Int(address.purpose.rawValue), address.type, address.place, address.ordinal, address.visit] == fields)
    }
    let largest = Self.widths.map { (1 << $0) - 1 }
    #expect(Self.address(largest).ordinal == largest[3])
  }

  @Test("An address names its fields in order")
  func description() {
    #expect(Self.address([9, 8, 7, 6, 5]).description == "purpose 9, type 8, place 7, ordinal 6, visit 5")
  }

  @Test("A field that is too large stops the program")
  func tooLarge() async {
    await #expect(processExitsWith: .failure) {
      _ = StreamAddress(purpose: StreamPurpose(rawValue: 0), ordinal: 1 << 40)
    }
  }

  @Test("A negative field stops the program")
  func negative() async {
    await #expect(processExitsWith: .failure) {
      _ = StreamAddress(purpose: StreamPurpose(rawValue: 0), place: -1)
    }
  }
}
