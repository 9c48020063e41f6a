/// The keys of a design file.
extension Section<DesignSpec> {
  static var design: Section {
    Section(
      doc: LocalizedText(
        en: "A design: which cities to simulate, around one scenario or from several, and how often.",
        zh: "一个试验设计：围绕一个场景或由多个场景，模拟哪些城市、各重复多少次。"),
      fields: heading + space + plan + running,
      check: { design, node, place in place.check(design, node) })
  }

  static var heading: [Field<DesignSpec>] {
    [
      Field(
        "schema", .schemaVersion, required: true, en: "Version of this language; write 1.", zh: "本语言的版本；请写 1。"
      ) { node, _, place in
        _ = place.leaf(node, Notation<Int>.schemaVersion)
      },
      .leaf(
        "name", \.name, .scenarioName, required: true, en: "Name of the study and of its folder of results.",
        zh: "研究名称，也是结果文件夹名。"),
      .leaf("title", \.title, .text, en: "Title in reports.", zh: "报告标题。"),
      .leaf("about", \.about, .text, en: "What it is for.", zh: "用途。"),
    ]
  }

  /// What a search has too.
  static var space: [Field<DesignSpec>] {
    [
      .path("base", \.base, en: "The scenario that every point changes.", zh: "每个设计点所修改的场景。"),
      .list(
        "policies", \.policies, .policy, count: 1...10_000, what: .policyWord, id: \.id, else: PolicySpec.init,
        en: "Whole scenarios instead of a base: each is a level of the factor `policy`.",
        zh: "以多个完整场景代替 base：每个都是因素 policy 的一个水平。"),
      .list(
        "factors", \.factors, .factor, count: 0...200, what: .factorWord, id: \.id, else: FactorSpec.init,
        en: "What varies.", zh: "变动的因素。"),
      Field(
        "constraints", .texts(.expressionNoun),
        en: "Conditions that points must keep; the others are left out and counted.",
        zh: "设计点必须满足的条件；不满足者被剔除并计数。"
      ) { node, design, place in
        design.constraints = place.texts(node).compactMap { node, place in place.leaf(node, .expression) }
      },
      .leaf(
        "seed", \.seed, .optionalSeed, en: "Master seed of all luck; left out, the scenario's.",
        zh: "全部随机性的主种子；不写则用场景的。"),
    ]
  }

  private static var plan: [Field<DesignSpec>] {
    [
      .leaf("plan", \.plan, .choice, required: true, en: "How points follow from the factors.", zh: "由因素得出设计点的方式。"),
      .leaf(
        "points", \.points, .optionalInteger(1...10_000_000),
        en: "How many points `lhs`, `sobol` and `uncertain-inputs` make; for `saltelli` how many base points.",
        zh: "lhs、sobol 和 uncertain-inputs 的设计点数；saltelli 的基点数。"),
      .leaf(
        "trajectories", \.trajectories, .optionalInteger(2...100_000), en: "How many trajectories `morris` makes.",
        zh: "morris 的轨迹数。"),
      .leaf(
        "levels", \.levels, .optionalInteger(2...10_000),
        en: "Levels of ranges in `grid`, `one-at-a-time` and `morris`.",
        zh: "grid、one-at-a-time 和 morris 中范围的水平数。"),
      .leaf(
        "second_order", \.secondOrder, .boolean, default: "false",
        en: "Whether `saltelli` also makes what indices of the second order need.", zh: "saltelli 是否同时生成二阶指数所需的点。"),
      Field("file", .file, en: "Table of `csv`: a column for each factor.", zh: "csv 的表格：每个因素一列。") {
        node, design, place in
        guard let name = node.text, !name.isEmpty, node.shape == .text else {
          return place.report(.shape(found: node.shape, expected: .pathOfFile), at: node.position)
        }
        guard
          let table = place.context.table(
            named: name, from: node, path: place.path, wanted: Set(design.factors.map(\.id)), mayLieElsewhere: false)
        else {
          return
        }
        if table.rows.isEmpty { place.report(.file(path: name, .empty), at: node.position) }
        design.table = DesignTable(header: table.header.map(\.text), rows: table.rows.map { $0.map(\.text) })
      },
    ]
  }

  private static var running: [Field<DesignSpec>] {
    [
      Field(
        "replications", .integerOrSection(1...1_000_000, Section<PrecisionDraft>.precision.spec),
        default: "the scenario's",
        en: "Runs of every point: a number, or a mapping that says how precise a response must be.",
        zh: "每个设计点的重复次数：一个数，或给出某指标所需精度的映射。"
      ) { node, design, place in
        design.replications = place.replications(node)
      },
      Field(
        "responses", .texts(.responseWord), en: "Responses that the files report; left out, all of them.",
        zh: "结果文件所报告的指标；不写则为全部。"
      ) { node, design, place in
        design.responses = place.texts(node).compactMap { node, place in place.response(node)?.name }
      },
      .leaf(
        "luck", \.luck, .choice, default: "common",
        en:
          "`common`: all points meet the same luck, so that differences are those of the points; `independent`: each its own.",
        zh: "common：所有设计点共享同一随机性，差异只来自设计点；independent：各自独立。"),
    ]
  }
}

extension Section<PolicySpec> {
  fileprivate static var policy: Section {
    Section(
      doc: LocalizedText(en: "A whole scenario.", zh: "一个完整场景。"),
      fields: [
        .leaf("id", \.id, .scenarioName, required: true, en: "Its name in the results.", zh: "结果中的名称。"),
        .path("file", \.file, required: true, en: "The scenario.", zh: "场景文件。"),
      ])
  }
}

extension Field {
  /// A path of a file, relative to the file that it is written in.
  static func path(
    _ key: String, _ property: WritableKeyPath<Target, String>, as use: NamedFile.Use = .scenario,
    required: Bool = false,
    en: String, zh: String
  ) -> Field {
    Field(key, .file, required: required, en: en, zh: zh) { node, target, place in
      guard let name = node.text, !name.isEmpty, node.shape == .text else {
        return place.report(.shape(found: node.shape, expected: .pathOfFile), at: node.position)
      }
      let path = FileText.resolve(name, in: node.position.source.directory)
      do throws(FileFault) {
        _ = try NamedFile(name, from: node.position.source, as: use)
        target[keyPath: property] = path
      } catch {
        place.report(.file(path: path, error.fault), at: node.position)
      }
    }
  }
}

extension Notation<DesignExpression> {
  static var expression: Self {
    .init(
      .expression, text: { (text) throws(TextProblem) in try DesignExpressionGrammar.expression(text) })
  }
}

extension Notation<UInt32?> {
  fileprivate static var optionalSeed: Self {
    let seed = Notation<UInt32>.seed
    return .init(seed.kind) { (node, place) throws(TextProblem) in try seed.read(node, place).map { Optional($0) } }
  }
}

extension LocalizedText {
  static let policyWord = LocalizedText(en: "policy", zh: "政策")
  static let factorWord = LocalizedText(en: "factor", zh: "因素")
}
