/// What a mean that is known between two ends says about a criterion, as p-values.
///
/// Made from tallies, so that a system of many units is judged in constant memory for each.
public struct CensoredMean: Hashable, Sendable {
  /// Against "the mean violates some bound": small values show that it satisfies all, at both ends.
  public let insidePValue: Double
  /// Against "the mean satisfies all bounds": small values show that it violates one, at both ends on the same side.
  ///
  /// A band can be left on two sides, for which the smaller p-value is doubled.
  public let outsidePValue: Double

  init(insidePValue: Double, outsidePValue: Double) {
    self.insidePValue = insidePValue
    self.outsidePValue = outsidePValue
  }

  /// A unit of which it is certain that it satisfies the criterion.
  public static let certainlyInside = CensoredMean(insidePValue: 0, outsidePValue: 1)

  /// Tests the mean of the observations between two tallies of them. Fewer than two observations show nothing.
  public init(least: Tally, greatest: Tally, criterion: Criterion) {
    self.init(
      least: MeanEvidence(tally: least, support: criterion.support),
      greatest: MeanEvidence(tally: greatest, support: criterion.support), criterion: criterion)
  }

  /// Tests the mean between the evidence at its two ends; nil is of fewer than two observations and shows nothing.
  public init(least: MeanEvidence?, greatest: MeanEvidence?, criterion: Criterion) {
    guard let low = least, let high = greatest else {
      (insidePValue, outsidePValue) = (1, 1)
      return
    }
    var inside = 0.0
    var outside: [Double] = []
    if let lower = criterion.lower {
      inside = max(inside, low.pValue(ofAtMost: lower))
      outside.append(high.pValue(ofAtLeast: lower))
    }
    if let upper = criterion.upper {
      inside = max(inside, high.pValue(ofAtLeast: upper))
      outside.append(low.pValue(ofAtMost: upper))
    }
    insidePValue = inside
    outsidePValue = min(1, (outside.min() ?? 1) * Double(outside.count))
  }

  /// Combines criteria on the same unit: all must be satisfied, and one violated suffices.
  ///
  /// The first is an intersection–union test and needs no correction, the second Bonferroni's.
  public init(all means: [CensoredMean]) {
    insidePValue = means.map(\.insidePValue).max() ?? 1
    outsidePValue = min(1, (means.map(\.outsidePValue).min() ?? 1) * Double(means.count))
  }
}
