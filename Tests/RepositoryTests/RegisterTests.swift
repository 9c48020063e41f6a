import Foundation
import IssueFlow
import Testing

@Suite("Registers")
struct RegisterTests {
  @Test("seeds/streams.csv lists every purpose of the flow under its number, once")
  func streams() throws {
    let rows = try RepositoryFiles.text("seeds/streams.csv").split(separator: "\n").dropFirst()
    let numbers = rows.compactMap { UInt8($0.prefix { $0 != "," }) }
    #expect(numbers.count == rows.count)
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(numbers) == Set(FlowPurpose.allCases.map(\.rawValue)))
  }

  @Test(
    "The files that the README and CONTRIBUTING name exist",
    arguments: ["README.md", "README.zh.md", "CONTRIBUTING.md"])
  func namedFilesExist(page: String) throws {
    let text = try RepositoryFiles.text(page)
    let names = text.split { " \n()`|，；：。、（）".contains($0) }.map(String.init).filter { name in
      ["Scenarios/", "Sources/", "Tests/", "seeds/", "Notebooks/"].contains { name.hasPrefix($0) }
    }
    #expect(!names.isEmpty)
    for name in names where !name.contains("*") {
      let path = name.trimmingCharacters(in: CharacterSet(charactersIn: ".,;:"))
      #expect(RepositoryFiles.exists(path), "\(page) names \(path)")
    }
  }

  @Test("GNU's C headers are imported where they are needed and nowhere else")
  func cgslStaysInside() throws {
    let importers = try RepositoryFiles.files(under: "Sources", ending: ".swift").filter {
      try RepositoryFiles.text($0).contains("import CGSL\n")
    }
    for path in importers {
      #expect(path.hasPrefix("Sources/RandomStreams/") || path.hasPrefix("Sources/OutputAnalysis/"), "\(path)")
    }
  }
}
