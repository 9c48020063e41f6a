/// Which unit lies below which, from where cases come from and who worked on them.
struct UnitTree {
  /// By tier, from the ground up.
  var units: [[FittedUnit]] = []
  /// Number of a desk's unit in its tier, by the desk's number; -1 for none.
  private(set) var unitOfDesk: [[Int]] = []
  /// By the number of the case; -1 where it names none.
  private var groundOfCase: [Int] = []
  var tiersWithoutParents: [Int] = []
  var blankCases = 0

  /// Of the cases of a unit, those that must have gone to one unit above for it to be the parent.
  private static let agreement = 0.9

  init(log: EventLog, table: LogTable) {
    let tiers = log.tierCount
    unitOfDesk = Array(repeating: Array(repeating: -1, count: table.desks.count), count: tiers)
    let ground = groundUnits(log, table)
    units = [ground.units]
    groundOfCase = ground.ofCase
    var below = ground.ofCase
    for tier in 1..<max(1, tiers) {
      let (level, ofCase) = upperUnits(log, table, tier: tier, below: below)
      units.append(level)
      below = ofCase
    }
  }

  /// Units of the lowest tier: what the log names as the place, else the desks that work there.
  private mutating func groundUnits(_ log: EventLog, _ table: LogTable) -> (units: [FittedUnit], ofCase: [Int]) {
    var names: [String] = []
    var number = [Int](repeating: -1, count: max(table.units.count, table.desks.count))
    let hasUnits = table.units.count > 0
    var ofCase = [Int](repeating: -1, count: log.cases.count)
    for (index, item) in log.cases.enumerated() {
      let label =
        hasUnits ? Int(item.unit) : Int(log.visits(of: item).first { $0.tier == 0 }?.desk ?? -1)
      guard label >= 0 else { continue }
      let name = hasUnits ? table.units[Int32(label)] : table.desks[Int32(label)]
      if name.isEmpty {
        blankCases += 1
        continue
      }
      if number[label] < 0 {
        number[label] = names.count
        names.append(name)
      }
      ofCase[index] = number[label]
    }
    guard !names.isEmpty else {
      return ([FittedUnit(name: "", parent: 0, cases: log.cases.count, weight: 1)], ofCase.map { _ in 0 })
    }
    if hasUnits {
      // A desk of the lowest tier is the unit that its cases come from.
      assignDesks(log, tier: 0, of: ofCase, count: names.count)
    } else {
      for label in number.indices where number[label] >= 0 { unitOfDesk[0][label] = number[label] }
    }
    var cases = [Int](repeating: 0, count: names.count)
    for unit in ofCase where unit >= 0 { cases[unit] += 1 }
    let mean = Double(cases.reduce(0, +)) / Double(names.count)
    let units = names.indices.map {
      FittedUnit(name: names[$0], parent: 0, cases: cases[$0], weight: Double(cases[$0]) / max(mean, 1e-9))
    }
    return (units, ofCase)
  }

  /// The unit of each visit of the log in its tier; -1 where it is not known. Where no desk is named, the lowest tier's is
  /// the unit that the case comes from.
  func units(ofVisits log: EventLog) -> [Int] {
    var places = [Int](repeating: -1, count: log.visits.count)
    for (number, item) in log.cases.enumerated() {
      for index in Int(item.firstVisit)..<Int(item.firstVisit + item.visitCount) {
        let visit = log.visits[index]
        let tier = Int(visit.tier)
        if visit.desk >= 0 {
          places[index] = unitOfDesk[tier][Int(visit.desk)]
        } else if units[tier].count == 1 {
          places[index] = 0
        } else if tier == 0 {
          places[index] = groundOfCase[number]
        }
      }
    }
    return places
  }

  private mutating func assignDesks(_ log: EventLog, tier: Int, of unitOfCase: [Int], count: Int) {
    var votes: [Int: [Int: Int]] = [:]
    for (index, item) in log.cases.enumerated() where unitOfCase[index] >= 0 {
      for visit in log.visits(of: item) where Int(visit.tier) == tier && visit.desk >= 0 {
        votes[Int(visit.desk), default: [:]][unitOfCase[index], default: 0] += 1
      }
    }
    for (desk, counts) in votes {
      let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
      unitOfDesk[tier][desk] = best?.key ?? -1
    }
  }

  /// Units of a tier: the desks that work there, if each unit below sends its cases to one of them.
  private mutating func upperUnits(
    _ log: EventLog, _ table: LogTable, tier: Int, below: [Int]
  ) -> (units: [FittedUnit], ofCase: [Int]) {
    let countBelow = units[tier - 1].count
    let single = [FittedUnit(name: "", parent: 0, cases: log.cases.count, weight: 1)]
    let all = below.map { _ in 0 }
    guard table.desks.count > 0 else { return (single, all) }
    var votes = [[Int: Int]](repeating: [:], count: countBelow)
    for (index, item) in log.cases.enumerated() where below[index] >= 0 {
      guard let visit = log.visits(of: item).first(where: { Int($0.tier) == tier && $0.desk >= 0 }) else { continue }
      votes[below[index]][Int(visit.desk), default: 0] += 1
    }
    var parent = [Int](repeating: -1, count: countBelow)
    var agreed = 0
    var voted = 0
    for (unit, counts) in votes.enumerated() {
      guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { continue }
      parent[unit] = best.key
      agreed += best.value
      voted += counts.values.reduce(0, +)
    }
    guard voted > 0, Double(agreed) >= UnitTree.agreement * Double(voted) else {
      if voted > 0 { tiersWithoutParents.append(tier) }
      for desk in unitOfDesk[tier].indices { unitOfDesk[tier][desk] = 0 }
      return (single, all)
    }
    var names: [String] = []
    for desk in parent where desk >= 0 && unitOfDesk[tier][desk] < 0 {
      unitOfDesk[tier][desk] = names.count
      names.append(table.desks[Int32(desk)])
    }
    for unit in 0..<countBelow {
      units[tier - 1][unit].parent = parent[unit] >= 0 ? unitOfDesk[tier][parent[unit]] : 0
    }
    let ofCase = below.map { $0 >= 0 ? units[tier - 1][$0].parent : -1 }
    var cases = [Int](repeating: 0, count: names.count)
    for unit in ofCase where unit >= 0 { cases[unit] += 1 }
    return (names.indices.map { FittedUnit(name: names[$0], parent: 0, cases: cases[$0], weight: 1) }, ofCase)
  }
}
