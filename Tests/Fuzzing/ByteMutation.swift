import TestSupport

/// Changes of bytes, which know nothing of what they mean.
enum ByteMutation {
  static func change(_ bytes: inout [UInt8], _ luck: inout SeededGenerator) {
    guard !bytes.isEmpty else {
      bytes = [UInt8(luck.below(256))]
      return
    }
    let place = luck.below(bytes.count)
    switch luck.below(11) {
    case 0: bytes[place] ^= 1 << UInt8(luck.below(8))
    case 1: bytes[place] = UInt8(luck.below(256))
    case 2: bytes.insert(UInt8(luck.below(256)), at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + luck.below(64)))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let end = min(bytes.count, place + 1 + luck.below(64))
      bytes.insert(contentsOf: bytes[place..<end], at: luck.below(bytes.count))
    case 6: bytes.insert(contentsOf: tokens[luck.below(tokens.count)], at: place)
    case 7: bytes.replaceSubrange(place..<place + 1, with: tokens[luck.below(tokens.count)])
    case 8:
      let other = luck.below(bytes.count)
      bytes.swapAt(place, other)
    case 9:
      let end = min(bytes.count, place + 1 + luck.below(8))
      for index in place..<end { bytes[index] = [0, 0xFF, 0x7F, 0x80][luck.below(4)] }
    default: bytes += tokens[luck.below(tokens.count)]
    }
  }

  /// What means something to a reader of YAML, CSV or UTF-8.
  private static let tokens: [[UInt8]] =
    [
      "\n", "\r", "\r\n", "\t", " ", ": ", ":", "- ", "? ", "| ", "|9\n", "> ", ">-\n", "&a ", "*a", "!!binary ", "!a ",
      "<<: ",
      "---\n", "...\n", "%YAML 1.3\n", "%TAG ! x\n", "#", "\"", "'", "\\", "[", "]", "{", "}", ",", ",,", "\"\"", "@",
      "`", "~", "\u{85}",
      "\u{2028}", "\u{FEFF}", "\u{202E}", "\u{1B}[31m", "\u{7F}", "=1+1", "1e308", "010", "null", "value:", "id:",
      "extends: ",
    ].map { Array($0.utf8) }
    + [
      [0], [0, 0, 0, 0], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xFF], [0xFE, 0xFF],
      [0xFF, 0xFE],
      [0xE2, 0x82], [0xF0, 0x9F, 0x91],
    ]
}
