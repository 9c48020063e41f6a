import Foundation
import TestSupport

/// Makes inputs from their numbers.
public struct CaseMaker {
  let shipped: Shipped
  private let mutation: TreeMutation
  let states: [(name: String, bytes: [UInt8])]
  private let journals: [(name: String, bytes: [UInt8])]

  public init(_ shipped: Shipped, states: [(name: String, bytes: [UInt8])], journals: [(name: String, bytes: [UInt8])])
  {
    self.shipped = shipped
    self.states = states
    self.journals = journals
    mutation = TreeMutation(others: shipped.scenarios.map(\.tree) + shipped.designs.map(\.tree))
  }

  /// The input of a number.
  public func make(_ number: UInt64) -> FuzzCase {
    var luck = SeededGenerator(seed: number &* 0x9E37_79B9_7F4A_7C15 ^ 0xF022)
    switch luck.below(100) {
    case 0..<59: return scenario(number, &luck)
    case 59..<73: return overrides(number, &luck)
    case 73..<79: return table(number, &luck)
    case 79..<88: return design(number, &luck)
    case 88..<90:
      return FuzzCase(kind: .map, base: FitProperty.map, bytes: bytes(of: shipped.map, &luck), number: number)
    case 90..<92:
      return FuzzCase(kind: .log, base: FitProperty.log, bytes: bytes(ofTable: shipped.log, &luck), number: number)
    case 92..<96: return state(number, &luck)
    default: return journal(number, &luck)
    }
  }

  private func scenario(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    // The largest file takes a hundred times as long as others.
    var base = shipped.scenarios[luck.below(shipped.scenarios.count)]
    while base.text.utf8.count > 20_000, !luck.happens(0.3) {
      base = shipped.scenarios[luck.below(shipped.scenarios.count)]
    }
    return FuzzCase(
      kind: .scenario, base: base.path, bytes: bytes(of: base, &luck), number: number)
  }

  private func design(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    let base = shipped.designs[luck.below(shipped.designs.count)]
    return FuzzCase(kind: .design, base: base.path, bytes: bytes(of: base, &luck), number: number)
  }

  private func bytes(of base: Shipped.Base, _ luck: inout SeededGenerator) -> [UInt8] {
    if luck.happens(0.12) {
      var bytes = Array(base.text.utf8)
      for _ in 0...luck.below(4) { ByteMutation.change(&bytes, &luck) }
      return bytes
    }
    var tree = base.tree
    var changes = 1
    while changes < 8, luck.happens(0.35) { changes += 1 }
    for _ in 0..<changes { mutation.change(&tree, &luck) }
    var bytes = Array(tree.text(usesFlow: luck.happens(0.5)).utf8)
    if luck.happens(0.08) { ByteMutation.change(&bytes, &luck) }
    return bytes
  }

  /// Lines of `path=value`, of which each is an override.
  private func overrides(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    let base = shipped.scenarios[luck.below(shipped.scenarios.count)]
    var lines: [String] = []
    for _ in 0...luck.below(3) {
      let (path, value) = place(in: base.tree, &luck)
      var tree = MutableTree.raw(luck.happens(0.7) ? value : EdgeValues.all[luck.below(EdgeValues.all.count)])
      for _ in 0..<luck.below(3) { mutation.change(&tree, &luck) }
      var written = tree.text(usesFlow: true)
      if written.hasSuffix("\n") { written.removeLast() }
      lines.append(path.joined(separator: ".") + "=" + written.replacingOccurrences(of: "\n", with: " "))
    }
    var bytes = Array(lines.joined(separator: "\n").utf8)
    if luck.happens(0.1) { ByteMutation.change(&bytes, &luck) }
    return FuzzCase(kind: .overrides, base: base.path, bytes: bytes, number: number)
  }

  /// A path to a scalar of a file, and its text.
  private func place(in tree: MutableTree, _ luck: inout SeededGenerator) -> (path: [String], value: String) {
    var path: [String] = []
    var part = tree
    while true {
      switch part.content {
      case .scalar(let text, _): return (path, text)
      case .list(let items):
        guard !items.isEmpty else { return (path, "") }
        let index = luck.below(items.count)
        path.append(items[index].id ?? "\(index)")
        part = items[index]
      case .mapping(let entries):
        guard !entries.isEmpty else { return (path, "") }
        let entry = entries[luck.below(entries.count)]
        path.append(entry.key.scalars.first ?? "")
        part = entry.value
      }
    }
  }

  private func table(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    let table = shipped.tables[luck.below(shipped.tables.count)]
    return FuzzCase(kind: .table, base: table.path, bytes: bytes(ofTable: table.text, &luck), number: number)
  }

  private func bytes(ofTable text: String, _ luck: inout SeededGenerator) -> [UInt8] {
    if luck.happens(0.3) {
      var bytes = Array(text.utf8)
      for _ in 0...luck.below(4) { ByteMutation.change(&bytes, &luck) }
      return bytes
    }
    var rows = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    for _ in 0...luck.below(4) { TableMutation.change(&rows, &luck) }
    let end = luck.happens(0.2) ? "\r\n" : "\n"
    return Array((rows.map { $0.joined(separator: ",") }.joined(separator: end) + end).utf8)
  }

  private func state(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    let (name, whole) = states[luck.below(states.count)]
    var bytes = whole
    for _ in 0...luck.below(4) { ByteMutation.change(&bytes, &luck) }
    // A wrong sum hides everything behind it, so it is often set right.
    if luck.happens(0.7) { StateProperty.seal(&bytes) }
    return FuzzCase(kind: .state, base: name, bytes: bytes, number: number)
  }

  private func journal(_ number: UInt64, _ luck: inout SeededGenerator) -> FuzzCase {
    let (name, whole) = journals[luck.below(journals.count)]
    return FuzzCase(
      kind: .journal, base: name, bytes: JournalMutation.change(whole, &luck), number: number)
  }
}

extension MutableTree {
  /// The `id` of a list item.
  fileprivate var id: String? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.scalars == ["id"] }?.value.scalars.first
  }
}

/// Changes of the cells of a table.
enum TableMutation {
  static func change(_ rows: inout [[String]], _ luck: inout SeededGenerator) {
    guard !rows.isEmpty else { return }
    let row = luck.below(rows.count)
    guard !rows[row].isEmpty else { return }
    let column = luck.below(rows[row].count)
    switch luck.below(10) {
    case 0: rows.remove(at: row)
    case 1: rows.insert(rows[row], at: luck.below(rows.count + 1))
    case 2: rows[row].remove(at: column)
    case 3: rows[row].insert("", at: column)
    case 4: rows[row][column] = "\"" + rows[row][column]
    case 5: rows.swapAt(row, luck.below(rows.count))
    case 6: rows[row][column] = rows[luck.below(rows.count)].last ?? ""
    case 7: rows[row][column] = EdgeValues.dates[luck.below(EdgeValues.dates.count)]
    case 8: rows[row][column] = EdgeValues.numbers[luck.below(EdgeValues.numbers.count)]
    default:
      let text = EdgeValues.words[luck.below(EdgeValues.words.count)]
      rows[row][column] = luck.happens(0.5) ? text : "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
  }
}
