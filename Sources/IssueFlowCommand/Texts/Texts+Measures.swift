import ScenarioLanguage

/// The list of measures, and the page of each.
extension Texts {
  var measuresAbstract: String { say("List the measures that a policy may take.", "列出政策可采取的措施。") }
  var measuresHint: String {
    say(
      "`issueflow explain NAME` or `issueflow explain 多网合一` prints a measure's page.",
      "`issueflow explain 名称` 输出该措施的说明页。")
  }

  var measuresJSON: String {
    say("Print one JSON document, in both languages, instead of the list.", "输出一个含两种语言的 JSON 文档，代替列表。")
  }

  func page(of kind: MeasureKind) -> [String] {
    let page = kind.page
    var lines = [
      "\(page.id) · \(page.term) · \(say("row", "第")) \(page.number)\(say("", " 条"))", "", "  " + self(page.title), "",
    ]
    func paragraph(_ label: String, _ text: String) {
      lines.append("  " + label)
      lines += text.wrapped(to: 76).map { "    " + $0 }
    }
    paragraph(say("What happens", "机制"), self(page.mechanism))
    paragraph(say("Side effect", "副作用"), self(page.sideEffect))
    paragraph(say("Issues in line and in hand", "排队与在办事项"), self(page.inHand))
    switch page.decisions {
    case .nothing: break
    case .all:
      paragraph(
        say("Types whose routing is observed", "流转取自记录的类型"), say("It does nothing for them.", "对它们不起作用。"))
    case .some(let part):
      paragraph(
        say("Types whose routing is observed", "流转取自记录的类型"),
        say("Of it, \(part.en) does nothing for them.", "其中\(part.zh)对它们不起作用。"))
    }
    paragraph(
      say("A state saved before it began", "此前保存的状态"),
      say("Not yet: a city cannot be saved so far. It ", "尚不支持：目前不能保存城市。") + word(page.savedState))
    lines += ["", say("  Parameters, beside dose, from, until and schedule", "  参数（另有 dose、from、until、schedule）")]
    for parameter in kind.parameters {
      let field = parameter.field
      let standard = field.defaultText.isEmpty ? say("nothing", "无") : field.defaultText
      let unit = self(field.unit).isEmpty ? "" : " (\(self(field.unit)))"
      lines.append("    \(field.key): \(standard)\(unit)")
      for line in self(field.doc).wrapped(to: 70) { lines.append("      " + line) }
      let range = parameter.range.isEmpty ? "" : say("plausible \(parameter.range); ", "合理范围 \(parameter.range)；")
      lines.append("      " + range + say("source: ", "出处：") + self(parameter.source))
    }
    lines += ["", say("  Write", "  写法"), "    measures:", "      - {id: \(page.id), dose: 100%, from: 2025-07-01}"]
    return lines
  }

  private func word(_ rule: SavedStateRule) -> String {
    switch rule {
    case .takesOver: say("will go on under the new rules.", "届时按新规则继续。")
    case .remaps: say("will have its lines moved to where they would be under the new rules.", "届时排队事项移到新规则下的位置。")
    case .refuses: say("will not be branched: its units have no past in this process.", "届时不能分支：其单元在该过程中没有历史。")
    }
  }
}
