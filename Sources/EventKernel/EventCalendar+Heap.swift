// The 4-ary heap under the calendar. A hole is moved, not swapped: one store for each level.

extension EventCalendar {
  @inlinable
  mutating func nextSequence() -> UInt64 {
    if sequence == EventKey.sequenceLimit { renumber() }
    let number = sequence
    sequence += 1
    return number
  }

  @inlinable
  mutating func release(_ slot: Int) {
    slots[slot].isLive = false
    slots[slot].generation &+= 1
    freeSlots.append(UInt32(truncatingIfNeeded: slot))
  }

  /// Fills a vacant root and drops tombstones from it, so that `heap[0]` is the next living event.
  @inlinable
  mutating func settleRoot() {
    if rootIsVacant { fillRoot() }
    while tombstones > 0, !heap.isEmpty, !slots[heap[0].slot].isLive {
      freeSlots.append(UInt32(truncatingIfNeeded: heap[0].slot))
      tombstones -= 1
      fillRoot()
    }
  }

  @inlinable
  mutating func fillRoot() {
    rootIsVacant = false
    let last = heap.removeLast()
    if !heap.isEmpty { siftDown(last, from: 0) }
  }

  @inlinable
  mutating func siftUp(_ key: EventKey, from start: Int) {
    heap.withMutableRows { keys in
      var hole = start
      while hole > 0 {
        let parent = (hole - 1) >> 2
        if keys[parent] < key { break }
        keys[hole] = keys[parent]
        hole = parent
      }
      keys[hole] = key
    }
  }

  @inlinable
  mutating func siftDown(_ key: EventKey, from start: Int) {
    heap.withMutableRows { keys in
      let count = keys.count
      var hole = start
      while true {
        let first = hole << 2 + 1
        if first >= count { break }
        var least = first
        if first + 3 < count {
          // Two pairs, then their winners: the comparisons do not wait for one another.
          let left = keys[first + 1] < keys[first] ? first + 1 : first
          let right = keys[first + 3] < keys[first + 2] ? first + 3 : first + 2
          least = keys[right] < keys[left] ? right : left
        } else {
          var child = first + 1
          while child < count {
            if keys[child] < keys[least] { least = child }
            child += 1
          }
        }
        if key < keys[least] { break }
        keys[hole] = keys[least]
        hole = least
      }
      keys[hole] = key
    }
  }

  /// Removes all tombstones at once.
  /// - Complexity: O(*n*)
  @usableFromInline
  mutating func sweepTombstones() {
    if rootIsVacant { fillRoot() }
    var kept = FlatTable<EventKey>()
    for index in heap.indices {
      let key = heap[index]
      if slots[key.slot].isLive {
        kept.append(key)
      } else {
        freeSlots.append(UInt32(truncatingIfNeeded: key.slot))
      }
    }
    heap = kept
    tombstones = 0
    guard heap.count > 1 else { return }
    for index in stride(from: (heap.count - 2) >> 2, through: 0, by: -1) { siftDown(heap[index], from: index) }
  }

  /// Gives the pending events the lowest sequence numbers in their order, so that a run has no end of numbers.
  /// - Complexity: O(*n* log *n*), once in 2³⁶ events
  @usableFromInline
  mutating func renumber() {
    sweepTombstones()
    // Both lanes share the numbers: walk them merged, so that equal instants keep their order across lanes.
    heap.withMutableRows { rows in
      var rows = rows
      rows.sort()
    }
    var next: UInt64 = 0
    var inHeap = 0
    var inLane = inOrderHead
    while inHeap < heap.count || inLane < inOrder.count {
      if inLane == inOrder.count || (inHeap < heap.count && heap[inHeap] < inOrder[inLane].key) {
        heap[inHeap] = heap[inHeap].renumbered(next)
        inHeap += 1
      } else {
        inOrder[inLane].key = inOrder[inLane].key.renumbered(next)
        inLane += 1
      }
      next += 1
    }
    sequence = next
  }
}
