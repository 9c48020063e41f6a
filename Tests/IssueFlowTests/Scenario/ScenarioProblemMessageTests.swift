import Testing

@testable import ScenarioLanguage

@Suite struct ScenarioProblemMessageTests {
  typealias Kind = ScenarioProblem.Kind
  static let what = LocalizedText(en: "tier", zh: "层级")

  static let sentences: [(kind: Kind, en: String, zh: String)] = [
    (
      .file(path: "a.yaml", .notFound),
      "a.yaml does not exist; check the path, which is relative to the file that names it",
      "a.yaml 不存在；请检查路径，它相对于写有该路径的文件"
    ),
    (.file(path: "a.yaml", .notRegular), "a.yaml is not a regular file; name a file", "a.yaml 不是普通文件；请指定文件"),
    (.file(path: "a.yaml", .notReadable), "a.yaml cannot be read; check its permissions", "a.yaml 无法读取；请检查权限"),
    (
      .file(path: "a.yaml", .tooLarge(limitInMegabytes: 8)), "a.yaml is too large; at most 8 MB are allowed",
      "a.yaml 过大；最多 8 MB"
    ),
    (.file(path: "a.yaml", .notUTF8), "a.yaml is not UTF-8 text; save it as UTF-8", "a.yaml 不是 UTF-8 文本；请存为 UTF-8"),
    (.file(path: "a.yaml", .holdsNUL), "a.yaml holds NUL characters; it is not a text file", "a.yaml 含有 NUL 字符；不是文本文件"),
    (.file(path: "a.yaml", .empty), "a.yaml is empty; write at least one entry", "a.yaml 为空；至少写一项"),
    (.syntax("oops", quotesWouldHelp: false), "not valid YAML: oops", "不是有效的 YAML：oops"),
    (
      .syntax("oops", quotesWouldHelp: true),
      "not valid YAML: oops; put text that holds a colon, such as gamma(mean: 1 h, cv: 1), in double quotes",
      "不是有效的 YAML：oops；含冒号的文本（如 gamma(mean: 1 h, cv: 1)）请加双引号"
    ),
    (.duplicateKeys(["a", "b"]), "a, b is written more than once here; write it once", "a、b在此处重复；只写一次"),
    (.keyIsNotText, "a key must be plain text", "键必须是普通文本"),
    (
      .tag("!!int"), "'!!int' is a YAML tag, which this language does not have; write the value alone",
      "“!!int”是 YAML 标签，本语言不使用；请只写值"
    ),
    (.tooMany(.values, limit: "200000"), "too many values; at most 200000 are allowed", "过多：最多允许 200000 个值"),
    (.extendsCycle(["a", "b", "a"]), "extends runs in a circle: a → b → a", "extends 形成循环：a → b → a"),
    (.unknownKey("stuff", known: ["a", "b"]), "there is no key 'stuff' here; use a, b", "此处没有键“stuff”；可用：a、b"),
    (
      .unknownKey("staf", known: ["staff"]), "there is no key 'staf' here; did you mean 'staff'?",
      "此处没有键“staf”；是否想写“staff”？"
    ),
    (
      .schemaVersion("2"), "schema '2' is not a version that this program reads; write 1, or use a newer program",
      "本程序不能读取格式版本“2”；请写 1，或使用更新的程序"
    ),
    (.missing(LocalizedText(same: "staff")), "staff is missing", "缺少 staff"),
    (
      .shape(found: .list, expected: .share), "this is a list; write a share", "此处是列表；应为比例"
    ),
    (
      .shape(found: .nothing, expected: .share), "nothing is written here; write a share, or leave the key out",
      "此处没有内容；请写比例，或删去该键"
    ),
    (.wrongCount(found: 23, expected: "24"), "there are 23 here; write 24", "此处有 23 个；应为 24 个"),
    (.notInPlace("x(", .closingParenthesis), "'x(' is not complete; close the parenthesis", "“x(”不完整；缺少右括号"),
    (
      .unreadable("half", kind: .share, allowed: .shareExample), "'half' is not a share; write 20% or 0.2",
      "“half”不是比例；请写 20% 或 0.2"
    ),
    (
      .surprisingNumber("010"),
      "'010' is not written as a plain number; write digits without leading zero or underscore, such as 10 or 0.5",
      "“010”不是普通写法的数；不要前导零和下划线，例如 10 或 0.5"
    ),
    (.unitMissing("5", example: "5 min"), "'5' has no unit; write for example 5 min", "“5”缺少单位；例如写 5 min"),
    (.unitForbidden("min"), "'min' must not follow the number; write the number alone", "数后不应有“min”；请只写数"),
    (
      .unknownUnit("housr", known: ["hours"]), "there is no unit 'housr'; did you mean 'hours'?",
      "没有单位“housr”；是否想写“hours”？"
    ),
    (.outOfRange("130%", allowed: .shareRange), "'130%' is out of range; use 0% to 100%", "“130%”超出范围；应为0% 至 100%"),
    (
      .unknownChoice("pauze", known: ["pause", "finish and leave"]),
      "'pauze' is not possible here; did you mean 'pause'?",
      "此处不能写“pauze”；是否想写“pause”？"
    ),
    (
      .malformedName("A b", allowed: .idExample),
      "'A b' is not a name; begin with a small letter; use small letters, digits and _",
      "“A b”不是有效名称；以小写字母开头，只用小写字母、数字和 _"
    ),
    (.reservedName("always"), "the name 'always' has a meaning of its own; choose another", "名称“always”另有含义；请换一个"),
    (.intervalsOverlap("1", "2"), "1 and 2 overlap; join them", "1 与 2 重叠；请合并"),
    (.weightsAllZero, "all weights are 0; at least one must be more than 0", "权重全为 0；至少一个应大于 0"),
    (.distribution(LocalizedText(en: "bad", zh: "不好")), "bad", "不好"),
    (
      .rangeDisorder(low: "3", value: "1", high: "2"),
      "the range 3 to 2 does not hold 1; write the lowest value first and the value between",
      "范围 3 至 2 不包含 1；先写最低值，取值应在其间"
    ),
    (.rangeImpossible(.warmUp), "a range is not possible for a warm-up; leave out range", "预热期不能有范围；请删去 range"),
    (
      .duplicateName("grid", what: what, firstAt: "s.yaml:3"),
      "there is a tier 'grid' already (s.yaml:3); choose another name",
      "已有层级“grid”（s.yaml:3）；请换名称"
    ),
    (.removesNothing("x"), "no extended file has 'x', so it cannot be removed", "所扩展的文件中没有“x”，无法删除"),
    (
      .overridePath("x"), "'x' does not set a value; write path=value, such as tiers.grid.paperwork=25%",
      "“x”没有设定值；请写 路径=值，例如 tiers.grid.paperwork=25%"
    ),
    (
      .unknownName("comunity", what: what, candidates: ["grid", "community"]),
      "there is no tier 'comunity'; did you mean 'community'?", "没有层级“comunity”；是否想写“community”？"
    ),
    (.unknownName("x", what: what, candidates: []), "there is no tier 'x'; none is defined", "没有层级“x”；尚未定义"),
    (.sharesDoNotSum(sum: "95%"), "the shares add up to 95%; they must add up to 100%", "比例之和为 95%；应为 100%"),
    (
      .unreachableTier("street"),
      "no issue can reach the tier 'street'; let a lower tier or a channel pass issues to it",
      "没有事项能到达层级“street”；请让下级或渠道把事项送到这里"
    ),
    (.neverOpens(calendar: "c"), "the calendar 'c' never opens; give it at least one interval", "日历“c”从不开放；至少写一个时段"),
    (.conflict(en: "not both", zh: "不能并存"), "not both", "不能并存"),
    (.custom(en: "own", zh: "自定"), "own", "自定"),
  ]

  @Test("Every problem has its sentence in both languages", arguments: sentences)
  func sentence(kind: Kind, en: String, zh: String) {
    #expect(kind.sentence(.english) == en)
    #expect(kind.sentence(.chinese) == zh)
  }

  @Test("A report has place, path, sentence, line and caret")
  func report() {
    let text = "name: x\ntypes: [{title: 噪声, rate: 5}]\n"
    let source = SourceText(name: "s.yaml", directory: "", order: 1, text: text)
    let problem = ScenarioProblem(
      position: SourcePosition(source: source, line: 2, column: 27), path: ["types", "0", "rate"],
      kind: .unitMissing("5", example: "5 per unit per day"))
    #expect(
      problem.report(language: .english) == """
        s.yaml:2:27: error: types.0.rate: '5' has no unit; write for example 5 per unit per day
            types: [{title: 噪声, rate: 5}]
                                        ^
        """)
    #expect(
      problem.report(language: .chinese).hasPrefix(
        "s.yaml:2:27: 错误: types.0.rate：“5”缺少单位；例如写 5 per unit per day"))
  }

  @Test("An error sorts its problems and drops repetitions")
  func sorting() {
    let first = SourceText(name: "a", directory: "", order: 1, text: "")
    let second = SourceText(name: "b", directory: "", order: 2, text: "")
    func problem(_ source: SourceText, _ line: Int) -> ScenarioProblem {
      ScenarioProblem(
        position: SourcePosition(source: source, line: line, column: 1), path: [],
        kind: .missing(LocalizedText(same: "x")))
    }
    let error = ScenarioError(problems: [problem(second, 1), problem(first, 9), problem(first, 2), problem(first, 9)])
    #expect(error.problems.map { "\($0.position.file)\($0.position.line)" } == ["a2", "a9", "b1"])
    #expect(
      error.report(language: .english)
        == "a:2:1: error: x is missing\na:9:1: error: x is missing\nb:1:1: error: x is missing")
  }
}
