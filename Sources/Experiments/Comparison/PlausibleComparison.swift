import OutputAnalysis

/// Policies in plausible cities. All policies meet the same inputs, grounds and luck, city by city, so that they differ by
/// policy alone.
public struct PlausibleComparison: Sendable {
  /// One study for each policy, in their order.
  public let studies: [UncertaintyResult]
  public let cities: Int
  /// What is watched: the lowest tier.
  public let tier: String

  /// How a policy does beside the baseline over the cities.
  public struct Row: Sendable {
    public let policy: Int
    /// Share of cities in which it meets the targets; `nil` when none was judged.
    public let meeting: ClassifiedShare?
    /// Differences of the lowest tier's share from the baseline, one for each city that both could be judged in.
    public let differences: [Double]

    /// The share of cities in which the difference is above zero.
    public var raised: Double? {
      differences.isEmpty ? nil : Double(differences.count { $0 > 0 }) / Double(differences.count)
    }

    /// A quantile of the differences, by order.
    public func quantile(_ p: Double) -> Double? {
      let sorted = differences.sorted()
      return sorted.isEmpty ? nil : sorted[min(sorted.count - 1, Int(p * Double(sorted.count)))]
    }
  }

  /// Runs every policy in every city.
  /// - `around`: the comparison, whose warm-up and seed are taken.
  public static func run(
    _ comparison: Comparison, around result: ComparedPolicies, cities: Int, jobs: Int,
    progress: ExperimentProgress? = nil
  ) async throws(ExperimentError) -> PlausibleComparison {
    var studies: [UncertaintyResult] = []
    for (index, entry) in comparison.entries.enumerated() {
      let study = UncertaintyStudy(
        document: entry.document, warmUp: result.policies[index].scenario.warmUp, seed: comparison.seed, cities: cities)
      studies.append(
        try await study.run(
          jobs: jobs, confidence: result.confidence,
          progress: { phase, done, _ in progress?(phase, index * cities + done, comparison.entries.count * cities) }))
    }
    return PlausibleComparison(
      studies: studies, cities: cities, tier: result.policies[0].scenario.tiers.first?.id ?? "")
  }

  /// One row for each policy, the baseline first.
  public var rows: [Row] {
    let shares = studies.map(shares)
    return studies.indices.map { policy in
      let differences = (0..<cities).compactMap { city -> Double? in
        guard let new = shares[policy][city], let old = shares[0][city] else { return nil }
        return new - old
      }
      return Row(policy: policy, meeting: studies[policy].meeting, differences: policy == 0 ? [] : differences)
    }
  }

  /// Mean shares of the lowest tier by city, over the replications that every city has, the same under all policies.
  private func shares(_ study: UncertaintyResult) -> [Double?] {
    let index = study.layout.index(of: .share, tier)
    return study.cities.map { city in
      guard case .judged(let judged) = city.outcome, let index else { return nil }
      return Tally(judged.values.compactMap { $0[index] }).mean
    }
  }

  func table(policies: [String]) -> TableText {
    TableText(.plausible) { text in
      for (policy, study) in studies.enumerated() {
        for (city, share) in zip(study.cities, shares(study)) {
          text.integer(city.number)
          text.text(policies[policy])
          if case .judged(let judged) = city.outcome {
            text.text(judged.standing.word)
            text.number(judged.margin)
          } else {
            text.text("invalid")
            text.text("")
          }
          text.number(share)
          text.endRow()
        }
      }
    }
  }
}
