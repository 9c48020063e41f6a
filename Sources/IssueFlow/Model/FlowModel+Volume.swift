import Policies
import ScenarioLanguage

/// How much a replication has to hold: sizes that are sound each for itself may exhaust the memory together.
extension FlowModel {
  /// At most so many expected issues in a replication: even if none were closed, their table would have numbers for them,
  /// which end at 2³¹.
  static let issueLimit = 2_000_000_000.0

  /// At most so many bytes that a replication needs for certain, whatever the queues do.
  static let memoryLimit = 16.0 * 1_073_741_824

  /// Bytes of an open issue: its entry of 208, its calendar entries and its place in a line.
  static let bytesOfIssue = 208.0 + 64

  /// Bytes of a unit: its entry and names, its station, what is counted of it, its row of the results. Measured at
  /// 200,000 units: 1,440.
  static let bytesOfUnit = 1440.0

  /// Bytes of a post whose worker comes and goes: its entry of 56, its calendar entry.
  static let bytesOfPost = 56.0 + 64

  /// Refuses a scenario that no usual machine could hold, with the numbers that make it so.
  static func checkVolume(
    _ scenario: Scenario, rates: [Double], layers: [Int], horizon: Horizon, units: Int,
    _ findings: inout Findings
  ) {
    let places = rates.count / max(1, layers.count)
    let rate = layers.indices.reduce(0) { sum, type in
      sum + Double(layers[type]) * rates[type * places..<(type + 1) * places].reduce(0, +)
    }
    let expected = rate * horizon.end
    guard expected <= issueLimit else {
      let number = rounded(expected)
      findings.add(
        ["types"],
        .custom(
          en: "about \(number) issues are expected in a replication; at most \(rounded(issueLimit)) are allowed: lower "
            + "the rates, the households or the days",
          zh: "每次重复预计约有 \(number) 件事项，最多允许 \(rounded(issueLimit)) 件；请降低发生率、户数或天数"))
      return
    }
    let backlog = rate * scenario.backlog
    let bytes = backlog * bytesOfIssue + Double(units) * bytesOfUnit
    guard !(bytes <= memoryLimit) else { return }
    let (issues, memory) = (rounded(backlog), rounded(bytes / 1_073_741_824))
    let limit = rounded(memoryLimit / 1_073_741_824)
    findings.add(
      ["backlog"],
      .custom(
        en: "a backlog of about \(issues) issues and \(units) units need \(memory) GiB in every replication; "
          + "at most \(limit) GiB are allowed: give a shorter backlog or a smaller city",
        zh: "约 \(issues) 件积压事项与 \(units) 个单元使每次重复需要 \(memory) GiB 内存，最多允许 \(limit) GiB；请缩短积压或缩小城市"))
  }

  /// At most so many posts in a unit whose workers come and go, and departures from one of them: their luck has no more
  /// addresses.
  static let mostPosts = 1 << 16
  static let mostDepartures = 1e7

  /// At most so many posts in the city, of which each takes memory.
  static let postLimit = 50_000_000

  /// Refuses more posts than can be followed, worker by worker.
  static func checkPosts(
    phases: [Phase], units: [Unit], tiers: [String], horizon: Horizon, _ findings: inout Findings
  ) {
    var total = 0
    for (tier, id) in tiers.enumerated() where phases.hasTurnover(tier: tier) {
      let stations = phases[0].rules.stations
      let posts = stations.indices
        .filter { stations[$0].role == .tier && Int(units[Int(stations[$0].unit)].tier) == tier }
        .map { Int(phases.mostPosts(station: $0)) }
      total += posts.reduce(0, +)
      if let most = posts.max(), most > mostPosts {
        findings.add(
          ["tiers", id, "staff"],
          .custom(
            en: "turnover follows each worker of a unit, here \(most); at most \(mostPosts) can be followed: lower the "
              + "staff, or leave turnover out",
            zh: "人员流动需逐一跟踪单元内的每名人员，此处为 \(most) 人，最多可跟踪 \(mostPosts) 人；请减少人员，或不写 turnover"))
      }
      if !(phases.greatestDeparture(tier: tier) * horizon.end <= mostDepartures) {
        findings.add(
          ["tiers", id, "turnover"],
          .custom(
            en: "workers of a post leave it more than ten million times in a replication; lower the rates or the days",
            zh: "每次重复中同一岗位的离岗超过一千万次；请降低离岗率或减少天数"))
      }
    }
    guard total > postLimit, findings.all.isEmpty else { return }
    findings.add(
      ["tiers"],
      .custom(
        en: "turnover follows each worker of the city, here \(total); at most \(postLimit) can be followed: lower the "
          + "staff, or leave turnover out",
        zh: "人员流动需逐一跟踪全市每名人员，此处为 \(total) 人，最多可跟踪 \(postLimit) 人；请减少人员，或不写 turnover"))
  }

  /// Issues and errands that arise in a replication, in the mean.
  package var expectedIssues: Double {
    let places = max(1, sourceRates.count / max(1, arrivalLayers.count))
    let rate = sourceRates.indices.reduce(0) {
      $0 + sourceRates[$1] * Double(arrivalLayers[min($1 / places, arrivalLayers.count - 1)])
    }
    return rate * (horizon.end + scenario.backlog)
  }

  /// At most so many workers leave their posts in a replication, in the mean.
  package var expectedDepartures: Double {
    stations.indices.reduce(0) {
      $0 + Double(posts(at: $1).count) * greatestDeparture[Int(units[Int(stations[$1].unit)].tier)]
    } * horizon.end
  }

  /// Bytes that a run needs for certain, whatever the queues do.
  public var leastMemory: Double {
    sourceRates.reduce(0, +) * scenario.backlog * FlowModel.bytesOfIssue + standingMemory
  }

  /// Bytes that a replication would need if no issue were ever closed.
  public var greatestMemory: Double {
    let rate = sourceRates.reduce(0, +)
    return rate * (horizon.end + scenario.backlog) * FlowModel.bytesOfIssue + standingMemory
  }

  /// Bytes of what is there without an issue.
  private var standingMemory: Double {
    Double(units.count) * FlowModel.bytesOfUnit + Double(postCount) * FlowModel.bytesOfPost
  }

  /// Two digits are enough to see what is wrong.
  private static func rounded(_ number: Double) -> String {
    guard number.isFinite else { return "1e308" }
    guard number >= 1000 else { return "\(Int(number.rounded(.up)))" }
    var exponent = 0
    var digits = number
    while digits >= 9.95 {
      digits /= 10
      exponent += 1
    }
    return "\((digits * 10).rounded() / 10)e\(exponent)"
  }
}
