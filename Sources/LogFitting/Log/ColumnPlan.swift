import ScenarioLanguage

/// Where the columns of a map stand in a table.
struct ColumnPlan {
  var caseID: Int?
  var type: Int?
  var tier: Int?
  var unit: Int?
  var desk: Int?
  var status: Int?
  var priority: Int?
  var opened: Int?
  var closed: Int?
  var entered: Int?
  var start: Int?
  var end: Int?
  /// Columns that rule rows out, with the texts that do.
  var exclusions: [(column: Int, patterns: [TextPattern])] = []

  /// - Throws: when the table lacks a column, with all that it lacks.
  init(
    columns: LogColumns, header: [String], map: LogMapDocument, at path: [String], checksExclusions: Bool
  ) throws(FitError) {
    var problems: [ScenarioProblem] = []
    func index(_ name: String, _ path: [String]) -> Int? {
      let places = header.indices.filter { header[$0] == name }
      if places.count > 1 {
        problems.append(map.problem(at: path, kind: .repeatedColumn(name, places.map { $0 + 1 })))
      }
      if let index = places.first { return index }
      problems.append(
        map.problem(at: path, kind: .unknownName(name, what: .columnOfLog, candidates: header)))
      return nil
    }
    var places: [String: Int] = [:]
    for (key, name) in columns.all where !name.isEmpty { places[key] = index(name, path + [key]) }
    if checksExclusions {
      for exclusion in map.map.leftOut {
        if let column = index(exclusion.column, ["leave_out", exclusion.column]) {
          exclusions.append((column, exclusion.values.map(TextPattern.init)))
        }
      }
    }
    guard problems.isEmpty else { throw .map(ScenarioError(problems: problems)) }
    caseID = places["case"]
    type = places["type"]
    tier = places["tier"]
    unit = places["unit"]
    desk = places["desk"]
    status = places["status"]
    priority = places["priority"]
    opened = places["opened"]
    closed = places["closed"]
    entered = places["entered"]
    start = places["start"]
    end = places["end"]
  }

  /// The columns of times that the map names.
  var times: [(role: LogTime, index: Int)] {
    [
      (LogTime.opened, opened), (.entered, entered), (.start, start), (.end, end), (.closed, closed),
    ].compactMap { role, index in index.map { (role, $0) } }
  }
}

/// A text in which `*` stands for any text; letters are compared as they are.
struct TextPattern {
  private let parts: [[UInt8]]

  init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
  }

  func matches(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = parts.first, let last = parts.last else { return text.isEmpty }
    if parts.count == 1 { return text.elementsEqual(first) }
    guard text.starts(with: first), text.count >= first.count + last.count, text.suffix(last.count).elementsEqual(last)
    else { return false }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.indices.first(where: { rest[$0...].starts(with: part) }) else { return false }
      rest = rest[(found + part.count)...]
    }
    return true
  }
}

extension LocalizedText {
  fileprivate static let columnOfLog = LocalizedText(en: "column of the log", zh: "日志的列")
}

extension ScenarioProblem.Kind {
  fileprivate static func repeatedColumn(_ name: String, _ places: [Int]) -> Self {
    let list = places.map(String.init)
    return .custom(
      LocalizedText(
        en:
          "the header of the log has '\(ScenarioProblem.printable(name))' \(places.count) times, in columns \(list.joined(separator: ", ")); give each its own name in the file",
        zh:
          "日志表头中“\(ScenarioProblem.printable(name))”出现 \(places.count) 次（第 \(list.joined(separator: "、")) 列）；请在文件中改为不同的列名"
      ))
  }
}
