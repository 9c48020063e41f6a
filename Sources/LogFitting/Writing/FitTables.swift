import Experiments
import OutputAnalysis

/// What a fit learnt, as tables beside the scenario.
struct FitTables {
  let city: FittedCity
  let goodness: GoodnessTable
  let stem: String

  func files() -> [FittedScenario.File] {
    [
      FittedScenario.File(name: "\(stem)-goodness.csv", bytes: goodnessText()),
      FittedScenario.File(name: "\(stem)-distributions.csv", bytes: distributionsText()),
      FittedScenario.File(name: "\(stem)-moves.csv", bytes: movesText()),
    ]
  }

  private func goodnessText() -> [UInt8] {
    var text = CSVText(header: [
      "measure", "class", "cases", "log", "simulated", "difference", "noise", "drift", "in_sample", "allowed", "holds",
      "naive_holds", "blame",
    ])
    for row in goodness.rows {
      text.text(row.measure.rawValue)
      text.text(row.name)
      text.integer(row.cases)
      for number in [row.log, row.simulated, row.difference, row.noise, row.drift, row.inSample, row.allowed] {
        text.number(number.flatMap { $0.isFinite ? $0 : nil })
      }
      for answer in [row.holds, row.naiveHolds] { text.text(answer.map { $0 ? "true" : "false" } ?? "") }
      text.text(row.blame?.rawValue ?? "")
      text.endRow()
    }
    return text.bytes
  }

  /// Every model that was tried for every cell, the chosen one marked.
  private func distributionsText() -> [UInt8] {
    var text = CSVText(header: [
      "cell", "model", "chosen", "cases", "open", "pooled", "aic", "gap", "p_value", "median_error", "p90_error",
      "text",
    ])
    for cell in city.cells {
      let chosen = cell.fit
      var models: [(name: String, fit: FittedDuration?, agreement: GoodnessOfFit?)] = cell.report.candidates.map {
        ($0.families.map(\.rawValue).joined(separator: "+") + ($0.hasZeroShare ? "+zero" : ""), $0.fit, $0.agreement)
      }
      if !models.contains(where: { $0.fit == chosen }) {
        models.append((chosen.kindName, chosen, cell.report.chosen == chosen ? cell.report.agreement : nil))
      }
      for model in models {
        text.text(cell.name)
        text.text(model.name)
        text.boolean(model.fit == chosen)
        text.integer(cell.report.count)
        text.integer(cell.report.openCount)
        text.boolean(cell.isPooled)
        text.number(model.fit?.aic.flatMap { $0.isFinite ? $0 : nil })
        text.number(model.agreement?.gap)
        text.number(model.agreement?.pValue)
        text.number(model.agreement?.medianError.flatMap { $0.isFinite ? $0 : nil })
        text.number(model.agreement?.p90Error.flatMap { $0.isFinite ? $0 : nil })
        text.text(model.fit.map { TimeText.distribution($0, name: cell.name, samples: "\(stem)-times.csv") } ?? "")
        text.endRow()
      }
    }
    return text.bytes
  }

  private func movesText() -> [UInt8] {
    var text = CSVText(header: ["type", "from", "to", "seen", "share"])
    for type in city.types {
      for (tier, ways) in zip(city.tiers, type.ways) {
        for way in ways {
          text.text(type.id)
          text.text(tier.id)
          text.text(city.tiers[way.target].id)
          text.integer(way.count)
          text.number(way.share)
          text.endRow()
        }
      }
    }
    return text.bytes
  }
}

extension FittedDuration {
  fileprivate var kindName: String {
    switch self {
    case .constant: "constant"
    case .family(let fit): fit.law.family.rawValue
    case .mixture(let fit): fit.components.map(\.law.family.rawValue).joined(separator: "+")
    case .empirical: "sample"
    }
  }
}
