import Foundation

/// A description of the tables for programs and people: a Frictionless tabular data package.
///
/// Beside what the standard has it holds the words by which pages call what tables name by id, a digest of every file,
/// and a seal: the SHA-256 of all that stands above it in the file. They show that a file was changed; who changes files
/// on purpose can change these too.
enum DataPackage {
  /// A draft that knows no digests yet. Shards keep its text, so that a merge needs no model.
  static func json(name: String, tables: [ResultTable]) -> JSONValue {
    .object([
      ("profile", .string("tabular-data-package")),
      ("name", .string(slug(name))),
      ("resources", .array(tables.map(resource))),
      ("words", ResultWords.json),
    ])
  }

  /// The draft with `bytes` and `hash` of each table, those of other files under `documents`, and a seal at its end.
  static func sealed(_ draft: String, files: [ResultFile.Digest]) -> String {
    var text = draft
    var documents: [JSONValue] = []
    for file in files {
      let path = ("path", JSONValue.string(file.name))
      let found = [("bytes", JSONValue.integer(file.bytes)), ("hash", .string("sha256:\(file.sha256)"))]
      // No text of a package can hold these very characters: quotes within one are escaped.
      if let place = text.range(of: "\"path\": \(path.1.line),\n") {
        let lines = found.map { "      \"\($0.0)\": \($0.1.line),\n" }
        text.insert(contentsOf: lines.joined(), at: place.upperBound)
      } else {
        documents.append(.object([path] + found))
      }
    }
    text = String(opened(text)) + ",\n" + opened(JSONValue.object([("documents", .array(documents))]).text).dropFirst(2)
    return text + ",\n  \"seal\": \"sha256:\(SHA256.digits(of: text))\"\n}\n"
  }

  /// The text of an object without its end, so that more entries can follow.
  private static func opened(_ object: String) -> Substring { object.dropLast("\n}\n".count) }

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
