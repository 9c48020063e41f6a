extension VerdictError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noCriteria:
      "nothing to check: there are no criteria"
    case .sampleCount(let samples, let criteria):
      "\(samples) samples for \(criteria) criteria; there must be one each"
    case .noObservations(let criterion):
      "\(criterion): no observations; a verdict needs at least one replication"
    case .unequalReplications(let criterion, let count, let expected):
      "\(criterion): \(count) replications where the first criterion has \(expected)"
    case .notFinite(let criterion, let replication, let value):
      "\(criterion): replication \(replication): \(value) is not a finite number"
    case .outsideSupport(let criterion, let replication, let value, let support):
      "\(criterion): replication \(replication): \(value) is outside its possible range "
        + "\(support.lowerBound)...\(support.upperBound)"
    case .withoutBound(let criterion):
      "\(criterion): no bound; give a lower bound, an upper bound or both"
    case .emptyBand(let criterion, let lower, let upper):
      "\(criterion): the lower bound \(lower) is above the upper bound \(upper)"
    case .boundNotFinite(let criterion, let value):
      "\(criterion): \(value) is not a bound; use a finite number"
    case .confidence(let confidence):
      "\(confidence) is not a confidence for a verdict; use more than 0.5 and less than 1"
    case .noEstimate(let criterion, let reason):
      "\(criterion): \(reason)"
    case .counts(let replication, let closed, let remainder):
      "replication \(replication): closed \(closed) and remainder \(remainder) are not counts of issues; "
        + "use the same one or more tiers in every replication, and counts of zero or more"
    case .nothingArose(let replication):
      "replication \(replication): no issue arose, so shares are not defined"
    }
  }
}
