import Experiments
import OutputAnalysis
import RandomStreams
import ScenarioLanguage

/// Cities learnt from days drawn anew, as the table that a scenario's `ensemble` names.
struct FittedEnsemble: Sendable {
  let bytes: [UInt8]
  let cities: Int

  /// Writes a row for each city, by rising mean time to close of the cases that it was learnt from, so that the number of
  /// a row says something; of what no row says otherwise than the scenario, there is no column.
  ///
  /// - Returns: `nil` when all rows agree with the scenario.
  init?(_ cities: [(city: FittedCity, minutes: Double)], beside scenario: FittedScenario) {
    let own = scenario.values
    let rows = cities.enumerated().sorted { ($0.element.minutes, $0.offset) < ($1.element.minutes, $1.offset) }.map {
      scenario.with($0.element.city).values
    }
    precondition(
      rows.allSatisfy { $0.map(\.path) == own.map(\.path) }, "cities drawn anew differ in numbers, not in kind")
    let columns = own.indices.filter { column in rows.contains { $0[column].text != own[column].text } }
    guard !columns.isEmpty else { return nil }
    var text = CSVText(header: columns.map { own[$0].path })
    for row in rows {
      for column in columns { text.text(row[column].text) }
      text.endRow()
    }
    bytes = text.bytes
    self.cities = rows.count
  }
}

extension FittedScenario {
  var ensembleFile: String { "\(stem)-ensemble.csv" }

  /// The same scenario of another city.
  func with(_ city: FittedCity) -> FittedScenario {
    FittedScenario(city: city, map: map, logName: logName, log: log, stem: stem)
  }

  /// Every number that cases drawn anew may change: its path, and what is written there.
  var values: [(path: String, text: String)] {
    var values: [(path: String, text: String)] = []
    func add(_ path: String, _ cell: DurationCell?) {
      if let cell { values.append((path, TimeText.inline(cell.fit))) }
    }
    for type in city.types {
      let path = "types.\(type.id)"
      values.append(("\(path).rate", rateText(type.rate)))
      // Also where all start at one tier: cases drawn anew may be so, and rows have the same paths.
      values.append(("\(path).start_at", start(of: type)))
      for (tier, cell) in zip(city.tiers, type.work) { add("\(path).work.\(tier.id)", cell) }
      for (tier, cell) in zip(city.tiers, type.outside) { add("\(path).outside.\(tier.id)", cell) }
      guard city.tiers.count > 1 else { continue }
      for (tier, ways) in zip(city.tiers, type.ways) {
        for (way, share) in zip(ways, shares(of: ways)) {
          let place = "\(path).routing.\(tier.id).\(city.tiers[way.target].id)"
          values.append(("\(place).share", share))
          add("\(place).after", way.after)
        }
      }
    }
    add("intake.dispatch", city.dispatch)
    if let reopening = city.reopening {
      values.append(("feedback.dissatisfied", TimeText.percent(reopening.share)))
      add("feedback.delay", reopening.delay)
    }
    return values
  }
}

extension TimeText {
  /// A distribution without a file: a sample as slices, each spread around its mean.
  static func inline(_ fit: FittedDuration) -> String {
    guard case .empirical(let sample) = fit else { return distribution(fit, name: "", samples: "") }
    let writing = DistributionText(dimension: .time, significantDigits: 5)
    return writing.text(slices(sample.points)) ?? "0 min"
  }

  /// Slices of a twentieth, and of ever less towards the end of the tail, since it makes the mean.
  private static let edges = (0..<19).map { Double($0) / 20 } + [0.92, 0.94, 0.96, 0.98, 0.99, 0.995, 1]

  private static func slices(_ points: [Double]) -> Distribution {
    var slices: [(weight: Double, part: Distribution)] = []
    var first = 0
    for edge in edges.dropFirst() {
      let next = min(points.count, Int((edge * Double(points.count)).rounded()))
      guard next > first, let low = points[first..<next].first, let high = points[first..<next].last else { continue }
      let mean = points[first..<next].reduce(0, +) / Double(next - first)
      // The mean is kept; a slice with a long end is spread as far as its short one.
      let spread = min(mean - low, high - mean)
      let part: Distribution =
        spread > 1e-3 * mean ? .uniform(low: mean - spread, high: mean + spread) : .constant(mean)
      let weight = Double(next - first) / Double(points.count)
      if let last = slices.last, last.part == part {
        slices[slices.count - 1].weight += weight
      } else {
        slices.append((weight, part))
      }
      first = next
    }
    if slices.count == 1 { return slices[0].part }
    return .mixture(weights: slices.map(\.weight), components: slices.map(\.part))
  }
}
