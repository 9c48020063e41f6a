import Experiments

/// Everything a run came to, as one JSON document.
enum JSONReport {
  static func document(of study: Study, folder: String?) -> JSONValue {
    let result = study.result
    return .object([
      ("tool", .object([("name", .string("issueflow")), ("version", .string(Version.text))])),
      ("file", .string(study.file)),
      (
        "scenario",
        .object([
          ("name", .string(result.scenario.name)), ("title_en", .string(result.scenario.title.en)),
          ("title_zh", .string(result.scenario.title.zh)),
        ])
      ),
      ("seed", .integer(Int(result.seed))),
      ("replications", .integer(result.replications.count)),
      (
        "warm_up",
        .object([
          ("days", .integer(result.warmUp.days)), ("origin", .string(result.warmUp.origin.rawValue)),
        ])
      ),
      ("verdict", result.verdictReport(study: study.uncertainty)),
      ("summary", .array(result.summary.map(\.json))),
      ("leaks", .array(result.leaks.map(\.json))),
      ("results", folder.map { .string($0) } ?? .null),
      ("timing", study.times.json),
    ])
  }
}

extension RunTimes {
  fileprivate var json: JSONValue {
    .object([
      ("wall_seconds", .number(wall / .seconds(1))), ("cpu_seconds", .number(cpu / .seconds(1))),
      ("events", .integer(events)), ("events_per_cpu_second", .number(eventsPerSecond)), ("jobs", .integer(jobs)),
    ])
  }
}
