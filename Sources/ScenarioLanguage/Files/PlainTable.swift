/// A table that a command names, read as every other: whatever separates its cells, in whatever encoding.
package struct PlainTable: Sendable {
  package let header: [String]
  /// Rows with their lines in the file; each has as many cells as the header.
  package let rows: [(line: Int, cells: [String])]

  /// Why a table cannot be read, and where: a line of 0 is the file itself.
  package struct Fault: Error, Hashable, Sendable {
    package let line: Int
    package let sentence: LocalizedText
  }

  /// - Parameters:
  ///   - path: the file.
  ///   - wanted: names of columns by which the header is known, where titles stand above it.
  package init(path: String, wanted: Set<String>) throws(Fault) {
    let text: String
    do throws(FileFault) {
      text = try FileText.readTable(path: path)
    } catch {
      throw Fault(line: 0, .file(path: path, error.fault))
    }
    let source = SourceText(name: path, directory: FileText.directory(of: path), order: 0, text: text)
    do throws(YAMLFault) {
      let table = try CSVTable(text: text, source: source, wanted: wanted)
      header = table.header.map(\.text)
      rows = table.rows.map { row in (row[0].line, row.map(\.text)) }
    } catch {
      throw Fault(line: error.position.line, error.kind)
    }
  }
}

extension PlainTable.Fault {
  fileprivate init(line: Int, _ kind: ScenarioProblem.Kind) {
    self.init(line: line, sentence: LocalizedText(en: kind.sentence(.english), zh: kind.sentence(.chinese)))
  }
}
