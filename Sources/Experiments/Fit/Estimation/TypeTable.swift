/// The types that a fit tells apart: the most frequent of the log, and one for the rest.
struct TypeTable {
  private(set) var ids: [String] = []
  private(set) var titles: [String] = []
  private(set) var cases: [Int] = []
  private(set) var urgency: [Int] = []
  /// By the number of the case in the log.
  private(set) var ofCase: [Int] = []
  /// Types and cases that were put together.
  private(set) var together = 0
  private(set) var casesTogether = 0

  /// By the number of the log's text; -1 for one without cases.
  private var positions: [Int] = []

  var count: Int { ids.count }

  init() {}

  /// The type of a text of the log; -1 for one of which the fitted log had no case.
  func position(ofText number: Int) -> Int { positions[max(0, number)] }

  init(log: EventLog, names: TextPool, most: Int) {
    var counts = [Int](repeating: 0, count: max(1, names.count))
    for item in log.cases { counts[max(0, Int(item.type))] += 1 }
    // By frequency; of equal ones the first in the log.
    let ranked = counts.indices.filter { counts[$0] > 0 }.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    let kept = ranked.count <= most ? ranked : Array(ranked.prefix(max(1, most - 1)))
    var position = [Int](repeating: -1, count: counts.count)
    var taken: Set<String> = ["other"]
    for (index, number) in kept.enumerated() {
      position[number] = index
      let title = names.count > 0 ? names[Int32(number)] : ""
      titles.append(title)
      ids.append(TypeTable.id(of: title, number: index + 1, taken: &taken))
    }
    if kept.count < ranked.count {
      together = ranked.count - kept.count
      for number in ranked.dropFirst(kept.count) {
        position[number] = kept.count
        casesTogether += counts[number]
      }
      ids.append("other")
      titles.append("")
    }
    positions = position
    cases = [Int](repeating: 0, count: ids.count)
    var levels = [[Int]](repeating: [0, 0, 0], count: ids.count)
    ofCase = log.cases.map { item in
      let type = position[max(0, Int(item.type))]
      cases[type] += 1
      levels[type][Int(item.urgency)] += 1
      return type
    }
    // A type is as urgent as most of its cases.
    urgency = levels.map { level in
      let all = level.reduce(0, +)
      return level[2] * 2 > all ? 2 : (level[1] + level[2]) * 2 > all ? 1 : 0
    }
  }

  /// An id of the scenario's language for a text: its letters and digits, or a number where it has none of these.
  private static func id(of title: String, number: Int, taken: inout Set<String>) -> String {
    var id = ""
    for byte in title.lowercased().utf8 {
      switch byte {
      case 0x61...0x7A: id.append(Character(UnicodeScalar(byte)))
      case 0x30...0x39 where !id.isEmpty: id.append(Character(UnicodeScalar(byte)))
      default: if !id.isEmpty, !id.hasSuffix("_") { id.append("_") }
      }
      if id.count == 40 { break }
    }
    while id.hasSuffix("_") { id.removeLast() }
    if id.isEmpty || id == "value" { id = "type_\(number)" }
    var unique = id
    var copy = 2
    while !taken.insert(unique).inserted {
      unique = "\(id)_\(copy)"
      copy += 1
    }
    return unique
  }
}
