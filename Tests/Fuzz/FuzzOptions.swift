import Foundation
import Fuzzing

/// The words of the command line.
struct FuzzOptions {
  enum Task {
    case campaign
    case batch(Range<UInt64>, mark: String)
    case replay([String])
    case minimise(String)
    case guided(FuzzCase.Kind, folder: String, words: [String])
  }

  var task = Task.campaign
  var inputs: UInt64 = 10_000
  var first: UInt64 = 0
  var batch: UInt64 = 2_000
  /// Each so-many-th batch is made twice, in processes with other hash seeds, which must agree.
  var twiceEvery: UInt64 = 20
  var findings = "fuzz-findings"
  var scenarios = "Scenarios"
  var seeds = "Tests/Fuzzing/Seeds"

  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  init(_ words: [String]) throws {
    var words = words[...]
    func number(_ word: String?) throws -> UInt64 {
      guard let word, let number = UInt64(word) else { throw Misuse(description: "a number must follow") }
      return number
    }
    func text(_ word: String?) throws -> String {
      guard let word else { throw Misuse(description: "a path must follow") }
      return word
    }
    while let word = words.popFirst() {
      switch word {
      case "--inputs": inputs = try number(words.popFirst())
      case "--first": first = try number(words.popFirst())
      case "--batch-size": batch = max(1, try number(words.popFirst()))
      case "--twice-every": twiceEvery = max(1, try number(words.popFirst()))
      case "--findings": findings = try text(words.popFirst())
      case "--scenarios": scenarios = try text(words.popFirst())
      case "--seeds": seeds = try text(words.popFirst())
      case "--batch":
        let start = try number(words.popFirst())
        let end = try number(words.popFirst())
        task = .batch(start..<max(start, end), mark: try text(words.popFirst()))
      case "--replay":
        task = .replay(Array(words))
        words = []
      case "--minimise": task = .minimise(try text(words.popFirst()))
      case "--guided":
        let kind = FuzzCase.Kind(rawValue: try text(words.popFirst()))
        guard let kind, FuzzCase.Kind.guided.contains(kind) else {
          let kinds = FuzzCase.Kind.guided.map(\.rawValue).joined(separator: ", ")
          throw Misuse(description: "--guided wants one of \(kinds)")
        }
        task = .guided(kind, folder: try text(words.popFirst()), words: Array(words))
        words = []
      default: throw Misuse(description: "\(word) is no option")
      }
    }
  }

  func shipped() throws -> Shipped { try Shipped(source: scenarios, seeds: seeds) }

  /// The words that a child needs to find the same files.
  var paths: [String] { ["--scenarios", scenarios, "--seeds", seeds] }
}
