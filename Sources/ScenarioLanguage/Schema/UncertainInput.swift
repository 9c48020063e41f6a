import RandomStreams

/// A value of which the author wrote a range and where it is from.
public struct UncertainInput: Hashable, Sendable {
  /// Where the value is, as `--set` takes it.
  public let path: String
  /// The ends of the range and the value, as written.
  public let low: String
  public let value: String
  public let high: String
  /// The author's source, or `guess`.
  public let source: String

  /// The same three in the unit of ``text(for:)``: minutes, shares, counts, rates a minute, cost a year.
  public let lowNumber: Double
  public let valueNumber: Double
  public let highNumber: Double

  let writing: Writing

  /// How a number becomes the text of the input.
  enum Writing: Hashable, Sendable {
    /// The number and its unit; whole numbers are rounded to.
    case number(suffix: String, whole: Bool)
    /// Which of several things, in the middle of a whole step each.
    case ordinal
    /// The distribution with its first parameter changed.
    case distribution(Distribution, Dimension)
  }

  /// The key at the top of the scenario that it is below.
  var section: Substring { path.prefix { $0 != "." } }

  /// Whether only whole numbers can be written.
  public var isWhole: Bool {
    switch writing {
    case .number(_, whole: true), .ordinal: true
    case .number, .distribution: false
    }
  }

  /// Whether its numbers only tell things apart, so that all are as likely.
  public var isOrdinal: Bool { writing == .ordinal }

  /// The text that sets the input to a number, for an ``Override`` at ``path``.
  ///
  /// For a distribution it is the first parameter that changes, or the mean where there are several points; the
  /// shape stays.
  /// - Precondition: `number` is within the range.
  public func text(for number: Double) -> String {
    precondition((lowNumber...highNumber).contains(number), "outside the range (was \(number))")
    switch writing {
    case .number(let suffix, let whole):
      return NumberGrammar.text(whole ? number.rounded() : number) + suffix
    case .ordinal: return NumberGrammar.text(number.rounded())
    case .distribution(let distribution, let dimension):
      // Reading has made sure that this distribution can be written.
      return DistributionText(dimension: dimension).text(distribution.withFirstParameter(number)) ?? value
    }
  }

  /// The text at a position of the range, 0 its low and 1 its high end.
  public func text(at fraction: Double) -> String {
    text(for: min(highNumber, max(lowNumber, lowNumber + (highNumber - lowNumber) * fraction)))
  }

  /// The override that sets the input to a number.
  public func override(number: Double) -> Override { Override(path: path, value: text(for: number)) }
}
