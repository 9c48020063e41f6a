/// The patterns and ranges by which JSON Schema knows the notations of leaves.
enum JSONPattern {
  static let date = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
  static let id = "^[a-z][a-z0-9_]*$"
  static let guardName = "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$"

  private static let number = "(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"
  private static let share = "\(number) *%?"

  private static var duration: String {
    "\(number) *(\(DurationGrammar.unitNames.joined(separator: "|")))( *\(number) *(\(DurationGrammar.unitNames.joined(separator: "|"))))*"
  }

  private static var call: String { "(\(DistributionForm.names.joined(separator: "|"))) *\\(.*\\)" }

  /// The schema of one value, written plainly.
  static func leaf(_ kind: FieldKind) -> [(String, JSONText)] {
    switch kind {
    case .schemaVersion: [("enum", .array([.number(1), .string("1")]))]
    case .scenarioName: string("[a-z][a-z0-9_-]*")
    case .id, .reference, .startTiers: string("[a-z][a-z0-9_]*")
    case .date: string("[0-9]{4}-[0-9]{2}-[0-9]{2}")
    case .duration: string(duration)
    case .warmUp: string("\(duration)|detect\\(at most .*\\)")
    case .timeSpan:
      string("none|无|\(duration)|\(number) *(working (days?|hours?|minutes?)|个工作日|个工作小时)")
    case .share(let range): numeric(share, range)
    case .tolerance: numeric("\(number) *(%|points?|个百分点)?", .share)
    case .number(let range): numeric("-?" + number, range)
    case .integer(let range):
      numeric(
        "-?(0|[1-9][0-9]*)", NumberRange(low: Double(range.lowerBound), high: Double(range.upperBound)), "integer")
    case .integerOrUnlimited: numeric("(0|[1-9][0-9]*)|unlimited|不限", .zeroOrMore, "integer")
    case .choice(let words): [("enum", .strings(words))]
    case .boolean: [("enum", .array([.bool(true), .bool(false), .string("true"), .string("false")]))]
    case .arrivalRate: string("\(number) +per +(\(number) +)?(households?|units?|city) +per +\\S+")
    case .dailyRate, .yearlyCost, .yearlyRate: string("\(number) +per +\\S+")
    case .distribution(.time): string("\(duration)|\(call)")
    case .distribution(.plain): numeric("\(number)|\(call)", .zeroOrMore)
    case .week: string("always|.*[0-9]{1,2}:[0-9]{2}.*")
    case .sessions: string(".*[0-9]{1,2}:[0-9]{2}.*")
    case .shareTarget: string("\(share) *(±|\\+-|\\+/-) *.*")
    case .bound: string("at (most|least) .*")
    case .weights(let count):
      [
        ("type", .string("array")),
        ("items", .object([("type", .string("number")), ("minimum", .number(0))])),
        ("minItems", .number(Double(count))), ("maxItems", .number(Double(count))),
      ]
    case .file, .name, .oneOrMoreFiles, .text: [("type", .string("string"))]
    case .quantity: [("type", .strings(["string", "number"])), ("pattern", .string("^ *-?\(number).*$"))]
    case .expression: [("type", .strings(["string", "number"]))]
    // These are no leaves; their schemas are made where sections are.
    case .expectation: string("(rises|falls|stays)( .*)?")
    case .map, .section, .routing, .list, .measures, .schedule, .texts, .integerOrSection:
      [("type", .strings(["object", "array"]))]
    }
  }

  private static func string(_ pattern: String) -> [(String, JSONText)] {
    [("type", .string("string")), ("pattern", .string("^ *(\(pattern)) *$"))]
  }

  /// A number, or its text where the author put quotes; bounds count for the one, the pattern for the other.
  private static func numeric(
    _ pattern: String, _ range: NumberRange, _ type: String = "number"
  ) -> [(String, JSONText)] {
    var schema: [(String, JSONText)] = [
      ("type", .strings([type, "string"])), ("pattern", .string("^ *(\(pattern)) *$")),
    ]
    if range.low.isFinite {
      schema.append((range.lowIncluded ? "minimum" : "exclusiveMinimum", .number(range.low)))
    }
    if range.high.isFinite {
      schema.append((range.highIncluded ? "maximum" : "exclusiveMaximum", .number(range.high)))
    }
    return schema
  }
}
