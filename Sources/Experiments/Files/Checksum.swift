/// A digest of bytes by which damage shows; no defence against somebody who wants to deceive.
///
/// FNV-1a over words of eight bytes instead of single ones, with the upper half folded in: every step is one to one, so
/// a single changed word always changes the digest. It does not depend on the pieces in which the bytes come.
struct Checksum {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private var word: UInt64 = 0
  private var count: UInt64 = 0

  var value: UInt64 {
    var last = self
    last.mix(word)
    last.mix(count)
    return last.hash
  }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      func single(_ checksum: inout Checksum) {
        checksum.word |= UInt64(bytes[offset]) << (checksum.count % 8 * 8)
        checksum.count += 1
        offset += 1
        if checksum.count % 8 == 0 { checksum.mixWord() }
      }
      while offset < bytes.count, count % 8 != 0 { single(&self) }
      while bytes.count - offset >= 8 {
        word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        count += 8
        offset += 8
        mixWord()
      }
      while offset < bytes.count { single(&self) }
    }
  }

  static func of(_ bytes: [UInt8]) -> UInt64 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }

  private mutating func mixWord() {
    mix(word)
    word = 0
  }

  private mutating func mix(_ word: UInt64) {
    hash = (hash ^ word) &* 0x100_0000_01B3
    hash ^= hash >> 32
  }
}
