import Foundation
import Testing

/// Code in the documentation compiles, because every block of it stands line by line in a file of the tests.
@Suite("Documented code")
struct DocumentedCodeTests {
  struct Block: CustomTestStringConvertible {
    let file: String
    let line: Int
    let lines: [String]
    var testDescription: String { "\(file):\(line)" }
  }

  private static let pages =
    ["README.md", "README.zh.md", "CONTRIBUTING.md"] + RepositoryFiles.files(under: "Sources", ending: ".md")
    + RepositoryFiles.files(under: "Sources", ending: ".swift")
  private static let blocks = pages.flatMap(blocks(in:))
  private static let tests = RepositoryFiles.files(under: "Tests", ending: ".swift").filter {
    !$0.contains("/.build/")
  }.map { codeLines(of: (try? RepositoryFiles.text($0)) ?? "") }

  /// Lines without indentation, and without those that are empty.
  private static func codeLines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private static func blocks(in file: String) -> [Block] {
    guard let text = try? RepositoryFiles.text(file) else { return [] }
    var blocks: [Block] = []
    var open: (line: Int, lines: [String])?
    for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var line = raw.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("///") { line = line.dropFirst(3).trimmingCharacters(in: .whitespaces) }
      if let block = open {
        if line == "```" {
          blocks.append(Block(file: file, line: block.line, lines: block.lines))
          open = nil
        } else if !line.isEmpty {
          open?.lines.append(line)
        }
      } else if line == "```swift" {
        open = (number + 1, [])
      }
    }
    return blocks
  }

  @Test("Every block of Swift is an excerpt of a compiled test", arguments: blocks)
  func compiles(block: Block) {
    let stands = Self.tests.contains { lines in
      guard lines.count >= block.lines.count else { return false }
      return (0...lines.count - block.lines.count).contains { start in
        lines[start..<start + block.lines.count].elementsEqual(block.lines)
      }
    }
    #expect(stands, "\(block.file):\(block.line): no test has these lines")
  }

  @Test("There are blocks to check")
  func thereAreBlocks() {
    #expect(Self.blocks.count >= 6)
  }
}
