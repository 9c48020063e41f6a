/// Texts by number: each different text is kept once.
///
/// A log of millions of rows has few different texts in most columns, and looking one up must not make a string.
struct TextPool {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing: numbers of texts, -1 for free.
  private var slots: [Int32] = Array(repeating: -1, count: 1024)

  var count: Int { ends.count }

  subscript(number: Int32) -> String { String(decoding: slice(Int(number)), as: UTF8.self) }

  /// All texts in the order of their numbers.
  var texts: [String] { ends.indices.map { String(decoding: slice($0), as: UTF8.self) } }

  /// The number of a text, a new one if it has none.
  /// - Complexity: O(length) expected.
  mutating func number(of text: ArraySlice<UInt8>) -> Int32 {
    let slot = slot(of: text)
    if slots[slot] >= 0 { return slots[slot] }
    let number = Int32(ends.count)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = number
    if ends.count * 2 > slots.count { grow() }
    return number
  }

  /// The number of a text that is there.
  func knownNumber(of text: ArraySlice<UInt8>) -> Int32? {
    let number = slots[slot(of: text)]
    return number >= 0 ? number : nil
  }

  /// The same texts under other numbers: the position of a text's number in `order` is its new one.
  /// - Precondition: `order` has every number once.
  func renumbered(_ order: [Int32]) -> TextPool {
    precondition(order.count == count, "every text keeps a number (\(order.count) of \(count))")
    var pool = TextPool()
    for number in order { _ = pool.number(of: slice(Int(number))) }
    return pool
  }

  /// Whether a text comes before another, by bytes.
  func precedes(_ a: Int32, _ b: Int32) -> Bool { slice(Int(a)).lexicographicallyPrecedes(slice(Int(b))) }

  private func slice(_ number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  private func slot(of text: ArraySlice<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: TextPool.hash(text)) & (slots.count - 1)
    while slots[slot] >= 0, !slice(Int(slots[slot])).elementsEqual(text) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for number in ends.indices { slots[slot(of: slice(number))] = Int32(number) }
  }

  /// FNV-1a of 64 bits, its upper half folded in.
  private static func hash(_ text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 32
  }
}
