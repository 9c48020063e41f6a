/// The numbers that a field allows.
package struct NumberRange: Hashable, Sendable {
  var low: Double
  var high: Double
  var lowIncluded = true
  var highIncluded = true

  package init(low: Double, high: Double, lowIncluded: Bool = true, highIncluded: Bool = true) {
    self.low = low
    self.high = high
    self.lowIncluded = lowIncluded
    self.highIncluded = highIncluded
  }

  package func contains(_ number: Double) -> Bool {
    (lowIncluded ? number >= low : number > low) && (highIncluded ? number <= high : number < high)
  }

  package static let zeroOrMore = NumberRange(low: 0, high: .infinity)
  /// Of times after which something is done to every unit again, in minutes.
  package static let oneHourOrMore = NumberRange(low: 60, high: .infinity)
  /// Of an observation, in minutes: what happens in less is no rate of anything.
  static let oneMinuteOrMore = NumberRange(low: 1, high: .infinity)
  /// Of what somebody or something costs a year: squares of sums of such costs are still numbers.
  static let cost = NumberRange(low: 0, high: 1e12)
  package static let positive = NumberRange(low: 0, high: .infinity, lowIncluded: false)
  package static let finite = NumberRange(low: -.infinity, high: .infinity)
  package static let share = NumberRange(low: 0, high: 1)
  package static let shareBelowOne = NumberRange(low: 0, high: 1, highIncluded: false)
  package static let insideZeroToOne = NumberRange(low: 0, high: 1, lowIncluded: false, highIncluded: false)

  /// What is allowed, for messages.
  package func text(percent: Bool) -> LocalizedText {
    func number(_ value: Double) -> String {
      percent ? NumberGrammar.text(value * 100) + "%" : NumberGrammar.text(value)
    }
    let ends = (number(low), number(high))
    switch (low.isFinite, high.isFinite) {
    case (false, _): return LocalizedText(en: "any number", zh: "任意数")
    case (true, false):
      return lowIncluded
        ? LocalizedText(en: "\(ends.0) or more", zh: "不小于 \(ends.0) 的值")
        : LocalizedText(en: "more than \(ends.0)", zh: "大于 \(ends.0) 的值")
    case (true, true):
      return LocalizedText(
        en: "\(lowIncluded ? "" : "more than ")\(ends.0) to \(highIncluded ? "" : "less than ")\(ends.1)",
        zh: "\(lowIncluded ? "" : "大于 ")\(ends.0) 至 \(highIncluded ? "" : "小于 ")\(ends.1)")
    }
  }
}
