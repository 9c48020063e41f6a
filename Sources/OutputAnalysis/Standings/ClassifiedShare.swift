/// The share of systems that meet their demands, when each is judged by a sample of its own and some stay unclear.
///
/// Let p be the true share, and let a system that does not meet be called *met* with probability ε at most, and one that
/// meets *not met* with probability ε at most. Systems are drawn and judged independently, so the number called *met* is
/// binomial with a chance q ≤ p + (1 − p) ε, and the number called *not met* is with q′ ≤ (1 − p) + p ε. From the lower
/// limits L of q and L′ of q′, each at (1 − confidence) / 2 by Clopper and Pearson, follow
///
///     p ≥ (L − ε) / (1 − ε)   and   p ≤ 1 − (L′ − ε) / (1 − ε),
///
/// which holds at the confidence for every p, 0 and 1 included (the correction is that of Rogan and Gladen 1978 for the
/// worst case of an imperfect test). Where only few systems are judged at a larger error, ε is the mean over all. Unclear
/// systems count for neither limit, so that they widen the interval by as much as they could be.
public struct ClassifiedShare: Hashable, Sendable {
  /// Systems that were called met.
  public let met: Int
  /// Systems that were called not met.
  public let notMet: Int
  /// Systems of which the sample does not say.
  public let unclear: Int
  /// Those of the unclear whose means lie inside.
  public let leaning: Int
  /// ε, in 0 ..< 1.
  public let error: Double
  /// The confidence of the interval, between 0 and 1.
  public let confidence: Double
  /// The lower end of the interval, in 0 ... 1.
  public let low: Double
  /// The upper end, in 0 ... 1.
  public let high: Double

  /// All systems.
  public var trials: Int { met + notMet + unclear }

  /// The share that meets, with unclear systems counted where their means lie; always within the interval.
  public var share: Double { Double(met + leaning) / Double(trials) }

  /// `nil` without systems.
  ///
  /// - Precondition: counts are not negative, leaning ≤ unclear, 0 ≤ error < 1, 0 < confidence < 1.
  public init?(met: Int, notMet: Int, unclear: Int = 0, leaning: Int = 0, error: Double, confidence: Double) {
    precondition(met >= 0 && notMet >= 0 && leaning >= 0 && leaning <= unclear, "counts of systems")
    precondition((0..<1).contains(error), "an error lies in 0..<1 (was \(error))")
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    let trials = met + notMet + unclear
    guard trials > 0 else { return nil }
    func least(_ count: Int) -> Double {
      let limit = ClopperPearson.lower(successes: count, trials: trials, error: (1 - confidence) / 2)
      return max(0, (limit - error) / (1 - error))
    }
    self.met = met
    self.notMet = notMet
    self.unclear = unclear
    self.leaning = leaning
    self.error = error
    self.confidence = confidence
    low = least(met)
    high = 1 - least(notMet)
  }
}
