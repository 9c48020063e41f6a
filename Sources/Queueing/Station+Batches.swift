/// What becomes of a batch for which there is not enough room.
@frozen
public enum BatchAdmission: Hashable, Sendable {
  /// Those for whom there is room are admitted, in order.
  case asManyAsFit
  /// All or nobody.
  case wholeOrNone
}

extension Station {
  /// Admits customers who arrive together; among them the order is that of `batch`.
  ///
  /// Idle servers count as room, so that a batch of three fits one idle server and two free places.
  /// - Returns: one effect for each customer, in order.
  /// - Complexity: O(batch), or O(batch × *n*) when the discipline puts it before others
  public mutating func arrive(
    batch: some Collection<Customer>, rank: CustomerRank = CustomerRank(), admission: BatchAdmission = .asManyAsFit
  ) -> [ArrivalEffect] {
    if admission == .wholeOrNone {
      let idle = isOpen && line.isEmpty ? max(0, servers - busy) : 0
      // The room may be overfull with customers handed back.
      let places = waitingRoom == .max ? Int.max : max(0, waitingRoom - waiting) + idle
      if batch.count > places { return Array(repeating: .turnedAway, count: batch.count) }
    }
    return batch.map { arrive($0, rank: rank) }
  }
}
