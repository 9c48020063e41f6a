/// Exact limits of a share of independent trials (Clopper and Pearson 1934).
public enum ClopperPearson {
  /// Returns the lower limit: the share at which so many successes or more have the chance `error`; 0 without a success.
  ///
  /// It is the quantile of the beta law with k and n − k + 1, at `error`. The true share lies below it with probability
  /// `error` at most, whatever it is.
  ///
  /// - Precondition: 0 ≤ successes ≤ trials, trials > 0, 0 < error < 1.
  public static func lower(successes: Int, trials: Int, error: Double) -> Double {
    check(successes, trials, error)
    return successes == 0 ? 0 : GSLCumulative.betaInverse(error, Double(successes), Double(trials - successes + 1))
  }

  /// Returns the upper limit, by symmetry; 1 when every trial is a success.
  ///
  /// - Precondition: as for the lower limit.
  public static func upper(successes: Int, trials: Int, error: Double) -> Double {
    1 - lower(successes: trials - successes, trials: trials, error: error)
  }

  private static func check(_ successes: Int, _ trials: Int, _ error: Double) {
    precondition(trials > 0, "a share has trials (was \(trials))")
    precondition((0...trials).contains(successes), "\(successes) of \(trials) trials succeed")
    precondition(error > 0 && error < 1, "an error lies between 0 and 1 (was \(error))")
  }
}
