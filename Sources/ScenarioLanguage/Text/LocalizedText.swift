/// A text in English and Chinese; either may be empty.
public struct LocalizedText: Hashable, Sendable {
  public var en = ""
  public var zh = ""
  public init(en: String = "", zh: String = "") {
    self.en = en
    self.zh = zh
  }
}
