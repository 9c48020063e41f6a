import Foundation
import RandomStreams
import Testing

@testable import IssueFlow
@testable import ScenarioLanguage

@Suite struct ScenarioSchemaTests {
  @Test("Every key is documented in both languages", arguments: ScenarioSchema.fields.map(\.path))
  func documented(path: String) throws {
    let field = try #require(ScenarioSchema.fields.first { $0.path == path }?.field)
    #expect(!field.doc.en.isEmpty && !field.doc.zh.isEmpty)
    #expect(field.doc.en.hasSuffix(".") && field.doc.zh.hasSuffix("。"))
    for language in MessageLanguage.allCases {
      let page = try #require(ScenarioSchema.explain(path, language: language))
      #expect(page.hasPrefix(path) && page.contains(field.doc[language]))
    }
  }

  @Test("A page tells kind, range, unit and default")
  func page() {
    #expect(
      ScenarioSchema.explain("tiers.grid.paperwork", language: .english) == """
        tiers.paperwork

          Share of the shift lost to reports, forms and meetings.

          Kind      a share; write 20% or 0.2
          Range     0% to less than 100%
          Default   0%
          Or        {value: …, range: [low, high], source: …, about: …}
        """)
    #expect(
      ScenarioSchema.explain("tiers.referral", language: .chinese) == """
        tiers.referral

          不经处理直接上报的频率。
          工作人员不经处理即上报的概率：base + rise × min(1, 人均等待数 / at_queue)。

          类型：由键和值组成的映射；请在其下缩进书写各键
          默认：无

          键
            base      无人等待时的概率。
            rise      队列满负荷时增加的概率。
            at_queue  达到全部增幅时的人均等待数。
        """)
  }

  @Test("A key of several sections has a page for each, and an unknown one none")
  func lookUp() {
    let pages = ScenarioSchema.explain("cost_per_worker", language: .english) ?? ""
    #expect(["tiers.", "intake.", "departments."].allSatisfy { pages.contains($0 + "cost_per_worker\n") })
    #expect(ScenarioSchema.explain("scenario", language: .english)?.contains("tiers") ?? false)
    #expect(ScenarioSchema.explain("types.noise.work.grid", language: .english)?.hasPrefix("types.work") ?? false)
    #expect(ScenarioSchema.explain("paperwrok", language: .english) == nil)
    #expect(ScenarioSchema.explain("tiers.grid.nothing", language: .english) == nil)
    #expect(NearestName.suggestion(for: "paperwrok", among: ScenarioSchema.explainable) == "paperwork")
  }

  @Test("The JSON Schema is JSON that names every key")
  func json() throws {
    let text = ScenarioSchema.json()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    let properties = try #require(object["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(ScenarioSchema.root.fields.map(\.key)))
    #expect(object["additionalProperties"] as? Bool == false)
    for (path, _) in ScenarioSchema.fields {
      let key = path.split(separator: ".").last.map(String.init) ?? path
      #expect(text.contains("\"\(key)\": {"))
    }
  }

  @Test("JSON text is escaped")
  func escapes() {
    #expect(JSONText.quoted("a\"\\\n\u{1}中") == "\"a\\\"\\\\\\n\\u0001中\"")
    #expect(JSONText.object([]).text() == "{}")
    #expect(JSONText.array([.number(1), .bool(true)]).text() == "[1, true]")
  }
}
