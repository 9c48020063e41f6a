import TestSupport

/// Changes of a tree, one at a time.
struct TreeMutation {
  /// Trees from which parts may come.
  let others: [MutableTree]

  /// Makes one change at random.
  func change(_ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    let number = luck.below(max(1, tree.count))
    switch luck.below(100) {
    case 0..<6: remove(number, &tree, &luck)
    case 6..<10: twice(number, &tree, &luck)
    case 10..<13: swap(number, luck.below(tree.count), &tree)
    case 13..<22: splice(number, &tree, &luck)
    case 22..<26: retype(number, &tree, &luck)
    case 26..<36: tree.change(scalar(of: tree, &luck)) { edge(&$0, &luck) }
    case 36..<48: tree.change(scalar(of: tree, &luck)) { numberInside(&$0, &luck) }
    case 48..<76: tree.change(scalar(of: tree, &luck)) { nearby(&$0, &luck) }
    case 76..<84: tree.change(scalar(of: tree, &luck)) { borrow(&$0, &luck) }
    case 84..<90: tree.change(number) { annotate(&$0, &luck) }
    case 90..<93: key(&tree, &luck)
    case 93..<95: tree.change(scalar(of: tree, &luck)) { long(&$0, &luck) }
    case 95..<96: tree.change(number) { nest(&$0, &luck) }
    case 96..<98: alias(number, &tree, &luck)
    default:
      tree.change(number) {
        $0.prefix = ["!!binary", "!!int", "!<tag:x>", "!", "!!str", "&a", "&a &b", "!!map"][luck.below(8)]
      }
    }
  }

  /// The number of a scalar, or of any part when none is found soon.
  private func scalar(of tree: MutableTree, _ luck: inout SeededGenerator) -> Int {
    for _ in 0..<8 {
      let number = luck.below(tree.count)
      if case .scalar? = tree.part(number)?.content { return number }
    }
    return luck.below(tree.count)
  }

  private func remove(_ number: Int, _ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    tree.change(number) { part in
      switch part.content {
      case .list(var items) where !items.isEmpty:
        items.remove(at: luck.below(items.count))
        part.content = .list(items)
      case .mapping(var entries) where !entries.isEmpty:
        entries.remove(at: luck.below(entries.count))
        part.content = .mapping(entries)
      default: part = .raw("")
      }
    }
  }

  private func twice(_ number: Int, _ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    tree.change(number) { part in
      switch part.content {
      case .list(var items) where !items.isEmpty:
        let item = items[luck.below(items.count)]
        for _ in 0..<(luck.happens(0.05) ? 300 : 1) { items.insert(item, at: luck.below(items.count + 1)) }
        part.content = .list(items)
      case .mapping(var entries) where !entries.isEmpty:
        entries.insert(entries[luck.below(entries.count)], at: luck.below(entries.count + 1))
        part.content = .mapping(entries)
      case .scalar(let text, let style): part.content = .scalar(text + (luck.happens(0.5) ? " " : "") + text, style)
      default: break
      }
    }
  }

  private func swap(_ one: Int, _ other: Int, _ tree: inout MutableTree) {
    guard let a = tree.part(one), let b = tree.part(other) else { return }
    tree.change(max(one, other)) { $0 = one > other ? b : a }
    tree.change(min(one, other)) { $0 = one > other ? a : b }
  }

  private func splice(_ number: Int, _ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    let other = others[luck.below(others.count)]
    guard case .mapping(let theirs) = other.content, !theirs.isEmpty, luck.happens(0.7),
      case .mapping(var entries) = tree.content
    else {
      if let part = other.part(luck.below(other.count)) { tree.change(number) { $0 = part } }
      return
    }
    // A section of another file, in place of one of the same name.
    let entry = theirs[luck.below(theirs.count)]
    guard entry.key.scalars != ["extends"] else { return }
    if let index = entries.firstIndex(where: { $0.key.scalars == entry.key.scalars }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    tree.content = .mapping(entries)
  }

  private func retype(_ number: Int, _ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    tree.change(number) { part in
      let old = part
      switch luck.below(6) {
      case 0: part = MutableTree(.list([old]))
      case 1: part = MutableTree(.mapping([.init(key: .raw("value"), value: old)]))
      case 2: part = MutableTree(.list([]))
      case 3: part = MutableTree(.mapping([]))
      case 4:
        switch old.content {
        case .mapping(let entries): part = MutableTree(.list(entries.map(\.value)))
        case .list(let items):
          part = MutableTree(
            .mapping(items.enumerated().map { .init(key: .raw("k\($0.offset)"), value: $0.element) }))
        case .scalar(let text, _): part = .quoted(text)
        }
      default: part = .raw(["", "~", "null", "{}", "[]", "0"][luck.below(6)])
      }
    }
  }

  private func edge(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    let text =
      luck.happens(0.3)
      ? EdgeValues.numbers[luck.below(EdgeValues.numbers.count)] + EdgeValues.units[luck.below(EdgeValues.units.count)]
      : EdgeValues.all[luck.below(EdgeValues.all.count)]
    part = luck.happens(0.5) ? .raw(text) : .quoted(text)
  }

  /// Puts an edge number in the place of the digits of a text, whose unit stays.
  private func numberInside(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    guard case .scalar(let text, let style) = part.content, let range = TreeMutation.digits(in: text, &luck) else {
      return edge(&part, &luck)
    }
    let number = EdgeValues.numbers[luck.below(EdgeValues.numbers.count)]
    part.content = .scalar(text.replacingCharacters(in: range, with: number), style)
  }

  /// Changes a number a little, so that the scenario may stay sound.
  private func nearby(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    guard case .scalar(let text, let style) = part.content, let range = TreeMutation.digits(in: text, &luck),
      let number = Double(text[range])
    else { return borrow(&part, &luck) }
    let changed =
      switch luck.below(8) {
      case 0: 0.0
      case 1: number + 1
      case 2: number - 1
      case 3: number * 2
      case 4: number / 2
      case 5: number * 10
      case 6: number / 10
      default: number * Double.random(in: 0.5...1.5, using: &luck)
      }
    let isWhole = changed == changed.rounded() && abs(changed) < 1e15
    part.content = .scalar(
      text.replacingCharacters(in: range, with: isWhole ? String(Int(changed)) : "\(changed)"), style)
  }

  private func borrow(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    let other = others[luck.below(others.count)]
    guard let found = other.part(scalar(of: other, &luck)), case .scalar = found.content else { return }
    part = found
  }

  private func annotate(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    let value = part
    func end() -> MutableTree {
      var end = value
      if case .scalar = end.content { nearby(&end, &luck) }
      return end
    }
    part = MutableTree(
      .mapping([
        .init(key: .raw("value"), value: value), .init(key: .raw("range"), value: MutableTree(.list([end(), end()]))),
        .init(key: .raw("source"), value: .raw("guess")),
      ]))
  }

  /// Renames, repeats or adds a key.
  private func key(_ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    let other = others[luck.below(others.count)]
    let borrowed = other.part(luck.below(other.count))?.scalars.first ?? "key"
    tree.change(luck.below(tree.count)) { part in
      guard case .mapping(var entries) = part.content, !entries.isEmpty else { return }
      let index = luck.below(entries.count)
      switch luck.below(4) {
      case 0: entries[index].key = .raw(borrowed)
      case 1: entries[index].key = .quoted(EdgeValues.words[luck.below(EdgeValues.words.count)])
      case 2: entries.append(.init(key: .raw(borrowed), value: entries[index].value))
      default: entries[index].key = MutableTree(.list([entries[index].key]))
      }
      part.content = .mapping(entries)
    }
  }

  private func long(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    let length = [61, 100, 4096, 4097, 100_000][luck.below(luck.happens(0.1) ? 5 : 4)]
    let unit = ["a", "9", "网", "(", "1:", "a.", "e\u{301}", " ", "-", "0"][luck.below(10)]
    part =
      luck.happens(0.5) ? .raw(String(repeating: unit, count: length)) : .quoted(String(repeating: unit, count: length))
  }

  private func nest(_ part: inout MutableTree, _ luck: inout SeededGenerator) {
    let depth = [3, 99, 101, 999, 1001, 20_000][luck.below(luck.happens(0.1) ? 6 : 4)]
    part = .raw(String(repeating: "[", count: depth) + String(repeating: "]", count: luck.happens(0.8) ? depth : 1))
  }

  /// Anchors a part and names it elsewhere; sometimes as a bomb, whose every level names the one before ten times.
  private func alias(_ number: Int, _ tree: inout MutableTree, _ luck: inout SeededGenerator) {
    if luck.happens(0.3) {
      let levels = 2 + luck.below(12)
      let bomb = (0..<levels).map { level in
        MutableTree.raw(
          "&b\(level) [" + Array(repeating: level == 0 ? "x" : "*b\(level - 1)", count: 10).joined(separator: ",") + "]"
        )
      }
      tree.change(number) { $0 = MutableTree(.list(bomb)) }
      return
    }
    tree.change(number) { $0.prefix = "&here" }
    tree.change(luck.below(tree.count)) { $0 = .raw("*here") }
  }

  /// A run of digits with its point.
  private static func digits(in text: String, _ luck: inout SeededGenerator) -> Range<String.Index>? {
    var runs: [Range<String.Index>] = []
    var start: String.Index?
    for index in text.indices {
      let isDigit = text[index].isASCII && (text[index].isNumber || text[index] == "." && start != nil)
      if isDigit, start == nil { start = index }
      if !isDigit, let begun = start {
        runs.append(begun..<index)
        start = nil
      }
    }
    if let begun = start { runs.append(begun..<text.endIndex) }
    return runs.isEmpty ? nil : runs[luck.below(runs.count)]
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
