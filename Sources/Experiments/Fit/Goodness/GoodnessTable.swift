import OutputAnalysis

/// How a simulated log stands beside a real one, number by number.
public struct GoodnessTable: Sendable {
  public enum Measure: String, CaseIterable, Sendable {
    case share
    case medianTime = "median_time"
    case p90Time = "p90_time"
    case arrivals
    /// In a log of dates only, which tells no hours.
    case weekdays = "arrivals_by_weekday"
    case medianOfType = "median_time_of_type"
    case p90OfType = "p90_time_of_type"
    case pathDistance = "path_distance"
    case timeDistance = "time_distance"
  }

  public struct Row: Sendable {
    public let measure: Measure
    /// The tier, type, block of the day or day of the week.
    public let name: String
    /// Of the log that is compared; `nil` where it has too few cases.
    public let log: Double?
    /// The mean over simulated logs.
    public let simulated: Double?
    /// How far they are apart: in points for shares, relative for times and arrivals, itself for distances.
    public let difference: Double?
    /// How far apart two simulated logs are, in the mean.
    public let noise: Double?
    /// How far the log that was fitted is from the one that is compared; `nil` when they are one.
    public let drift: Double?
    /// How far apart they may be; `nil` for numbers without a bound.
    public let allowed: Double?
    public let cases: Int

    public var holds: Bool? {
      guard let allowed, let difference else { return nil }
      return difference.magnitude <= allowed
    }
  }

  public internal(set) var rows: [Row] = []

  /// Of the numbers that the log tells and that have a bound, how many the simulated logs met.
  public var met: (count: Int, judged: Int) {
    let judged = rows.compactMap(\.holds)
    return (judged.count { $0 }, judged.count)
  }

  static func allowed(_ measure: Measure) -> Double? {
    switch measure {
    case .share: 0.03
    case .medianTime: 0.2
    case .p90Time: 0.3
    case .arrivals, .weekdays: 0.1
    case .medianOfType, .p90OfType, .pathDistance, .timeDistance: nil
    }
  }
}

/// Compares summaries of simulated logs with that of a log.
struct GoodnessComparison {
  let tiers: [String]
  let types: [String]
  let target: LogSummary
  /// The log that was fitted, when it is another.
  let fitted: LogSummary?
  let simulated: [LogSummary]

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Types with fewer cases have no row of their own.
  private static let casesOfType = 200

  func table() -> GoodnessTable {
    var table = GoodnessTable()
    for (index, tier) in tiers.enumerated() where tiers.count > 1 {
      table.rows.append(row(.share, tier, cases: target.closed) { $0.shares[index] })
    }
    for (measure, p) in [(GoodnessTable.Measure.medianTime, 0.5), (.p90Time, 0.9)] {
      for (index, tier) in tiers.enumerated() {
        table.rows.append(row(measure, tier, cases: target.timesByTier[index].count) { $0.quantile(p, tier: index) })
      }
    }
    let hours = LogSummary.blockHours
    let blocks =
      target.hasTimeOfDay ? zip(hours, hours.dropFirst() + [24]).map { "\($0)-\($1)" } : Self.weekdays
    for (index, block) in blocks.enumerated() {
      table.rows.append(
        row(target.hasTimeOfDay ? .arrivals : .weekdays, block, cases: target.cases) { $0.blocks[index] })
    }
    for (measure, p) in [(GoodnessTable.Measure.medianOfType, 0.5), (.p90OfType, 0.9)] {
      for (index, type) in types.enumerated() where target.curvesByType[index].count >= Self.casesOfType {
        table.rows.append(
          row(measure, type, cases: target.curvesByType[index].count) { $0.curvesByType[index].quantile(p) })
      }
    }
    table.rows.append(
      distance(.timeDistance, "all") { WassersteinDistance.between($0.curve, $1.curve) })
    if tiers.count > 1 {
      table.rows.append(distance(.pathDistance, "all") { SequenceDistance.between($0.paths, $1.paths) })
    }
    return table
  }

  private func row(
    _ measure: GoodnessTable.Measure, _ name: String, cases: Int, _ value: (LogSummary) -> Double?
  ) -> GoodnessTable.Row {
    let wanted = value(target)
    let values = simulated.map(value)
    let known = values.compactMap { $0 }
    let mean = known.count == values.count && !known.isEmpty ? known.reduce(0, +) / Double(known.count) : nil
    let isShare = measure == .share
    func apart(_ a: Double?, _ b: Double?) -> Double? {
      guard let a, let b else { return nil }
      if isShare { return b - a }
      return a == b ? 0 : a > 0 ? b / a - 1 : nil
    }
    var gaps: [Double] = []
    for first in values.indices {
      for second in values.indices where first < second {
        if let gap = apart(values[first], values[second]) { gaps.append(gap.magnitude) }
      }
    }
    return GoodnessTable.Row(
      measure: measure, name: name, log: wanted, simulated: mean, difference: apart(wanted, mean),
      noise: gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count),
      drift: fitted.flatMap { apart(wanted, value($0)) }, allowed: GoodnessTable.allowed(measure), cases: cases)
  }

  private func distance(
    _ measure: GoodnessTable.Measure, _ name: String, _ between: (LogSummary, LogSummary) -> Double?
  ) -> GoodnessTable.Row {
    let distances = simulated.compactMap { between(target, $0) }
    var gaps: [Double] = []
    for first in simulated.indices {
      for second in simulated.indices where first < second {
        if let gap = between(simulated[first], simulated[second]) { gaps.append(gap) }
      }
    }
    let mean = distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count)
    return GoodnessTable.Row(
      measure: measure, name: name, log: nil, simulated: nil, difference: mean,
      noise: gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count),
      drift: fitted.flatMap { between(target, $0) }, allowed: nil, cases: target.cases)
  }
}
