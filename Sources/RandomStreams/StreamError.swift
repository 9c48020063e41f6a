/// Why a random stream could not be made.
public enum StreamError: Error, Hashable, Sendable {
  /// There is no generator of that name; `known` lists the names there are.
  case unknownGenerator(String, known: [String])
  /// The budget needs more seeds than stock generators have, or a count is not positive.
  case budgetTooLarge(masterSeeds: Int, replications: Int, purposes: Int)
  /// Master seeds of a stock generator run from 0 up to, and not including, `limit`.
  case masterSeedOutsideBudget(UInt32, limit: Int)
  /// Replications of a stock generator run from 0 up to, and not including, `limit`.
  case replicationOutsideBudget(UInt32, limit: Int)
}
