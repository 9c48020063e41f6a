/// The tables of a search.
extension ResultTable {
  private static let number = Column("candidate", .integer, "number of the policy in the space, from 1")

  static func search(_ columns: [DesignPoints.Column], hasPolicies: Bool, tiers: [String]) -> ResultTable {
    ResultTable(
      file: "search.csv", title: "Every policy that was looked at, the cheapest first",
      columns: tried(columns, hasPolicies: hasPolicies, tiers: tiers))
  }

  static func frontier(_ columns: [DesignPoints.Column], hasPolicies: Bool, tiers: [String]) -> ResultTable {
    ResultTable(
      file: "frontier.csv", title: "What a larger share of the lowest tier costs, among the policies looked at",
      columns: tried(columns, hasPolicies: hasPolicies, tiers: tiers))
  }

  private static func tried(_ columns: [DesignPoints.Column], hasPolicies: Bool, tiers: [String]) -> [Column] {
    [number] + (hasPolicies ? [policyColumn] : [])
      + columns.map {
        Column(
          $0.name, $0.isNumeric ? .number : .string, unit: $0.unit, "value of \($0.paths.joined(separator: ", "))")
      } + [
        Column(
          "cost", .number, "what the policy costs in the city explored, by the search file or in the scenario's money"),
        Column("standing", .string, "meets, misses or open: the targets, give or take the indifference; or invalid"),
        Column("replications", .integer, unit: "replications", "replications that it rests on"),
        Column("margin", .number, unit: "1", "how far inside the bands the worst mean is; negative outside"),
      ] + tiers.map { Column("share_\($0)", .number, unit: "1", "mean share of issues that \($0) closed") }
  }

  static let confirmation = ResultTable(
    file: "confirmation.csv", title: "The answer on fresh luck in the whole city",
    columns: [
      number, Column("cost", .number, "what it costs in the whole city"),
      Column("decision", .string, "met, not met or undecided"), Column("criterion", .string, "the demand"),
      Column("state", .string, "holds, violated or open"), Column("mean", .number, "mean of its response"),
      Column("half_width", .number, "half the width of the interval"),
      Column("lower", .number, "lower end of the band; empty without"),
      Column("upper", .number, "upper end of the band; empty without"),
      Column("replications", .integer, unit: "replications", "fresh replications"),
    ])
}
