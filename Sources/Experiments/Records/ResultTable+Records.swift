extension ResultTable {
  static let issues = ResultTable(
    file: "issues.csv", title: "Every issue",
    columns: zip(
      RecordRows.issueColumns,
      [
        (.integer, "", "number of the replication"),
        (.string, "", "replication, type, place and ordinal by numbers; what is no issue says after them what it is"),
        (.string, "", "type"), (.string, "", "unit of the lowest tier in which it arose"),
        (.datetime, "", "when it arose, local time"), (.datetime, "", "when it was registered; empty if never found"),
        (.datetime, "", "when it ended; empty if it did not"), (.datetime, "", "when its time limit was over"),
        (.string, "", "closed, withdrawn, merged, dismissed, errand, open or undiscovered"),
        (.string, "", "tier that closed it"), (.string, "", "highest tier that worked on it"),
        (.string, "", "channel that found it"), (.string, "", "why it left, or never saw, the lowest tier"),
        (.number, "1", "complexity, 0 easy to 1 hard"), (.number, "min", "hands-on minutes spent on it"),
        (.integer, "visits", "visits to tiers"), (.integer, "", "how often it was opened again"),
        (.boolean, "", "whether it was ever registered"), (.boolean, "", "whether it was assigned wrongly at first"),
        (.integer, "", "call-backs to its resident"), (.integer, "", "call-backs that found the resident content"),
        (.boolean, "", "whether it arose in the observation"),
        (.string, "", "issue, report (a further one of a known issue), false_alarm or errand"),
        (.string, "", "for a report the issue that it tells of"),
      ] as [(Column.Kind, String, String)]
    ).map { Column($0, $1.0, unit: $1.1, $1.2) })

  static let events = ResultTable(
    file: "events.csv", title: "Every visit, as an event log",
    columns: zip(
      RecordRows.eventColumns,
      [
        (
          .string, "",
          "the issue: replication, type, place and ordinal by numbers; what is no issue says after them what it is"
        ),
        (.string, "", "tier, intake, volunteers, first responder or department"),
        (.datetime, "", "when it arrived; for departments when they were called"),
        (.datetime, "", "when work began; without work when the visit ended; empty if the run ended first"),
        (.datetime, "", "when work ended, or the visit was left; empty if the run ended first"),
        (.string, "", "unit that served"),
        (.integer, "", "number of the replication"), (.string, "", "tier, intake, volunteers, responder or department"),
        (.string, "", "tier of the unit"), (.string, "", "type of the issue"),
        (.string, "", "unit of the lowest tier in which it arose"), (.string, "", "how the visit ended"),
        (.number, "min", "hands-on minutes"),
        (.string, "", "issue, report (a further one of a known issue), false_alarm or errand"),
        (.string, "", "for a report the issue that it tells of"),
      ] as [(Column.Kind, String, String)]
    ).map { Column($0, $1.0, unit: $1.1, $1.2) })
}
