/// Watches over replications that are to be independent: two that went the very same way had the same luck, and to count
/// both would make intervals narrower than they are.
///
/// The same means: the same fingerprint of all events and the same bits in every response. Among them are times to close,
/// which no two replications share by chance once something was closed; where nothing was, nothing is compared.
struct DistinctLuck {
  private struct Course {
    let replication: Int
    let values: [Double?]
  }

  /// By fingerprint; only looked up.
  private var courses: [String: Course] = [:]

  /// - Throws: when a replication of another number went the same way before.
  mutating func add(_ result: ReplicationResult) throws(ExperimentError) {
    guard result.splits.closedAt.contains(where: { $0 > 0 }) else { return }
    if let other = courses[result.fingerprint] {
      if other.replication != result.replication, other.values == result.values {
        throw .sameLuck(replications: [other.replication, result.replication], fingerprint: result.fingerprint)
      }
    } else {
      courses[result.fingerprint] = Course(replication: result.replication, values: result.values)
    }
  }

  /// - Throws: when two of the replications went the same way under different numbers.
  static func check(_ results: some Sequence<ReplicationResult>) throws(ExperimentError) {
    var luck = DistinctLuck()
    for result in results { try luck.add(result) }
  }
}
