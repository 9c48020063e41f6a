// What stations with rules of their own need of a line beyond its front and its end.

extension WaitingTicket {
  /// What the discipline looked at; the lower goes first.
  var precedes: UInt64 { bits._high }
  /// How many arrived before.
  var arrival: UInt64 { bits._low }
}

extension WaitingLine {
  /// The ticket of whose turn it is.
  /// - Complexity: O(1)
  public var firstTicket: WaitingTicket? { isEmpty ? nil : entries[head].ticket }

  /// Who stands in line with this ticket; nobody when it has left.
  /// - Complexity: O(log *n*)
  public func customer(with ticket: WaitingTicket) -> Customer? {
    let index = position(of: ticket)
    return index < entries.count && entries[index].ticket == ticket ? entries[index].customer : nil
  }

  /// Removes the last in line.
  /// - Complexity: O(1)
  public mutating func popLast() -> Customer? {
    guard head < entries.count else { return nil }
    return entries.removeLast().customer
  }

  /// The first in line for whom something holds.
  func firstIndex(where holds: (WaitingTicket, Customer) -> Bool) -> Int? {
    entries[head...].firstIndex { holds($0.ticket, $0.customer) }
  }

  /// Removes the customer at a position that ``firstIndex(where:)`` gave.
  mutating func remove(at index: Int) -> Customer {
    let customer = entries[index].customer
    if index == head { advanceHead() } else { entries.remove(at: index) }
    return customer
  }

  /// Says what is wrong with the line's inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if head > entries.count { return "the head \(head) is beyond the end \(entries.count)" }
    for index in entries.indices.dropFirst(head + 1) where entries[index - 1].ticket >= entries[index].ticket {
      return "the tickets at \(index - 1) and \(index) do not ascend"
    }
    return nil
  }
}
