import Foundation
import Fuzzing

/// Takes lines, and then bytes, out of an input as long as its fate stays the same.
struct Minimiser {
  let options: FuzzOptions
  let file: String

  func run() throws {
    guard let input = try Corpus.input(at: file) else {
      throw FuzzOptions.Misuse(description: "\(file) is not named like an input")
    }
    let trial =
      "\(NSTemporaryDirectory())/\(Corpus.name(of: input, what: "trial-\(ProcessInfo.processInfo.processIdentifier)"))"
    defer { try? FileManager.default.removeItem(atPath: trial) }
    func fate(_ bytes: [UInt8]) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: trial))
      let ending = try ChildProcess.run(options.paths + ["--replay", trial])
      if ending.isSound { return "" }
      // Of a broken rule, the words up to the first number: the rest differs from input to input.
      let text = String(decoding: ending.output, as: UTF8.self)
      let rule = text.components(separatedBy: "broken: ").last ?? ""
      return ending.what + rule.prefix { !$0.isNumber }.prefix(40)
    }
    let wanted = try fate(input.bytes)
    guard !wanted.isEmpty else { return print("\(file): breaks no rule") }
    var bytes = try reduced(split(input.bytes), by: { try fate($0.flatMap { $0 }) == wanted }).flatMap { $0 }
    if bytes.count < 2_000 {
      bytes = try reduced(bytes.map { [$0] }, by: { try fate($0.flatMap { $0 }) == wanted }).flatMap { $0 }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    print("\(file): \(input.bytes.count) bytes, now \(bytes.count): \(wanted)")
  }

  private func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    for byte in bytes {
      lines[lines.count - 1].append(byte)
      if byte == UInt8(ascii: "\n") { lines.append([]) }
    }
    return lines
  }

  /// Delta debugging (Zeller and Hildebrandt 2002): ever smaller runs are left out where that keeps the fate.
  private func reduced(_ parts: [[UInt8]], by keepsFate: ([[UInt8]]) throws -> Bool) throws -> [[UInt8]] {
    var parts = parts
    var size = max(1, parts.count / 2)
    while true {
      var start = 0
      while start < parts.count {
        var fewer = parts
        fewer.removeSubrange(start..<min(parts.count, start + size))
        if try keepsFate(fewer) { parts = fewer } else { start += size }
      }
      if size == 1 { return parts }
      size /= 2
    }
  }
}
