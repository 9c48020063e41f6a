import IssueFlow
import OutputAnalysis
import Policies
import ScenarioLanguage

/// The part of the city that settles last, and whether warm-up and observation were long enough for it.
public struct Relaxation: Hashable, Sendable {
  /// The tier, and its unit by which the time is told.
  public let tier: LocalizedText
  public let unit: String
  /// The unit's mean load over the replications, below 1.
  public let load: Double
  /// The relaxation time, see `RelaxationTime`.
  public let days: Double
  public let warmUpDays: Double
  public let observationDays: Double

  /// Whether the result can be relied on, as far as this tells.
  public var isEnough: Bool {
    RelaxationTime.isEnough(warmUp: warmUpDays, observation: observationDays, beside: days)
  }

  /// A unit counts when units as slow as it get so much of their tier's visits: in a city of thousands some are slow,
  /// and move no mean.
  static let leastVisits = 0.05
}

extension Relaxation {
  /// What a unit of a tier had to do, over all replications.
  struct Unit {
    let number: Int
    let visits: Int
    let offered: Double
    let staffed: Double
  }

  /// Finds the slowest tier under the loads that were met, in calendar time with the capacity of working time.
  ///
  /// Of several units the load counts less one standard error, ρ √(2 / visits) for Poisson arrivals and exponential work,
  /// because the worst of them is chosen by its luck too. Overloaded units never settle, which another diagnosis says; where a full room or a
  /// limit of waiting bounds the line, it settles by that.
  init?(plan: MeasurementPlan, units: [Unit], replications: Int, warmUp: WarmUpReport) {
    let window = plan.model.horizon.observationLength
    let scenario = plan.model.scenario
    var slowest: (time: Double, load: Double, unit: Int, tier: Int)?
    for (number, tier) in scenario.tiers.enumerated() where tier.waitLimit == nil && tier.waitingRoom == nil {
      let range = plan.model.units(ofTier: number)
      let known = units.filter { range.contains($0.number) && $0.visits > 1 && $0.staffed > 0 && $0.offered > 0 }
      let times = known.compactMap { unit -> (time: Double, load: Double, unit: Int, visits: Int)? in
        let load = unit.offered / unit.staffed
        let error = known.count > 1 ? load * (2 / Double(unit.visits)).squareRoot() : 0
        guard load < 1 else { return nil }
        let time = RelaxationTime.of(
          meanWork: unit.offered / Double(unit.visits), servers: unit.staffed / (window * Double(replications)),
          load: max(0, load - error))
        return (time, load, unit.number, unit.visits)
      }.sorted { $0.time != $1.time ? $0.time > $1.time : $0.unit < $1.unit }
      let wanted = Relaxation.leastVisits * Double(known.reduce(0) { $0 + $1.visits })
      var visits = 0.0
      for entry in times {
        visits += Double(entry.visits)
        guard visits >= wanted else { continue }
        if entry.time > slowest?.time ?? 0 { slowest = (entry.time, entry.load, entry.unit, number) }
        break
      }
    }
    guard let slowest else { return nil }
    let day = Horizon.minutesPerDay
    self.init(
      tier: scenario.title(of: scenario.tiers[slowest.tier].id, in: .tier), unit: plan.model.unitIDs[slowest.unit],
      load: slowest.load, days: slowest.time / day, warmUpDays: Double(warmUp.days), observationDays: window / day)
  }

  /// What it means for the result, and what would help.
  var message: LocalizedText {
    func days(_ number: Double) -> String { QuantityText.count(number >= 10 ? number.rounded(.up) : number) }
    let ratio = QuantityText.fixed(load, digits: 2)
    let warmUp = days(RelaxationTime.warmUps * self.days)
    let observation = days(RelaxationTime.observations * self.days)
    return LocalizedText(
      en:
        "too short for the load: \(unit) with load \(ratio) takes about \(days(self.days)) days to forget that it began empty "
        + "(relaxation time); \(days(warmUpDays)) days of warm-up and \(days(observationDays)) of observation leave waits and "
        + "lines too low and their intervals too narrow; write \(warmUp) and \(observation) days or more",
      zh: "相对负荷而言时间过短：\(unit) 负荷 \(ratio)，约需 \(days(self.days)) 天才能摆脱初始为空的影响（松弛时间）；"
        + "预热 \(days(warmUpDays)) 天、观察 \(days(observationDays)) 天会使等待与排队偏低、区间偏窄；请写不少于 \(warmUp) 天与 \(observation) 天")
  }

  /// What the verdict carries of it.
  var reason: LocalizedText {
    LocalizedText(
      en: "warm-up or observation is short beside the relaxation time of \(unit) (load "
        + "\(QuantityText.fixed(load, digits: 2))): means of waits and lines may lie too low, and so may the verdict's grounds",
      zh: "预热期或观察期短于 \(unit)（负荷 \(QuantityText.fixed(load, digits: 2))）的松弛时间所要求：等待与排队的均值可能偏低，结论的依据亦然")
  }
}
