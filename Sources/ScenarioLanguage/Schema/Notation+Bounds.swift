/// Bounds for numbers that are multiplied with others before they are used: products of two such numbers are finite and,
/// unless one is 0, not 0.
extension Notation {
  /// The same notation without numbers beyond 10⁹, and without those but 0 that are closer to it than 10⁻¹⁵.
  var bounded: Notation {
    Notation(
      kind,
      read: { (node, place) throws(TextProblem) in
        let value = try read(node, place)
        if let value, let number = measure(value)?.number, number != 0, !(1e-15...1e9).contains(abs(number)) {
          throw TextProblem(.outOfRange(node.text ?? "", allowed: .boundedNumber))
        }
        return value
      }, measure: measure)
  }
}

extension Notation<Double> {
  /// A positive number that no product takes out of range.
  static var boundedPositive: Self { Notation<Double>.number(.positive).bounded }
}

extension LocalizedText {
  fileprivate static let boundedNumber = LocalizedText(
    en: "0, or a number whose size lies between 1e-15 and 1e9 (times in minutes, rates a minute)",
    zh: "0，或绝对值在 1e-15 与 1e9 之间的数（时间以分钟计，频率以每分钟计）")
}
