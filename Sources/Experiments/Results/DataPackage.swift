/// A description of the tables for programs and people: a Frictionless tabular data package.
enum DataPackage {
  static func json(name: String, tables: [ResultTable]) -> JSONValue {
    .object([
      ("profile", .string("tabular-data-package")),
      ("name", .string(slug(name))),
      ("resources", .array(tables.map(resource))),
    ])
  }

  private static func resource(_ table: ResultTable) -> JSONValue {
    .object([
      ("profile", .string("tabular-data-resource")),
      ("name", .string(table.file.split(separator: ".").first.map(String.init) ?? table.file)),
      ("title", .string(table.title)),
      ("path", .string(table.file)),
      ("format", .string("csv")),
      ("mediatype", .string("text/csv")),
      ("encoding", .string("utf-8")),
      ("dialect", .object([("delimiter", .string(",")), ("lineTerminator", .string("\r\n"))])),
      (
        "schema",
        .object([("fields", .array(table.columns.map(field))), ("missingValues", .array([.string("")]))])
      ),
    ])
  }

  private static func field(_ column: ResultTable.Column) -> JSONValue {
    var entries: [(String, JSONValue)] = [
      ("name", .string(column.name)), ("type", .string(column.kind.rawValue)),
    ]
    // Local civil time has no zone, which the default format would ask for.
    if column.kind == .datetime { entries.append(("format", .string("%Y-%m-%dT%H:%M:%S"))) }
    if !column.unit.isEmpty { entries.append(("unit", .string(column.unit))) }
    entries.append(("description", .string(column.meaning)))
    return .object(entries)
  }

  /// Package names are lower-case letters, digits, `.`, `_` and `-`.
  private static func slug(_ name: String) -> String {
    let slug = String(
      name.lowercased().unicodeScalars.map { scalar in
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
          ? Character(scalar) : "-"
      })
    return slug.contains { $0 != "-" } ? slug : "results"
  }
}
