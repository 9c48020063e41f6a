/// What was learnt from a sample of durations, and why this and nothing else.
public struct FittedDurationReport: Sendable, Hashable {
  /// The number of cases.
  public let count: Int
  /// How many of them were still open.
  public let openCount: Int
  /// How many took no time, or less than half a step of rounding.
  public let zeroCount: Int
  /// How many values were left out, because they were negative, infinite or not a number.
  public let refused: Int
  /// Everything that was tried, the best first: by AICc, those that failed last.
  public let candidates: [DurationCandidate]
  /// What was chosen; `nil` when nothing can be learnt.
  public let chosen: FittedDuration?
  /// Why.
  public let reason: DurationChoice
  /// How far the chosen distribution lies from the sample; `nil` for a constant and when nothing was chosen.
  public let agreement: GoodnessOfFit?
}

/// One model that was tried.
public struct DurationCandidate: Sendable, Hashable {
  /// What it is made of: one family, or two of a mixture.
  public let families: [DurationFamily]
  /// Whether a share of cases that take no time was fitted.
  public let hasZeroShare: Bool
  /// The fit; `nil` when there is none.
  public let fit: FittedDuration?
  /// Why there is none.
  public let failure: DurationFitFailure?
  /// How far it lies from the sample; `nil` when it failed.
  public let agreement: GoodnessOfFit?
}

/// Why a model could not be fitted.
public enum DurationFitFailure: String, Error, Sendable, Hashable {
  /// The likelihood has no maximum inside the bounds of the search.
  case noMaximum
  /// One law of a mixture shrank to a few cases or to a single value.
  case componentVanished
  /// The two laws of a mixture became one.
  case componentsCoincide
  /// There are fewer ended cases than five for each parameter.
  case tooFewCases
}

/// Why a distribution was chosen.
public enum DurationChoice: Sendable, Hashable {
  /// There are no cases.
  case noCases
  /// All cases are open, so that nothing is known but lower bounds.
  case allOpen
  /// All ended cases take the same time, and no open one lasts longer.
  case allEqual
  /// Fewer ended cases than a family needs; the sample itself is used.
  case tooFewCases(ended: Int, needed: Int)
  /// It explains the sample best for its number of parameters, and the test does not reject it.
  case bestCriterion
  /// It explains the sample best; the test finds a difference, but one too small to matter.
  case bestCriterionSmallGap
  /// A better one by criterion does not fit the sample; this one does.
  case nextThatFits(refused: Int)
  /// No model fits the sample, so that the sample itself is used.
  case nothingFits
}

/// How far a model lies from the survival curve of a sample.
public struct GoodnessOfFit: Sendable, Hashable {
  /// The largest distance between the two distribution functions, over what was observed; 0 to 1.
  public let gap: Double
  /// The gap times √n + 0.12 + 0.11/√n (Stephens 1974), with n the cases that have ended.
  public let statistic: Double
  /// The probability of so large a gap if the model were true and fitted anew; `nil` when not computed.
  ///
  /// An upper bound when ``replicates`` is 0: it is then so small that no sample was drawn.
  public let pValue: Double?
  /// How many samples were drawn for the p-value; 0 when a bound was enough.
  public let replicates: Int
  /// The model's median over the sample's, less 1; `nil` when the sample's is 0 or not reached.
  public let medianError: Double?
  /// The model's 90th percentile over the sample's, less 1; `nil` when the sample's is 0 or not reached.
  public let p90Error: Double?

  /// The model's mean of min(T, L) over the sample's, less 1, where L is the longest time seen; `nil` when the sample's
  /// is 0.
  ///
  /// It is for the reader, and refuses no model: what lies beyond L no sample can tell.
  public let restrictedMeanError: Double?

  /// Whether the difference is large enough to matter: a gap above 0.05, a median off by more than 5 %, or a 90th
  /// percentile off by more than 10 %.
  public var matters: Bool {
    gap > 0.05 || abs(medianError ?? 0) > 0.05 || abs(p90Error ?? 0) > 0.1
  }
}
