import OutputAnalysis
import ScenarioLanguage

/// A policy that a search has looked at.
struct Candidate {
  enum Standing: String, Sendable {
    /// It meets the targets, give or take the indifference, at the error of its share.
    case meets
    /// It misses them.
    case misses
    /// The runs made cannot tell.
    case open
    /// The settings make no city, or one without a verdict.
    case invalid
  }

  let number: Int
  var cost: Double
  var results: [ReplicationResult] = []
  var units: UnitEvidence?
  var standing = Standing.open
  var reason = ""
  /// What its runs say of each demand on the actual bands; empty before the first look.
  var criteria: [CriterionFinding] = []

  /// How far inside the bands the worst demand is.
  var margin: Double { criteria.map(\.margin).min() ?? -.infinity }
  /// Whether all means lie inside.
  var looksFeasible: Bool { !criteria.isEmpty && margin >= 0 }
}

extension TargetsSpec {
  /// The same targets with bands that reach so much farther on either side; negative for less.
  ///
  /// Shares move by the amount itself, other bounds by that part of them; a band keeps a tenth of its width at least.
  func widened(by amount: Double) -> TargetsSpec {
    var targets = self
    for index in targets.shares.indices {
      let tolerance = targets.shares[index].tolerance
      targets.shares[index].tolerance = max(tolerance / 10, tolerance + amount)
    }
    for index in targets.guards.indices {
      let isShare = Response.named(targets.guards[index].response)?.unit == .share
      func moved(_ bound: Double, _ sign: Double) -> Double {
        isShare ? min(1, max(0, bound + sign * amount)) : bound + sign * amount * abs(bound)
      }
      targets.guards[index].atMost = targets.guards[index].atMost.map { moved($0, 1) }
      targets.guards[index].atLeast = targets.guards[index].atLeast.map { moved($0, -1) }
    }
    return targets
  }
}
