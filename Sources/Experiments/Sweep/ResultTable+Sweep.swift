import ScenarioLanguage

/// The tables of a sweep: those of a run, with the number of the point before.
extension ResultTable {
  private static let point = Column("design_point", .integer, "number of the point in design.csv, from 1")

  /// A column for each factor.
  static func design(_ columns: [DesignPoints.Column], hasPolicies: Bool) -> ResultTable {
    let policy = Column(PolicySpec.column, .string, "scenario that the point begins from")
    return ResultTable(
      file: "design.csv", title: "The points of the design",
      columns: [point] + (hasPolicies ? [policy] : [])
        + columns.map { column in
          let paths = column.paths.joined(separator: ", ")
          return Column(
            column.name, column.isNumeric ? .number : .string, unit: column.unit,
            "value of \(paths); empty where the scenario keeps its own")
        })
  }

  static let sweepSummary = ResultTable(
    file: summary.file, title: "Estimates over the replications of each point", columns: [point] + summary.columns)

  static let sweepReplications = ResultTable(
    file: replications.file, title: "Every number of every replication of each point",
    columns: [point] + replications.columns.dropFirst())

  static let sweepLeaks = ResultTable(file: leaks.file, title: leaks.title, columns: [point] + leaks.columns)

  static let verdicts = ResultTable(
    file: "verdicts.csv", title: "Whether the points meet the targets of their scenarios",
    columns: [
      point, Column("decision", .string, "met, not met or undecided; empty without targets or verdict"),
      Column("replications", .integer, unit: "replications", "replications that it rests on"),
      Column("criterion", .string, "the demand that is nearest to its bound, or farthest beyond it"),
      Column("state", .string, "holds, violated or open, of that demand"),
      Column("mean", .number, "mean of that demand's response, in its unit"),
      Column("lower", .number, "lower end of its band; empty without"),
      Column("upper", .number, "upper end of its band; empty without"),
      Column(
        "margin", .number, unit: "1",
        "how far inside the mean is, in half bands for shares and relative to the bound for guards; negative outside"),
      Column("reason", .string, "why there is no verdict"),
    ])

  static let runs = ResultTable(
    file: "runs.csv", title: "Every run, with what tells whether two went the same way",
    columns: [
      point, Column("replication", .integer, "number of the replication, from 1"),
      Column("fingerprint", .string, "sixteen hexadecimal digits that two runs share only if they went the same way"),
      Column("events", .integer, unit: "events", "arrivals of issues and completions of services"),
      Column("cohort_complete", .boolean, "whether every issue of the cohort was followed to its end"),
    ])

  static let sweepFailures = ResultTable(
    file: failures.file, title: failures.title,
    columns: [
      point, Column("replication", .integer, "number of the replication; empty for the whole point"),
      Column("error", .string, "what was wrong"),
    ])
}
