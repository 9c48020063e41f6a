/// Counts the branches of forked customers and says when the last one is done.
///
/// One value serves any number of customers at once; each fork takes a place that its join gives back.
public struct ForkJoin: Sendable {
  var outstanding: [Int32] = []
  var free: [Int32] = []

  /// Creates a counter without forks.
  public init() {}

  /// Splits a customer into so many branches and names the join.
  /// - Precondition: `branches` is at least one.
  public mutating func fork(into branches: Int) -> Int32 {
    precondition(branches >= 1, "a customer cannot be forked into \(branches) branches")
    if let join = free.popLast() {
      outstanding[Int(join)] = Int32(branches)
      return join
    }
    outstanding.append(Int32(branches))
    return Int32(outstanding.count - 1)
  }

  /// Ends a branch; true when it was the last, and the join's name is then free for another.
  /// - Precondition: the join has a branch under way.
  public mutating func endBranch(of join: Int32) -> Bool {
    precondition(outstanding[Int(join)] > 0, "join \(join) has no branch under way")
    outstanding[Int(join)] -= 1
    guard outstanding[Int(join)] == 0 else { return false }
    free.append(join)
    return true
  }

  /// Says what is wrong with the inside, or `nil`; for tests.
  package func checkInvariants() -> String? {
    if outstanding.contains(where: { $0 < 0 }) { return "a join has fewer than no branches" }
    if Set(free).count != free.count { return "a join is free twice" }
    let isFree = Set(free)
    for (join, branches) in outstanding.enumerated() where (branches == 0) != isFree.contains(Int32(join)) {
      return "join \(join) has \(branches) branches and \(branches == 0 ? "is not" : "is") free"
    }
    return nil
  }
}
