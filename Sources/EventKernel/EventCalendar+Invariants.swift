extension EventCalendar {
  /// Says what is wrong with the calendar's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if !(rootIsVacant && heap.count == 1) {
      for index in heap.indices.dropFirst() where heap[index] < heap[(index - 1) >> 2] {
        if rootIsVacant && (index - 1) >> 2 == 0 { continue }
        return "key \(index) is smaller than its parent"
      }
    }
    let keyed = heap.withRows { rows in rows.dropFirst(rootIsVacant ? 1 : 0).map(\.slot) }
    let free = freeSlots.withRows { rows in rows.map(Int.init) }
    if Set(keyed).count != keyed.count { return "two keys name one slot" }
    if Set(keyed).intersection(free).isEmpty == false { return "a keyed slot is free" }
    if keyed.count + free.count != slots.count { return "a slot is lost" }
    if keyed.filter({ !slots[$0].isLive }).count != tombstones { return "tombstones are miscounted" }
    for index in inOrder.indices.dropFirst() where inOrder[index].key < inOrder[index - 1].key {
      return "the in-order lane descends at \(index)"
    }
    return nil
  }

  /// Places that the in-order lane occupies, those of events that occurred included; for tests.
  package var laneLength: Int { inOrder.count }

  /// Starts numbering at `sequence`, so that a test can meet the renumbering.
  package mutating func startNumbering(at sequence: UInt64) { self.sequence = sequence }
}
