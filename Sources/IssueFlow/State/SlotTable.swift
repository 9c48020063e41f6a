import EventKernel
import StateStorage

/// Entries that come and go under numbers of their own: a table whose rows never move.
///
/// Rows lie in blocks, and growing adds a block. So a handler may hold the pointer to a row over any call, also over one
/// that takes further entries; only giving the entry back ends what the pointer is good for.
///
/// Invariant: a free number is free once, and names a row.
struct SlotTable<Row: BitwiseCopyable>: ~Copyable {
  /// Rows of a block, as a power of two.
  private static var shift: Int { 8 }
  private static var mask: Int { 1 << shift - 1 }

  private var blocks = FlatTable<UnsafeMutablePointer<Row>>()
  private(set) var count = 0
  private var free = FlatTable<Int32>()

  init() {}

  deinit {
    for block in blocks.indices { blocks[block].deallocate() }
  }

  var indices: Range<Int> { 0..<count }

  /// Entries that are taken.
  var taken: Int { count - free.count }

  /// A row in place, good until its entry is given back.
  @inline(__always)
  func row(_ number: Int) -> UnsafeMutablePointer<Row> {
    precondition(UInt(bitPattern: number) < UInt(bitPattern: count), "no such entry")
    return blocks.row(number >> SlotTable.shift).pointee + number & SlotTable.mask
  }

  subscript(number: Int) -> Row {
    @inline(__always) _read { yield row(number).pointee }
    @inline(__always) nonmutating _modify { yield &row(number).pointee }
  }

  /// Takes an entry: the one given back last, or a new one.
  /// - Complexity: O(1), amortised
  @inline(__always)
  mutating func take(_ row: Row) -> Int32 {
    if let number = free.popLast() {
      self.row(Int(number)).pointee = row
      return number
    }
    if count & SlotTable.mask == 0 { blocks.append(.allocate(capacity: SlotTable.mask + 1)) }
    count += 1
    self.row(count - 1).initialize(to: row)
    return Int32(count - 1)
  }

  /// Gives an entry back; its row stays as it is until the number is taken again.
  @inline(__always)
  mutating func give(back number: Int32) { free.append(number) }

  /// Says what is wrong with the inside, or `nil`.
  func checkInvariants() -> String? {
    var isFree = [Bool](repeating: false, count: count)
    for index in free.indices {
      let number = Int(free[index])
      guard isFree.indices.contains(number) else { return "entry \(number) is free, and there is none" }
      if isFree[number] { return "entry \(number) is free twice" }
      isFree[number] = true
    }
    return nil
  }
}

extension SlotTable: Savable {
  func save(to writer: inout StateWriter) {
    writer.write(indices.map { self[$0] })
    free.save(to: &writer)
  }

  init(from reader: inout StateReader) throws(SavedStateError) {
    self.init()
    for row in try reader.read(rowsOf: Row.self) { _ = take(row) }
    free = try FlatTable(from: &reader)
    try reader.require(checkInvariants() == nil, of: "SlotTable")
  }
}
