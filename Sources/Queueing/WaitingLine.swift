/// The number by which a station knows a customer; what it means is the caller's affair.
public typealias Customer = Int32

/// A place in a waiting line, in the line's order; it also names the customer's entry when it is taken out.
@frozen
public struct WaitingTicket: Comparable, Hashable, BitwiseCopyable, Sendable {
  @usableFromInline let bits: UInt128

  /// The lower `precedes`, then the lower `arrival`.
  @inlinable
  init(precedes: UInt64, arrival: UInt64) { bits = UInt128(_low: arrival, _high: precedes) }

  /// Whether `a` stands before `b`.
  @inlinable
  public static func < (a: WaitingTicket, b: WaitingTicket) -> Bool { a.bits < b.bits }

  /// A ticket that no line has given out.
  public static let none = WaitingTicket(precedes: .max, arrival: .max)
}

/// Customers in the order of their tickets.
///
/// A sorted array with a moving head: joining at the end and leaving from the front, which is nearly all that
/// happens, cost O(1); joining or leaving in the middle costs a binary search and a move of those behind.
/// Invariant: tickets ascend strictly from the head to the end.
@frozen
public struct WaitingLine: Sendable {
  @usableFromInline
  @frozen
  struct Entry: Sendable {
    @usableFromInline var ticket: WaitingTicket
    @usableFromInline var customer: Customer

    @inlinable
    init(ticket: WaitingTicket, customer: Customer) {
      self.ticket = ticket
      self.customer = customer
    }
  }

  @usableFromInline var entries: [Entry] = []
  @usableFromInline var head = 0

  /// Creates an empty line.
  @inlinable
  public init() {}

  /// - Complexity: O(1)
  @inlinable public var count: Int { entries.count - head }
  /// Whether nobody is in line.
  @inlinable public var isEmpty: Bool { entries.count == head }

  /// The customers in order.
  /// - Complexity: O(*n*)
  public var customers: [Customer] { entries[head...].map(\.customer) }

  /// Adds a customer at the place that the ticket gives.
  /// - Complexity: O(1) at the end, and at the front where somebody left it; else O(*n*)
  @inlinable
  public mutating func join(_ customer: Customer, with ticket: WaitingTicket) {
    let entry = Entry(ticket: ticket, customer: customer)
    if head == entries.count {
      entries.removeAll(keepingCapacity: true)
      head = 0
      entries.append(entry)
    } else if entries[entries.count - 1].ticket < ticket {
      entries.append(entry)
    } else {
      let index = position(of: ticket)
      if index == head, head > 0 {
        head -= 1
        entries[head] = entry
      } else {
        entries.insert(entry, at: index)
      }
    }
  }

  /// Removes the customer whose turn it is.
  /// - Complexity: O(1), amortised
  @inlinable
  public mutating func popFirst() -> Customer? {
    guard head < entries.count else { return nil }
    let customer = entries[head].customer
    advanceHead()
    return customer
  }

  /// Removes the customer with this ticket; says whether there was one.
  /// - Complexity: O(*n*)
  @inlinable
  @discardableResult
  public mutating func leave(_ ticket: WaitingTicket) -> Bool {
    let index = position(of: ticket)
    guard index < entries.count, entries[index].ticket == ticket else { return false }
    if index == head { advanceHead() } else { entries.remove(at: index) }
    return true
  }

  /// First position whose ticket does not precede `ticket`.
  @inlinable
  func position(of ticket: WaitingTicket) -> Int {
    var low = head
    var high = entries.count
    while low < high {
      let middle = (low + high) >> 1
      if entries[middle].ticket < ticket { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Gives up the first place, and the room of places given up once they are half of all.
  @inlinable
  mutating func advanceHead() {
    head += 1
    if head >= 32, head * 2 >= entries.count { dropHead() }
  }

  @usableFromInline
  mutating func dropHead() {
    entries.removeFirst(head)
    head = 0
  }
}
