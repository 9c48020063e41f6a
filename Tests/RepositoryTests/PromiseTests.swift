import Foundation
import Testing

@Suite("The page of promises")
struct PromiseTests {
  static let page = "Sources/IssueFlow/IssueFlow.docc/Promises.md"

  private static let rows = ((try? RepositoryFiles.text(page)) ?? "").split(separator: "\n").filter {
    $0.hasPrefix("| ") && !$0.hasPrefix("| promise")
  }

  @Test("Every promise names a test, and every test that is named is there")
  func testsExist() throws {
    var functions: Set<String> = []
    for path in RepositoryFiles.files(under: "Tests", ending: ".swift") {
      let file = path.split(separator: "/").last?.dropLast(6) ?? ""
      let text = try RepositoryFiles.text(path)
      for match in text.matches(of: /\n  func (\w+)\(/) { functions.insert("\(file).\(match.output.1)") }
    }
    for path in RepositoryFiles.files(under: "Tests/PythonTests", ending: ".py") {
      let file = path.split(separator: "/").last?.dropLast(3) ?? ""
      let text = try RepositoryFiles.text(path)
      for match in text.matches(of: /\ndef (test_\w+)\(/) { functions.insert("\(file).\(match.output.1)") }
    }
    let targets = try RepositoryFiles.text("Makefile").matches(of: /(?m)^([a-z-]+):/).map { "make \($0.output.1)" }
    #expect(Self.rows.count >= 50)
    for row in Self.rows {
      let names = (row.split(separator: "|").last ?? "").matches(of: /`([^`]+)`/).map { String($0.output.1) }
      #expect(!names.isEmpty, "\(row) names no test")
      for name in names {
        #expect(functions.contains(name) || targets.contains(name), "there is no \(name), of which \(Self.page) speaks")
      }
    }
  }
}
