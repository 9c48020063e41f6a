/// A value as one number, and how another number would be written in its place.
struct InputNumber {
  var number: Double
  var writing: UncertainInput.Writing
}

/// How values of one kind are read from a node, and how they vary within a range.
package struct Notation<Value> {
  let kind: FieldKind
  /// Reads the value; `nil` once a problem is reported elsewhere.
  let read: (SourceNode, ReadingPlace) throws(TextProblem) -> Value?
  /// The value as one number that a range can bound; `nil` when it has none.
  let measure: (Value) -> InputNumber?

  init(
    _ kind: FieldKind,
    read: @escaping (SourceNode, ReadingPlace) throws(TextProblem) -> Value?,
    measure: @escaping (Value) -> InputNumber? = { _ in nil }
  ) {
    self.kind = kind
    self.read = read
    self.measure = measure
  }

  /// A notation in a single text.
  init(
    _ kind: FieldKind, text read: @escaping (String) throws(TextProblem) -> Value,
    measure: @escaping (Value) -> InputNumber? = { _ in nil }
  ) {
    self.init(
      kind,
      read: { (node, _) throws(TextProblem) in try read(try node.scalar(for: kind)) },
      measure: measure)
  }
}

extension SourceNode {
  /// The text of a scalar that is short enough to parse.
  func scalar(for kind: FieldKind) throws(TextProblem) -> String {
    guard let text, shape == .text else { throw TextProblem(.shape(found: shape, expected: kind.noun)) }
    guard text.utf8.count <= ReadingLimits.scalarBytes else {
      throw TextProblem(.tooMany(.charactersInValue, limit: "\(ReadingLimits.scalarBytes)"))
    }
    return text
  }
}

extension ReadingPlace {
  /// Reads a leaf, with or without range and source; `nil` once a problem is reported.
  func leaf<Value>(_ node: SourceNode, _ notation: Notation<Value>) -> Value? {
    guard notation.kind.isAnnotatable, node.isAnnotated, let entries = node.entries else {
      return plain(node, notation)
    }
    let known = ["value", "range", "source", "about"]
    for entry in entries where !known.contains(entry.key) {
      below(entry.key).report(.unknownKey(entry.key, known: known), at: entry.keyPosition)
    }
    guard let valueNode = node["value"] else { return nil }
    let value = plain(valueNode, notation)
    let source = source(of: node)
    if let about = node["about"], about.text == nil {
      below("about").report(.shape(found: about.shape, expected: .plainText), at: about.position)
    }
    guard let value, let range = node["range"] else { return value }
    if let source { addInput(value, at: valueNode, range: range, source: source, notation) }
    return value
  }

  private func plain<Value>(_ node: SourceNode, _ notation: Notation<Value>) -> Value? {
    do throws(TextProblem) {
      return try notation.read(node, self)
    } catch {
      report(error.kind, at: node.position(atOffset: error.offset))
      return nil
    }
  }

  private func source(of node: SourceNode) -> String? {
    guard let source = node["source"] else {
      report(.missing(.sourceOfValue), at: node.position)
      return nil
    }
    guard let text = source.text, source.shape == .text else {
      below("source").report(.shape(found: source.shape, expected: .plainText), at: source.position)
      return nil
    }
    return text
  }

  private func addInput<Value>(
    _ value: Value, at node: SourceNode, range: SourceNode, source: String, _ notation: Notation<Value>
  ) {
    let place = below("range")
    guard let ends = range.items, ends.count == 2 else {
      place.report(
        range.items.map { .wrongCount(found: $0.count, expected: "2") }
          ?? .shape(found: range.shape, expected: .lowAndHigh), at: range.position)
      return
    }
    guard let measure = notation.measure(value) else {
      place.report(.rangeImpossible(notation.kind.noun), at: range.position)
      return
    }
    // For a distribution the ends are of its first parameter, and a lone value reads as a constant.
    guard let low = place.plain(ends[0], notation), let high = place.plain(ends[1], notation) else { return }
    guard let lowMeasure = notation.measure(low), let highMeasure = notation.measure(high),
      lowMeasure.writing.isOfSameUnit(as: measure.writing), highMeasure.writing.isOfSameUnit(as: measure.writing)
    else {
      place.report(.rangeImpossible(.rangeOfOtherUnit), at: range.position)
      return
    }
    let texts = (ends[0].text ?? "", node.text ?? "", ends[1].text ?? "")
    guard lowMeasure.number <= measure.number, measure.number <= highMeasure.number,
      lowMeasure.number < highMeasure.number
    else {
      place.report(.rangeDisorder(low: texts.0, value: texts.1, high: texts.2), at: range.position)
      return
    }
    for (end, item) in [(lowMeasure, ends[0]), (highMeasure, ends[1])] {
      if let problem = measure.writing.problem(at: end.number) {
        place.report(problem, at: item.position)
        return
      }
    }
    context.add(
      UncertainInput(
        path: SourcePath.text(path), low: texts.0, value: texts.1, high: texts.2, source: source,
        lowNumber: lowMeasure.number, valueNumber: measure.number, highNumber: highMeasure.number,
        writing: measure.writing))
  }
}

extension LocalizedText {
  static let sourceOfValue = LocalizedText(
    en: "source: where the value is from, or guess", zh: "source：数值出处，或 guess")
  static let plainText = LocalizedText(en: "a text", zh: "文本")
  static let lowAndHigh = LocalizedText(en: "a list of the lowest and the highest value", zh: "由最低值和最高值组成的列表")
  static let rangeOfOtherUnit = LocalizedText(
    en: "a value whose range is in another unit", zh: "范围与取值单位不同的值")
  static let charactersInValue = LocalizedText(en: "characters in a value", zh: "个字符")
}
