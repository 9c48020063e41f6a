/// How sure a sample over independent replications makes of its mean: one-sided p-values, and the limits that match.
///
/// The one statement of its kind; verdicts, expectations and comparisons rest on it. Every p-value is the largest that
/// these arguments give, so that none is bolder than Student's:
///
/// 1. **Student.** t = (bound − x̄) / (s / √n) on n − 1 degrees of freedom.
/// 2. **Skewness**, for samples that are not sparse. Hall's transform (1992) g(t) = t + a t² / 3 + a² t³ / 27 + a / 6 with
///    a = −γ / √n against "the mean is as large as that", γ = max(1.5 G₁, 2 s / (x̄ − least possible value)). A sample
///    shows too little of its skewness G₁, hence 1.5; and a law above zero with s near x̄ has a long tail, seen or not, as
///    a gamma law, whose skewness is twice its coefficient of variation.
/// 3. **An unseen value.** Gaffke's bound (2005) for bounded variables: the observations and one more at the end e of what
///    is possible get weights D of a uniform point of the simplex, and p = P(Σ Dᵢ xᵢ + D₀ e ≥ bound). For values 0 and 1
///    it is the p-value of Clopper and Pearson. The ends 0 and 1 of a share are so far off that nothing would ever be
///    decided, so e is what the sample leaves open, cut at the ``support``:
///    - A **sparse** sample, where a value (the atom) makes up two values at least and 40 % (if it is zero or an end of the
///      support; else 75 %), and six at most are others; of
///      two or three values also one with an exact zero. With k ≥ 2 values beyond the atom, h the farthest and d̄ their mean distance, e lies
///      h (1 + 6 / k²) + (h − d̄) (1 + 30 / k) beyond the atom. One value shows no scale: 100 h, or with others on the
///      other side H (1 + 20 / K²) with K values in all and H the largest distance. It is 2.2 H / (1 + k) at least: where
///      none is beyond the atom, 2.2 times the largest distance on the other side. (1 + 1/2.2)⁻ᵏ is then the p-value of k
///      equal differences of one sign.
///    - **Parts** given, as the times of issues behind a mean time: a replication with one more part that is 2 + min(1, 16/n)
///      times as far from the mean as the largest of all replications.
///    - Without parts, values bounded below only, as times are: 1.25 times the largest distance seen.
/// 4. **Constant.** When all n values agree on v, nothing was measured. Against "the mean is b or more", given a largest
///    possible value e: v occurs with probability q ≤ (e − b) / (e − v) in a replication, and p = that to the power n − 1.
///    It is α or less only for v with qⁿ⁻¹ ≤ α, and Σ qⁿ ≤ α Σ q ≤ α: right for every law. Without a support p = 1.
///
/// Two to nine replications show hardly any skewness; their p-values (but for constants) are multiplied by 1 + 8 / n².
///
/// What this cannot know: an event that does not occur in the sample, and is farther out than e. With n = 10 one of
/// probability 10 % is missed in 35 % of samples. <doc:ErrorRates> measures where that matters.
public struct MeanEvidence: Hashable, Sendable {
  /// The argument that carries a statement.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    /// The values agree: only the support bounds what was not seen.
    case constant
    /// Most replications agree and few differ.
    case sparse
    /// Student's t.
    case student
    /// Student's t, corrected for skewness.
    case skewed
    /// Few large parts carry the mean, and one unseen would move it: more replications are needed than the spread tells.
    case tail
  }

  /// The mean of the sample.
  public var mean: Double { upper.mean }
  /// The number of replications: two or more.
  public private(set) var count: Int
  private let upper: UpperTail
  private let lower: UpperTail

  /// Gathers the evidence of a sample, one value per independent replication.
  ///
  /// Nil for fewer than two values, which know no spread, and when a value is not finite.
  ///
  /// - Parameters:
  ///   - sample: one value for each replication.
  ///   - support: the closed range in which the value of every replication must lie by its meaning; `.greatestFiniteMagnitude`
  ///     is no bound.
  ///   - parts: the values over which the replications take their means, if they are means of independent values.
  /// - Complexity: O(n log n)
  public init?(sample: [Double], support: ClosedRange<Double>? = nil, parts: MeanParts? = nil) {
    guard sample.count > 1, sample.allSatisfy(\.isFinite) else { return nil }
    self.init(Tally(sample), points: ValueMasses(sample, support: support), support: support, parts: parts)
  }

  /// Gathers what a tally keeps of a sample: its moments and ends. Nil below two values.
  ///
  /// An atom is seen at the ends only, and inner values count as two points with their mean and variance.
  public init?(tally: Tally, support: ClosedRange<Double>? = nil, parts: MeanParts? = nil) {
    guard tally.count > 1 else { return nil }
    self.init(tally, points: ValueMasses(tally), support: support, parts: parts)
  }

  private init(_ tally: Tally, points: ValueMasses, support: ClosedRange<Double>?, parts: MeanParts?) {
    count = tally.count
    upper = UpperTail(tally, points: points, support: support, parts: parts)
    lower = upper.mirrored
  }

  /// The range of possible values that was given.
  public var support: ClosedRange<Double>? { upper.support }

  /// Returns the p-value of the hypothesis that the mean is `bound` or less; it grows with the bound.
  ///
  /// - Complexity: O(n)
  public func pValue(ofAtMost bound: Double) -> Double {
    lower.evidence(ofAtLeast: -bound, count: count).pValue
  }

  /// Returns the p-value of the hypothesis that the mean is `bound` or more; it falls with the bound.
  ///
  /// - Complexity: O(n)
  public func pValue(ofAtLeast bound: Double) -> Double {
    upper.evidence(ofAtLeast: bound, count: count).pValue
  }

  /// The argument behind ``pValue(ofAtMost:)``.
  public func basis(ofAtMost bound: Double) -> Basis { lower.evidence(ofAtLeast: -bound, count: count).basis }

  /// The argument behind ``pValue(ofAtLeast:)``.
  public func basis(ofAtLeast bound: Double) -> Basis { upper.evidence(ofAtLeast: bound, count: count).basis }

  /// Returns the bound below the mean whose "at most" hypothesis is just rejected; nil when none is.
  ///
  /// - Precondition: 0 < error < 1/2, and not extrapolated.
  public func lowerLimit(error: Double) -> Double? { check(error) { lower.limit(error: error).map { -$0 } } }

  /// Returns the bound above the mean whose "at least" hypothesis is just rejected; nil when none is.
  ///
  /// - Precondition: 0 < error < 1/2, and not extrapolated.
  public func upperLimit(error: Double) -> Double? { check(error) { upper.limit(error: error) } }

  /// Returns the two-sided interval of the mean, each side erring with half of what the confidence leaves; nil for a
  /// constant without support.
  ///
  /// - Precondition: 0 < confidence < 1.
  public func interval(confidence: Double) -> ClosedRange<Double>? {
    let error = (1 - confidence) / 2
    guard let low = lowerLimit(error: error), let high = upperLimit(error: error) else { return nil }
    return low...max(low, high)
  }

  /// The argument that carries the 95 % interval, on the side where more than Student's is needed.
  public var basis: Basis {
    if upper.isConstant { return .constant }
    if upper.isSparse { return .sparse }
    let sides = [
      upperLimit(error: 0.025).map(basis(ofAtLeast:)), lowerLimit(error: 0.025).map(basis(ofAtMost:)),
    ].compactMap(\.self)
    return sides.contains(.tail) ? .tail : sides.contains(.skewed) ? .skewed : .student
  }

  /// Returns the evidence of so many replications with the same values in the same proportions, for p-values.
  ///
  /// - Precondition: replications ≥ 2.
  func extrapolated(to replications: Int) -> MeanEvidence {
    precondition(replications > 1, "there are two replications or more (were \(replications))")
    var copy = self
    copy.count = replications
    return copy
  }

  private func check(_ error: Double, _ limit: () -> Double?) -> Double? {
    precondition(error > 0 && error < 0.5, "an error lies between 0 and one half (was \(error))")
    precondition(count == upper.count, "limits are of the replications that were made")
    return limit()
  }
}
