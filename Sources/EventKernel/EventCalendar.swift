/// The future-event list: what is scheduled, in the one order of ``EventKey``.
///
/// Two lanes hold the events. A winner tree of 16-byte keys takes whatever is scheduled, and an in-order lane takes
/// events that are made in time order, such as a day's arrivals, at constant cost. `popNext()` merges them. The
/// events themselves lie in slots beside the tree, one for each leaf.
///
/// The place of the event that occurred last is taken by the next one scheduled, so that an event which schedules its
/// successor settles the tree once. A cancelled event leaves at once and for good.
///
/// Memory grows with the largest number of events that were ever pending, and stays: about 32 bytes for each and twice
/// the size of the event.
///
/// A calendar is not copied unseen: ``copy()`` makes a second one.
///
/// Invariants, checked by `checkInvariants()`: every inner node is the least of its children; a slot is either free or
/// has the key that names it; the in-order lane ascends.
public struct EventCalendar<Event: CalendarEvent>: ~Copyable {
  @usableFromInline
  struct Slot: BitwiseCopyable {
    @usableFromInline var event: Event
    /// Counts the events that left this slot, so that their handles name nothing.
    @usableFromInline var generation: UInt32

    @inlinable
    init(event: Event, generation: UInt32) {
      self.event = event
      self.generation = generation
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

  @usableFromInline var tree = WinnerTree()
  @usableFromInline var slots = FlatTable<Slot>()
  @usableFromInline var freeSlots = FlatTable<UInt32>()
  /// Events in the tree, the one of `vacantSlot` left out.
  @usableFromInline var scheduled = 0
  /// The slot of the event that occurred last, while its key is still at the root; −1 when there is none.
  @usableFromInline var vacantSlot = -1
  @usableFromInline var inOrder = FlatTable<InOrderEntry>()
  @usableFromInline var inOrderHead = 0
  @usableFromInline var sequence: UInt64 = 0

  /// A calendar in which nothing is scheduled.
  @inlinable
  public init() {}

  /// A second calendar with the same events under the same handles.
  /// - Complexity: O(*n*)
  public func copy() -> EventCalendar {
    var other = EventCalendar()
    other.tree = tree.copy()
    other.slots = slots.copy()
    other.freeSlots = freeSlots.copy()
    other.scheduled = scheduled
    other.vacantSlot = vacantSlot
    other.inOrder = inOrder.copy()
    other.inOrderHead = inOrderHead
    other.sequence = sequence
    return other
  }

  /// Forgets every event and numbers the next ones from zero; the storage is kept.
  ///
  /// Handles given out before must not be used any more: they may name events scheduled later.
  /// - Complexity: O(capacity)
  public mutating func removeAll() {
    tree.removeAll()
    slots.removeAll()
    freeSlots.removeAll()
    scheduled = 0
    vacantSlot = -1
    inOrder.removeAll()
    inOrderHead = 0
    sequence = 0
  }

  /// Number of events that will occur unless cancelled.
  /// - Complexity: O(1)
  @inlinable
  public var count: Int { scheduled + inOrder.count - inOrderHead }

  /// Whether no event is to come.
  /// - Complexity: O(1)
  @inlinable public var isEmpty: Bool { count == 0 }

  /// Schedules an event.
  /// - Precondition: `time` is finite and not negative; at most 2²⁴ events are pending.
  /// - Complexity: O(log *n*)
  @inlinable
  @discardableResult
  public mutating func schedule(_ event: Event, at time: Double) -> EventHandle {
    precondition(EventKey.admits(time), "an event's time must be finite and not negative (was \(time))")
    let number = nextSequence()
    let slot: Int
    if vacantSlot >= 0 {
      slot = vacantSlot
      vacantSlot = -1
      slots[slot].event = event
      tree.set(slot, to: EventKey(time: time, precedence: event.precedence, sequence: number, slot: slot))
    } else {
      slot = takeSlot(for: event)
      tree.fill(slot, with: EventKey(time: time, precedence: event.precedence, sequence: number, slot: slot))
    }
    scheduled += 1
    return EventHandle(slot: UInt32(truncatingIfNeeded: slot), generation: slots[slot].generation)
  }

  /// Schedules an event that comes no earlier than every one scheduled this way before; it cannot be cancelled.
  /// - Precondition: `time` is finite and not negative. While earlier ones given here are pending, it is no earlier
  ///   than the last of them, and at the same instant its precedence is no lower.
  /// - Complexity: O(1), amortised
  @inlinable
  public mutating func scheduleInOrder(_ event: Event, at time: Double) {
    precondition(EventKey.admits(time), "an event's time must be finite and not negative (was \(time))")
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
  /// - Complexity: O(log *n*)
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    let slot = Int(handle.slot)
    guard slot < slots.count, slots[slot].generation == handle.generation else { return false }
    slots[slot].generation &+= 1
    tree.set(slot, to: .never)
    freeSlots.append(handle.slot)
    scheduled -= 1
    return true
  }

  /// Time of the event that ``popNext(notAfter:)`` would give; `nil` when there is none.
  /// - Complexity: O(1), O(log *n*) after an event occurred
  @inlinable
  public mutating func nextTime() -> Double? {
    settle()
    if inOrderHead < inOrder.count {
      let first = inOrder[inOrderHead].key
      if first < tree.least { return first.time }
    }
    return scheduled > 0 ? tree.least.time : nil
  }

  /// Removes the next event, unless it lies after `limit`.
  /// - Complexity: O(log *n*), O(1) for one of the in-order lane
  @inlinable
  @inline(__always)
  public mutating func popNext(notAfter limit: Double = .infinity) -> (time: Double, event: Event)? {
    settle()
    let key = tree.least
    if inOrderHead < inOrder.count {
      let first = inOrder[inOrderHead]
      if first.key < key {
        guard first.key.time <= limit else { return nil }
        inOrderHead += 1
        return (first.key.time, first.event)
      }
    }
    // An empty tree has a root without a time, which no limit reaches.
    guard key.time <= limit else { return nil }
    let slot = key.slot
    vacantSlot = slot
    scheduled -= 1
    slots[slot].generation &+= 1
    return (key.time, slots[slot].event)
  }
}
