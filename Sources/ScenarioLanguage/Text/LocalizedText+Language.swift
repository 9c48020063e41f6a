import RandomStreams

extension LocalizedText {
  /// The text in a language, or in the other one when only that was written.
  public subscript(language: MessageLanguage) -> String {
    switch language {
    case .english: en.isEmpty ? zh : en
    case .chinese: zh.isEmpty ? en : zh
    }
  }

  /// Creates a text that reads alike in both languages, such as a number or a name.
  public init(same text: String) {
    self.init(en: text, zh: text)
  }
}
