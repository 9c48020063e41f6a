import Foundation
import Testing

/// The README is written twice; whoever changes one of them is told where the other one differs.
@Suite("The README in two languages")
struct ReadmeTests {
  /// What stands between two headings.
  private struct Section {
    let level: Int
    var commands: [String] = []
    var numbers: [String] = []
    var links: [String] = []
    var code: [String] = []
  }

  private static func sections(of page: String) throws -> [Section] {
    var sections: [Section] = []
    var isCode = false
    var isPrinted = false
    for line in try RepositoryFiles.text(page).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode.toggle()
        // A block of no language is what the program prints.
        isPrinted = isCode && line == "```"
      } else if !isCode, line.hasPrefix("#") {
        sections.append(Section(level: line.prefix { $0 == "#" }.count))
      }
      guard !sections.isEmpty else { continue }
      let last = sections.count - 1
      // Comments are in the language of the page, and what is printed.
      let words = isCode ? withoutComment(line) : String(line)
      sections[last].numbers += line.matches(of: /[0-9]+(?:[.,:][0-9]+)*/).map { String($0.output) }
      sections[last].links += line.matches(of: /\]\(([^)]+)\)/).map { String($0.output.1) }
      if isCode, !isPrinted { sections[last].commands.append(words) }
      if !isCode { sections[last].code += line.matches(of: /`([^`]+)`/).map { String($0.output.1) } }
    }
    return sections
  }

  private static func withoutComment(_ line: Substring) -> String {
    let end = line.firstRange(of: " #")?.lowerBound ?? (line.hasPrefix("#") ? line.startIndex : line.endIndex)
    return line[..<end].trimmingCharacters(in: .whitespaces)
  }

  @Test("Both have the same sections, and in each the same commands, names, figures and links")
  func alike() throws {
    let english = try Self.sections(of: "README.md")
    let chinese = try Self.sections(of: "README.zh.md")
    #expect(english.map(\.level) == chinese.map(\.level))
    #expect(english.count >= 12)
    for (index, (one, other)) in zip(english, chinese).enumerated() {
      #expect(one.commands.filter { !$0.isEmpty } == other.commands.filter { !$0.isEmpty }, "section \(index)")
      #expect(one.code == other.code, "section \(index)")
      #expect(one.numbers.sorted() == other.numbers.sorted(), "section \(index)")
      #expect(one.links.map(Self.common) == other.links.map(Self.common), "section \(index)")
    }
    #expect(english.flatMap(\.commands).count >= 40)
  }

  /// A link as it is for both: to the page in the other language, and to a picture with words in the page's own.
  private static func common(_ link: String) -> String {
    link.replacing("README.zh.md", with: "README.md").replacing(".zh.svg", with: ".svg")
  }

  @Test("What they link to is there", arguments: ["README.md", "README.zh.md"])
  func linksLead(page: String) throws {
    for link in try Self.sections(of: page).flatMap(\.links) where !link.hasPrefix("http") {
      #expect(RepositoryFiles.exists(link), "\(page) links to \(link)")
    }
  }

  @Test(
    "They name the wheel of this release", arguments: ["README.md", "README.zh.md", "Sources/Python/README.md"])
  func release(page: String) throws {
    let version = try RepositoryFiles.text("Sources/Python/issueflow/version.py").firstMatch(of: /VERSION = "(.+)"/)
    let text = try RepositoryFiles.text(page)
    let named = text.matches(of: /issueflow-([0-9.]*[0-9])/).map { String($0.output.1) }
    #expect(!named.isEmpty && named.allSatisfy { $0 == version.map { String($0.output.1) } }, "\(named)")
  }
}
