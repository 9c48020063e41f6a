import CGSL

/// Tables for drawing one of many values with given weights from one uniform number.
///
/// The method is Walker's alias method as GSL has it (`gsl_ran_discrete_preproc`): GSL makes the table, and
/// it is copied here, one row per value, so that all tables lie in three flat arrays. A draw is what
/// `gsl_ran_discrete` returns for the same uniform number.
struct AliasTables: Sendable {
  private var values: [Double] = []
  private var thresholds: [Double] = []
  private var aliases: [Int32] = []

  /// Adds a table and returns its rows.
  ///
  /// - Precondition: As many weights as values, at least one; no weight is negative and their sum is positive.
  /// - Complexity: O(number of values).
  mutating func add(values newValues: [Double], weights: [Double]) -> Range<Int> {
    precondition(
      newValues.count == weights.count && !weights.isEmpty,
      "a table needs one weight for each value (was \(weights.count) for \(newValues.count))")
    precondition(GSL.handlerIsInstalled, "the GSL error handler must be installed")
    guard let table = gsl_ran_discrete_preproc(weights.count, weights) else {
      preconditionFailure("GSL cannot make a table of the weights \(weights)")
    }
    defer { gsl_ran_discrete_free(table) }
    let first = values.count
    for row in 0..<weights.count {
      values.append(newValues[row])
      thresholds.append(table.pointee.F[row])
      aliases.append(Int32(table.pointee.A[row]))
    }
    return first..<values.count
  }

  /// The value that a uniform number in [0, 1) chooses.
  ///
  /// - Complexity: O(1).
  func value(_ u: Double, first: Int, count: Int) -> Double {
    let row = Int(u * Double(count))
    // GSL builds its tables after Knuth: the threshold of a row already contains (row + share) / count.
    let chosen = u < thresholds[first + row] ? row : Int(aliases[first + row])
    return values[first + chosen]
  }
}
