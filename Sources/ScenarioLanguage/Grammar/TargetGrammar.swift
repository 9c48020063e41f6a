/// Targets of `check`: shares such as `70% ± 5 points` and bounds such as `at most 85%` or `at least 5 days`.
enum TargetGrammar {
  /// Reads a share and its tolerance.
  static func share(_ text: String) throws(TextProblem) -> (share: Double, tolerance: Double) {
    let normal = text.replacing("+-", with: "±").replacing("+/-", with: "±")
    let parts = normal.split(separator: "±", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      if parts.count == 1 { _ = try ShareGrammar.share(text) }
      throw TextProblem(parts.count == 1 ? .missing(.toleranceAfterShare) : unreadableShare(text))
    }
    return (try ShareGrammar.share(parts[0]), try ShareGrammar.tolerance(parts[1]))
  }

  private static func unreadableShare(_ text: String) -> ScenarioProblem.Kind {
    .unreadable(text, kind: .shareTarget, allowed: .shareTargetExample)
  }

  /// Reads one or two bounds.
  ///
  /// Values are shares, minutes for durations, cost a year, or plain numbers.
  /// - Parameter unit: what the response is measured in, and so how a bound must be written; any way when unknown.
  static func bounds(
    _ text: String, of unit: Response.Unit? = nil
  ) throws(TextProblem) -> (atMost: Double?, atLeast: Double?) {
    var bounds: (atMost: Double?, atLeast: Double?) = (nil, nil)
    var offset = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      var cursor = TextCursor(String(part))
      cursor.skipBlanks()
      let isAt = cursor.take(word: "at")
      let isMost = isAt && cursor.take(word: "most")
      let isLeast = isAt && !isMost && cursor.take(word: "least")
      cursor.skipBlanks()
      guard isMost || isLeast, (isMost ? bounds.atMost : bounds.atLeast) == nil else {
        throw TextProblem(.unreadable(text, kind: .bound, allowed: .boundExample), at: offset)
      }
      let (value, isWritten) = try value(cursor.rest, at: offset + cursor.offset)
      if let unit, !unit.boundForms.contains(isWritten) {
        throw TextProblem(
          .unreadable(cursor.rest, kind: unit.boundNoun, allowed: unit.boundExample), at: offset + cursor.offset)
      }
      if isMost { bounds.atMost = value } else { bounds.atLeast = value }
      offset += part.unicodeScalars.count + 1
    }
    if let most = bounds.atMost, let least = bounds.atLeast, least > most {
      throw TextProblem(.outOfRange(text, allowed: .leastBelowMost))
    }
    return bounds
  }

  /// How a bound is written.
  enum BoundForm {
    case number, share, duration
    /// Of no response: costs are those of the whole observation.
    case yearlyCost
  }

  private static func value(_ text: String, at offset: Int) throws(TextProblem) -> (Double, BoundForm) {
    var cursor = TextCursor(text)
    do throws(TextProblem) {
      let number = try NumberGrammar.number(at: &cursor)
      cursor.skipBlanks()
      if cursor.atEnd { return (number, .number) }
      if cursor.take("%"), cursor.atEnd { return (number / 100, .share) }
      if cursor.take(word: "per") {
        let cost = try RateGrammar.plainRate(
          text, perMinutes: 365.25 * 1440, kind: .yearlyCost, allowed: .yearlyCostExample)
        return (cost, .yearlyCost)
      }
      return (try DurationGrammar.minutes(text), .duration)
    } catch {
      if case .unreadable = error.kind {
        throw TextProblem(.unreadable(text, kind: .bound, allowed: .boundExample), at: offset + error.offset)
      }
      throw TextProblem(error.kind, at: offset + error.offset)
    }
  }

  /// Reads `detect(at most 120 days)`, or a duration.
  static func warmUp(_ text: String) throws(TextProblem) -> WarmUp {
    guard let call = try? CallSyntax(text), call.name == "detect", let argument = call.arguments.first else {
      do throws(TextProblem) {
        return .fixed(try DurationGrammar.minutes(text))
      } catch {
        guard case .unreadable = error.kind else { throw error }
        throw TextProblem(.unreadable(text, kind: .warmUp, allowed: .warmUpExample), at: error.offset)
      }
    }
    var cursor = TextCursor(argument.text)
    guard call.arguments.count == 1, argument.label == nil, cursor.take(word: "at"), cursor.take(word: "most") else {
      throw TextProblem(.unreadable(text, kind: .warmUp, allowed: .warmUpExample), at: argument.offset)
    }
    cursor.skipBlanks()
    let start = cursor.offset + argument.textOffset
    do throws(TextProblem) {
      let minutes = try DurationGrammar.minutes(cursor.rest)
      guard minutes > 0 else { throw TextProblem(.outOfRange(cursor.rest, allowed: .moreThanZero)) }
      return .detected(atMost: minutes)
    } catch {
      throw TextProblem(error.kind, at: error.offset + start)
    }
  }
}

extension Response.Unit {
  /// How a bound on a response of this unit may be written.
  fileprivate var boundForms: [TargetGrammar.BoundForm] {
    switch self {
    case .share: [.share, .number]
    case .minutes: [.duration]
    case .count, .visits, .money, .events, .units: [.number]
    }
  }

  fileprivate var boundNoun: LocalizedText {
    switch self {
    case .share: LocalizedText(en: "a share", zh: "比例")
    case .minutes: LocalizedText(en: "a time", zh: "时长")
    case .money: LocalizedText(en: "an amount of money over the observation", zh: "观察期内的金额")
    case .count, .visits, .events, .units: LocalizedText(en: "a number", zh: "数目")
    }
  }

  fileprivate var boundExample: LocalizedText {
    switch self {
    case .share: LocalizedText(en: "this response is a share: write at most 5%", zh: "该指标为比例：请写 at most 5%")
    case .minutes: LocalizedText(en: "this response is a time: write at most 5 days", zh: "该指标为时长：请写 at most 5 days")
    case .money:
      LocalizedText(en: "write the amount in CNY alone, as in at most 2000000", zh: "请只写金额（元），如 at most 2000000")
    case .count, .visits, .events, .units:
      LocalizedText(en: "write the number alone, as in at most 500", zh: "请只写数目，如 at most 500")
    }
  }
}

extension LocalizedText {
  static let shareTarget = LocalizedText(en: "a target share", zh: "目标比例")
  static let shareTargetExample = LocalizedText(en: "write 70% ± 5 points", zh: "请写 70% ± 5 points")
  static let toleranceAfterShare = LocalizedText(
    en: "the tolerance, as in 70% ± 5 points", zh: "容差，如 70% ± 5 points")
  static let bound = LocalizedText(en: "a bound", zh: "限值")
  static let boundExample = LocalizedText(
    en: "write at most 2%, at least 90%, at most 15 days or both bounds with a comma",
    zh: "请写 at most 2%、at least 90%、at most 15 days，或以逗号连接两者")
  static let leastBelowMost = LocalizedText(
    en: "a lower bound that does not exceed the upper", zh: "不大于上限的下限")
  static let warmUp = LocalizedText(en: "a warm-up", zh: "预热期")
  static let warmUpExample = LocalizedText(
    en: "write a duration such as 60 days, or detect(at most 120 days)",
    zh: "请写时长（如 60 天），或 detect(at most 120 days)")
}
