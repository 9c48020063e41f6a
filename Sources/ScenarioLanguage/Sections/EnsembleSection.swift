extension Section<EnsembleSpec> {
  /// - Parameter root: The whole scenario, into which the columns of the table lead.
  static func ensemble(root: SourceNode?) -> Section {
    Section(
      doc: LocalizedText(
        en: """
          Cities that a log leaves plausible, as `issueflow fit` learns them from days drawn anew: a table with a \
          column for every number, named by its path as `--set` takes it, and a row for each city. `--uncertainty` draws \
          whole rows, so that numbers that hang together stay together.
          """,
        zh: """
          日志所允许的多个城市，由 issueflow fit 对日期重抽样得到：表格每列一个数值，列名为 --set 所用的路径，每行一个城市。--uncertainty \
          整行抽取，因此相互关联的数值保持关联。
          """),
      fields: [
        Field(
          "file", .file, required: true, en: "CSV file with a row for each city.", zh: "每行一个城市的 CSV 文件。"
        ) { node, ensemble, place in
          if let table = place.ensembleTable(node) {
            (ensemble.file, ensemble.cities) = (node.text ?? "", table.rows.count)
            place.check(table, of: root)
          }
        },
        .leaf(
          "city", \.city, .integer(0...1_000_000), default: "0",
          en: "The row whose numbers hold, from 1; 0 for the scenario's own.", zh: "采用第几行的数值，从 1 起；0 表示场景自身的数值。"),
      ],
      check: { ensemble, node, place in
        guard ensemble.cities > 0 else { return }
        if ensemble.city > ensemble.cities {
          place.below("city").report(
            .outOfRange("\(ensemble.city)", allowed: LocalizedText(same: "0…\(ensemble.cities)")),
            at: node["city"]?.position ?? node.position)
        } else if ensemble.city == 0 {
          place.context.add(.cities(of: ensemble, path: place.path))
        }
      })
  }
}

extension UncertainInput {
  /// The row of an ensemble, each as likely as the others: numbers are rounded to rows.
  fileprivate static func cities(of ensemble: EnsembleSpec, path: [String]) -> UncertainInput {
    UncertainInput(
      path: SourcePath.text(path + ["city"]), low: "1", value: "0", high: "\(ensemble.cities)", source: ensemble.file,
      lowNumber: 0.5, valueNumber: 0, highNumber: Double(ensemble.cities) + 0.499_999, writing: .ordinal)
  }
}

extension ReadingPlace {
  func readEnsemble(into scenario: inout Scenario, _ root: SourceNode) {
    guard let node = root["ensemble"], node.text != "none" else { return }
    var ensemble = EnsembleSpec()
    Section<EnsembleSpec>.ensemble(root: root).read(node, into: &ensemble, at: below("ensemble"))
    scenario.ensemble = ensemble
  }

  /// The table that a node names; `nil` once a problem is reported.
  func ensembleTable(_ node: SourceNode) -> CSVTable? {
    guard let name = node.text, !name.isEmpty else {
      report(.shape(found: node.shape, expected: .pathOfFile), at: node.position)
      return nil
    }
    guard let table = context.table(named: name, from: node, path: path) else { return nil }
    guard !table.rows.isEmpty else {
      report(.missing(.rows), at: table.source.start)
      return nil
    }
    return table
  }

  /// Every column leads to something that the scenario says, and every cell says something.
  fileprivate func check(_ table: CSVTable, of root: SourceNode?) {
    guard let root else { return }
    let changing = ["schema", "ensemble", "extends"]
    var known: [String]?
    for column in table.header {
      let path = SourcePath.components(of: column.text) ?? []
      if let first = path.first, !changing.contains(first), root.part(at: path[...]) != nil { continue }
      known = known ?? root.leafPaths().filter { path in !changing.contains { path.hasPrefix($0) } }
      report(
        .unknownName(column.text, what: .column, candidates: known ?? []), at: column.position(in: table.source))
    }
    for row in table.rows {
      if let empty = row.first(where: { $0.text.isEmpty }) {
        report(.missing(.valueOfCity), at: empty.position(in: table.source))
      }
    }
  }
}

extension LocalizedText {
  fileprivate static let valueOfCity = LocalizedText(en: "a value in this cell", zh: "此单元格的值")
}
