/// A growable table of its own storage: an array without copy on write.
///
/// An `Array` asks before every change whether it is shared; in a loop that makes many small changes to many tables
/// those questions cost more than the changes (measured: a third of all instructions of the flow). A table cannot be
/// shared, because it cannot be copied unseen. Indices are checked all the same.
@frozen
public struct FlatTable<Element>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline var length: Int

  /// A table without rows.
  @inlinable
  public init() {
    base = UnsafeMutablePointer<Element>.allocate(capacity: 16)
    capacity = 16
    length = 0
  }

  /// A table of these rows, in their order.
  /// - Complexity: O(*n*)
  @inlinable
  public init(_ elements: some Collection<Element>) {
    capacity = Swift.max(16, elements.count)
    base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    length = 0
    for element in elements { append(element) }
  }

  deinit {
    base.deinitialize(count: length)
    base.deallocate()
  }

  /// Number of rows.
  @inlinable public var count: Int { length }
  /// Whether there is no row.
  @inlinable public var isEmpty: Bool { length == 0 }
  /// The numbers of the rows, from 0.
  @inlinable public var indices: Range<Int> { 0..<length }

  /// A row, read or changed in place.
  /// - Precondition: the index is in ``indices``.
  /// - Complexity: O(1)
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) _read {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: length), "no such row")
      yield base[index]
    }
    @inline(__always) _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: length), "no such row")
      yield &base[index]
    }
  }

  /// A row in place, for a handler that reads and writes many of its fields.
  ///
  /// The pointer holds until the table next grows; do not keep it across a call that may append.
  @inlinable
  @inline(__always)
  public func row(_ index: Int) -> UnsafeMutablePointer<Element> {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: length), "no such row")
    return base + index
  }

  /// - Complexity: O(1), amortised
  @inlinable
  @inline(__always)
  public mutating func append(_ element: Element) {
    if length == capacity { grow() }
    (base + length).initialize(to: element)
    length += 1
  }

  /// - Precondition: the table is not empty.
  @inlinable
  @inline(__always)
  public mutating func removeLast() -> Element {
    precondition(length > 0, "the table is empty")
    length -= 1
    return (base + length).move()
  }

  /// Removes the last row and gives it; `nil` when the table is empty.
  /// - Complexity: O(1)
  @inlinable
  @inline(__always)
  public mutating func popLast() -> Element? { length > 0 ? removeLast() : nil }

  /// Removes the first rows and keeps the storage.
  /// - Precondition: there are so many.
  /// - Complexity: O(*n*)
  @inlinable
  public mutating func removeFirst(_ count: Int) {
    precondition(count >= 0 && count <= length, "there are no \(count) rows to remove")
    base.deinitialize(count: count)
    base.moveInitialize(from: base + count, count: length - count)
    length -= count
  }

  /// Empties the table and keeps its storage.
  @inlinable
  public mutating func removeAll() {
    base.deinitialize(count: length)
    length = 0
  }

  /// The rows, for a reader that only looks.
  @inlinable
  public func withRows<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: base, count: length))
  }

  /// The rows, to be changed or reordered in place.
  @inlinable
  public mutating func withMutableRows<Result>(_ body: (UnsafeMutableBufferPointer<Element>) -> Result) -> Result {
    body(UnsafeMutableBufferPointer(start: base, count: length))
  }

  /// A table of its own with the same rows.
  /// - Complexity: O(*n*)
  @inlinable
  public func copy() -> FlatTable {
    FlatTable(UnsafeBufferPointer(start: base, count: length))
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: length)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
