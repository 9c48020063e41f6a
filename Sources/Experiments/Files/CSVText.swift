/// Rows of comma-separated values after RFC 4180, as UTF-8 bytes.
///
/// Lines end in CR LF. Numbers are the shortest decimals that read back as the same binary number, whatever the
/// locale. A text that a spreadsheet would take for a formula is made harmless by an apostrophe before it; numbers are
/// never text, so a minus sign survives.
package struct CSVText {
  package private(set) var bytes: [UInt8] = []
  private var isFirstOfRow = true

  /// The mark by which Excel knows UTF-8, which it needs for Chinese.
  package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  package init(header: [String]) {
    for name in header { text(name) }
    endRow()
  }

  /// Without a header, to append rows to.
  package init() {}

  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  package mutating func text(_ value: String) {
    separate()
    let isFormula = value.unicodeScalars.first.map { CSVText.formulaStarts.contains($0) } ?? false
    let needsQuotes = value.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if needsQuotes { bytes.append(0x22) }
    if isFormula { bytes.append(0x27) }
    for byte in value.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(0x22) }
  }

  /// An empty cell for `nil`.
  /// - Precondition: the number is finite.
  package mutating func number(_ value: Double?) {
    guard let value else { return text("") }
    separate()
    bytes.append(contentsOf: NumberText.shortest(value).utf8)
  }

  package mutating func integer(_ value: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  package mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A cell of bytes that are known to need no quotes.
  package mutating func raw(_ write: (inout [UInt8]) -> Void) {
    separate()
    write(&bytes)
  }

  package mutating func endRow() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    isFirstOfRow = true
  }

  private mutating func separate() {
    if !isFirstOfRow { bytes.append(0x2C) }
    isFirstOfRow = false
  }

  /// `=`, `+`, `-`, `@`, their wide forms, which East Asian spreadsheets take for the same, and the blanks that
  /// spreadsheets skip before them.
  private static let formulaStarts: [Unicode.Scalar] = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}

/// Numbers as text.
package enum NumberText {
  /// The shortest decimal that reads back as the same number; whole numbers without a point.
  /// - Precondition: the number is finite.
  package static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "a result is a finite number (was \(value))")
    return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
  }
}
