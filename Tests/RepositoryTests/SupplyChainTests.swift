import Foundation
import Testing

@Suite("Where the program comes from, and whither it goes")
struct SupplyChainTests {
  @Test("Every package is of one exact version, so that two builds of a commit are of the same sources")
  func exactVersions() throws {
    let manifest = try RepositoryFiles.text("Package.swift")
    let packages = manifest.split(separator: "\n").filter { $0.contains(".package(url:") }
    #expect(packages.count >= 3)
    for line in packages {
      #expect(line.contains("url: \"https://github.com/") && line.contains("exact: \""), "\(line)")
    }
  }

  @Test("Tested versions of Python packages are exact, and cover what the package asks for")
  func constraints() throws {
    let text = try RepositoryFiles.text("Sources/Python/constraints.txt")
    // A package is a line; the hashes of its files follow, indented.
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix(" ") }
    #expect(lines.count >= 80)
    for line in lines {
      #expect(line.wholeMatch(of: /[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.+]* .*/) != nil, "\(line)")
    }
    #expect(text.components(separatedBy: "--hash=sha256:").count > lines.count)
    let pinned = Set(lines.compactMap { $0.split(separator: "=").first?.lowercased() })
    for name in [
      "pandas", "pyyaml", "dask", "distributed", "dask-jobqueue", "salib", "pytest", "scipy", "marimo", "mypy", "ruff",
    ] {
      #expect(pinned.contains(name), "\(name)")
    }
  }

  @Test("No source opens a connection, starts a program or loads code")
  func noNetwork() throws {
    let words = [
      "FoundationNetworking", "URLSession", "import Network", "import NIO", "socket(", "connect(", "getaddrinfo(",
      "Process()", "posix_spawn", "popen(", "system(", "dlopen(", "execv", "contentsOf: URL(string",
    ]
    let sources = ["swift", "c", "h"].flatMap { RepositoryFiles.files(under: "Sources", ending: "." + $0) }
    #expect(sources.count > 300)
    for path in sources {
      let text = try RepositoryFiles.text(path)
      for word in words where text.contains(word) { Issue.record("\(path) has \(word)") }
    }
  }

  @Test("Only what says when it ran asks for the date")
  func clock() throws {
    for path in RepositoryFiles.files(under: "Sources", ending: ".swift") {
      guard try RepositoryFiles.text(path).contains("Date()") else { continue }
      #expect(path.hasPrefix("Sources/IssueFlowCommand/"), "\(path): results must not depend on the date")
    }
  }
}
