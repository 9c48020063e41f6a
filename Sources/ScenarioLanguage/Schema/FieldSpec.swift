/// What one key of the language is: the only place where its documentation lives.
///
/// The reader, the suggestions for unknown keys, the JSON Schema and `issueflow explain` all come from it.
public struct FieldSpec: Sendable {
  public let key: String
  let kind: FieldKind
  public let isRequired: Bool
  /// What stands when the key is left out, as one would write it; empty where nothing stands.
  public let defaultText: String
  /// What a number counts; empty where the value carries its unit.
  public let unit: LocalizedText
  public let doc: LocalizedText

  /// Whether the value is money: an amount per year, or yuan for each of something.
  public var isMoney: Bool { if case .yearlyCost = kind { true } else { unit == .yuan } }
}

/// A mapping of the language and its keys.
public struct SectionSpec: Sendable {
  public let doc: LocalizedText
  public let fields: [FieldSpec]
}

/// The kinds of value, each with one notation.
indirect enum FieldKind: Sendable {
  case schemaVersion
  case scenarioName
  case id
  /// The name of something defined elsewhere in the scenario.
  case reference(LocalizedText)
  case text
  case date
  case duration(NumberRange)
  case warmUp
  case timeSpan
  case share(NumberRange)
  case tolerance
  case number(NumberRange)
  case integer(ClosedRange<Int>)
  case integerOrUnlimited
  case choice([String])
  case boolean
  case arrivalRate
  case dailyRate
  case yearlyCost
  case yearlyRate
  case distribution(Dimension)
  case week
  case sessions
  case shareTarget
  case bound
  case weights(count: Int)
  case file
  /// The name of a tier, or shares by tier.
  case startTiers
  /// Ways on by tier and by the tier that they lead to: a share each, or the keys of the section.
  case routing(SectionSpec)
  /// Values by name; what the names are of.
  case map(FieldKind, of: LocalizedText)
  /// A mapping; one that is optional can be taken away with `none`.
  case section(SectionSpec, isOptional: Bool)
  case list(SectionSpec, ClosedRange<Int>)
  case oneOrMoreFiles
  /// A list whose items have the keys that their id gives them.
  case measures
  /// Doses by date.
  case schedule
  /// What a measure should do to a response.
  case expectation
  /// A whole number, or a mapping that says more.
  case integerOrSection(ClosedRange<Int>, SectionSpec)
  /// The name of something outside the language, as it is written there; what it names.
  case name(LocalizedText)
  /// Texts in a list, or one alone; what they are.
  case texts(LocalizedText)
  /// A number with whatever unit its place in the scenario wants.
  case quantity
  /// A condition on factors, or a number made of them.
  case expression
}
