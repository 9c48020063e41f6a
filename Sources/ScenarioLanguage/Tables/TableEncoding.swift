/// How the characters of a table are written.
package enum TableEncoding: Hashable, Sendable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian
  case gb18030

  /// As messages call it.
  package var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian, .utf16BigEndian: "UTF-16"
    case .gb18030: "GB18030"
    }
  }

  /// As the system's converter calls it.
  var converterName: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030"
    }
  }
}

/// Finds out how the characters of a text are written, from all of its bytes.
///
/// UTF-16 shows in its byte-order mark, or in the zeros that every digit and delimiter has in it. UTF-8 shows in its own
/// rules, which other texts break at once; a few broken characters of a text that else keeps them are left to whoever
/// reads them. What breaks them, keeps the rules of GB18030 and consists mostly of the characters that Chinese is
/// written with is GB18030.
package struct EncodingRecognition {
  package enum Answer: Hashable, Sendable {
    case found(TableEncoding)
    /// None of those that are read; broken at a byte.
    case unknown(offset: Int)
  }

  private var head: [UInt8] = []
  private var utf8 = UTF8Count()
  private var gb = GBCount()
  private var offset = 0

  package init() {}

  /// Takes the next piece of the text.
  package mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    if head.count < 4096 { head += bytes.prefix(4096 - head.count) }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80, utf8.isAtRest, gb.isAtRest {
        index += 1
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        continue
      }
      utf8.take(byte, at: offset + index)
      gb.take(byte)
      index += 1
    }
    offset += bytes.count
  }

  /// What the text is in.
  package var answer: Answer {
    if head.starts(with: [0xFF, 0xFE]) { return .found(.utf16LittleEndian) }
    if head.starts(with: [0xFE, 0xFF]) { return .found(.utf16BigEndian) }
    if let wide = EncodingRecognition.wide(head) { return .found(wide) }
    let broken = utf8.broken + (utf8.isAtRest ? 0 : 1)
    if broken == 0 { return .found(.utf8) }
    if readsAsChinese { return .found(.gb18030) }
    return utf8.sound > 20 * broken ? .found(.utf8) : .unknown(offset: utf8.firstBroken ?? offset)
  }

  /// Whether it has characters beyond ASCII and keeps all rules of UTF-8.
  package var isPlainlyUTF8: Bool { utf8.broken == 0 && utf8.isAtRest && utf8.sound > 0 }

  /// Whether it could be GB18030, by the share of common characters.
  package var readsAsChinese: Bool {
    gb.broken == 0 && gb.isAtRest && gb.characters > 0 && gb.common * 10 >= gb.characters * 7
  }

  /// UTF-16 without a mark: one byte of two is often zero, the other hardly ever.
  private static func wide(_ head: [UInt8]) -> TableEncoding? {
    let pairs = head.count / 2
    guard pairs >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    for index in 0..<pairs {
      if head[2 * index] == 0 { zeros.even += 1 }
      if head[2 * index + 1] == 0 { zeros.odd += 1 }
    }
    if zeros.odd * 5 >= pairs, zeros.even * 20 <= zeros.odd { return .utf16LittleEndian }
    if zeros.even * 5 >= pairs, zeros.odd * 20 <= zeros.even { return .utf16BigEndian }
    return nil
  }
}

/// Counts characters beyond ASCII that keep the rules of UTF-8, and those that break them.
private struct UTF8Count {
  private(set) var sound = 0
  private(set) var broken = 0
  private(set) var firstBroken: Int?
  private var wanted = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  var isAtRest: Bool { wanted == 0 }

  mutating func take(_ byte: UInt8, at offset: Int) {
    if wanted > 0 {
      if allowed.contains(byte) {
        wanted -= 1
        allowed = 0x80...0xBF
        if wanted == 0 { sound += 1 }
        return
      }
      breaks(at: offset)
    }
    allowed = 0x80...0xBF
    switch byte {
    case 0x00...0x7F: break
    case 0xC2...0xDF: wanted = 1
    case 0xE0: (wanted, allowed) = (2, 0xA0...0xBF)
    case 0xED: (wanted, allowed) = (2, 0x80...0x9F)
    case 0xE1...0xEF: wanted = 2
    case 0xF0: (wanted, allowed) = (3, 0x90...0xBF)
    case 0xF4: (wanted, allowed) = (3, 0x80...0x8F)
    case 0xF1...0xF3: wanted = 3
    default: breaks(at: offset)
    }
  }

  private mutating func breaks(at offset: Int) {
    broken += 1
    wanted = 0
    if firstBroken == nil { firstBroken = offset }
  }
}

/// Counts characters of GB18030, and among them those that Chinese is mostly written with: the 3,755 of the first level of
/// GB 2312, its punctuation and its wide letters.
private struct GBCount {
  private(set) var characters = 0
  private(set) var common = 0
  private(set) var broken = 0
  private var lead: UInt8 = 0
  /// How many bytes of a character of four are still wanted.
  private var wanted = 0

  var isAtRest: Bool { lead == 0 && wanted == 0 }

  mutating func take(_ byte: UInt8) {
    if wanted > 0 {
      wanted -= 1
      let isSound = wanted == 1 ? (0x81...0xFE).contains(byte) : (0x30...0x39).contains(byte)
      if !isSound {
        broken += 1
        wanted = 0
      } else if wanted == 0 {
        characters += 1
      }
      return
    }
    guard lead > 0 else {
      if byte >= 0x80 {
        if byte == 0x80 || byte == 0xFF { broken += 1 } else { lead = byte }
      }
      return
    }
    switch byte {
    case 0x30...0x39: wanted = 2
    case 0x40...0x7E, 0x80...0xFE:
      characters += 1
      if byte >= 0xA1, (0xB0...0xD7).contains(lead) || (0xA1...0xA3).contains(lead) { common += 1 }
    default: broken += 1
    }
    lead = 0
  }
}
