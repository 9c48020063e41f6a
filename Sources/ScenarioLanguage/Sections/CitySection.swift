/// The city while its keys are read; units and files exclude each other.
struct CityDraft {
  var city = CitySpec()
  var units: [String: Int] = [:]
  var tables: [String: [UnitRow]] = [:]
}

/// `city`: the ground.
extension Section<CityDraft> {
  static var city: Section {
    Section(
      doc: LocalizedText(
        en:
          "The units of every tier and the households in them: numbers to generate a city from, or tables of a real one.",
        zh: "各层级的单元及其住户：用数字生成城市，或用表格给出真实城市。"),
      fields: [
        // Assembly heeds it and takes it out; what is left has nothing below that it could replace.
        Field(
          CityReplacement.key, .choice(CityReplacement.allCases.map(\.rawValue)),
          en:
            "Where a file below has a city too: `whole` lets this one take its place, `keys` lets the keys written here change it. Needed to give all units anew, and to bring units in a file of a list.",
          zh: "下层文件也有城市时：whole 以本城市整体取代，keys 只以此处所写的键修改。重新给出全部单元，或在列表中的文件里给出单元时必须写明。"
        ) { node, _, place in
          _ = place.leaf(node, Notation<CityReplacement>.choice)
        },
        .map(
          "units", \.units, .integer(1...10_000_000), of: .tierWord,
          en: "Number of units: of the highest tier in all, of each lower one per unit of the tier above.",
          zh: "单元数：最高层级为总数，其下各层级为每个上级单元的个数。"),
        Field(
          "files", .map(.file, of: .tierWord),
          en: """
            A CSV table of units for each tier, with columns id, parent, name_en, name_zh, households, \
            staff, area.
            """,
          zh: "各层级单元的 CSV 表，列为 id、parent、name_en、name_zh、households、staff、area。"
        ) { node, draft, place in
          for (tier, rows) in place.map(node, .unitTable, of: .tierWord) { draft.tables[tier] = rows }
        },
        .leaf(
          "households", \.city.households, .distribution(.plain), default: "1000", unit: .householdsPerUnit,
          en: "Households of a lowest-tier unit, for generated cities.", zh: "生成城市时，最低层级单元的户数。"),
        .leaf(
          "skew", \.city.skew, .distribution(.plain), default: "1",
          en: """
            Multiplier of a unit's arrival rates; divided by the mean of its law, so that it says who has more and not how \
            much there is.
            """,
          zh: "单元到达率的倍数；除以其分布的均值，只表示谁多谁少，不改变总体水平。"),
        .leaf(
          "household_size", \.city.householdSize, .number(.positive), default: "2.5",
          en: "People of a household.", zh: "每户人数。"),
        .leaf(
          "seed", \.city.seed, .seed, default: "1",
          en: "Selects the ground; the master seed does not move it.", zh: "决定地面的抽取；主种子不影响它。"),
        .leaf(
          "ground", \.city.isGroundDrawn, .choice(whenTrue: "drawn", whenFalse: "fixed"), default: "drawn",
          en: "Whether plausible cities (--uncertainty) stand on grounds of their own, or all on this one.",
          zh: "可能的城市（--uncertainty）各自抽取地面，还是都用这一个。"),
      ],
      check: { draft, node, place in
        switch (node["units"], node["files"]) {
        case (nil, nil):
          place.report(.missing(LocalizedText(en: "units, or files", zh: "units 或 files")), at: node.position)
        case (.some, .some):
          place.report(
            .conflict(
              en: "units and files exclude each other; keep one",
              zh: "units 与 files 不能并存"), at: node.position)
        case (.some, nil): draft.city.source = .generated(units: draft.units)
        case (nil, .some):
          if let households = node["households"] {
            place.below("households").report(
              .conflict(
                en: "households come from the file of the lowest tier; leave this key out",
                zh: "户数来自最低层级的表格；请删去此键"), at: households.position)
          }
          draft.city.source = .tables(draft.tables)
        }
      })
  }
}

extension Notation<[UnitRow]> {
  /// The path of a table of units.
  static var unitTable: Self {
    .init(
      .file,
      read: { (node, place) throws(TextProblem) in
        let name = try node.scalar(for: .file)
        guard
          let table = place.context.table(
            named: name, from: node, path: place.path, wanted: Set(UnitRow.columns)),
          place.checkColumns(of: table, required: ["id"], known: UnitRow.columns)
        else { return nil }
        return place.unitRows(table)
      })
  }
}

extension UnitRow {
  static let columns = ["id", "parent", "name_en", "name_zh", "households", "staff", "area"]
}

extension ReadingPlace {
  /// Reports columns that a table lacks or that nothing reads.
  func checkColumns(of table: CSVTable, required: [String], known: [String]) -> Bool {
    for cell in table.header where !known.contains(cell.text) {
      report(.unknownName(cell.text, what: .column, candidates: known), at: cell.position(in: table.source))
    }
    for name in required where table.column(name) == nil {
      report(.missing(LocalizedText(en: "column \(name)", zh: "列 \(name)")), at: table.source.start)
    }
    return required.allSatisfy { table.column($0) != nil }
  }

  fileprivate func unitRows(_ table: CSVTable) -> [UnitRow] {
    func cell(_ name: String, _ row: [CSVTable.Cell]) -> CSVTable.Cell? {
      table.column(name).map { row[$0] }.flatMap { $0.text.isEmpty ? nil : $0 }
    }
    var lines: [String: Int] = [:]
    return table.rows.compactMap { row in
      guard let id = cell("id", row) else {
        report(
          .missing(
            LocalizedText(
              en: "an id in this row",
              zh: "本行的 id")), at: row[0].position(in: table.source))
        return nil
      }
      guard id.text.count <= 60, !id.text.unicodeScalars.contains(where: \.commands) else {
        report(.malformedName(id.text, allowed: .unitIDExample), at: id.position(in: table.source))
        return nil
      }
      if let first = lines.updateValue(id.line, forKey: id.text) {
        report(
          .duplicateName(id.text, what: .unitWord, firstAt: "\(table.source.name):\(first)"),
          at: id.position(in: table.source))
      }
      for name in ["name_en", "name_zh"] {
        guard let title = cell(name, row), title.text.unicodeScalars.contains(where: \.commands) else { continue }
        report(.malformedName(title.text, allowed: .unitTitle), at: title.position(in: table.source))
      }
      let staff = cell("staff", row).flatMap { wholeNumber($0, in: table) }
      return UnitRow(
        id: id.text, parent: cell("parent", row)?.text ?? "",
        title: LocalizedText(en: cell("name_en", row)?.text ?? "", zh: cell("name_zh", row)?.text ?? ""),
        households: cell("households", row).flatMap { table.number($0, .zeroOrMore, at: self) }, staff: staff,
        area: cell("area", row).flatMap { table.number($0, .zeroOrMore, at: self) }, line: row[0].line)
    }
  }

  private func wholeNumber(_ cell: CSVTable.Cell, in table: CSVTable) -> Int? {
    do throws(TextProblem) {
      let number = try NumberGrammar.integer(cell.text)
      guard (0...1_000_000).contains(number) else {
        throw TextProblem(.outOfRange(cell.text, allowed: .between("0", "1000000")))
      }
      return number
    } catch {
      report(error.kind, at: cell.position(in: table.source))
      return nil
    }
  }
}

extension LocalizedText {
  static let unitWord = LocalizedText(en: "unit", zh: "单元")
  static let unitIDExample = LocalizedText(
    en: "use at most 60 characters, none of them a control character", zh: "最多 60 个字符，不含控制字符")
  static let unitTitle = LocalizedText(en: "use no control characters", zh: "不得含控制字符")
  static let householdsPerUnit = LocalizedText(en: "households per unit", zh: "户/单元")
}
