import Foundation

/// How to share a budget of replications so that the best is most likely to be chosen (Chen and Lee 2011, p. 49).
///
/// Nᵢ / Nⱼ = (σᵢ / δ_{bi})² / (σⱼ / δ_{bj})² for systems that are not the best b, δ_{bi} the difference of means, and
/// N_b = σ_b √Σ (Nᵢ / σᵢ)². It promises no probability; it spends replications where they tell most.
public enum OCBAAllocation {
  /// Returns the shares of the systems, which add up to one.
  ///
  /// Systems that tie with the best are taken to differ by a hundredth of the standard error-free gap, the least
  /// positive difference, or of the largest deviation when all tie; a system without spread gets none unless none has.
  /// - Precondition: as many deviations as means, two at least, deviations ≥ 0.
  public static func shares(
    means: [Double], deviations: [Double], goal: MultipleComparisonsWithBest.Goal
  ) -> [Double] {
    precondition(means.count == deviations.count && means.count >= 2, "a deviation for each of two systems or more")
    precondition(deviations.allSatisfy { $0 >= 0 }, "deviations are not negative")
    let values = goal == .largest ? means : means.map { -$0 }
    guard deviations.contains(where: { $0 > 0 }) else { return means.map { _ in 1 / Double(means.count) } }
    let best = values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
    let gaps = values.map { values[best] - $0 }
    let least = gaps.filter { $0 > 0 }.min() ?? deviations.max() ?? 1
    var weights = values.indices.map { i -> Double in
      i == best ? 0 : pow(deviations[i] / max(gaps[i], least / 100), 2)
    }
    let squares = values.indices.reduce(0.0) { sum, i in
      i == best || deviations[i] == 0 ? sum : sum + pow(weights[i] / deviations[i], 2)
    }
    weights[best] = deviations[best] * squares.squareRoot()
    let total = weights.reduce(0, +)
    // Only the best has spread: nothing else can be learnt.
    guard total > 0 else { return values.indices.map { $0 == best ? 1 : 0 } }
    return weights.map { $0 / total }
  }
}
