// How values are called and written whose sections and grammars lie above, for messages and the schema.

extension LocalizedText {
  static let expressionNoun = LocalizedText(en: "an expression of factors", zh: "由因素组成的表达式")
  static let expressionExample = LocalizedText(
    en: "write for example \"staff * 2 + probes <= 7\", with factors by id, + - * / ( ), <= >= < > == !=, and, or, not",
    zh: "请写例如 \"staff * 2 + probes <= 7\"：因素用 id，可用 + - * / ( )、<= >= < > == !=、and、or、not")
  static let quantityExample = LocalizedText(
    en: "write the number as the scenario would, such as 20%, 90 min or 3", zh: "请按场景中的写法填写，例如 20%、90 min 或 3")
  static let routingNoun = LocalizedText(
    en: "a mapping of tiers to mappings of tiers to shares, or none", zh: "由层级到“层级与比例的映射”的映射，或 none")
  static let routingExample = LocalizedText(
    en: "write for example {grid: {community: 28%, grid: 3%}, community: {grid: {share: 5%, after: 3 h}}}",
    zh: "例如写 {grid: {community: 28%, grid: 3%}, community: {grid: {share: 5%, after: 3 h}}}")
  static let startNoun = LocalizedText(
    en: "the name of a tier, or a mapping of tiers to shares", zh: "层级的名称，或由层级到比例的映射")
  static let startExample = LocalizedText(
    en: "write grid, or {grid: 90%, street: 10%} with shares that add up to 100%",
    zh: "请写 grid，或比例之和为 100% 的 {grid: 90%, street: 10%}")
  static let yearlyRateExample = LocalizedText(en: "write for example 0.2 per year", zh: "请写例如 0.2 per year")
  static let atMostDaily = LocalizedText(en: "0 to 1 per day", zh: "0 至 1 per day")
}
