extension ScenarioSchema {
  /// The JSON Schema of a kind of file.
  /// - Parameter measures: those that scenario files may name.
  package static func json(of file: StudyFile, measures: [MeasureKind]) -> String {
    SchemaWriter(measures: measures).text(of: file)
  }
}

/// Writes what sections of the language say as JSON Schema.
private struct SchemaWriter {
  let measures: [MeasureKind]

  func text(of file: StudyFile) -> String {
    let root = file.section
    let required = root.fields.filter(\.isRequired).map(\.key)
    let schema: [(String, JSONText)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("title", .string("IssueFlow \(file.rawValue)")),
    ]
    guard file == .scenario else {
      return JSONText.object(schema + object(root) + [("required", .strings(required))]).text() + "\n"
    }
    let alternatives: [(String, JSONText)] = [
      (
        "anyOf",
        .array([
          .object([("required", .strings(required))]), .object([("required", .strings(["extends"]))]),
          // A policy, which is laid over a city.
          .object([
            ("required", .strings(["schema", "name"])),
            (
              "not",
              .object([
                ("anyOf", .array(["city", "observe"].map { .object([("required", .strings([$0]))]) }))
              ])
            ),
          ]),
        ])
      )
    ]
    return JSONText.object(schema + object(root) + alternatives).text() + "\n"
  }

  private func object(_ section: SectionSpec, isItem: Bool = false) -> [(String, JSONText)] {
    var properties = section.fields.map { ($0.key, JSONText.object(property($0))) }
    if isItem {
      properties.append(
        (
          "remove",
          .object([
            ("const", .bool(true)),
            ("description", .string("Takes away the item of an extended file.\n\n删除所扩展文件中的该项。")),
          ])
        ))
    }
    var object: [(String, JSONText)] = [
      ("type", .string("object")), ("description", .string(description(section.doc))),
      ("additionalProperties", .bool(false)), ("properties", .object(properties)),
    ]
    if isItem { object.append(("required", .strings(["id"]))) }
    return object
  }

  private func property(_ field: FieldSpec) -> [(String, JSONText)] {
    var description = description(field.doc)
    if !field.unit.en.isEmpty { description += "\n\nUnit 单位: \(field.unit.en) \(field.unit.zh)" }
    if field.isRequired { description += "\n\nRequired 必填" }
    if !field.defaultText.isEmpty { description += "\n\nDefault 默认: \(field.defaultText)" }
    // What the field is for says more than what such a thing is in general.
    return [("description", .string(description))] + schema(of: field.kind).filter { $0.0 != "description" }
  }

  private func description(_ doc: LocalizedText) -> String { doc.en + "\n\n" + doc.zh }

  private func schema(of kind: FieldKind) -> [(String, JSONText)] {
    switch kind {
    case .section(let section, let isOptional):
      let object = object(section)
      return isOptional ? anyOf([object, [("const", .string("none"))]]) : object
    case .list(let section, let count):
      return [
        ("type", .string("array")), ("items", .object(object(section, isItem: true))),
        ("maxItems", .number(Double(count.upperBound))),
      ]
    case .measures:
      let removal = object(SectionSpec(doc: .measureWord, fields: []), isItem: true)
      let items = measures.map { object($0.section, isItem: true) }
      return [("type", .string("array")), ("items", .object(anyOf(items + [removal])))]
    case .schedule:
      return [
        ("type", .string("object")), ("propertyNames", .object([("pattern", .string(JSONPattern.date))])),
        ("additionalProperties", .object(JSONPattern.leaf(.share(.share)))),
      ]
    case .map(let value, _):
      let names: String =
        switch value {
        case .bound, .expectation: JSONPattern.guardName
        case .text, .texts: ".+"
        default: JSONPattern.id
        }
      return [
        ("type", .string("object")), ("propertyNames", .object([("pattern", .string(names))])),
        ("additionalProperties", .object(schema(of: value))),
      ]
    case .startTiers:
      let shares = schema(of: .map(.share(.share), of: .tierWord))
      let annotated: [(String, JSONText)] = [
        ("type", .string("object")), ("additionalProperties", .bool(false)),
        ("required", .strings(["value", "source"])),
        (
          "properties",
          .object([
            ("value", .object(anyOf([JSONPattern.leaf(kind), shares]))), ("source", text), ("about", text),
          ])
        ),
      ]
      return anyOf([JSONPattern.leaf(kind), annotated, shares])
    case .routing(let section):
      let way = anyOf([JSONPattern.leaf(.share(.share)), annotated(.share(.share)), object(section)])
      return anyOf([names(names(way)), [("const", .string("none"))]])
    case .text:
      let part = JSONText.object([("type", .string("string"))])
      return anyOf([
        [("type", .strings(["string", "number"]))],
        [
          ("type", .string("object")), ("additionalProperties", .bool(false)),
          ("properties", .object([("en", part), ("zh", part)])),
        ],
      ])
    case .oneOrMoreFiles:
      let path = [("type", JSONText.string("string"))]
      return anyOf([path, [("type", .string("array")), ("items", .object(path))]])
    case .integerOrSection(let range, let section):
      return anyOf([JSONPattern.leaf(.integer(range)), object(section)])
    case .texts:
      let text = [("type", JSONText.strings(["string", "number", "boolean"]))]
      return anyOf([text, [("type", .string("array")), ("items", .object(text))]])
    case .shareTarget:
      return anyOf([JSONPattern.leaf(kind), object(Section<ShareTarget>.shareTarget.spec)])
    default:
      return kind.isAnnotatable ? anyOf([JSONPattern.leaf(kind), annotated(kind)]) : JSONPattern.leaf(kind)
    }
  }

  private var text: JSONText { .object([("type", .string("string"))]) }

  /// A mapping of ids.
  private func names(_ value: [(String, JSONText)]) -> [(String, JSONText)] {
    [
      ("type", .string("object")), ("propertyNames", .object([("pattern", .string(JSONPattern.id))])),
      ("additionalProperties", .object(value)),
    ]
  }

  private func anyOf(_ schemas: [[(String, JSONText)]]) -> [(String, JSONText)] {
    [("anyOf", .array(schemas.map { .object($0) }))]
  }

  /// `{value: …, range: [low, high], source: …, about: …}`.
  private func annotated(_ kind: FieldKind) -> [(String, JSONText)] {
    let leaf = JSONText.object(JSONPattern.leaf(kind))
    return [
      ("type", .string("object")), ("additionalProperties", .bool(false)),
      ("required", .strings(["value", "source"])),
      (
        "properties",
        .object([
          ("value", leaf),
          (
            "range",
            .object([
              ("type", .string("array")), ("items", leaf), ("minItems", .number(2)), ("maxItems", .number(2)),
            ])
          ),
          ("source", text), ("about", text),
        ])
      ),
    ]
  }
}
