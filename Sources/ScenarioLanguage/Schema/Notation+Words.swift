/// The notations of names, dates, choices, weeks and lists of weights.
extension Notation<String> {
  /// An id, as other parts of the scenario refer to it.
  static func id(reserved: Set<String> = []) -> Self {
    .init(
      .id,
      text: { (text) throws(TextProblem) in
        guard NameGrammar.isID(text), text.count <= 60 else {
          throw TextProblem(.malformedName(text, allowed: .idExample))
        }
        guard !NameGrammar.reserved.contains(text), !reserved.contains(text) else {
          throw TextProblem(.reservedName(text))
        }
        return text
      })
  }

  static var scenarioName: Self {
    .init(
      .scenarioName,
      text: { (text) throws(TextProblem) in
        guard NameGrammar.isID(text, alsoHyphens: true), text.count <= 100 else {
          throw TextProblem(.malformedName(text, allowed: .scenarioNameExample))
        }
        return text
      })
  }

  package static func reference(to what: LocalizedText) -> Self {
    .init(
      .reference(what),
      text: { (text) throws(TextProblem) in
        guard NameGrammar.isID(text) else {
          throw TextProblem(.malformedName(text, allowed: .idExample))
        }
        return text
      })
  }

  static func word(among words: [String]) -> Self {
    .init(
      .choice(words),
      text: { (text) throws(TextProblem) in
        guard words.contains(text) else { throw TextProblem(.unknownChoice(text, known: words)) }
        return text
      })
  }
}

extension Notation where Value: RawRepresentable<String> & CaseIterable {
  static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    return .init(
      .choice(words),
      text: { (text) throws(TextProblem) in
        guard let value = Value(rawValue: text) else { throw TextProblem(.unknownChoice(text, known: words)) }
        return value
      })
  }
}

extension Notation<Bool> {
  package static var boolean: Self { choice(whenTrue: "true", whenFalse: "false", .boolean) }

  /// Two words for yes and no.
  static func choice(whenTrue yes: String, whenFalse no: String, _ kind: FieldKind? = nil) -> Self {
    .init(
      kind ?? .choice([yes, no]),
      text: { (text) throws(TextProblem) in
        switch text {
        case yes: return true
        case no: return false
        default: throw TextProblem(.unknownChoice(text, known: [yes, no]))
        }
      })
  }
}

extension Notation<CivilDate> {
  static var date: Self {
    .init(
      .date,
      text: { (text) throws(TextProblem) in
        guard let date = CivilDate(iso: text) else {
          throw TextProblem(.unreadable(text, kind: FieldKind.date.noun, allowed: .dateExample))
        }
        return date
      })
  }
}

extension Notation<[[MinuteInterval]]> {
  static var week: Self { .init(.week, text: WeekGrammar.week) }
}

extension Notation<[Double]> {
  package static var sessions: Self { .init(.sessions, text: WeekGrammar.sessions) }

  /// So many numbers, of which only the ratios matter.
  static func weights(count: Int) -> Self {
    .init(
      .weights(count: count),
      read: { (node, place) throws(TextProblem) in
        guard let items = node.items else {
          throw TextProblem(.shape(found: node.shape, expected: FieldKind.weights(count: count).noun))
        }
        guard items.count == count else {
          throw TextProblem(.wrongCount(found: items.count, expected: "\(count)"))
        }
        let numbers = items.enumerated().compactMap { index, item in
          place.below("\(index)").leaf(item, Notation<Double>.number(.zeroOrMore))
        }
        guard numbers.count == count else { return nil }
        guard numbers.contains(where: { $0 > 0 }) else { throw TextProblem(.weightsAllZero) }
        return numbers
      })
  }
}

extension Notation<LocalizedText> {
  /// A text for both languages, or a mapping of languages to texts.
  static var text: Self {
    .init(
      .text,
      read: { (node, place) throws(TextProblem) in
        guard let entries = node.entries else {
          guard let text = node.text, node.shape == .text else {
            throw TextProblem(.shape(found: node.shape, expected: FieldKind.text.noun))
          }
          try refuseCommands(in: text)
          return LocalizedText(same: text)
        }
        var text = LocalizedText()
        for entry in entries {
          guard entry.key == "en" || entry.key == "zh" else {
            place.below(entry.key).report(.unknownKey(entry.key, known: ["en", "zh"]), at: entry.keyPosition)
            continue
          }
          guard let part = entry.value.text, entry.value.shape == .text else {
            place.below(entry.key).report(
              .shape(found: entry.value.shape, expected: .plainText), at: entry.value.position)
            continue
          }
          do throws(TextProblem) {
            try refuseCommands(in: part)
          } catch {
            place.below(entry.key).report(error.kind, at: entry.value.position)
          }
          if entry.key == "en" { text.en = part } else { text.zh = part }
        }
        return text
      })
  }

  /// A report shows texts as they are, so none may hold what a terminal obeys; blocks of several lines are fine.
  private static func refuseCommands(in text: String) throws(TextProblem) {
    guard let scalar = text.unicodeScalars.first(where: { $0.commands && $0 != "\n" && $0 != "\t" }) else { return }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    throw TextProblem(.malformedName(text, allowed: .visibleText(without: number)))
  }
}

extension LocalizedText {
  static func visibleText(without number: String) -> LocalizedText {
    LocalizedText(
      en: "it holds the control character \(number); leave it out", zh: "其中含有控制字符 \(number)；请删去")
  }
}
