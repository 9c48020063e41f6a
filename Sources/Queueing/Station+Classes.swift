// Customers whose rank changes while they wait.

extension Station {
  /// Gives a waiting customer another rank; among equals it stands where its arrival puts it.
  /// - Returns: the ticket that replaces the old one, or `nil` when the customer no longer waits.
  /// - Complexity: O(*n*)
  public mutating func reclassify(_ ticket: WaitingTicket, as rank: CustomerRank) -> WaitingTicket? {
    guard let customer = line.customer(with: ticket) else { return nil }
    let changed = discipline.ticket(for: rank, arrival: ticket.arrival)
    line.leave(ticket)
    line.join(customer, with: changed)
    return changed
  }

  /// Ranks everybody in line anew and sorts the line; among equals it stays in order of arrival.
  /// - Returns: the new tickets, in the line's new order.
  /// - Complexity: O(*n* log *n*)
  public mutating func rerank(by rank: (Customer) -> CustomerRank) -> [(customer: Customer, ticket: WaitingTicket)] {
    let ranked = line.entries[line.head...].map { entry in
      (customer: entry.customer, ticket: discipline.ticket(for: rank(entry.customer), arrival: entry.ticket.arrival))
    }.sorted { $0.ticket < $1.ticket }
    line = WaitingLine()
    for (customer, ticket) in ranked { line.join(customer, with: ticket) }
    return ranked
  }
}
