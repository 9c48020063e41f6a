/// A result file of rows and columns, with what a reader must know about each column.
struct ResultTable {
  struct Column {
    enum Kind: String {
      case string
      case number
      case integer
      case boolean
      case date
      case datetime
    }

    let name: String
    let kind: Kind
    /// Empty where there is none, or where it is another for each row.
    let unit: String
    let meaning: String

    init(_ name: String, _ kind: Kind, unit: String = "", _ meaning: String) {
      self.name = name
      self.kind = kind
      self.unit = unit
      self.meaning = meaning
    }
  }

  /// The name of the file, with its extension.
  let file: String
  let title: String
  let columns: [Column]

  /// A text that begins with the header.
  var header: CSVText { CSVText(header: columns.map(\.name)) }
}

extension ResultTable {
  static let responseColumn = Column("response", .string, "name of the number; `issueflow explain` says what it means")
  static let classColumn = Column("class", .string, "tier, channel, type or department; empty for numbers of one class")
  static let designPointColumn = Column(
    "design_point", .integer, "0 for the scenario itself, from 1 for cities drawn from the ranges of its inputs")

  static let summary = ResultTable(
    file: "summary.csv", title: "Estimates over the replications",
    columns: [
      responseColumn, classColumn, Column("mean", .number, "mean over the replications; empty if never observed"),
      Column("half_width", .number, "half the width of the Student interval; empty below two observations"),
      Column("ci_low", .number, "lower end of the interval"), Column("ci_high", .number, "upper end of the interval"),
      Column("n", .integer, unit: "replications", "replications that observed it"),
      Column("unit", .string, "unit of the mean and of the interval; 1 for shares, min for minutes"),
    ])

  static let replications = ResultTable(
    file: "replications.csv", title: "Every number of every replication",
    columns: [
      designPointColumn, Column("replication", .integer, "number of the replication, from 1"), responseColumn,
      classColumn, Column("value", .number, "value in the response's unit; what was not observed has no row"),
    ])

  static let leaks = ResultTable(
    file: "leaks.csv", title: "Why issues were closed above the lowest tier",
    columns: [
      Column("closed_at", .string, "tier that closed them"),
      Column("cause", .string, "why they left, or never saw, the lowest tier"),
      Column("type", .string, "type of the issues"),
      Column("issues", .number, unit: "issues", "mean number in a replication"),
      Column("half_width", .number, unit: "issues", "half the width of the interval of the mean"),
      Column("share", .number, unit: "1", "mean share of all closed issues"),
    ])

  static func units(tiers: [String]) -> ResultTable {
    ResultTable(
      file: "units.csv", title: "Every unit, in the mean over the replications",
      columns: [
        Column("unit", .string, "tier and number of the unit"), Column("tier", .string, "tier of the unit"),
        Column("parent", .string, "unit above; empty at the top"), Column("name_en", .string, "name in English"),
        Column("name_zh", .string, "name in Chinese"),
        Column("households", .number, unit: "households", "households of the unit and all below it"),
        Column("staff", .integer, unit: "workers", "workers of the unit, all its lines, when the observation ends"),
        Column("issues", .number, unit: "issues", "issues of the cohort that arose under it"),
        Column("closed", .number, unit: "issues", "those of them that were closed, wherever that was"),
      ]
        + tiers.map {
          Column("share_\($0)", .number, unit: "1", "share of them that counts as \($0)'s; empty if none was closed")
        }
        + [
          Column(
            "time_to_close", .number, unit: "min",
            "mean time from registration to closing of issues that arose under it"),
          Column("visits", .number, unit: "visits", "visits that arrived at the unit in the observation"),
          Column("utilisation", .number, unit: "1", "work done over staff time; empty without staff"),
          Column("load", .number, unit: "1", "work that arrived over staff time; 1 or more is overload"),
          Column("waiting_start", .number, unit: "visits", "waiting when the observation began"),
          Column("waiting_end", .number, unit: "visits", "waiting when it ended"),
          Column("in_band", .number, unit: "1", "share of replications in which its own issues met the target shares"),
        ])
  }

  static let timeline = ResultTable(
    file: "timeline.csv", title: "Every day, in the mean over the replications",
    columns: [
      Column("date", .date, "day"), Column("phase", .string, "warm-up or observation"),
      Column(
        "quantity", .string,
        "arisen, closed, withdrawn: issues of the day; open, waiting, vacant_posts, weak_units, inactive_units, stars: at its end; time_to_close: minutes"
      ),
      Column("tier", .string, "tier for closed and waiting, else empty"),
      Column("mean", .number, "mean over the replications that still ran"),
      Column("half_width", .number, "half the width of the interval"),
      Column("n", .integer, unit: "replications", "replications that still ran and observed it"),
    ])

  static let warmUp = ResultTable(
    file: "warm_up.csv", title: "The series in which the end of the warm-up was looked for",
    columns: [
      Column("day", .integer, "day of the pilots, from 0"),
      Column("open", .number, unit: "issues", "issues open at the end of the day, in the mean over the pilots"),
      Column("half_width", .number, unit: "issues", "half the width of the interval of that mean"),
      Column("week_mean", .number, unit: "issues", "mean of the whole week; empty in a week that breaks off"),
      Column("mser", .number, unit: "issues²", "MSER if the observation began with this week; the least decides"),
      Column("is_warm_up", .boolean, "whether the day was left to the warm-up"),
    ])

  static let failures = ResultTable(
    file: "failures.csv", title: "What could not be run or judged",
    columns: [
      designPointColumn, Column("replication", .integer, "number of the replication; empty for the whole design point"),
      Column("error", .string, "what was wrong"),
    ])

  static let uncertainty = ResultTable(
    file: "uncertainty.csv", title: "Cities drawn from the ranges of the inputs",
    columns: [
      designPointColumn, Column("kind", .string, "input or verdict"),
      Column("name", .string, "path of the input; standing, replications or margin"),
      Column(
        "value", .string,
        "number of the input in minutes, shares, counts, rates a minute or cost a year; met, not met, inconclusive or invalid; how many; in half bands or parts of a bound"
      ),
    ])
}
