import Testing

@testable import LogFitting
@testable import ScenarioLanguage

@Suite("Records of a log")
struct CSVRecordsTests {
  /// All records of a text that comes in pieces of a size.
  private func records(_ text: String, delimiter: UInt8 = 0x2C, piece: Int = 3) throws -> [(line: Int, cells: [String])]
  {
    var found: [(line: Int, cells: [String])] = []
    var records = CSVRecords(delimiter: delimiter)
    func take() { found.append((records.line, (0..<records.cells.count).map { records.cells.text($0) })) }
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: piece) {
      try bytes[start..<min(bytes.count, start + piece)].withUnsafeBufferPointer { buffer in
        var index = 0
        while try records.next(buffer, &index) { take() }
      }
    }
    if try records.finish() { take() }
    return found
  }

  @Test("Quotes, doubled quotes, line breaks in cells and every kind of line end", arguments: [1, 2, 3, 100])
  func quoting(piece: Int) throws {
    let found = try records("a,b\r\n\"x, y\",\"say \"\"no\"\"\"\n\n\"two\nlines\", z \rlast,", piece: piece)
    #expect(found.map(\.cells) == [["a", "b"], ["x, y", "say \"no\""], ["two\nlines", "z"], ["last", ""]])
    #expect(found.map(\.line) == [1, 2, 4, 6])
  }

  @Test("The delimiter is the one of the header")
  func delimiters() {
    #expect(TableForm.delimiter(of: Array("a;b;c\n1,2;3".utf8)) == 0x3B)
    #expect(TableForm.delimiter(of: Array("a\tb\n".utf8)) == 0x09)
    #expect(TableForm.delimiter(of: Array("\"a,b\"|c\n".utf8)) == 0x7C)
    #expect(TableForm.delimiter(of: Array("alone\n".utf8)) == 0x2C)
  }

  @Test("A quote that never closes is told with the line on which it opens")
  func openQuote() {
    #expect {
      _ = try records("a,b\n1,2\n\"3,4\n5,6\n")
    } throws: { error in
      (error as? CSVFault) == CSVFault(kind: .quoteNeverCloses, line: 3, offset: 8)
    }
  }

  @Test("A star stands for any text")
  func patterns() {
    func matches(_ pattern: String, _ text: String) -> Bool { TextPattern(pattern).matches(Array(text.utf8)[...]) }
    #expect(matches("* 2nd", "J11 2nd") && !matches("* 2nd", "J11 3rd") && matches("*", "") && matches("网格*", "网格12"))
    #expect(matches("a*b*c", "a--b--c") && !matches("a*b*c", "a--c") && !matches("ab*ba", "aba") && matches("x", "x"))
  }

  @Test("Equal texts have one number, and numbers lead back to texts")
  func pool() {
    var pool = TextPool()
    let numbers = (0..<5000).map { pool.number(of: Array("case \($0 % 1700)".utf8)[...]) }
    #expect(pool.count == 1700 && numbers[1699] == 1699 && numbers[1700] == 0)
    #expect(pool[1234] == "case 1234" && pool.knownNumber(of: Array("none".utf8)[...]) == nil)
  }
}
