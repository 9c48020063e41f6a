import Foundation
import Synchronization
import Yams

/// Turns YAML text into a ``SourceNode`` with the help of Yams.
///
/// Aliases never reach Yams. It would expand them before anything can count, and hash expanded keys, so a file of a
/// hundred bytes could take hours. Every `*` is replaced by a private character instead; a plain scalar that begins
/// with it is an alias, which ``Builder`` expands within its limits, and in all other text it is turned back.
/// Nesting is then bounded by libyaml's own limit of 1,000 levels, and the stack of the parsing thread holds that.
enum YAMLTree {
  /// Parses one document.
  static func parse(_ text: String, in source: SourceText) throws(YAMLFault) -> SourceNode {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    // The caller may be a task with a small stack.
    let thread = Thread {
      let result = parseOnThisStack(text, in: source)
      outcome.result.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = stackBytes
    thread.start()
    done.wait()
    return try outcome.result.withLock { $0 }.get()
  }

  /// Carries the tree from the parsing thread to the caller.
  private final class Outcome: Sendable {
    let result = Mutex(Result<SourceNode, YAMLFault>.failure(YAMLFault.unparsed))
  }

  private static let stackBytes = 32 * 1_048_576

  private static func parseOnThisStack(_ text: String, in source: SourceText) -> Result<SourceNode, YAMLFault> {
    if let position = firstPosition(of: aliasMark, in: source) {
      return .failure(YAMLFault(position, .syntax("private-use character U+E000", quotesWouldHelp: false)))
    }
    do {
      // The basic resolver leaves every scalar a string; the default one runs regular expressions on each.
      let parser = try Parser(
        yaml: markingAliases(in: text), resolver: .basic, encoding: .utf8)
      // Nodes hold their anchors weakly; the parser owns them.
      return try withExtendedLifetime(parser) {
        guard let root = try parser.singleRoot() else {
          return .failure(YAMLFault(source.start, .file(path: source.name, .empty)))
        }
        var builder = Builder(source: source)
        return .success(try builder.node(root, depth: 1).node)
      }
    } catch let fault as YAMLFault {
      return .failure(fault)
    } catch let error as YamlError {
      return .failure(fault(of: error, in: source))
    } catch {
      return .failure(YAMLFault(source.start, .syntax("\(error)", quotesWouldHelp: false)))
    }
  }

  /// Stands for `*` while Yams has the text.
  static let aliasMark: Unicode.Scalar = "\u{E000}"

  private static func markingAliases(in text: String) -> String {
    let mark = Array(String(aliasMark).utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "*") { bytes += mark } else { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func firstPosition(of scalar: Unicode.Scalar, in source: SourceText) -> SourcePosition? {
    for (index, line) in source.lines.enumerated() {
      if let column = line.unicodeScalars.enumerated().first(where: { $0.element == scalar })?.offset {
        return SourcePosition(source: source, line: index + 1, column: column + 1)
      }
    }
    return nil
  }
}
