import Testing

@testable import Experiments

@Suite("Comma-separated values")
struct CSVTextTests {
  /// A reader after RFC 4180 that knows nothing of the writer.
  static func rows(of bytes: some Sequence<UInt8>) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var previousQuote = false
    for byte in bytes {
      if isQuoted {
        if byte == 0x22 { isQuoted = false } else { cell.append(byte) }
        previousQuote = byte == 0x22
        continue
      }
      switch byte {
      case 0x22:
        if previousQuote { cell.append(0x22) }
        isQuoted = true
      case 0x2C:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case 0x0A:
        row.append(String(decoding: cell, as: UTF8.self))
        rows.append(row)
        (row, cell) = ([], [])
      case 0x0D: break
      default: cell.append(byte)
      }
      previousQuote = false
    }
    return rows
  }

  @Test("Any text comes back as it was")
  func roundTrip() {
    let texts = [
      "", "plain", "with, comma", "with \"quotes\"", "two\nlines", "x\r\n", "\"", "\"\"", "常州，网格", " padded ", "a\tb",
      ",",
      "emoji 🏙",
    ]
    var text = CSVText(header: ["a", "b"])
    for value in texts {
      text.text(value)
      text.integer(1)
      text.endRow()
    }
    let rows = CSVTextTests.rows(of: text.bytes)
    #expect(rows.first == ["a", "b"])
    #expect(rows.dropFirst().map { $0[0] } == texts)
  }

  @Test("Rows end in carriage return and line feed")
  func lineEnds() {
    var text = CSVText(header: ["a", "b"])
    text.text("x")
    text.number(nil)
    text.endRow()
    #expect(String(decoding: text.bytes, as: UTF8.self) == "a,b\r\nx,\r\n")
  }

  @Test(
    "Texts that spreadsheets would compute are made harmless; numbers are left alone",
    arguments: [
      ("=1+1", "'=1+1"), ("+8613800000000", "'+8613800000000"), ("-2", "'-2"), ("@sum", "'@sum"), ("a=1", "a=1"),
      ("\t=1", "'\t=1"),
    ])
  func formulas(text: String, cell: String) {
    var csv = CSVText()
    csv.text(text)
    csv.number(-2)
    csv.endRow()
    #expect(CSVTextTests.rows(of: csv.bytes) == [[cell, "-2"]])
  }

  @Test("A formula that needs quotes is neutralised inside them")
  func quotedFormula() {
    var csv = CSVText()
    csv.text("=HYPERLINK(\"x\",\"y\")")
    csv.endRow()
    #expect(String(decoding: csv.bytes, as: UTF8.self) == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n")
  }

  @Test(
    "Numbers are the shortest that read back the same",
    arguments: [
      0, 1, -1, 0.1, 1.0 / 3, 1e-300, 123_456_789.125, 1e22, -0.0, 5e-324, 1e15, 999_999_999_999_999,
    ])
  func numbers(value: Double) {
    let text = NumberText.shortest(value)
    #expect(Double(text) == value)
    #expect(!text.hasSuffix(".0") || abs(value) >= 1e15)
  }
}
