/// A result file as bytes, without a byte-order mark.
struct TableText {
  let table: ResultTable
  let text: CSVText

  init(_ table: ResultTable, _ write: (inout CSVText) -> Void) {
    self.table = table
    var text = table.header
    write(&text)
    self.text = text
  }
}
