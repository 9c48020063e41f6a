/// Whose turn it is.
@frozen
public enum QueueDiscipline: Hashable, Sendable {
  /// In order of arrival.
  case firstCome
  /// The lower class number first; within a class in order of arrival.
  case priorityClass
  /// The earlier deadline first; customers without one after all others; ties in order of arrival.
  case earliestDeadline
}

/// What a discipline may look at.
@frozen
public struct CustomerRank: Hashable, BitwiseCopyable, Sendable {
  /// The lower is served first.
  public var priorityClass: UInt8
  /// A time on the caller's clock, not negative; infinite for none.
  public var deadline: Double

  /// Creates a rank; by default the most urgent class and no deadline.
  @inlinable
  public init(priorityClass: UInt8 = 0, deadline: Double = .infinity) {
    self.priorityClass = priorityClass
    self.deadline = deadline
  }
}

extension QueueDiscipline {
  /// The ticket of the `arrival`-th customer.
  /// - Precondition: the deadline is not negative and not NaN.
  @inlinable
  public func ticket(for rank: CustomerRank, arrival: UInt64) -> WaitingTicket {
    switch self {
    // Zero is kept for those who are moved to the front.
    case .firstCome: return WaitingTicket(precedes: 1, arrival: arrival)
    case .priorityClass: return WaitingTicket(precedes: UInt64(rank.priorityClass) + 1, arrival: arrival)
    case .earliestDeadline:
      precondition(rank.deadline >= 0, "a deadline must not be negative (was \(rank.deadline))")
      // The pattern of a non-negative double grows with its value, infinity last.
      return WaitingTicket(precedes: (rank.deadline + 0.0).bitPattern + 1, arrival: arrival)
    }
  }
}
