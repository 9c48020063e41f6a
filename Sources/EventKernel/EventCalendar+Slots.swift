// Which slot, and so which leaf of the tree, an event has.

extension EventCalendar {
  @inlinable
  mutating func nextSequence() -> UInt64 {
    if sequence == EventKey.sequenceLimit { renumber() }
    let number = sequence
    sequence += 1
    return number
  }

  /// Empties the leaf of the event that occurred last, if no other event has taken it.
  @inlinable
  @inline(__always)
  mutating func settle() {
    if vacantSlot >= 0 { settleVacantSlot() }
  }

  @inlinable
  mutating func settleVacantSlot() {
    tree.set(vacantSlot, to: .never)
    freeSlots.append(UInt32(truncatingIfNeeded: vacantSlot))
    vacantSlot = -1
  }

  /// Puts an event into a slot that is neither occupied nor vacant, the one freed last where there is one.
  @inlinable
  mutating func takeSlot(for event: Event) -> Int {
    if let free = freeSlots.popLast() {
      slots[Int(free)].event = event
      return Int(free)
    }
    let slot = slots.count
    precondition(slot < EventKey.slotLimit, "more than \(EventKey.slotLimit) events are pending")
    if slot == tree.leafCount { tree.grow() }
    slots.append(Slot(event: event, generation: 1))
    return slot
  }

  /// Gives the pending events the lowest sequence numbers in their order, so that a run has no end of numbers.
  /// - Complexity: O(*n* log *n*), once in 2³⁶ events
  @usableFromInline
  @inline(never)
  mutating func renumber() {
    settle()
    var keys: [EventKey] = slots.indices.map { tree[$0] }.filter { $0 != .never }
    keys.sort()
    // Both lanes share the numbers: walk them merged, so that equal instants keep their order across lanes.
    var next: UInt64 = 0
    var inTree = 0
    var inLane = inOrderHead
    while inTree < keys.count || inLane < inOrder.count {
      if inLane == inOrder.count || (inTree < keys.count && keys[inTree] < inOrder[inLane].key) {
        let key = keys[inTree].renumbered(next)
        tree.set(key.slot, to: key)
        inTree += 1
      } else {
        inOrder[inLane].key = inOrder[inLane].key.renumbered(next)
        inLane += 1
      }
      next += 1
    }
    sequence = next
  }
}
