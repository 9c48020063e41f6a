/// Digests that tell texts apart; no defence against somebody who wants two texts to agree.
///
/// FNV-1a (Fowler, Noll, Vo; IETF draft-eastlake-fnv): for each byte, exclusive or, then multiply by the prime.
enum ContentHash {
  static func fnv1a64(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// 128 bits as 32 hexadecimal digits.
  static func fnv1a128(_ text: String) -> String {
    var hash = UInt128(0x6C62_272E_07BB_0142) << 64 | UInt128(0x62B8_2175_6295_C58D)
    let prime = UInt128(1) << 88 | UInt128(0x13B)
    for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* prime }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }
}
