import RandomStreams

/// Some subtrees of a replication whose city is reviewed as a whole, side by side with the groups that have the others.
///
/// Over each stage the groups go on alone, in any order and on any threads; between stages ``StaffReview`` looks at the
/// stations of all groups together, and every group is told of all its moves. What comes of a subtree depends neither
/// on its group nor on their number.
public final class SubtreeGroup {
  private var simulation: FlowSimulation
  private let parked: ParkedSubtrees

  /// - Parameters:
  ///   - numbers: which of the model's subtrees, ascending.
  ///   - model: the city.
  ///   - key: of the replication.
  ///   - observers: take the rows of a subtree, by its number.
  /// - Throws: when the scenario's generator cannot serve the key.
  public init(
    _ numbers: [Int], of model: FlowModel, key: StreamKey, observers: (Int) -> [any FlowObserver]
  ) throws(StreamError) {
    simulation = try FlowSimulation(model: model, key: key)
    parked = simulation.park(numbers, observers: observers)
  }

  /// Simulates the group over a stage, from 0 on.
  public func advance(through stage: Int) { simulation.advance(parked, through: stage) }

  /// The group's stations as a review sees them, in their order.
  public func stations(in review: StaffReview) -> [StaffReview.Place] {
    simulation.stationsInReview(review, of: parked)
  }

  /// Takes note of the moves of the whole city, which the next stage carries out.
  public func follow(_ moves: [StaffReview.Move], of review: StaffReview) {
    simulation.move(moves, at: review.time, of: parked)
  }

  /// Ends the group, and gives what each of its subtrees has come to, in their order.
  public func leave() -> [SubtreeTotals] { simulation.leave(parked) }
}
