extension EventCalendar {
  /// Says what is wrong with the calendar's inside, or `nil`: for tests, and for states that were read.
  package func checkInvariants() -> String? {
    if let fault = tree.checkInvariants() { return fault }
    let occupied = slots.indices.filter { tree[$0] != .never }
    for slot in occupied where tree[slot].slot != slot { return "the key of leaf \(slot) names \(tree[slot].slot)" }
    for leaf in slots.count..<tree.leafCount where tree[leaf] != .never { return "leaf \(leaf) has a key and no slot" }
    let free = freeSlots.withRows { rows in rows.map(Int.init) }
    if !free.allSatisfy(slots.indices.contains) { return "a slot is free that is none" }
    if Set(free).count != free.count { return "a slot is free twice" }
    if !Set(occupied).isDisjoint(with: free) { return "an occupied slot is free" }
    if occupied.count + free.count != slots.count { return "a slot is lost" }
    if vacantSlot >= 0, tree.least.slot != vacantSlot { return "the vacant slot is not the root's" }
    if occupied.count - (vacantSlot >= 0 ? 1 : 0) != scheduled { return "pending events are miscounted" }
    for index in inOrder.indices.dropFirst() where inOrder[index].key < inOrder[index - 1].key {
      return "the in-order lane descends at \(index)"
    }
    return nil
  }

  /// Places that the in-order lane occupies, those of events that occurred included; for tests.
  package var laneLength: Int { inOrder.count }

  /// Places that the tree has for events; for tests.
  package var leafCount: Int { tree.leafCount }

  /// Starts numbering at `sequence`, so that a test can meet the renumbering.
  package mutating func startNumbering(at sequence: UInt64) { self.sequence = sequence }
}

extension WinnerTree {
  func checkInvariants() -> String? {
    for node in 3..<firstLeaf where nodes[node] != leastChild(of: node) {
      return "node \(node) is not the least of its children"
    }
    return nil
  }
}
