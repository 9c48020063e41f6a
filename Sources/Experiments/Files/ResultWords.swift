import IssueFlow
import ScenarioLanguage

/// Words in both languages by which people call what tables name by id, written into every data package: whoever reads
/// results has the words of the program that made them, and keeps none of their own.
enum ResultWords {
  static var json: JSONValue {
    .object([
      ("responses", .object(Response.all.map { ($0.name, json($0.spoken)) })),
      ("causes", .object(LeakCause.allCases.filter { $0 != .none }.map { ($0.name, json($0)) })),
      ("tiers", json(tiers)), ("states", .object(states.map { ($0.id, json($0.title, mark: $0.mark)) })),
      ("fates", json(fates)),
    ])
  }

  private static func json(_ text: LocalizedText, mark: String? = nil) -> JSONValue {
    .object((mark.map { [("mark", .string($0))] } ?? []) + [("en", .string(text.en)), ("zh", .string(text.zh))])
  }

  private static func json(_ cause: LeakCause) -> JSONValue {
    .object([
      ("en", .string(cause.title.en)), ("zh", .string(cause.title.zh)),
      ("meaning_en", .string(cause.meaning.en)), ("meaning_zh", .string(cause.meaning.zh)),
      ("advice_en", .string(cause.advice.en)), ("advice_zh", .string(cause.advice.zh)),
    ])
  }

  private static func json(_ words: KeyValuePairs<String, LocalizedText>) -> JSONValue {
    .object(words.map { ($0.key, json($0.value)) })
  }

  /// Ids that scenarios without titles use for the tiers of every city.
  private static let tiers: KeyValuePairs<String, LocalizedText> = [
    "grid": LocalizedText(en: "Grid", zh: "网格"), "community": LocalizedText(en: "Community", zh: "社区"),
    "street": LocalizedText(en: "Street or town", zh: "镇街"), "district": LocalizedText(en: "District", zh: "区县"),
    "city": LocalizedText(en: "City", zh: "市"),
  ]

  /// Words of verdicts, of single demands and of cities, each with a mark, so that no colour is needed.
  private static let states: [(id: String, mark: String, title: LocalizedText)] = [
    ("holds", "✓", LocalizedText(en: "holds", zh: "满足")), ("violated", "✗", LocalizedText(en: "violated", zh: "不满足")),
    ("open", "?", LocalizedText(en: "not settled", zh: "尚未判定")),
    ("meets", "✓", LocalizedText(en: "meets the targets", zh: "达标")),
    ("misses", "✗", LocalizedText(en: "misses them", zh: "未达标")),
    ("invalid", "–", LocalizedText(en: "could not be run", zh: "无法运行")),
    ("met", "✓", LocalizedText(en: "met", zh: "达标")),
    ("not met", "✗", LocalizedText(en: "not met", zh: "未达标")),
    ("undecided", "?", LocalizedText(en: "undecided", zh: "尚无定论")),
    ("inconclusive", "?", LocalizedText(en: "inconclusive", zh: "不明")),
  ]

  /// How issues end that no tier closes.
  private static let fates: KeyValuePairs<String, LocalizedText> = [
    "withdrawn": LocalizedText(en: "given up", zh: "居民放弃"), "open": LocalizedText(en: "still open", zh: "仍未办结"),
    "undiscovered": LocalizedText(en: "never noticed", zh: "未发现"),
    "absent": LocalizedText(en: "did not arise", zh: "未发生"),
  ]
}
