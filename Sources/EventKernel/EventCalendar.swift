/// The future-event list: what is scheduled, in the one order of ``EventKey``.
///
/// Two lanes hold the events. A 4-ary heap of 16-byte keys takes whatever is scheduled, and an in-order lane takes
/// events that are made in time order, such as a day's arrivals, at constant cost. `popNext()` merges them. The
/// events themselves lie in slots beside the heap, so that sifting moves keys alone.
///
/// A cancelled event leaves its key behind as a tombstone, which no caller can see: ``count`` leaves it out,
/// ``nextTime()`` and ``popNext(notAfter:)`` pass over it, and once tombstones outnumber the living they are swept
/// away.
///
/// A calendar is not copied unseen: ``copy()`` makes a second one.
///
/// Invariants, checked by `checkInvariants()`: every key is no smaller than its parent's; each occupied slot is
/// named by exactly one key; the in-order lane ascends.
public struct EventCalendar<Event: CalendarEvent>: ~Copyable {
  @usableFromInline
  struct Slot: BitwiseCopyable {
    @usableFromInline var event: Event
    @usableFromInline var generation: UInt32
    @usableFromInline var isLive: Bool

    @inlinable
    init(event: Event, generation: UInt32, isLive: Bool) {
      self.event = event
      self.generation = generation
      self.isLive = isLive
    }
  }

  @usableFromInline
  struct InOrderEntry: BitwiseCopyable {
    @usableFromInline var key: EventKey
    @usableFromInline var event: Event

    @inlinable
    init(key: EventKey, event: Event) {
      self.key = key
      self.event = event
    }
  }

  @usableFromInline var heap = FlatTable<EventKey>()
  @usableFromInline var slots = FlatTable<Slot>()
  @usableFromInline var freeSlots = FlatTable<UInt32>()
  @usableFromInline var tombstones = 0
  /// The root was taken and its place not yet filled: the next event scheduled goes there without a second sift.
  @usableFromInline var rootIsVacant = false
  @usableFromInline var inOrder = FlatTable<InOrderEntry>()
  @usableFromInline var inOrderHead = 0
  @usableFromInline var sequence: UInt64 = 0

  @inlinable
  public init() {}

  /// A second calendar with the same events under the same handles.
  /// - Complexity: O(*n*)
  public func copy() -> EventCalendar {
    var other = EventCalendar()
    other.heap = heap.copy()
    other.slots = slots.copy()
    other.freeSlots = freeSlots.copy()
    other.tombstones = tombstones
    other.rootIsVacant = rootIsVacant
    other.inOrder = inOrder.copy()
    other.inOrderHead = inOrderHead
    other.sequence = sequence
    return other
  }

  /// Forgets every event and numbers the next ones from zero; the storage is kept.
  ///
  /// Handles given out before must not be used any more: they may name events scheduled later.
  /// - Complexity: O(1)
  public mutating func removeAll() {
    heap.removeAll()
    slots.removeAll()
    freeSlots.removeAll()
    tombstones = 0
    rootIsVacant = false
    inOrder.removeAll()
    inOrderHead = 0
    sequence = 0
  }

  /// Number of events that will occur unless cancelled.
  /// - Complexity: O(1)
  @inlinable
  public var count: Int {
    heap.count - (rootIsVacant ? 1 : 0) - tombstones + inOrder.count - inOrderHead
  }

  @inlinable public var isEmpty: Bool { count == 0 }

  /// Schedules an event.
  /// - Precondition: `time` is finite and not negative; at most 2²⁴ events are pending.
  /// - Complexity: O(log *n*)
  @inlinable
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Double) -> EventHandle {
    precondition(time >= 0 && time < .infinity, "an event's time must be finite and not negative (was \(time))")
    let slot: Int
    if let free = freeSlots.popLast() {
      slot = Int(free)
      slots[slot].event = event
      slots[slot].isLive = true
    } else {
      slot = slots.count
      precondition(slot < EventKey.slotLimit, "more than \(EventKey.slotLimit) events are pending")
      slots.append(Slot(event: event, generation: 1, isLive: true))
    }
    let key = EventKey(
      time: time, precedence: event.precedence, sequence: nextSequence(), slot: slot)
    if rootIsVacant {
      rootIsVacant = false
      siftDown(key, from: 0)
    } else {
      heap.append(key)
      siftUp(key, from: heap.count - 1)
    }
    return EventHandle(slot: UInt32(truncatingIfNeeded: slot), generation: slots[slot].generation)
  }

  /// Schedules an event that comes no earlier than every one scheduled this way before; it cannot be cancelled.
  /// - Precondition: `time` is finite and not negative. While earlier ones given here are pending, it is no earlier
  ///   than the last of them, and at the same instant its precedence is no lower.
  /// - Complexity: O(1), amortised
  @inlinable
  public mutating func scheduleInOrder(_ event: Event, at time: Double) {
    precondition(time >= 0 && time < .infinity, "an event's time must be finite and not negative (was \(time))")
    if inOrderHead == inOrder.count {
      inOrder.removeAll()
      inOrderHead = 0
    } else if inOrderHead >= 64, inOrderHead * 2 >= inOrder.count {
      // A lane that never runs empty gives its room back all the same.
      inOrder.removeFirst(inOrderHead)
      inOrderHead = 0
    }
    let key = EventKey(time: time, precedence: event.precedence, sequence: nextSequence(), slot: 0)
    if !inOrder.isEmpty {
      let last = inOrder[inOrder.count - 1].key
      precondition(last < key, "in-order events must ascend (\(time) after \(last.time))")
    }
    inOrder.append(InOrderEntry(key: key, event: event))
  }

  /// Takes a scheduled event back; says whether there was one to take.
  /// - Complexity: O(1), amortised
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    let slot = Int(handle.slot)
    guard slot < slots.count, slots[slot].isLive, slots[slot].generation == handle.generation else { return false }
    slots[slot].isLive = false
    slots[slot].generation &+= 1
    tombstones += 1
    if tombstones > 64, tombstones > heap.count / 2 { sweepTombstones() }
    return true
  }

  /// Time of the event that ``popNext(notAfter:)`` would give; `nil` when there is none.
  /// - Complexity: O(1) but for tombstones and a vacant root, O(log *n*) each
  @inlinable
  public mutating func nextTime() -> Double? {
    settleRoot()
    if inOrderHead < inOrder.count {
      let first = inOrder[inOrderHead].key
      if heap.isEmpty || first < heap[0] { return first.time }
    }
    return heap.isEmpty ? nil : heap[0].time
  }

  /// Removes the next event, unless it lies after `limit`.
  /// - Complexity: O(log *n*), O(1) for one of the in-order lane
  @inlinable
  public mutating func popNext(notAfter limit: Double = .infinity) -> (time: Double, event: Event)? {
    settleRoot()
    if inOrderHead < inOrder.count {
      let first = inOrder[inOrderHead]
      if heap.isEmpty || first.key < heap[0] {
        guard first.key.time <= limit else { return nil }
        inOrderHead += 1
        return (first.key.time, first.event)
      }
    }
    guard !heap.isEmpty else { return nil }
    let key = heap[0]
    guard key.time <= limit else { return nil }
    rootIsVacant = true
    let slot = key.slot
    let event = slots[slot].event
    release(slot)
    return (key.time, event)
  }
}
