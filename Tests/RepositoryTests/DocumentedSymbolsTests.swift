import Foundation
import Testing

/// Every public symbol of the libraries says what it is.
@Suite("Documented symbols")
struct DocumentedSymbolsTests {
  private static let libraries = ["StateStorage", "EventKernel", "Queueing", "RandomStreams", "OutputAnalysis"]
  private static let files = libraries.flatMap { RepositoryFiles.files(under: "Sources/\($0)", ending: ".swift") }

  /// What a protocol has said already.
  private static let witnesses = ["func save(to", "init(from reader", "func <", "func ==", "var description"]

  private static func isPublicDeclaration(_ line: String) -> Bool {
    // Attributes such as @inlinable may stand before it.
    let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    return words.first == "public" && words.dropFirst().first != "import"
      && !line.contains("public extension") && !witnesses.contains { line.contains($0) }
  }

  /// Places of public declarations before which no comment stands.
  static func undocumented(in text: String) -> [Int] {
    let lines = text.components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.indices.filter { index in
      guard isPublicDeclaration(lines[index]) else { return false }
      let before = lines[..<index].last { !$0.hasPrefix("@") || $0.contains(" public ") }
      return before?.hasPrefix("///") != true
    }.map { $0 + 1 }
  }

  @Test("A public declaration has a comment", arguments: files)
  func documented(file: String) throws {
    #expect(Self.undocumented(in: try RepositoryFiles.text(file)) == [], "\(file)")
  }

  @Test("A declaration without one is found, behind its attributes too")
  func finds() {
    let text = """
      /// A place.
      public struct Place {
        public let name: String
        /// Empties it.
        @inlinable
        public mutating func clear() {}
        @inlinable
        public mutating func fill() {}
      }
      """
    #expect(Self.undocumented(in: text) == [3, 8])
    #expect(Self.files.count > 90)
  }
}
