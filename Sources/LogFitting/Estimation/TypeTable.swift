import ScenarioLanguage

/// The types that a fit tells apart: the most frequent of the log, and one for the rest; where a type is of two
/// populations, the fast and the slow.
struct TypeTable {
  private(set) var ids: [String] = []
  private(set) var titles: [String] = []
  private(set) var cases: [Int] = []
  private(set) var urgency: [Int] = []
  /// By the number of the case in the log.
  private(set) var ofCase: [Int] = []
  /// By type its position among those of the log: two populations have one.
  private(set) var origin: [Int] = []
  /// The ids of the log's types.
  private(set) var originIDs: [String] = []
  /// Types that are of two populations.
  private(set) var split = 0
  /// Types and cases that were put together.
  private(set) var together = 0
  private(set) var casesTogether = 0

  /// By the number of the log's text; -1 for one without cases.
  private var positions: [Int] = []

  var count: Int { ids.count }

  init() {}

  /// The log's type of a text; -1 for one of which the fitted log had no case.
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
    ofCase = log.cases.map { position[max(0, Int($0.type))] }
    origin = Array(ids.indices)
    originIDs = ids
    // Only where a case has times at several tiers do they have to hang together.
    if log.hasMoves, !log.hasWork { splitPopulations(of: log, &taken) }
    count(log)
  }

  private mutating func splitPopulations(of log: EventLog, _ taken: inout Set<String>) {
    let populations = Populations(log: log, typeOfCase: ofCase, typeCount: ids.count)
    var slow = [Int](repeating: -1, count: ids.count)
    for type in ids.indices where populations.borders[type] != nil {
      slow[type] = ids.count
      split += 1
      ids.append(TypeTable.id(of: ids[type] + "_slow", number: ids.count + 1, taken: &taken))
      ids[type] = TypeTable.id(of: ids[type] + "_fast", number: type + 1, taken: &taken)
      titles.append(titles[type].isEmpty ? "" : titles[type] + " (slow)")
      if !titles[type].isEmpty { titles[type] += " (fast)" }
      origin.append(type)
    }
    for index in ofCase.indices where slow[ofCase[index]] >= 0 && populations.isSlow[index] {
      ofCase[index] = slow[ofCase[index]]
    }
  }

  private mutating func count(_ log: EventLog) {
    cases = [Int](repeating: 0, count: ids.count)
    var levels = [[Int]](repeating: [0, 0, 0], count: ids.count)
    for (item, type) in zip(log.cases, ofCase) {
      cases[type] += 1
      levels[type][Int(item.urgency)] += 1
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
    if id.isEmpty || NameGrammar.reserved.contains(id) { id = "type_\(number)" }
    var unique = id
    var copy = 2
    while !taken.insert(unique).inserted {
      unique = "\(id)_\(copy)"
      copy += 1
    }
    return unique
  }
}
