import IssueFlow

/// Puts a replication together from the parts of its subtrees, which come in their order, and joins their rows.
struct ReplicationAssembly {
  private let replication: Int
  private var tally: CityTally
  private var rows: JoinedRecords?

  init(plan: MeasurementPlan, replication: Int, records: RecordFiles?) throws(ExperimentError) {
    self.replication = replication
    tally = CityTally(plan: plan)
    rows = try records.map { records throws(ExperimentError) in
      try JoinedRecords(records, replication: replication)
    }
  }

  mutating func add(_ part: SubtreePart) throws(ExperimentError) {
    tally.add(part)
    try rows?.add(subtree: part.totals.number)
  }

  /// The replication, once all parts are there; its rows are on the disk then.
  func finish() throws(ExperimentError) -> ReplicationResult {
    try rows?.finish()
    return try tally.result(replication: replication)
  }
}
