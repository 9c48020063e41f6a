/// A number of a measure: how it is written, what stands without it, how far off it may plausibly be, and who says so.
public struct MeasureParameter<M: Measure>: Sendable {
  let make: @Sendable () -> Field<M>
  /// What is plausible, as one would write it.
  public let range: String
  /// Where the default is from, or *guess*.
  public let source: LocalizedText

  /// A number of a measure that goes into a property.
  package static func number<Value>(
    _ key: String, _ property: @escaping @Sendable () -> WritableKeyPath<M, Value>,
    _ notation: @escaping @Sendable () -> Notation<Value>, default defaultText: String, range: String,
    source: LocalizedText = .guess, unit: LocalizedText = LocalizedText(), en: String, zh: String
  ) -> MeasureParameter {
    MeasureParameter(
      make: {
        .leaf(key, property(), notation().bounded, default: defaultText, unit: unit, en: en, zh: zh)
      }, range: range, source: source)
  }

  var field: Field<M> { make() }
}

extension LocalizedText {
  /// The source of a number that nobody has measured.
  public static let guess = LocalizedText(en: "guess", zh: "估计")
}
