/// The tables of a comparison.
extension ResultTable {
  static let policyColumn = Column("policy", .string, "name of the policy; the baseline is the first of policies.csv")

  static let policies = ResultTable(
    file: "policies.csv", title: "The policies that were compared, the baseline first",
    columns: [
      policyColumn, Column("title_en", .string, "title in English"), Column("title_zh", .string, "title in Chinese"),
      Column("decision", .string, "met, not met or undecided; empty without targets or verdict"),
      Column("reason", .string, "why there is no verdict"),
    ])

  static let comparison = ResultTable(
    file: "comparison.csv", title: "What each policy changes beside the baseline",
    columns: [
      policyColumn, responseColumn, classColumn, Column("unit", .string, "unit of means and differences"),
      Column("baseline_mean", .number, "mean of the baseline over the pairs"),
      Column("mean", .number, "mean of the policy over the pairs"),
      Column("difference", .number, "policy less baseline"),
      Column(
        "half_width", .number,
        "half the width of the interval, which need not lie evenly about the difference; empty below two pairs, and where "
          + "every pair differs alike and nothing bounds how rarely others do"),
      Column("ci_low", .number, "lower end of the interval"), Column("ci_high", .number, "upper end of the interval"),
      Column("simultaneous_low", .number, "lower end of the interval that holds for all policies together"),
      Column("simultaneous_high", .number, "upper end of that interval"),
      Column("n", .integer, unit: "replications", "pairs of replications"),
      Column(
        "basis", .string,
        "what the interval rests on: student, skewed, tail, sparse (most pairs differ alike) or constant (all do); empty "
          + "without pairs, and for a policy that is the baseline under another name"),
      Column(
        "variance_reduction", .number, unit: "1",
        "variance of the difference with luck of their own over that with common luck; empty where nothing varies"),
      Column("variance_reduction_low", .number, unit: "1", "its lower limit, by the bootstrap"),
    ])

  static let migration = ResultTable(
    file: "migration.csv", title: "How issues ended under baseline and policy, each paired with itself",
    columns: [
      policyColumn,
      Column("from", .string, "tier that closed them under the baseline; or withdrawn, open, undiscovered, absent"),
      Column("to", .string, "the same under the policy"),
      Column("issues", .number, unit: "issues", "mean number in a replication"),
      Column("half_width", .number, unit: "issues", "half the width of the interval of the mean"),
    ])

  static let oneSided = ResultTable(
    file: "one_sided.csv", title: "Issues that arose under one of baseline and policy only",
    columns: [
      policyColumn, Column("side", .string, "where they arose: baseline or policy"),
      Column(
        "reason", .string,
        "type or place: the other has none such; arrivals: it has both, and they did not arise there"),
      Column("id", .string, "the place, or else the type"),
      Column("issues", .number, unit: "issues", "mean number in a replication"),
      Column("half_width", .number, unit: "issues", "half the width of the interval of the mean"),
    ])

  static let leakChanges = ResultTable(
    file: leaks.file, title: "Issues that leave the lowest tier under one of baseline and policy only",
    columns: [
      policyColumn,
      Column("direction", .string, "gained: closed above under the policy only; lost: under the baseline only"),
      Column("cause", .string, "why they left the lowest tier"), Column("type", .string, "type of the issues"),
      Column("issues", .number, unit: "issues", "mean number in a replication"),
      Column("half_width", .number, unit: "issues", "half the width of the interval of the mean"),
    ])

  static let best = ResultTable(
    file: "best.csv", title: "Which policies may be the best",
    columns: [
      policyColumn, Column("criterion", .string, "what is compared; distance: the farthest share, in tolerances"),
      Column("mean", .number, "mean of the criterion"),
      Column("low", .number, "lower end of how far it leads the best other; 0: it is the best"),
      Column("high", .number, "upper end; 0: it is not the best"),
    ])

  static let comparedReplications = ResultTable(
    file: replications.file, title: "Every number of every replication of each policy",
    columns: [policyColumn] + replications.columns.dropFirst())

  static let plausible = ResultTable(
    file: "plausible.csv", title: "The policies in plausible cities, which all of them met alike",
    columns: [
      Column("city", .integer, "number of the city"), policyColumn,
      Column("standing", .string, "met, not met or inconclusive; invalid when the numbers make no city"),
      Column("margin", .number, unit: "1", "how far inside the bands; negative outside"),
      Column("share", .number, unit: "1", "mean share of the lowest tier over the replications that every city has"),
    ])
}
