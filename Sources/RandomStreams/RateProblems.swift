/// What is wrong with a piecewise constant rate.
public enum RateProblem: Hashable, Sendable {
  /// There is no piece.
  case noPieces
  /// Breakpoints must be one more than rates.
  case countsDiffer(breakpoints: Int, rates: Int)
  /// The first breakpoint is not 0.
  case firstBreakpoint(Double)
  /// A breakpoint is not finite, or not above the one before.
  case breakpoint(index: Int, value: Double)
  /// A rate is negative, infinite or not a number.
  case rate(index: Int, value: Double)
  /// The integral of the rate is too large to be a number.
  case totalOverflow
}

/// All that is wrong with a piecewise constant rate.
public struct RateProblems: Error, Hashable, Sendable {
  /// At least one, in the order of the pieces.
  public let problems: [RateProblem]

  /// An error of these problems.
  public init(problems: [RateProblem]) {
    self.problems = problems
  }
}

extension RateProblem {
  /// Says what is wrong and what is allowed, in one line without a full stop.
  public func message(language: MessageLanguage) -> String {
    switch (self, language) {
    case (.noPieces, .english): "rates: the list is empty; use at least one rate"
    case (.noPieces, .chinese): "rates：列表为空；至少需要一个速率"
    case (.countsDiffer(let breakpoints, let rates), .english):
      "breakpoints: \(breakpoints) for \(rates) rates; use one more than there are rates"
    case (.countsDiffer(let breakpoints, let rates), .chinese):
      "breakpoints：\(rates) 个速率却有 \(breakpoints) 个分界点；分界点应比速率多一个"
    case (.firstBreakpoint(let value), .english): "breakpoints[0]: \(value) is not the start; use 0"
    case (.firstBreakpoint(let value), .chinese): "breakpoints[0]：\(value) 不是起点；应为 0"
    case (.breakpoint(let index, let value), .english):
      "breakpoints[\(index)]: \(value) is not above the one before; use finite, rising numbers"
    case (.breakpoint(let index, let value), .chinese):
      "breakpoints[\(index)]：\(value) 不大于前一个；应为递增的有限数"
    case (.rate(let index, let value), .english):
      "rates[\(index)]: \(value) is not a rate; use 0 or a positive number"
    case (.rate(let index, let value), .chinese):
      "rates[\(index)]：\(value) 不是速率；应为零或正数"
    case (.totalOverflow, .english): "rates: their integral is too large; use smaller rates or a shorter span"
    case (.totalOverflow, .chinese): "rates：积分过大；请用较小的速率或较短的时段"
    }
  }
}

extension PiecewiseConstantRate {
  /// Finds everything that is wrong with the pieces; an empty list means that a rate can be made of them.
  public static func problems(breakpoints: [Double], rates: [Double]) -> [RateProblem] {
    if rates.isEmpty { return [.noPieces] }
    guard breakpoints.count == rates.count + 1 else {
      return [.countsDiffer(breakpoints: breakpoints.count, rates: rates.count)]
    }
    var found: [RateProblem] = breakpoints[0] == 0 ? [] : [.firstBreakpoint(breakpoints[0])]
    for index in 1..<breakpoints.count {
      let value = breakpoints[index]
      if !value.isFinite || !(value > breakpoints[index - 1]) {
        found.append(.breakpoint(index: index, value: value))
      }
    }
    for (index, value) in rates.enumerated() where !(value >= 0 && value.isFinite) {
      found.append(.rate(index: index, value: value))
    }
    guard found.isEmpty else { return found }
    let total = rates.indices.reduce(0) { $0 + rates[$1] * (breakpoints[$1 + 1] - breakpoints[$1]) }
    return total.isFinite ? [] : [.totalOverflow]
  }
}
