/// The verdict on a system: met, not met or undecided, from one value per replication and criterion.
///
/// **Met** is an intersection–union test (Berger 1982; Berger and Hsu 1996; two one-sided tests: Schuirmann
/// 1987). The hypothesis to be rejected is "some mean violates its bound". Every one-sided test must reject
/// at α. When the hypothesis is true, one particular bound is violated or just touched, and its own test
/// rejects with probability α at most; "all reject" is less likely still. So P(false met) ≤ α without any
/// correction, whatever the dependence between the responses.
///
/// **Not met** asserts "some mean violates its bound" as soon as one of m simultaneous intervals lies wholly
/// outside, so here the chances add up. Let μ be a mean inside its band [L, U], edges included. It is called
/// violated when x̄ − c s/√n > U or x̄ + c s/√n < L, two events that exclude each other, and
///
///     P(x̄ − c s/√n > U) ≤ P(x̄ − c s/√n > μ) = P(T > c),
///     P(x̄ + c s/√n < L) ≤ P(x̄ + c s/√n < μ) = P(T < −c).
///
/// With c = t(n − 1, 1 − α/2m) the sum is α/m for every μ in the band and **every width of it**; over m
/// criteria the family error is α at most (Bonferroni). At an edge of a wide band only one side can err, and
/// the true error is nearer α/2m. The sharper c = t(n − 1, 1 − α/m) would use that, but it breaks its promise
/// for a band that is narrow against the standard error (for L = U it errs with 2α/m), and the spread is not
/// known beforehand: the version that needs no assumption is used. A guard has one side only and takes
/// c = t(n − 1, 1 − α/m).
///
/// In place of Student's t stand the p-values and limits of ``MeanEvidence``, which are never bolder: it corrects for
/// skewness, for values that most replications share, and for long parts that few replications see. Replications are
/// independent; more need not be assumed. A system without spread is decided later, not at once.
public struct VerdictAnalysis: Hashable, Sendable {
  /// The answer.
  public let decision: Decision
  /// One result per criterion, in the order of the criteria.
  public let results: [CriterionResult]
  /// The confidence 1 − α, for met and for not met each.
  public let confidence: Double

  /// Decides from `samples[i][r]`, the value of criterion i in replication r.
  ///
  /// `parts[i]` are those of which the values of criterion i are means, where that is known.
  ///
  /// One replication is undecided, since it knows no spread. An analysis that is repeated as replications
  /// come in must share its error over the looks: pass ``AlphaSpending/confidencePerLook``.
  ///
  /// - Throws: when there is nothing to check or nothing was observed, when samples and criteria do not fit,
  ///   when a value is not finite or outside its support, when a criterion is contradictory, and when the
  ///   confidence is not between 0.5 and 1.
  /// - Complexity: O(m n log n)
  public static func decide(
    samples: [[Double]], parts: [MeanParts?]? = nil, criteria: [Criterion], confidence: Double = 0.95
  ) throws(VerdictError) -> VerdictAnalysis {
    try VerdictError.check(samples: samples, criteria: criteria, confidence: confidence)
    return try decide(
      samples: samples, parts: parts ?? samples.map { _ in nil }, criteria: criteria, confidence: confidence,
      comparisons: criteria.count)
  }

  /// Decides from checked samples, which may hold infinite values where an end of a censored sample does.
  static func decide(
    samples: [[Double]], parts: [MeanParts?], criteria: [Criterion], confidence: Double, comparisons: Int
  ) throws(VerdictError) -> VerdictAnalysis {
    precondition(parts.count == samples.count, "\(samples.count) samples have parts of \(parts.count)")
    var results: [CriterionResult] = []
    for ((sample, parts), criterion) in zip(zip(samples, parts), criteria) {
      let estimate: Estimate
      do {
        estimate =
          sample.contains(.infinity)
          ? Estimate(infiniteMeanOf: sample.count, confidence: confidence)
          : try Estimate(of: sample, confidence: confidence)
      } catch {
        throw .noEstimate(criterion: criterion.name, reason: error)
      }
      let evidence = MeanEvidence(sample: sample, support: criterion.support, parts: parts)
      results.append(
        CriterionResult(criterion: criterion, estimate: estimate, evidence: evidence, criteria: comparisons))
    }
    return VerdictAnalysis(results: results, confidence: confidence)
  }

  init(results: [CriterionResult], confidence: Double) {
    self.results = results
    self.confidence = confidence
    if results.allSatisfy(\.holds) {
      decision = .met
    } else if results.contains(where: \.violated) {
      decision = .notMet
    } else {
      decision = .undecided
    }
  }

  /// How many more replications would decide, if means and spreads stayed as they are; zero when decided.
  ///
  /// One criterion outside its bounds suffices for *not met*, all are needed for *met*: the smallest number
  /// over the criteria whose mean lies outside, else the largest over all. Nil when no number is known, see
  /// ``CriterionResult/replicationsNeeded``.
  public var additionalReplications: Int? {
    guard decision == .undecided, let made = results.first?.estimate.count else { return 0 }
    let outside = results.filter { $0.position != .inside }
    let total: Int?
    if outside.isEmpty {
      let needed = results.map(\.replicationsNeeded)
      total = needed.contains(nil) ? nil : needed.compactMap(\.self).max()
    } else {
      total = outside.compactMap(\.replicationsNeeded).min()
    }
    return total.map { $0 - made }
  }
}
