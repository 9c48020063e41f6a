/// The language of a message to the user.
public enum MessageLanguage: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}
