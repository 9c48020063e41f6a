/// Writes numbers and texts as bytes: whole numbers in groups of seven bits, small ones in a single byte.
struct ByteEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }
  mutating func boolean(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// The sign goes to the lowest bit, so that small negative numbers stay short.
  mutating func integer(_ value: some FixedWidthInteger) {
    let value = Int64(value)
    var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// All 64 bits, so that the number that is read is the number that was written.
  mutating func number(_ value: Double) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift)) }
  }

  mutating func optional(_ value: Double?) {
    boolean(value != nil)
    if let value { number(value) }
  }

  mutating func text(_ value: String) {
    integer(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  /// Bytes as they are.
  mutating func blob(_ value: [UInt8]) {
    integer(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func list<Element>(_ elements: [Element], _ write: (inout ByteEncoder, Element) -> Void) {
    integer(elements.count)
    for element in elements { write(&self, element) }
  }

  mutating func integers(_ elements: [some FixedWidthInteger]) { list(elements) { $0.integer($1) } }
  mutating func numbers(_ elements: [Double]) { list(elements) { $0.number($1) } }
}

/// Reads what ``ByteEncoder`` wrote, and refuses whatever it cannot have written.
struct ByteDecoder {
  /// The bytes end too early, or hold a number that does not fit.
  struct Fault: Error {}

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  /// All that has not been read yet.
  var rest: [UInt8] { Array(bytes[offset...]) }

  mutating func byte() throws(Fault) -> UInt8 {
    guard offset < bytes.count else { throw Fault() }
    defer { offset += 1 }
    return bytes[offset]
  }

  mutating func boolean() throws(Fault) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw Fault()
    }
  }

  mutating func integer<Value: FixedWidthInteger>() throws(Fault) -> Value {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let group = try byte()
      guard shift < 63 || group <= 1 else { throw Fault() }
      value |= UInt64(group & 0x7F) << UInt64(shift)
      guard group & 0x80 != 0 else { break }
    }
    let signed = Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    guard let number = Value(exactly: signed) else { throw Fault() }
    return number
  }

  /// A number of things, with which one may reckon: there are never so many that a sum of them overflows.
  mutating func count<Value: FixedWidthInteger>() throws(Fault) -> Value {
    let count: Value = try integer()
    guard (0...1 << 48).contains(Int64(count)) else { throw Fault() }
    return count
  }

  /// A number with which one may reckon: sums of its squares, and their ratios, are numbers. A run makes no others.
  mutating func quantity() throws(Fault) -> Double {
    let number = try end()
    guard number < .infinity else { throw Fault() }
    return number
  }

  /// Up to where a value may reach: a quantity, or as far as one likes.
  mutating func end() throws(Fault) -> Double {
    let number = try number()
    guard abs(number) <= 1e140 || number == .infinity else { throw Fault() }
    return number
  }

  mutating func number() throws(Fault) -> Double {
    var pattern: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 8) { pattern |= UInt64(try byte()) << UInt64(shift) }
    return Double(bitPattern: pattern)
  }

  mutating func optional(_ read: (inout ByteDecoder) throws(Fault) -> Double) throws(Fault) -> Double? {
    try boolean() ? try read(&self) : nil
  }

  mutating func text() throws(Fault) -> String {
    let count = try length()
    defer { offset += count }
    guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else { throw Fault() }
    return text
  }

  mutating func blob() throws(Fault) -> [UInt8] {
    let count = try length()
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  mutating func list<Element>(
    _ read: (inout ByteDecoder) throws(Fault) -> Element
  ) throws(Fault) -> [Element] {
    let count = try length()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  mutating func integers<Value: FixedWidthInteger>() throws(Fault) -> [Value] {
    try list { (decoder) throws(Fault) in try decoder.integer() }
  }

  mutating func counts<Value: FixedWidthInteger>() throws(Fault) -> [Value] {
    try list { (decoder) throws(Fault) in try decoder.count() }
  }

  mutating func numbers() throws(Fault) -> [Double] { try list { (decoder) throws(Fault) in try decoder.number() } }

  mutating func quantities() throws(Fault) -> [Double] {
    try list { (decoder) throws(Fault) in try decoder.quantity() }
  }

  /// A number of elements, of which each takes a byte at least: a wrong one cannot ask for more memory than there is.
  private mutating func length() throws(Fault) -> Int {
    let count: Int = try integer()
    guard count >= 0, count <= bytes.count - offset else { throw Fault() }
    return count
  }
}
