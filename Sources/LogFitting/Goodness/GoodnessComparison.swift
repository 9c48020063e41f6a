import OutputAnalysis

/// Compares summaries of simulated logs with that of a log.
struct GoodnessComparison {
  let tiers: [String]
  let types: [String]
  let target: LogSummary
  /// The first cases, when others are compared.
  let training: LogSummary?
  /// The cases that were fitted, and simulated logs of their span, when others are compared.
  let learnt: LogSummary?
  let simulatedLearnt: [LogSummary]
  let simulated: [LogSummary]

  static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Types with fewer cases have no row of their own.
  private static let casesOfType = 200

  func table() -> GoodnessTable {
    var table = GoodnessTable()
    table.rows.append(row(.volume, "all", cases: target.cases) { $0.volume })
    table.rows.append(row(.open, "all", cases: target.cases) { $0.open })
    for (index, tier) in tiers.enumerated() where tiers.count > 1 {
      table.rows.append(row(.share, tier, cases: target.closed) { $0.shares[index] })
    }
    for (measure, p) in [(GoodnessTable.Measure.medianTime, 0.5), (.p90Time, 0.9)] {
      for (index, tier) in tiers.enumerated() {
        table.rows.append(row(measure, tier, cases: target.timesByTier[index].count) { $0.quantile(p, tier: index) })
      }
    }
    if ([target] + simulated).contains(where: { $0.reopened > 0 }) {
      table.rows.append(row(.medianFirst, "all", cases: target.cases) { $0.firstCurve.quantile(0.5) })
      table.rows.append(row(.p90First, "all", cases: target.cases) { $0.firstCurve.quantile(0.9) })
      table.rows.append(row(.reopened, "all", cases: target.closed) { $0.reopened })
    }
    if target.waits.contains(where: { $0.last ?? 0 > 0 }) {
      for (index, tier) in tiers.enumerated() {
        table.rows.append(row(.meanWait, tier, cases: target.waits[index].count) { $0.meanWait(tier: index) })
      }
      for (index, tier) in tiers.enumerated() {
        table.rows.append(row(.p90Wait, tier, cases: target.waits[index].count) { $0.waitQuantile(0.9, tier: index) })
      }
    }
    let hours = LogSummary.blockHours
    let blocks =
      target.opensAtTimeOfDay ? zip(hours, hours.dropFirst() + [24]).map { "\($0)-\($1)" } : Self.weekdays
    for (index, block) in blocks.enumerated() {
      table.rows.append(
        row(target.opensAtTimeOfDay ? .arrivals : .weekdays, block, cases: target.cases) { $0.blocks[index] })
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

  /// How far a number is from another, as differences of the measure are told.
  private static func apart(_ measure: GoodnessTable.Measure, _ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b else { return nil }
    if measure.isShare { return b - a }
    switch measure {
    // Waits below a minute are none; one of nothing is no more than a long one.
    case .meanWait, .p90Wait: return (b - a) / max(a, 1)
    default: return a == b ? 0 : a > 0 ? b / a - 1 : nil
    }
  }

  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.count == values.count && !known.isEmpty ? known.reduce(0, +) / Double(known.count) : nil
  }

  private func row(
    _ measure: GoodnessTable.Measure, _ name: String, cases: Int, _ value: (LogSummary) -> Double?
  ) -> GoodnessTable.Row {
    let wanted = value(target)
    let values = simulated.map(value)
    let mean = Self.mean(values)
    var gaps: [Double] = []
    for first in values.indices {
      for second in values.indices where first < second {
        if let gap = Self.apart(measure, values[first], values[second]) { gaps.append(gap.magnitude) }
      }
    }
    return GoodnessTable.Row(
      measure: measure, name: name, log: wanted, simulated: mean, difference: Self.apart(measure, wanted, mean),
      noise: gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count),
      drift: training.flatMap { Self.apart(measure, wanted, value($0)) },
      inSample: learnt.flatMap { Self.apart(measure, value($0), Self.mean(simulatedLearnt.map(value))) },
      allowed: GoodnessTable.allowed(measure), cases: cases, runs: simulated.count)
  }

  private func distance(
    _ measure: GoodnessTable.Measure, _ name: String, _ between: (LogSummary, LogSummary) -> Double?
  ) -> GoodnessTable.Row {
    func meanDistance(_ log: LogSummary, _ others: [LogSummary]) -> Double? {
      let distances = others.compactMap { between(log, $0) }
      return distances.isEmpty ? nil : distances.reduce(0, +) / Double(distances.count)
    }
    var gaps: [Double] = []
    for first in simulated.indices {
      for second in simulated.indices where first < second {
        if let gap = between(simulated[first], simulated[second]) { gaps.append(gap) }
      }
    }
    return GoodnessTable.Row(
      measure: measure, name: name, log: nil, simulated: nil, difference: meanDistance(target, simulated),
      noise: gaps.isEmpty ? nil : gaps.reduce(0, +) / Double(gaps.count),
      drift: training.flatMap { between(target, $0) },
      inSample: learnt.flatMap { meanDistance($0, simulatedLearnt) }, allowed: nil, cases: target.cases,
      runs: simulated.count)
  }
}
