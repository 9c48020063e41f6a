import StateStorage

extension EventCalendar {
  /// Writes the pending events with their keys and handles, so that a restored calendar goes on to the same bits.
  public func save(to writer: inout StateWriter) {
    writer.write([scheduled, vacantSlot, inOrderHead, Int(sequence)])
    writer.write(slots.indices.map { tree[$0] })
    slots.save(to: &writer)
    freeSlots.save(to: &writer)
    inOrder.save(to: &writer)
  }

  /// Reads what ``save(to:)`` wrote.
  public init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    let numbers = try reader.read(rowsOf: Int.self)
    guard numbers.count == 4 else { throw .wrongLength(found: numbers.count, expected: 4) }
    try reader.require(numbers[0] >= 0 && numbers[1] >= -1 && numbers[3] >= 0, of: "EventCalendar")
    let keys = try reader.read(rowsOf: EventKey.self)
    slots = try FlatTable(from: &reader)
    freeSlots = try FlatTable(from: &reader)
    inOrder = try FlatTable(from: &reader)
    guard keys.count == slots.count, numbers[1] < keys.count, (0...inOrder.count).contains(numbers[2]) else {
      throw .wrongLength(found: keys.count, expected: slots.count)
    }
    while tree.leafCount < keys.count { tree.grow() }
    for (leaf, key) in keys.enumerated() { tree.set(leaf, to: key) }
    scheduled = numbers[0]
    vacantSlot = numbers[1]
    inOrderHead = numbers[2]
    sequence = UInt64(numbers[3])
    // Keys lead to slots without further question.
    try reader.require(checkInvariants() == nil, of: "EventCalendar")
  }
}
