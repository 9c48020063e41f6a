extension ComparedPolicies {
  var tables: [TableText] {
    [policiesTable, comparisonTable, migrationTable, oneSidedTable, leaksTable, bestTable, replicationsTable]
  }

  private func id(_ policy: Int) -> String { policies[policy].id }

  private var policiesTable: TableText {
    TableText(.policies) { text in
      for policy in policies {
        text.text(policy.id)
        text.text(policy.scenario.title.en)
        text.text(policy.scenario.title.zh)
        text.text(policy.verdict?.decision.rawValue ?? "")
        text.text(policy.verdictProblem?.message(language: .english) ?? "")
        text.endRow()
      }
    }
  }

  private var comparisonTable: TableText {
    TableText(.comparison) { text in
      for row in differences {
        text.text(id(row.policy))
        text.text(row.response.name)
        text.text(row.responseClass)
        text.text(row.response.unit.rawValue)
        text.number(row.baselineMean)
        text.number(row.mean)
        text.number(row.difference)
        text.number(row.interval.map { ($0.upperBound - $0.lowerBound) / 2 })
        for interval in [row.interval, row.simultaneous] {
          text.number(interval?.lowerBound)
          text.number(interval?.upperBound)
        }
        text.integer(row.n)
        text.text(row.basis?.rawValue ?? "")
        text.number(row.variances?.ratio)
        text.number(row.variances?.low)
        text.endRow()
      }
    }
  }

  private var migrationTable: TableText {
    TableText(.migration) { text in
      for migration in migrations {
        for (from, row) in zip(migration.fates, migration.cells) {
          for (to, cell) in zip(migration.fates, row) where from != "absent" || to != "absent" {
            text.text(id(migration.policy))
            text.text(from)
            text.text(to)
            text.number(cell.mean)
            text.number(cell.halfWidth)
            text.endRow()
          }
        }
      }
    }
  }

  private var oneSidedTable: TableText {
    TableText(.oneSided) { text in
      for migration in migrations {
        for row in migration.oneSided {
          text.text(id(migration.policy))
          text.text(row.side.rawValue)
          text.text(row.reason.rawValue)
          text.text(row.id)
          text.number(row.issues)
          text.number(row.halfWidth)
          text.endRow()
        }
      }
    }
  }

  private var leaksTable: TableText {
    TableText(.leakChanges) { text in
      for row in leaks {
        text.text(id(row.policy))
        text.text(row.direction.rawValue)
        text.text(row.cause == .none ? "none" : row.cause.name)
        text.text(row.type)
        text.number(row.issues)
        text.number(row.halfWidth)
        text.endRow()
      }
    }
  }

  private var bestTable: TableText {
    TableText(.best) { text in
      guard let best else { return }
      for (index, interval) in best.intervals.enumerated() {
        text.text(id(index))
        text.text(best.name)
        text.number(best.means[index])
        text.number(interval.low.isFinite ? interval.low : nil)
        text.number(interval.high.isFinite ? interval.high : nil)
        text.endRow()
      }
    }
  }

  private var replicationsTable: TableText {
    TableText(.comparedReplications) { text in
      for (policy, results) in zip(policies, results) {
        for result in results {
          for (entry, value) in zip(result.layout.entries, result.values) {
            guard let value else { continue }
            text.text(policy.id)
            text.integer(result.replication)
            text.text(entry.response.name)
            text.text(entry.responseClass)
            text.number(value)
            text.endRow()
          }
        }
      }
    }
  }

  /// What is paired with what, and for how many it is the very same issue.
  private func pairing(_ migration: Migration) -> JSONValue {
    .object([
      ("policy", .string(id(migration.policy))), ("paired", .number(migration.paired)),
      ("very_same", .number(migration.verySame)), ("all_very_same", .boolean(migration.areVerySame)),
      ("unpaired", .array(migration.unpaired.map { .string($0) })),
    ])
  }

  func manifest(of comparison: Comparison, cities: Int?, files: [String]) -> JSONValue {
    let laid = comparison.entries.filter { !$0.document.layers.isEmpty }.map { entry -> JSONValue in
      .object([("policy", .string(entry.id)), ("laid_over", Manifest.json(entry.document.layers))])
    }
    return .object(
      [
        ("schema_version", .integer(Manifest.schemaVersion)),
        ("study", .string("comparison")),
        ("tool", .object([("name", .string(Manifest.toolName)), ("build", .string(comparison.tool))])),
        ("policies", .array(policies.map { .string($0.id) })),
        ("titles", policies.first.map { Manifest.titles(of: $0.scenario) } ?? .null),
        ("hash_algorithm", .string("fnv1a-128")), ("hash", .string(comparison.hash)),
        ("master_seed", .integer(Int(seed))), ("replications", .integer(replications)),
        ("is_paired", .boolean(isPaired)), ("confidence", .number(confidence)),
        ("pairing", .array(migrations.map(pairing))),
        ("warm_up_days", warmUpDays.map { .integer($0) } ?? .null),
        ("plausible_cities", cities.map { .integer($0) } ?? .null),
        ("files", .array(files.map { .string($0) })),
      ] + (laid.isEmpty ? [] : [("policies_laid_over", .array(laid))]))
  }
}
