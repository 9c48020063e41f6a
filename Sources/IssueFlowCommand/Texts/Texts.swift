import ScenarioLanguage

/// What the command says, in the language of its reader.
///
/// The sentences are in one file for each area, English and Chinese side by side.
struct Texts: Sendable {
  let language: Language
  var glyphs = Glyphs.unicode

  func say(_ en: @autoclosure () -> String, _ zh: @autoclosure () -> String) -> String {
    language == .chinese ? zh() : en()
  }

  func callAsFunction(_ text: LocalizedText) -> String { text.text(in: language) }

  /// A name for people; the id where the scenario gives none.
  func name(_ title: LocalizedText, id: String) -> String {
    let text = self(title)
    return text.isEmpty ? id : text
  }
}
