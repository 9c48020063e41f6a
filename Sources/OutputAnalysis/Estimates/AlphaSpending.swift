/// A plan to look at the results a few times, with the error shared over the looks.
///
/// A decision taken at the first look that permits it is wrong when any look is wrong. With K looks planned
/// beforehand and each tested at α/K, P(any wrong) ≤ α by Bonferroni's inequality, for every dependence
/// between the looks. Looking after every replication instead, from the fifth to the hundredth, each at
/// α = 5 %, is falsely "met" in 28 % of studies at the edge of a guard (`CoverageTests`). Group-sequential
/// boundaries (Jennison and Turnbull 2000) are a little sharper but need the joint law of the looks; the
/// inequality does not, and holds for Student's t.
public struct AlphaSpending: Hashable, Sendable {
  /// The error permitted over all looks, 1 − confidence.
  public let alpha: Double
  /// The numbers of replications at which a decision may be taken, strictly increasing.
  public let looks: [Int]

  /// Plans looks at the given numbers of replications.
  ///
  /// - Precondition: 0 < confidence < 1; there is a look; looks are positive and strictly increasing.
  public init(confidence: Double, looks: [Int]) {
    precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1 (was \(confidence))")
    precondition(looks.first.map { $0 > 0 } ?? false, "the first look is after 1 or more replications")
    precondition(zip(looks, looks.dropFirst()).allSatisfy(<), "looks increase strictly (were \(looks))")
    self.alpha = 1 - confidence
    self.looks = looks
  }

  /// Plans looks at `first`, twice that, four times that and so on, the last at `limit` exactly.
  ///
  /// Doubling keeps K, and with it the price of looking, at log₂(limit / first) + 1.
  ///
  /// - Precondition: 0 < confidence < 1 and 1 ≤ first ≤ limit.
  public static func doubling(confidence: Double, first: Int, limit: Int) -> AlphaSpending {
    precondition(first >= 1 && first <= limit, "the first look is in 1...\(limit) (was \(first))")
    var looks: [Int] = []
    var next = first
    while next < limit {
      looks.append(next)
      next = next > limit / 2 ? limit : next * 2
    }
    return AlphaSpending(confidence: confidence, looks: looks + [limit])
  }

  /// The confidence 1 − α/K at which each look is tested.
  public var confidencePerLook: Double { 1 - alpha / Double(looks.count) }

  /// Returns the error that may have been spent after the looks at up to n replications.
  public func alphaSpent(after replications: Int) -> Double {
    alpha * Double(looks.count { $0 <= replications }) / Double(looks.count)
  }

  /// Returns whether a decision may be taken at n replications.
  public func isLook(_ replications: Int) -> Bool { looks.contains(replications) }

  /// Returns the number of replications of the first look after n; nil after the last.
  public func nextLook(after replications: Int) -> Int? { looks.first { $0 > replications } }
}
