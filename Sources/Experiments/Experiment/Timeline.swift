import IssueFlow
import OutputAnalysis
import Policies
import ScenarioLanguage

/// One number of one day, in the mean over the replications.
public struct TimelineRow: Sendable {
  public enum Phase: String, Sendable {
    case warmUp = "warm-up"
    case observation
  }

  public enum Quantity: String, CaseIterable, Sendable {
    case arisen
    case closed
    case withdrawn
    /// At the end of the day, found or not.
    case open
    /// In line at the end of the day.
    case waiting
    /// Minutes, of the issues closed on the day.
    case timeToClose = "time_to_close"
    /// What posts and units are like at the end of the day, over the city.
    case vacantPosts = "vacant_posts"
    case weakUnits = "weak_units"
    case inactiveUnits = "inactive_units"
    case stars
  }

  public let date: CivilDate
  /// Simulated day, from 0.
  public let day: Int
  public let phase: Phase
  public let quantity: Quantity
  /// A tier for closed and waiting, else empty.
  public let tier: String
  public let mean: Double
  public let halfWidth: Double?
  /// Replications with a value for the day.
  public let n: Int
}

extension TimelineRow.Quantity {
  /// The state of the day's record that it shows.
  var state: DayState? {
    switch self {
    case .vacantPosts: .vacantPosts
    case .weakUnits: .weakUnits
    case .inactiveUnits: .inactiveUnits
    case .stars: .stars
    case .arisen, .closed, .withdrawn, .open, .waiting, .timeToClose: nil
    }
  }
}

/// The days of all replications, taken in the order of the replications.
struct Timeline {
  private let plan: MeasurementPlan
  /// One tally for each day and column, day by day.
  private var tallies: [Tally] = []

  init(plan: MeasurementPlan) { self.plan = plan }

  private var columns: [(quantity: TimelineRow.Quantity, tier: String)] {
    TimelineRow.Quantity.allCases.flatMap { quantity -> [(quantity: TimelineRow.Quantity, tier: String)] in
      if let state = quantity.state, !plan.states.contains(state) { return [] }
      return switch quantity {
      case .closed, .waiting: plan.model.scenario.tiers.map { (quantity, $0.id) }
      case .arisen, .withdrawn, .open, .timeToClose, .vacantPosts, .weakUnits, .inactiveUnits, .stars: [(quantity, "")]
      }
    }
  }

  mutating func add(_ days: [DayRecord]) {
    let width = columns.count
    if tallies.count < days.count * width {
      tallies += [Tally](repeating: Tally(), count: days.count * width - tallies.count)
    }
    for (index, day) in days.enumerated() {
      let values: [Double?] =
        [Double(day.arisen)] + day.closed.map(Double.init) + [Double(day.withdrawn), Double(day.open)]
        + day.waiting.map(Double.init) + [day.timeToClose] + plan.states.map { Double(day.states[$0.rawValue]) }
      for (column, value) in values.enumerated() {
        if let value { tallies[index * width + column].add(value) }
      }
    }
  }

  func rows(confidence: Double) -> [TimelineRow] {
    let columns = columns
    var rows: [TimelineRow] = []
    for (index, tally) in tallies.enumerated() {
      guard let estimate = try? Estimate(of: tally, confidence: confidence) else { continue }
      let (day, column) = index.quotientAndRemainder(dividingBy: columns.count)
      rows.append(
        TimelineRow(
          date: plan.model.horizon.date(ofDay: day), day: day, phase: phase(ofDay: day),
          quantity: columns[column].quantity, tier: columns[column].tier, mean: estimate.mean,
          halfWidth: estimate.measuredHalfWidth, n: estimate.count))
    }
    return rows
  }

  /// There are no days after the observation: what goes on then serves the cohort alone.
  private func phase(ofDay day: Int) -> TimelineRow.Phase {
    Double(day) * Horizon.minutesPerDay < plan.model.horizon.observationStart ? .warmUp : .observation
  }
}
