import ScenarioLanguage

/// The nouns of findings, in both languages.
enum Nouns {
  static let tier = LocalizedText(en: "tier", zh: "层级")
  static let unit = LocalizedText(en: "unit", zh: "单元")
  static let units = LocalizedText(en: "units", zh: "单元")
  static let parentUnit = LocalizedText(en: "unit of the tier above", zh: "上一层级的单元")
  static let calendar = LocalizedText(en: "calendar", zh: "工作日历")
  static let profile = LocalizedText(en: "profile", zh: "到达曲线")
  static let channel = LocalizedText(en: "channel", zh: "发现渠道")
  static let department = LocalizedText(en: "department", zh: "部门")
  static let response = LocalizedText(en: "response", zh: "指标")
  static let responseClass = LocalizedText(en: "class of the response", zh: "指标分类")
  static let generator = LocalizedText(en: "random number generator", zh: "随机数发生器")
  static let oneOrMore = LocalizedText(en: "1 or more", zh: "1 或以上")
  static let noHouseholds = LocalizedText(
    en: "the city is empty: no unit has a household; give `households`",
    zh: "城市为空：没有任何住户；请给出 households")
  static let noStaff = LocalizedText(
    en: "no unit of this tier has a worker; give `staff` above 0", zh: "该层级没有任何工作人员；staff 应大于 0")
  static func unitsOf(_ tier: String) -> LocalizedText {
    LocalizedText(en: "units of tier `\(tier)`", zh: "层级 `\(tier)` 的单元")
  }
  static func workAt(_ tier: String) -> LocalizedText {
    LocalizedText(en: "hands-on time at tier `\(tier)`", zh: "层级 `\(tier)` 的办理时间")
  }
}
