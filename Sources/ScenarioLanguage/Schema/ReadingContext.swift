/// What the readers of all sections share: problems found, inputs with ranges, files read.
final class ReadingContext {
  private(set) var problems: [ScenarioProblem] = []
  private(set) var uncertainInputs: [UncertainInput] = []
  private(set) var tables: [DataTable] = []
  private var tablesByPath: [String: CSVTable?] = [:]
  /// Tables that an earlier reading of the same scenario has read.
  private let known: [DataTable]

  init(known: [DataTable] = []) { self.known = known }

  /// A table together with the name it was written under.
  struct DataTable: Sendable {
    let path: String
    let name: String
    let table: CSVTable
    /// The key at the top of the scenario below which it was named first.
    let key: String
  }

  func report(_ kind: ScenarioProblem.Kind, at position: SourcePosition, path: [String]) {
    let (kind, position) = WrittenSigns.named(kind, at: position)
    problems.append(
      ScenarioProblem(position: position, path: path, kind: position.source.isShown ? kind : .tableNotShown))
  }

  /// The points of a design that lists them; a design names no other table.
  var designTable: CSVTable? { tables.first { $0.key == "file" }?.table }

  func add(_ input: UncertainInput) { uncertainInputs.append(input) }

  /// Reads a table once, however many keys name it; `nil` once its problem is reported.
  /// - `wanted`: names of columns by which the header is known, where titles stand above it.
  /// - `mayLieElsewhere`: whether it may lie outside the folder of the file that names it.
  func table(
    named name: String, from node: SourceNode, offset: Int = 0, path: [String], wanted: Set<String> = [],
    mayLieElsewhere: Bool = true
  ) -> CSVTable? {
    let position = node.position(atOffset: offset)
    let file = FileText.resolve(name, in: position.source.directory)
    if let table = tablesByPath[file] { return table }
    if let before = known.first(where: { $0.path == file }) {
      tablesByPath[file] = .some(before.table)
      tables.append(DataTable(path: file, name: name, table: before.table, key: path.first ?? ""))
      return before.table
    }
    var table: CSVTable?
    do {
      let named = try NamedFile(name, from: position.source, as: mayLieElsewhere ? .table : .tableBeside)
      let source = SourceText(
        name: file, directory: FileText.directory(of: file), order: SourceText.firstTableOrder + tablesByPath.count,
        text: named.text, isShown: named.isShown)
      table = try CSVTable(text: named.text, source: source, wanted: wanted)
    } catch let fault as FileFault {
      report(.file(path: file, fault.fault), at: position, path: path)
    } catch let fault as YAMLFault {
      report(fault.kind, at: fault.position, path: path)
    } catch {
      report(.file(path: file, .notReadable), at: position, path: path)
    }
    tablesByPath[file] = .some(table)
    if let table { tables.append(DataTable(path: file, name: name, table: table, key: path.first ?? "")) }
    return table
  }
}

extension ScenarioProblem.Kind {
  /// All that is said of a table that lies elsewhere.
  fileprivate static let tableNotShown = ScenarioProblem.Kind.custom(
    en: "the table is not sound here; nothing of it is shown, since it lies outside the folder of the file that "
      + "names it",
    zh: "表格此处有误；该表格位于引用它的文件所在文件夹之外，因此不显示其内容")
}

/// Where in the scenario a value is being read.
struct ReadingPlace {
  let context: ReadingContext
  let path: [String]

  func below(_ component: String) -> ReadingPlace {
    ReadingPlace(context: context, path: path + [component])
  }

  func report(_ kind: ScenarioProblem.Kind, at position: SourcePosition) {
    context.report(kind, at: position, path: path)
  }
}
