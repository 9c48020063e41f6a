extension ExperimentResult {
  /// All tables that every run has, in the order of the data package.
  func tables(study: UncertaintyResult?) -> [TableText] {
    var tables = [summaryTable, replicationsTable(study), leaksTable, unitsTable, timelineTable, failuresTable(study)]
    if !warmUp.series.isEmpty { tables.append(warmUpTable) }
    if let study { tables.append(study.table) }
    return tables
  }

  private var summaryTable: TableText {
    TableText(.summary) { text in
      for row in summary { row.write(to: &text) }
    }
  }

  private func replicationsTable(_ study: UncertaintyResult?) -> TableText {
    TableText(.replications) { text in
      func add(_ values: [Double?], layout: ResponseLayout, point: Int, replication: Int) {
        for (entry, value) in zip(layout.entries, values) {
          guard let value else { continue }
          text.integer(point)
          text.integer(replication)
          text.text(entry.response.name)
          text.text(entry.responseClass)
          text.number(value)
          text.endRow()
        }
      }
      for result in replications {
        add(result.values, layout: result.layout, point: 0, replication: result.replication)
      }
      guard let study else { return }
      for city in study.cities {
        guard case .judged(let outcome) = city.outcome else { continue }
        for (index, values) in outcome.values.enumerated() {
          add(values, layout: study.layout, point: city.number, replication: index + 1)
        }
      }
    }
  }

  private var leaksTable: TableText {
    TableText(.leaks) { text in
      for row in leaks { row.write(to: &text) }
    }
  }

  private var unitsTable: TableText {
    let tiers = scenario.tiers.map(\.id)
    return TableText(.units(tiers: tiers)) { text in
      for row in units {
        text.text(row.id)
        text.text(row.tier)
        text.text(row.parent)
        text.text(row.title.en)
        text.text(row.title.zh)
        text.number(row.households)
        text.integer(row.staff)
        text.number(row.issues)
        text.number(row.closed)
        for tier in tiers.indices { text.number(row.shares?[tier]) }
        text.number(row.timeToClose)
        text.number(row.visits)
        text.number(row.utilisation)
        text.number(row.load)
        text.number(row.waitingAtStart)
        text.number(row.waitingAtEnd)
        text.number(row.inBand)
        text.endRow()
      }
    }
  }

  private var timelineTable: TableText {
    TableText(.timeline) { text in
      for row in timeline {
        text.text(row.date.iso)
        text.text(row.phase.rawValue)
        text.text(row.quantity.rawValue)
        text.text(row.tier)
        text.number(row.mean)
        text.number(row.halfWidth)
        text.integer(row.n)
        text.endRow()
      }
    }
  }

  private var warmUpTable: TableText {
    TableText(.warmUp) { text in
      for row in warmUp.series {
        text.integer(row.day)
        text.number(row.open)
        text.number(row.halfWidth)
        text.number(row.weekMean)
        text.number(row.statistic)
        text.boolean(row.isDeleted)
        text.endRow()
      }
    }
  }

  /// A replication that fails ends the run; what is listed are cities that could not be run, and a missing verdict.
  private func failuresTable(_ study: UncertaintyResult?) -> TableText {
    TableText(.failures) { text in
      func add(_ point: Int, _ reason: String) {
        text.integer(point)
        text.text("")
        text.text(reason)
        text.endRow()
      }
      if let verdictProblem { add(0, verdictProblem.message(language: .english)) }
      for (number, reason) in study?.invalid ?? [] { add(number, reason.en) }
    }
  }
}

extension UncertaintyResult {
  var table: TableText {
    TableText(.uncertainty) { text in
      func add(_ point: Int, _ kind: String, _ name: String, _ value: (inout CSVText) -> Void) {
        text.integer(point)
        text.text(kind)
        text.text(name)
        value(&text)
        text.endRow()
      }
      for city in cities {
        for (input, number) in zip(inputs, city.inputs) { add(city.number, "input", input.path) { $0.number(number) } }
        switch city.outcome {
        case .judged(let judged):
          add(city.number, "verdict", "standing") { $0.text(judged.standing.word) }
          add(city.number, "verdict", "replications") { $0.integer(judged.replications) }
          add(city.number, "verdict", "margin") { $0.number(judged.margin) }
        case .invalid:
          add(city.number, "verdict", "standing") { $0.text("invalid") }
        }
      }
    }
  }
}
