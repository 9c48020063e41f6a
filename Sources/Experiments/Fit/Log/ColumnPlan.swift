import IssueFlow

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
      if let index = header.firstIndex(of: name) { return index }
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

  var timeColumns: [Int] { [opened, closed, entered, start, end].compactMap { $0 } }
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
