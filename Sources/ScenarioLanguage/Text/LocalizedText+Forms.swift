// What is expected of any file, for messages.

extension LocalizedText {
  static let mappingOfKeys = LocalizedText(en: "a mapping of keys to values", zh: "由键和值组成的映射")
  static let pathOfFile = LocalizedText(en: "the path of a file", zh: "文件路径")
  static let nestedLevels = LocalizedText(en: "levels of nesting", zh: "层嵌套")
  static let idExample = LocalizedText(
    en: "begin with a small letter; use small letters, digits and _", zh: "以小写字母开头，只用小写字母、数字和 _")
  static let scenarioNameExample = LocalizedText(
    en: "begin with a small letter; use small letters, digits, - and _", zh: "以小写字母开头，只用小写字母、数字、- 和 _")
}
