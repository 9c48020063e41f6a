extension Scenario {
  /// The title of a tier, type, channel or department that is a class of a response; its id where it has none.
  public func title(of responseClass: String, in classes: Response.Classes) -> LocalizedText {
    let title: LocalizedText? =
      switch classes {
      case .none: nil
      case .tier: tiers.first { $0.id == responseClass }?.title
      case .channel: channels.first { $0.id == responseClass }?.title
      case .issueType: types.first { $0.id == responseClass }?.title
      case .department: departments.first { $0.id == responseClass }?.title
      }
    return LocalizedText(
      en: title.map { $0.en.isEmpty ? responseClass : $0.en } ?? responseClass,
      zh: title.map { $0.zh.isEmpty ? responseClass : $0.zh } ?? responseClass)
  }
}

extension TierSpec {
  /// The title, or the id where there is none.
  public var name: LocalizedText {
    LocalizedText(en: title.en.isEmpty ? id : title.en, zh: title.zh.isEmpty ? id : title.zh)
  }
}
