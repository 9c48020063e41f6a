// What arises, where it starts, and the ways that it takes.

extension FittedScenario {
  var types: [String] { ["", "types:"] + city.types.flatMap(lines(of:)) }

  private func lines(of type: FittedType) -> [String] {
    var lines = ["  - id: \(type.id)"]
    if !type.title.isEmpty {
      lines.append("    title: {en: \(quoted(type.title)), zh: \(quoted(type.title))}")
    } else if type.id == "other" {
      lines.append("    title: {en: Other, zh: 其他}")
    }
    lines.append("    rate: \(rate(of: type))")
    lines.append("    profile: \(city.profiles[type.profile].id)")
    if type.overDispersion > 0 {
      lines.append("    over_dispersion: \(TimeText.number(type.overDispersion, digits: 3))")
    }
    if type.urgency > 0 { lines.append("    urgency: \(type.urgency == 2 ? "emergency" : "urgent")") }
    if city.dispatch != nil { lines.append("    found_by: {report: 0 min}") }
    lines.append("    start_at: \(start(of: type))")
    lines.append("    work:")
    for (tier, cell) in zip(city.tiers, type.work) {
      // Nobody was seen to work there, or the log does not tell.
      let time = cell.map { TimeText.distribution($0, samples: timesFile) } ?? "0 min"
      lines.append("      \(tier.id): \(quoted(time))\(cell.map(basis) ?? "")")
    }
    let outside = zip(city.tiers, type.outside).filter { $0.1 != nil }
    if !outside.isEmpty {
      lines.append("    outside:")
      for case (let tier, let cell?) in outside {
        lines.append("      \(tier.id): \(quoted(TimeText.distribution(cell, samples: timesFile)))\(basis(cell))")
      }
    }
    if city.tiers.count > 1 { lines += routing(of: type) }
    return lines
  }

  /// Cases a day of the whole city, as a scenario writes them.
  func rateText(_ rate: Double) -> String {
    let units = Double(city.units.first?.count ?? 1)
    // The mean unit has 1000 households, so a city's rate over its units is a rate of a thousand households.
    return city.units.contains { $0.count > 1 }
      ? "\(TimeText.number(rate / units)) per 1000 households per day" : "\(TimeText.number(rate)) per city per day"
  }

  private func rate(of type: FittedType) -> String {
    let value = rateText(type.rate)
    let source = quoted("\(logName): \(type.cases) cases")
    // Where the ensemble has rates, one that is drawn by itself would not go with the rest.
    guard ensemble == nil, type.rateLow < type.rate, type.rate < type.rateHigh else {
      return "{value: \(value), source: \(source)}"
    }
    return "{value: \(value), range: [\(rateText(type.rateLow)), \(rateText(type.rateHigh))], source: \(source)}"
  }

  /// Shares of ways as they are written. What is solved has its share too, so that rounding cannot make a sum above 1.
  func shares(of ways: [FittedWay]) -> [String] {
    TimeText.weights(ways.map(\.share) + [max(0, 1 - ways.reduce(0) { $0 + $1.share })]).dropLast()
  }

  func start(of type: FittedType) -> String {
    let used = type.start.indices.filter { type.start[$0] > 0 }
    if used.count <= 1 { return city.tiers[used.first ?? 0].id }
    let weights = TimeText.weights(used.map { type.start[$0] })
    let shares = zip(used, weights).filter { $0.1 != "0" }.map { tier, weight in
      "\(city.tiers[tier].id): \(weight)"
    }
    return "{\(shares.joined(separator: ", "))}"
  }

  private func routing(of type: FittedType) -> [String] {
    var lines = ["    routing:"]
    for (tier, ways) in zip(city.tiers, type.ways) where !ways.isEmpty {
      lines.append("      \(tier.id):")
      for (way, share) in zip(ways, shares(of: ways)) {
        let after = quoted(TimeText.distribution(way.after, samples: timesFile))
        lines.append("        \(city.tiers[way.target].id): {share: \(share), after: \(after)} # \(way.count) seen")
      }
    }
    return lines.count == 1 ? ["    routing: {}"] : lines
  }

  /// How many stays a distribution rests on.
  private func basis(_ cell: DurationCell) -> String {
    " # \(cell.report.count) stays\(cell.report.openCount > 0 ? ", \(cell.report.openCount) open" : "")"
      + (cell.isPooled ? " of all types" : "")
  }
}
