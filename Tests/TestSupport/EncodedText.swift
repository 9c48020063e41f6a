import Foundation

/// A text in an encoding that the system's `iconv` knows, such as GB18030 or UTF-16LE.
/// - Precondition: there is such an encoding, and it has all characters of the text.
public func encoded(_ text: String, as encoding: String) -> [UInt8] {
  guard let converter = iconv_open(encoding, "UTF-8"), Int(bitPattern: converter) != -1 else {
    preconditionFailure("\(encoding) is unknown here")
  }
  defer { iconv_close(converter) }
  var input = Array(text.utf8)
  var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
  var written = 0
  let isSound: Bool = input.withUnsafeMutableBytes { source in
    output.withUnsafeMutableBytes { target in
      var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var fromLeft = source.count
      var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
      var toLeft = target.count
      let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
      written = target.count - toLeft
      return result != -1
    }
  }
  precondition(isSound, "\(encoding) has not all characters of the text")
  return Array(output[..<written])
}
