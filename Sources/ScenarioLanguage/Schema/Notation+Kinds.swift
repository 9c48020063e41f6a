import RandomStreams

/// The notations of numbers, times and words.
extension Notation {
  private static func numeric(
    _ kind: FieldKind, _ range: NumberRange, percent: Bool = false,
    _ parse: @escaping (String) throws(TextProblem) -> Double, suffix: String = ""
  ) -> Notation<Double> {
    Notation<Double>(
      kind,
      text: { (text) throws(TextProblem) in
        let number = try parse(text)
        guard range.contains(number) else {
          var allowed = range.text(percent: percent)
          if case .duration = kind, range.low > 0 {
            allowed = LocalizedText(
              en: "\(NumberGrammar.text(range.low)) min or more", zh: "不小于 \(NumberGrammar.text(range.low)) 分钟")
          }
          throw TextProblem(.outOfRange(text, allowed: allowed))
        }
        return number
      },
      measure: { .init(number: $0, writing: .number(suffix: suffix, whole: false)) })
  }
}

extension Notation<Double> {
  package static func number(_ range: NumberRange) -> Self {
    numeric(.number(range), range, NumberGrammar.number)
  }

  package static func share(_ range: NumberRange = .share) -> Self {
    numeric(.share(range), range, percent: true, ShareGrammar.share)
  }

  package static var tolerance: Self { numeric(.tolerance, .share, percent: true, ShareGrammar.tolerance) }

  package static func duration(_ range: NumberRange) -> Self {
    numeric(.duration(range), range, DurationGrammar.minutes, suffix: " min")
  }

  package static var dailyRate: Self {
    numeric(
      .dailyRate, .zeroOrMore,
      { (text) throws(TextProblem) in
        try RateGrammar.plainRate(text, perMinutes: 1440, kind: .dailyRate, allowed: .dailyRateExample)
      }, suffix: " per day")
  }

  /// So many times a year; the value is a minute's share.
  package static var yearlyRate: Self {
    numeric(
      .yearlyRate, .zeroOrMore,
      { (text) throws(TextProblem) in
        let rate = try RateGrammar.plainRate(
          text, perMinutes: 1, kind: FieldKind.yearlyRate.noun, allowed: .yearlyRateExample)
        // More than once a day is no rate of people and units, and would drown the run in it.
        guard rate * 1440 <= 1 else { throw TextProblem(.outOfRange(text, allowed: .atMostDaily)) }
        return rate
      }, suffix: " per min")
  }

  package static var yearlyCost: Self {
    numeric(
      .yearlyCost, .cost,
      { (text) throws(TextProblem) in
        try RateGrammar.plainRate(
          text, perMinutes: 365.25 * 1440, kind: .yearlyCost, allowed: .yearlyCostExample)
      }, suffix: " per year")
  }
}

extension Notation<Int> {
  package static func integer(_ range: ClosedRange<Int>) -> Self {
    .init(
      .integer(range),
      text: { (text) throws(TextProblem) in
        let integer = try NumberGrammar.integer(text)
        guard range.contains(integer) else {
          throw TextProblem(.outOfRange(text, allowed: .between("\(range.lowerBound)", "\(range.upperBound)")))
        }
        return integer
      },
      measure: { .init(number: Double($0), writing: .number(suffix: "", whole: true)) })
  }
}

extension Notation<Int?> {
  /// An integer that may be left out.
  static func optionalInteger(_ range: ClosedRange<Int>) -> Self {
    let integer = Notation<Int>.integer(range)
    return .init(integer.kind) { (node, place) throws(TextProblem) in
      try integer.read(node, place).map { Optional($0) }
    }
  }
}

extension Notation<UInt32> {
  static var seed: Self {
    let integer = Notation<Int>.integer(0...Int(UInt32.max))
    return .init(integer.kind) { (node, place) throws(TextProblem) in
      try integer.read(node, place).map { UInt32($0) }
    }
  }
}

extension Notation<Int?> {
  static var integerOrUnlimited: Self {
    .init(
      .integerOrUnlimited,
      text: { (text) throws(TextProblem) in
        if text == "unlimited" || text == "不限" { return nil }
        do throws(TextProblem) {
          let integer = try NumberGrammar.integer(text)
          guard (0...1_000_000_000).contains(integer) else {
            throw TextProblem(.outOfRange(text, allowed: .between("0", "1000000000")))
          }
          return integer
        } catch {
          guard case .unreadable = error.kind else { throw error }
          let kind = FieldKind.integerOrUnlimited
          throw TextProblem(.unreadable(text, kind: kind.noun, allowed: kind.allowed))
        }
      },
      measure: { $0.map { .init(number: Double($0), writing: .number(suffix: "", whole: true)) } })
  }
}

extension Notation<TimeSpan?> {
  static var timeSpan: Self {
    .init(.timeSpan, text: TimeSpanGrammar.span) { span in
      switch span {
      case nil: nil
      case .clock(let minutes): .init(number: minutes, writing: .number(suffix: " min", whole: false))
      case .workingTime(let minutes):
        .init(number: minutes, writing: .number(suffix: " working minutes", whole: false))
      case .workingDays(let days): .init(number: days, writing: .number(suffix: " working days", whole: false))
      }
    }
  }
}

extension Notation<ArrivalRate> {
  static var arrivalRate: Self {
    .init(.arrivalRate, text: RateGrammar.arrivalRate) { rate in
      let (number, noun) =
        switch rate {
        case .perHousehold(let number): (number, "household")
        case .perUnit(let number): (number, "unit")
        case .perCity(let number): (number, "city")
        }
      return .init(number: number, writing: .number(suffix: " per \(noun) per min", whole: false))
    }
  }
}

extension Notation<WarmUp> {
  static var warmUp: Self {
    .init(.warmUp, text: TargetGrammar.warmUp) { warmUp in
      guard case .fixed(let minutes) = warmUp else { return nil }
      return .init(number: minutes, writing: .number(suffix: " min", whole: false))
    }
  }
}

extension Notation<Distribution> {
  static func distribution(_ dimension: Dimension) -> Self {
    .init(
      .distribution(dimension),
      read: { (node, place) throws(TextProblem) in
        let text = try node.scalar(for: .distribution(dimension))
        let grammar = DistributionGrammar(dimension: dimension) { file, column, offset in
          place.samples(file: file, column: column, from: node, offset: offset)
        }
        return try grammar.distribution(text)
      },
      measure: { distribution in
        guard DistributionText(dimension: dimension).text(distribution) != nil,
          distribution.firstParameter.isFinite
        else { return nil }
        return .init(number: distribution.firstParameter, writing: .distribution(distribution, dimension))
      })
  }
}

extension UncertainInput.Writing {
  /// Whether numbers of both mean the same, so that one can bound the other.
  func isOfSameUnit(as other: Self) -> Bool {
    switch (self, other) {
    case (.number(let suffix, _), .number(let otherSuffix, _)): suffix == otherSuffix
    // The ends of a range are values, not distributions.
    case (.distribution(.constant, _), .distribution): true
    default: false
    }
  }

  /// What is wrong with an input that takes this number.
  func problem(at number: Double) -> ScenarioProblem.Kind? {
    guard case .distribution(let distribution, _) = self else { return nil }
    switch distribution {
    case .uniform, .triangular, .beta, .mixture:
      guard number > 0, distribution.firstParameter > 0 else {
        return .outOfRange(NumberGrammar.text(number), allowed: .moreThanZero)
      }
    default: break
    }
    return distribution.withFirstParameter(number).problems().first.map {
      .distribution(LocalizedText(en: $0.message(language: .english), zh: $0.message(language: .chinese)))
    }
  }
}
