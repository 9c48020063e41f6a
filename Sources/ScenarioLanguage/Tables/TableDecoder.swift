import Foundation

/// Turns the bytes of a table into UTF-8 without a byte-order mark, piece by piece.
package struct TableDecoder {
  package let encoding: TableEncoding
  private let converter: Converter?
  /// Bytes of a character whose rest is in the next piece.
  private var rest: [UInt8] = []
  private var isAtBeginning = true

  /// Closes the system's converter with the last copy.
  private final class Converter {
    let value: iconv_t
    init(_ value: iconv_t) { self.value = value }
    deinit { iconv_close(value) }
  }

  /// - Returns: `nil` when the system has no converter for the encoding.
  package init?(_ encoding: TableEncoding) {
    self.encoding = encoding
    if encoding == .utf8 {
      converter = nil
      return
    }
    guard let value = iconv_open("UTF-8", encoding.converterName), Int(bitPattern: value) != -1 else { return nil }
    converter = Converter(value)
  }

  /// Whether the text so far ends within a character.
  package var isInTheMiddle: Bool { !rest.isEmpty }

  /// Gives the text of the next piece to a body.
  /// - Returns: what the body returned; `nil` when the bytes are not of the encoding.
  package mutating func text<Result>(
    of piece: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    guard converter != nil else { return body(withoutMark(piece)) }
    guard let text = converted(piece) else { return nil }
    return text.withUnsafeBufferPointer { body(withoutMark($0)) }
  }

  /// The text of a whole table; `nil` when the bytes are not of the encoding.
  package static func text(of bytes: some ContiguousBytes, _ encoding: TableEncoding) -> String? {
    guard var decoder = TableDecoder(encoding) else { return nil }
    let text = bytes.withUnsafeBytes { raw in
      decoder.text(of: raw.bindMemory(to: UInt8.self)) { String(validating: $0, as: UTF8.self) } ?? nil
    }
    return decoder.isInTheMiddle ? nil : text
  }

  private mutating func withoutMark(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard isAtBeginning, !text.isEmpty else { return text }
    isAtBeginning = false
    guard text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF else { return text }
    return UnsafeBufferPointer(rebasing: text[3...])
  }

  private mutating func converted(_ piece: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let converter else { return nil }
    var input = rest + piece
    // No character of two or four bytes becomes more than three or four.
    var output = [UInt8](repeating: 0, count: input.count * 2 + 16)
    var (read, written) = (0, 0)
    let isSound: Bool = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var toLeft = target.count
        let result = iconv(converter.value, &from, &fromLeft, &to, &toLeft)
        read = source.count - fromLeft
        written = target.count - toLeft
        return result != -1 || errno == EINVAL
      }
    }
    guard isSound else { return nil }
    rest = Array(input[read...])
    return Array(output[..<written])
  }
}
