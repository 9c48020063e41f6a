extension Notation<[HolidayRule]> {
  /// The path of a table of public holidays.
  static var holidays: Self {
    .init(
      .file,
      read: { (node, place) throws(TextProblem) in
        let name = try node.scalar(for: .file)
        guard
          let table = place.context.table(
            named: name, from: node, path: place.path, wanted: ["date", "kind"]),
          place.checkColumns(
            of: table, required: ["date", "kind"], known: ["date", "kind", "name", "name_en", "name_zh"]),
          let date = table.column("date"), let kind = table.column("kind")
        else { return nil }
        return place.holidayRules(table, date: date, kind: kind)
      })
  }
}

extension ReadingPlace {
  fileprivate func holidayRules(_ table: CSVTable, date: Int, kind: Int) -> [HolidayRule] {
    var lines: [CivilDate: Int] = [:]
    return table.rows.compactMap { row in
      let position = row[date].position(in: table.source)
      guard let day = CivilDate(iso: row[date].text) else {
        report(
          .unreadable(row[date].text, kind: FieldKind.date.noun, allowed: .dateExample), at: position)
        return nil
      }
      guard ["holiday", "workday"].contains(row[kind].text) else {
        report(
          .unknownChoice(row[kind].text, known: ["holiday", "workday"]), at: row[kind].position(in: table.source))
        return nil
      }
      if let first = lines.updateValue(row[date].line, forKey: day) {
        report(.duplicateName(day.iso, what: .dayWord, firstAt: "\(table.source.name):\(first)"), at: position)
        return nil
      }
      return HolidayRule(date: day, isWorkday: row[kind].text == "workday")
    }
  }

  /// Checks what rows of unit tables must have by the rank of their tier, which the city alone does not know.
  func checkTables(of scenario: Scenario, _ node: SourceNode) {
    guard case .tables(let tables) = scenario.city.source, let lowest = scenario.tiers.first?.id,
      let highest = scenario.tiers.last?.id, let files = node["city"]?["files"]?.entries
    else { return }
    for entry in files {
      guard let rows = tables[entry.key], let name = entry.value.text ?? entry.value["value"]?.text,
        let table = context.table(named: name, from: entry.value, path: path)
      else { continue }
      let place = ReadingPlace(context: context, path: ["city", "files", entry.key])
      let households = table.column("households")
      let written = Set(
        table.rows.filter { row in households.map { !row[$0].text.isEmpty } ?? false }.map { $0[0].line })
      for row in rows {
        let position = SourcePosition(source: table.source, line: row.line, column: 1)
        if entry.key != highest, row.parent.isEmpty {
          place.report(
            .missing(
              LocalizedText(
                en: "the parent of \(row.id)",
                zh: "\(row.id) 的 parent")), at: position)
        }
        if entry.key == lowest, !written.contains(row.line) {
          place.report(
            .missing(
              LocalizedText(
                en: "the households of \(row.id)",
                zh: "\(row.id) 的 households")), at: position)
        }
      }
    }
  }
}

extension LocalizedText {
  static let dayWord = LocalizedText(en: "day", zh: "日期")
}
